#pragma once

#include <memory>
#include <string>

#include "cli/options.h"
#include "entente/catalogue.h"
#include "entente/graph.h"

namespace entente::internal {

/// The graph of the statements in the graph file that pass the filters. Errors: those of Store and filter().
[[nodiscard]] Result<KnowledgeGraph> load_filtered(const Options& options, const std::shared_ptr<const Catalogue>& catalogue, Ends ends);

/// A fact as one JSON object, with all its evidence.
[[nodiscard]] std::string fact_json(const Fact& fact, const Catalogue& catalogue);

}  // namespace entente::internal
