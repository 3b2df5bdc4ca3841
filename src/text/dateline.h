#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "entente/document.h"
#include "text/token_rules.h"

namespace entente::internal {

/// The token behind the dateline that opens the paragraph `range`: "MOSCOW (Reuters) -", "GENEVA, Nov. 3 (AP) —",
/// "SEOUL, South Korea —", "MOSCOW, May 31. /TASS/."; range.first if it has none.
[[nodiscard]] std::uint32_t dateline_end(std::string_view text, const std::vector<Token>& tokens, TokenRange range, const TokenRules& rules);

}  // namespace entente::internal
