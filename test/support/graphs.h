#pragma once

#include <doctest/doctest.h>

#include <vector>

#include "entente/graph.h"
#include "support/statements.h"

namespace entente::test {

/// The graph of `statements` over the small catalogue. Fails the test if they do not merge.
[[nodiscard]] inline KnowledgeGraph graph_of(const std::vector<Statement>& statements, Ends ends = Ends::Actors) {
  KnowledgeGraph graph(graph_catalogue(), ends);
  const auto merged = graph.merge(statements);
  REQUIRE_MESSAGE(merged, to_string(merged.error()));
  return graph;
}

}  // namespace entente::test
