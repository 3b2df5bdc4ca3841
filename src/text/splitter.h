#pragma once

#include <string_view>
#include <vector>

#include "entente/document.h"
#include "text/token_rules.h"

namespace entente::internal {

/// The sentences of one paragraph whose tokens are `range` of `tokens`; they tile it, each of at most
/// kMaxSentenceTokens. Cost: linear.
[[nodiscard]] std::vector<TokenRange> split_sentences(std::string_view text, const std::vector<Token>& tokens, TokenRange range,
                                                      const TokenRules& rules);

}  // namespace entente::internal
