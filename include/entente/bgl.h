#pragma once

#include <boost/graph/adjacency_list.hpp>

#include "entente/graph.h"

namespace entente {

/// The graph as Boost.Graph has it: a directed multigraph whose vertices are bundled with a Node and whose
/// edges with a Fact. An edge of a symmetric relation leads from the lesser key to the greater.
using BoostGraph = boost::adjacency_list<boost::vecS, boost::vecS, boost::bidirectionalS, Node, Fact>;

/// A copy of `graph` for the algorithms of Boost, vertices in the order of their keys and edges in that of their triples: the
/// same for any order of merging. Lifetime: triples and evidence of its facts are those of `graph`.
[[nodiscard]] BoostGraph boost_graph(const KnowledgeGraph& graph);

}  // namespace entente
