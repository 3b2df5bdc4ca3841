// Reads a text into a graph, asks it a question, walks it with Boost.Graph and writes it as GraphML, all by the public headers.
#include <cstdio>
#include <iostream>
#include <sstream>

#include "entente/bgl.h"
#include "entente/exporter.h"
#include "entente/pipeline.h"
#include "entente/query.h"
#include "entente/store.h"

using namespace entente;

namespace {

constexpr std::string_view kText =
    "France condemned Iran on Monday.\n\nJapan did not sign a treaty with Russia. The Japanese prime minister visited Paris.\n";

Result<Pipeline> make_pipeline(const std::shared_ptr<const Catalogue>& catalogue) {
  Result<LanguagePack> pack = LanguagePack::load(DATA_FOLDER "/lang/en", catalogue);
  if (!pack) return std::unexpected(pack.error());
  std::vector<LanguagePack> packs;
  packs.push_back(*std::move(pack));
  return Pipeline::create(std::move(packs));
}

/// Reads the text and keeps its statements in a graph file.
Result<void> fill(Store& store, const Pipeline& pipeline) {
  Article article;
  article.key = ArticleKey("stranger/1");
  article.language = "en";
  article.text = kText;
  const auto reader = articles_from({article});
  const auto report = pipeline.run(*reader, [&store](ArticleResult result) -> Result<void> {
    if (!result.statements) return std::unexpected(result.statements.error());
    const auto counts = store.put({.key = result.article, .title = {}, .url = {}, .publisher = {}, .published = {}}, *result.statements);
    return counts ? Result<void>{} : std::unexpected(counts.error());
  });
  return report ? store.flush() : std::unexpected(report.error());
}

Result<void> ask(const KnowledgeGraph& graph, std::string_view question) {
  const Result<Pattern> pattern = parse_pattern(question, graph);
  if (!pattern) return std::unexpected(pattern.error());
  const Result<std::vector<Answer>> rows = answers(*pattern, graph, std::nullopt);
  if (!rows) return std::unexpected(rows.error());
  for (const Answer& row : *rows)
    for (const Fact* fact : row.facts)
      std::cout << fact->triple.subject.str() << ' ' << (fact->polarity == Polarity::Negative ? "not " : "") << fact->triple.relation.str() << ' ' << fact->triple.object.str() << '\n';
  return {};
}

Result<void> run(const char* file) {
  Result<Catalogue> loaded = Catalogue::load(DATA_FOLDER "/catalogue");
  if (!loaded) return std::unexpected(loaded.error());
  const auto catalogue = std::make_shared<const Catalogue>(*std::move(loaded));
  const Result<Pipeline> pipeline = make_pipeline(catalogue);
  if (!pipeline) return std::unexpected(pipeline.error());
  Result<Store> store = Store::open(file);
  if (!store) return std::unexpected(store.error());
  if (const auto filled = fill(*store, *pipeline); !filled) return filled;
  const Result<KnowledgeGraph> graph = store->load(catalogue, Ends::States);
  if (!graph) return std::unexpected(graph.error());
  if (const auto asked = ask(*graph, "?x ? ?y"); !asked) return asked;
  std::cout << num_vertices(boost_graph(*graph)) << " actors\n";
  std::ostringstream out;
  if (const auto written = ExporterRegistry::with_builtins().find("graphml")->write(*graph, out, {}); !written) return written;
  std::cout << (out.str().find("state/jpn") != std::string::npos ? "GraphML has Japan\n" : "GraphML lacks Japan\n");
  return {};
}

}  // namespace

int main(int count, char** arguments) {
  if (count != 2) return std::fprintf(stderr, "usage: stranger GRAPH-FILE\n"), 2;
  const Result<void> done = run(arguments[1]);
  if (!done) std::fprintf(stderr, "%s\n", to_string(done.error()).c_str());
  return done ? 0 : 1;
}
