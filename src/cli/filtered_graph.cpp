#include "cli/filtered_graph.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <utility>

#include "base/json.h"
#include "base/text.h"
#include "base/try.h"
#include "entente/query.h"
#include "entente/store.h"

namespace entente::internal {

namespace {

/// --only asks for one side of the relations on top of what --relation asks for. Errors: Syntax.
Result<Filters> only(const Options& options) {
  if (options.only.empty()) return Filters{};
  const std::vector<std::string_view> sides{"cooperation", "conflict"};
  if (std::ranges::find(sides, options.only) != sides.end()) return Filters{.relations = {options.only}};
  return std::unexpected(Error{ErrorCode::Syntax, "--only: '" + options.only + "' is neither cooperation nor conflict" + did_you_mean(options.only, sides), {}});
}

}  // namespace

Result<FilteredGraph> load_filtered(const Options& options, const std::shared_ptr<const Catalogue>& catalogue, Ends ends) {
  Result<Filters> filters = filters_of(options), side = only(options);
  for (const auto* result : {&filters, &side})
    if (!*result) return std::unexpected(result->error());
  std::swap(side->min_articles, filters->min_articles);  // it counts what both leave
  auto store = Store::open(options.graph, OpenMode::ReadOnly);
  if (!store) return std::unexpected(store.error());
  Result<KnowledgeGraph> graph = store->load(catalogue, ends);
  for (const Filters* asked : {&*filters, &*side})
    if (graph && *asked != Filters()) graph = filter(*graph, *asked);
  if (!graph) return std::unexpected(graph.error());
  return FilteredGraph{*std::move(graph), *std::move(store)};
}

std::string fact_json(const Fact& fact, const Catalogue& catalogue) {
  std::string line = "{\"id\":";
  const auto add = [&line](std::string_view name, std::string_view text) {
    line += ",\"" + std::string(name) + "\":";
    append_json_string(line, text);
  };
  append_json_string(line, fact.id());
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
  for (const StatementRef statement : fact.evidence) {
    line += comma + to_json(*statement, catalogue);
    comma = ",";
  }
  return line + "]}";
}

}  // namespace entente::internal
