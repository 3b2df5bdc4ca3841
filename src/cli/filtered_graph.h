#pragma once

#include <memory>
#include <string>

#include "cli/options.h"
#include "entente/catalogue.h"
#include "entente/graph.h"
#include "entente/store.h"

namespace entente::internal {

/// The part of a graph file that the filters let through, and the file, which knows its articles.
struct FilteredGraph {
  KnowledgeGraph graph;
  Store store;
};

/// The graph of the statements in the graph file that pass the filters; facts with fewer articles than asked for are left
/// out with their statements. Errors: those of Store and filter(); Syntax for a value of --only.
[[nodiscard]] Result<FilteredGraph> load_filtered(const Options& options, const std::shared_ptr<const Catalogue>& catalogue, Ends ends);

/// A fact as one JSON object, with all its evidence.
[[nodiscard]] std::string fact_json(const Fact& fact, const Catalogue& catalogue);

}  // namespace entente::internal
