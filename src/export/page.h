#pragma once

#include <cstddef>
#include <iosfwd>
#include <string_view>

#include "entente/exporter.h"

namespace entente::internal {

/// Where the data goes in a page's template; it stands there once.
inline constexpr std::string_view kPageMark = "%ENTENTE_DATA%";
/// Facts beyond these, the strongest, are left out of a page; it says so.
inline constexpr std::size_t kMaxPageFacts = 20000;

/// The page as web/ builds it, without data; empty in a build without npm.
[[nodiscard]] std::string_view page_template() noexcept;

/// `page` with the graph in the place of kPageMark, as JSON that no HTML parser takes for markup.
/// web/README.md says what its members are. Errors: Unsupported if `page` has no mark; Io if `out` fails.
[[nodiscard]] Result<void> write_page(std::string_view page, const KnowledgeGraph& graph, std::ostream& out, const ExportOptions& options,
                                      std::size_t max_facts = kMaxPageFacts);

}  // namespace entente::internal
