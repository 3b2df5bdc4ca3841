#pragma once

#include <boost/graph/adjacency_list.hpp>

#include "entente/graph.h"

namespace entente {

/// The graph as Boost.Graph sees it: a directed multigraph whose vertices are bundled with a Node and whose
/// edges with a Fact. An edge of a symmetric relation leads from the lesser key to the greater.
using BoostGraph = boost::adjacency_list<boost::vecS, boost::vecS, boost::bidirectionalS, Node, Fact>;

/// A view of `graph` for the algorithms of Boost. Vertex numbers follow the order of merging, so ask for
/// ordered_boost_graph() where numbers or sums of floating point reach the output.
/// Lifetime: until the next merge(), or the end of `graph`.
[[nodiscard]] const BoostGraph& boost_graph(const KnowledgeGraph& graph) noexcept;

/// A copy with vertices in the order of their keys and edges in the order of their triples: the same for
/// any order of merging. Its facts point to the statements of `graph`.
[[nodiscard]] BoostGraph ordered_boost_graph(const KnowledgeGraph& graph);

}  // namespace entente
