#include "entente/bgl.h"

#include <map>

namespace entente {

BoostGraph boost_graph(const KnowledgeGraph& graph) {
  BoostGraph made;
  std::map<EntityKey, boost::graph_traits<BoostGraph>::vertex_descriptor> vertices;
  for (const Node* node : graph.nodes()) vertices.emplace(node->key, add_vertex(*node, made));
  for (const Fact* fact : graph.facts()) add_edge(vertices.at(fact->triple.subject), vertices.at(fact->triple.object), *fact, made);
  return made;
}

}  // namespace entente
