#pragma once

#include <string_view>
#include <vector>

#include "entente/document.h"
#include "text/token_rules.h"

namespace entente::internal {

/// Appends the words of `text` within `part` to `out`, cut as the English treebanks of Universal Dependencies cut
/// them: clitics apart ("do" + "n't", the later with Token::continues), hyphens apart except after a prefix, numbers
/// apart from units, dates, addresses and abbreviations whole. Every byte that is not white space is in one token.
/// Requires: `text` is UTF-8. Cost: linear.
void tokenize(std::string_view text, TextSpan part, const TokenRules& rules, std::vector<Token>& out);

}  // namespace entente::internal
