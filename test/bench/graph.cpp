// Rates of merging, storing, loading and exporting, one line each, by processor time so that a busy machine matters little.
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <filesystem>
#include <map>
#include <sstream>

#include "entente/exporter.h"
#include "entente/query.h"
#include "entente/store.h"
#include "support/statements.h"

using namespace entente;
using namespace entente::test;

namespace {

/// Statements as news gives them: a few hundred actors, hot pairs, five statements an article.
std::vector<Statement> news(std::size_t count) {
  static const std::vector<std::string_view> kRelations{"meets-with", "criticizes", "visits", "attacks", "gives-aid-to", "threatens", "cooperates-with"};
  std::vector<Statement> made;
  std::mt19937_64 random(1);
  const auto actor = [&random] {
    const double skew = static_cast<double>(random() % 1000000) / 1e6;
    return "state/s" + std::to_string(static_cast<int>(skew * skew * skew * 300));
  };
  while (made.size() < count) {
    const std::string subject = actor(), object = actor(), article = "news/" + std::to_string(made.size() / 5);
    if (subject == object) continue;
    made.push_back(statement({.subject = subject, .relation = kRelations[random() % kRelations.size()], .object = object, .article = article, .publisher = "Wire",
                              .sentence = static_cast<std::uint32_t>(made.size() % 5),
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
  for (std::size_t at = 0; at < statements.size(); at += 5) {
    const std::span<const Statement> article(statements.data() + at, std::min<std::size_t>(5, statements.size() - at));
    checked(store.put({article[0].provenance.article, "Title", "", "Wire", article[0].provenance.published, 20, 400}, article));
    if (at % 2500 == 0 && !store.flush()) std::exit(1);
  }
}

}  // namespace

int main(int count, char** arguments) {
  const std::size_t size = count > 1 ? std::strtoul(arguments[1], nullptr, 10) : 100000;
  const std::vector<Statement> statements = news(size);
  const auto catalogue = graph_catalogue();
  KnowledgeGraph graph(catalogue);
  timed("merge, all at once", size, [&] { checked(graph.merge(statements)); });
  timed("merge again (repeats)", size, [&] { checked(graph.merge(statements)); });
  KnowledgeGraph piecewise(catalogue);
  timed("merge, an article at a time", size, [&] {
    for (std::size_t at = 0; at < size; at += 5) checked(piecewise.merge({statements.data() + at, std::min<std::size_t>(5, size - at)}));
  });
  std::printf("%zu facts of %zu nodes\n", graph.facts().size(), graph.nodes().size());
  std::vector<std::string> lines;
  timed("to_json", size, [&] { for (const Statement& statement : statements) lines.push_back(to_json(statement, *catalogue)); });
  timed("statement_from_json", size, [&] { for (const std::string& line : lines) checked(statement_from_json(line, *catalogue)); });
  const ScratchFolder folder("bench");
  timed("store, new", size, [&] { put_all(folder.file("g.db"), statements); });
  timed("store, again (no change)", size, [&] { put_all(folder.file("g.db"), statements); });
  const Store store = checked(Store::open(folder.file("g.db"), OpenMode::ReadOnly));
  timed("load", size, [&] { checked(store.load(catalogue)); });
  std::printf("file of %ju bytes\n", static_cast<std::uintmax_t>(std::filesystem::file_size(folder.file("g.db"))));
  const ExporterRegistry registry = ExporterRegistry::with_builtins();
  for (const FormatInfo& format : registry.formats()) {
    std::ostringstream out;
    timed(("export " + std::string(format.name)).c_str(), graph.facts().size(), [&] { if (!registry.find(format.name)->write(graph, out, {})) std::exit(1); });
  }
  timed("query with a join", 1, [&] { checked(answers(checked(parse_pattern("s1 criticizes ?x . ?x meets-with s2", graph)), graph)); });
}
