#include "cli/filtered_graph.h"

#include <array>
#include <charconv>

#include "base/json.h"
#include "base/try.h"
#include "entente/query.h"
#include "entente/store.h"

namespace entente::internal {

Result<KnowledgeGraph> load_filtered(const Options& options, const std::shared_ptr<const Catalogue>& catalogue, Ends ends) {
  const Result<Filters> filters = filters_of(options);
  if (!filters) return std::unexpected(filters.error());
  auto store = Store::open(options.graph, OpenMode::ReadOnly);
  if (!store) return std::unexpected(store.error());
  auto statements = store->statements();
  if (!statements) return std::unexpected(statements.error());
  auto kept = filter(*std::move(statements), *filters, *catalogue);
  if (!kept) return std::unexpected(kept.error());
  KnowledgeGraph graph(catalogue, ends);
  if (auto merged = graph.merge(*kept); !merged) return std::unexpected(merged.error());
  return graph;
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
