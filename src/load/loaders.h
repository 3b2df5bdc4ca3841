#pragma once

#include <string_view>

#include "entente/loader.h"
#include "load/url.h"

namespace entente::internal {

// One function a sort of database; `text` is the URL as it was written.
[[nodiscard]] Result<void> load_postgres(std::string_view text, const Url& url, const KnowledgeGraph& graph);
[[nodiscard]] Result<void> load_neo4j(const Url& url, const KnowledgeGraph& graph);
[[nodiscard]] Result<void> load_sparql(const Url& url, const KnowledgeGraph& graph, const LoadOptions& options);

}  // namespace entente::internal
