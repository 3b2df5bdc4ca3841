// Rates of merging, storing, loading and exporting, one line each, by processor time so that a busy machine matters little.
#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <filesystem>
#include <random>
#include <sstream>

#include "entente/exporter.h"
#include "entente/query.h"
#include "entente/store.h"
#include "support/statements.h"

using namespace entente;
using namespace entente::test;

namespace {

/// Places from 0 to `count` - 1 as often as Zipf has it: the n-th a n-th as often as the first.
class Zipf {
 public:
  explicit Zipf(std::size_t count) {
    double sum = 0;
    for (std::size_t i = 0; i < count; ++i) sums_.push_back(sum += 1.0 / static_cast<double>(i + 1));
  }
  std::size_t operator()(std::mt19937_64& random) const {
    const double point = static_cast<double>(random() >> 11U) * 0x1p-53 * sums_.back();
    return static_cast<std::size_t>(std::ranges::upper_bound(sums_, point) - sums_.begin());
  }

 private:
  std::vector<double> sums_;
};

constexpr std::size_t kPerArticle = 5;

/// Statements as news gives them: a few actors and relations are in most of them, thousands in the others.
std::vector<Statement> news(std::size_t count) {
  static const std::vector<std::string_view> kRelations{"criticizes", "meets-with", "attacks", "demands-of", "agrees-with", "visits",
                                                        "pledges-to", "threatens", "cooperates-with", "gives-aid-to", "fights-with"};
  static const std::vector<std::string_view> kPublishers{"Wire", "Daily Telegram", "The Morning Post", "Evening Standard-Bearer"};
  const Zipf actors(3000), relations(kRelations.size());
  std::vector<Statement> made;
  made.reserve(count);
  std::mt19937_64 random(1);
  const auto actor = [&] {
    const std::size_t place = actors(random);
    return (place < 200 ? "state/s" : place < 1000 ? "group/people-of-" : "person/somebody-called-") + std::to_string(place);
  };
  while (made.size() < count) {
    const std::size_t number = made.size() / kPerArticle;
    const std::string subject = actor(), object = actor(), article = "news/2024-02-03/" + std::to_string(number);
    if (subject == object) continue;
    made.push_back(statement({.subject = subject, .relation = kRelations[relations(random)], .object = object, .article = article,
                              .publisher = kPublishers[number % kPublishers.size()], .sentence = static_cast<std::uint32_t>(made.size() % kPerArticle),
                              .text = "A sentence of about the length that sentences in news have, with two actors and what one does to the other."}));
  }
  return made;
}

template <class Work>
void timed(const char* what, std::size_t items, const Work& work) {
  const std::clock_t start = std::clock();
  work();
  const double seconds = static_cast<double>(std::clock() - start) / CLOCKS_PER_SEC;
  std::printf("%-28s %9zu  %8.3f s  %10.0f /s\n", what, items, seconds, static_cast<double>(items) / seconds);
}

template <class T>
T checked(Result<T> result) {
  if (result) return *std::move(result);
  std::fprintf(stderr, "%s\n", to_string(result.error()).c_str());
  std::exit(1);
}

void put_all(const std::filesystem::path& file, const std::vector<Statement>& statements) {
  Store store = checked(Store::open(file));
  for (std::size_t at = 0; at < statements.size(); at += kPerArticle) {
    const std::span<const Statement> article(statements.data() + at, std::min(kPerArticle, statements.size() - at));
    checked(store.put({article[0].provenance.article, "Title", "", "Wire", article[0].provenance.published, 20, 400}, article));
    if (at % 2500 == 0 && !store.flush()) std::exit(1);
  }
}

using Statements = std::vector<Statement>;

void bench_merge(const Statements& statements) {
  const std::size_t size = statements.size();
  KnowledgeGraph graph(graph_catalogue()), states(graph_catalogue(), Ends::States), piecewise(graph_catalogue());
  timed("merge, all at once", size, [&] { checked(graph.merge(statements)); });
  timed("merge again (repeats)", size, [&] { checked(graph.merge(statements)); });
  timed("merge, states", size, [&] { checked(states.merge(statements)); });
  timed("merge, an article at a time", size, [&] {
    for (std::size_t at = 0; at < size; at += kPerArticle) checked(piecewise.merge({statements.data() + at, std::min(kPerArticle, size - at)}));
  });
  std::printf("%zu facts of %zu nodes\n", graph.facts().size(), graph.nodes().size());
}

void bench_json(const Statements& statements) {
  std::vector<std::string> lines;
  timed("to_json", statements.size(), [&] { for (const Statement& statement : statements) lines.push_back(to_json(statement, *graph_catalogue())); });
  timed("statement_from_json", statements.size(), [&] { for (const std::string& line : lines) checked(statement_from_json(line, *graph_catalogue())); });
}

void bench_store(const Statements& statements) {
  const ScratchFolder folder("bench");
  timed("store, new", statements.size(), [&] { put_all(folder.file("g.db"), statements); });
  timed("store, again (no change)", statements.size(), [&] { put_all(folder.file("g.db"), statements); });
  const Store store = checked(Store::open(folder.file("g.db"), OpenMode::ReadOnly));
  timed("read", statements.size(), [&] { checked(store.statements()); });
  timed("load", statements.size(), [&] { checked(store.load(graph_catalogue())); });
  timed("load, mapped", statements.size(), [&] { checked(store.load(graph_catalogue())); });
  timed("load, mapped, states", statements.size(), [&] { checked(store.load(graph_catalogue(), Ends::States)); });
  std::printf("file of %ju bytes\n", static_cast<std::uintmax_t>(std::filesystem::file_size(folder.file("g.db"))));
}

void bench_export(const Statements& statements) {
  KnowledgeGraph graph(graph_catalogue());
  checked(graph.merge(statements));
  const ExporterRegistry registry = ExporterRegistry::with_builtins();
  for (const FormatInfo& format : registry.formats()) {
    std::ostringstream out;
    timed(("export " + std::string(format.name)).c_str(), graph.facts().size(), [&] { if (!registry.find(format.name)->write(graph, out, {})) std::exit(1); });
  }
  timed("query with a join", 1, [&] { checked(answers(checked(parse_pattern("s1 criticizes ?x . ?x meets-with s2", graph)), graph)); });
}

}  // namespace

/// entente_bench_graph [COUNT] [merge|json|store|export]
int main(int count, char** arguments) {
  const std::size_t size = count > 1 ? std::strtoul(arguments[1], nullptr, 10) : 100000;
  const std::string_view only = count > 2 ? arguments[2] : "";
  const Statements statements = news(size);
  using Part = std::pair<std::string_view, void (*)(const Statements&)>;
  for (const auto& [name, bench] : {Part{"merge", bench_merge}, Part{"json", bench_json}, Part{"store", bench_store}, Part{"export", bench_export}})
    if (only.empty() || only == name) bench(statements);
}
