#include "cli/filtered_graph.h"

#include <algorithm>
#include <array>
#include <charconv>

#include "base/json.h"
#include "base/text.h"
#include "base/try.h"
#include "entente/query.h"
#include "entente/store.h"

namespace entente::internal {

namespace {

Result<KnowledgeGraph> graph_of(std::vector<Statement> statements, const std::shared_ptr<const Catalogue>& catalogue, Ends ends) {
  KnowledgeGraph graph(catalogue, ends);
  if (auto merged = graph.merge(std::move(statements)); !merged) return std::unexpected(merged.error());
  return graph;
}

/// The statements of the facts that enough articles bear out.
std::vector<Statement> well_supported(const KnowledgeGraph& graph, std::size_t min_articles) {
  std::vector<Statement> kept;
  for (const Fact* fact : graph.facts())
    if (fact->articles >= min_articles)
      for (const Statement* statement : fact->evidence) kept.push_back(*statement);
  return kept;
}

/// --only asks for one side of the relations on top of what --relation asks for.
Result<std::vector<Statement>> only(std::vector<Statement> statements, const Options& options, const Catalogue& catalogue) {
  if (options.only.empty()) return statements;
  const std::vector<std::string_view> sides{"cooperation", "conflict"};
  if (std::ranges::find(sides, options.only) != sides.end()) return filter(std::move(statements), {.relations = {options.only}}, catalogue);
  return std::unexpected(Error{ErrorCode::Syntax, "--only: '" + options.only + "' is neither cooperation nor conflict" + did_you_mean(options.only, sides), {}});
}

Result<Articles> articles_of(const Store& store) {
  auto records = store.articles();
  if (!records) return std::unexpected(records.error());
  Articles articles;
  for (ArticleRecord& record : *records) {
    ArticleKey key = record.key;
    articles.emplace(std::move(key), std::move(record));
  }
  return articles;
}

}  // namespace

Result<FilteredGraph> load_filtered(const Options& options, const std::shared_ptr<const Catalogue>& catalogue, Ends ends) {
  const Result<Filters> filters = filters_of(options);
  if (!filters) return std::unexpected(filters.error());
  ENTENTE_TRY(only({}, options, *catalogue));  // a slip in it is told before the file is read
  auto store = Store::open(options.graph, OpenMode::ReadOnly);
  if (!store) return std::unexpected(store.error());
  auto statements = store->statements();
  if (!statements) return std::unexpected(statements.error());
  auto kept = filter(*std::move(statements), *filters, *catalogue);
  if (kept) kept = only(*std::move(kept), options, *catalogue);
  if (!kept) return std::unexpected(kept.error());
  auto graph = graph_of(*std::move(kept), catalogue, ends);
  if (graph && filters->min_articles > 1) graph = graph_of(well_supported(*graph, filters->min_articles), catalogue, ends);
  if (!graph) return std::unexpected(graph.error());
  auto articles = articles_of(*store);
  if (!articles) return std::unexpected(articles.error());
  return FilteredGraph{*std::move(graph), *std::move(articles)};
}

std::string fact_json(const Fact& fact, const Catalogue& catalogue) {
  std::string line = "{\"id\":";
  const auto add = [&line](std::string_view name, std::string_view text) {
    line += ",\"" + std::string(name) + "\":";
    append_json_string(line, text);
  };
  append_json_string(line, fact.id);
  add("subject", fact.triple.subject.str());
  add("relation", fact.triple.relation.str());
  add("object", fact.triple.object.str());
  add("polarity", to_string(fact.polarity));
  line += ",\"articles\":" + std::to_string(fact.articles);
  if (fact.seen) {
    add("first", to_string(fact.seen->first));
    add("last", to_string(fact.seen->last));
  }
  std::array<char, 32> number{};
  const auto end = std::to_chars(number.data(), number.data() + number.size(), fact.confidence).ptr;
  line += ",\"confidence\":" + std::string(number.data(), end) + ",\"evidence\":[";
  const char* comma = "";
  for (const Statement* statement : fact.evidence) {
    line += comma + to_json(*statement, catalogue);
    comma = ",";
  }
  return line + "]}";
}

}  // namespace entente::internal
