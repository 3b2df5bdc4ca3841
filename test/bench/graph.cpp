// Rates of merging, storing, loading and exporting, one line each: seconds of processor time, which a busy machine changes little, and
// seconds by the clock, which are what merging takes, as it has two threads.
#include <sys/resource.h>

#include <algorithm>
#include <chrono>
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

/// Statements as news gives them: a few actors and relations are in most of them, thousands in the others; a sentence has two, a third
/// are dated and a quarter have a speaker. Goes on where the last call ended.
class News {
 public:
  std::vector<Statement> next(std::size_t count) {
    std::vector<Statement> made;
    made.reserve(count);
    while (made.size() < count) {
      const std::string subject = actor(), object = actor();
      if (subject != object) made.push_back(one(subject, object));
    }
    return made;
  }

 private:
  std::string actor() {
    const std::size_t place = actors_(random_);
    return (place < 200 ? "state/s" : place < 1000 ? "group/people-of-" : "person/somebody-called-") + std::to_string(place);
  }

  Statement one(const std::string& subject, const std::string& object) {
    static const std::vector<std::string_view> kRelations{"criticizes", "meets-with", "attacks", "demands-of", "agrees-with", "visits",
                                                          "pledges-to", "threatens", "cooperates-with", "gives-aid-to", "fights-with"};
    static const std::vector<std::string_view> kPublishers{"Wire", "Daily Telegram", "The Morning Post", "Evening Standard-Bearer"};
    const std::size_t number = made_ / kPerArticle, sentence = made_ % kPerArticle / 2;
    const std::string article = "news/2024-02-03/" + std::to_string(number);
    const std::string text = "Sentence " + std::to_string(number * kPerArticle + sentence) + " is of about the length that sentences in news have, with two actors and what one does to the other.";
    Statement said = statement({.subject = subject, .relation = kRelations[relations_(random_)], .object = object, .article = article,
                                .publisher = kPublishers[number % kPublishers.size()], .confidence = 0.5 + static_cast<double>(random_() % 50) / 100,
                                .sentence = static_cast<std::uint32_t>(sentence), .text = text});
    const auto at = static_cast<std::uint32_t>(made_ % kPerArticle * 20);
    said.subject.span = {at, at + 6};
    said.object.span = {at + 9, at + 15};
    if (random_() % 3 == 0) said.on = DateSpan{*said.provenance.published, *said.provenance.published};
    if (random_() % 4 == 0) said.said_by = Attribution{participant(actor()), "say"};
    said.provenance.sketch = sketch(number % 20 == 1 ? number - 1 : number);  // one in twenty is a copy of the one before
    said.id = statement_id(said);
    ++made_;
    return said;
  }

  static std::string sketch(std::size_t article) {
    std::string text;
    for (std::size_t i = 0; i < kSketchBands * kSketchBandDigits; ++i) text += "0123456789abcdef"[((article + 1) * (i / kSketchBandDigits + 3) * 0x9E3779B97F4A7C15U >> (i % kSketchBandDigits * 4 + 8)) & 15U];
    return text;
  }

  Zipf actors_{3000}, relations_{11};
  std::mt19937_64 random_{1};
  std::size_t made_ = 0;
};

template <class Work>
void timed(const char* what, std::size_t items, const Work& work) {
  const auto began = std::chrono::steady_clock::now();
  const std::clock_t start = std::clock();
  work();
  const double seconds = static_cast<double>(std::clock() - start) / CLOCKS_PER_SEC;
  const double elapsed = std::chrono::duration<double>(std::chrono::steady_clock::now() - began).count();
  const auto count = static_cast<double>(items);
  std::printf("%-28s %9zu  %8.3f s  %10.0f /s   %8.3f s by the clock  %10.0f /s\n", what, items, seconds, count / seconds, elapsed, count / elapsed);
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

/// Batches as they come from many runs; in the end all are in one graph.
void bench_large(std::size_t count) {
  constexpr std::size_t kBatch = 10000;  // small, as what is to be measured is the memory of the graph, not that of the statements given to it
  News source;
  KnowledgeGraph graph(graph_catalogue(), Ends::States);
  double seconds = 0;
  for (std::size_t left = count; left > 0; left -= std::min(left, kBatch)) {
    const Statements batch = source.next(std::min(left, kBatch));
    const std::clock_t start = std::clock();
    checked(graph.merge(batch));
    seconds += static_cast<double>(std::clock() - start) / CLOCKS_PER_SEC;
  }
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  std::printf("%-28s %9zu  %8.3f s  %10.0f /s, at most %ld MB in memory\n", "merge in batches", count, seconds, static_cast<double>(count) / seconds, usage.ru_maxrss / 1024);
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

/// entente_bench_graph [COUNT] [merge|json|store|export|large]; `large` only if it is asked for.
int main(int count, char** arguments) {
  const std::size_t size = count > 1 ? std::strtoul(arguments[1], nullptr, 10) : 100000;
  const std::string_view only = count > 2 ? arguments[2] : "";
  if (only == "large") return bench_large(size), 0;
  const Statements statements = News().next(size);
  using Part = std::pair<std::string_view, void (*)(const Statements&)>;
  for (const auto& [name, bench] : {Part{"merge", bench_merge}, Part{"json", bench_json}, Part{"store", bench_store}, Part{"export", bench_export}})
    if (only.empty() || only == name) bench(statements);
}
