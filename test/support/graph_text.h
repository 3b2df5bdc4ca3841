#pragma once

#include <ios>
#include <sstream>
#include <string>

#include "entente/graph.h"
#include "entente/store.h"

namespace entente::test {

/// All that can be seen of a graph, to the last bit.
[[nodiscard]] inline std::string text_of(const KnowledgeGraph& graph) {
  std::ostringstream out;
  out << std::hexfloat;
  for (const Node* node : graph.nodes())
    out << node->key.str() << '|' << node->label << '|' << node->kind.str() << '|' << node->code << '|' << node->actor.str() << '|' << node->mentions << '\n';
  for (const Fact* fact : graph.facts()) {
    out << fact->id() << ' ' << fact->triple.subject.str() << ' ' << fact->triple.relation.str() << ' ' << fact->triple.object.str() << ' ' << to_string(fact->polarity)
        << ' ' << fact->articles << ' ' << fact->publishers << ' ' << fact->confidence;
    if (fact->seen) out << ' ' << to_string(fact->seen->first) << ' ' << to_string(fact->seen->last);
    for (const StatementRef statement : fact->evidence) out << '\n' << to_json(*statement, graph.catalogue());
    out << '\n';
  }
  for (const NamedAs& named : graph.named()) out << named.who.key.str() << '|' << named.who.label << '|' << named.who.actor.str() << '|' << named.count << '\n';
  return out.str();
}

}  // namespace entente::test
