#pragma once

#include <cstddef>
#include <string_view>

#include "text/token_rules.h"

namespace entente::internal {

/// In bytes. What is longer is no word; looking for parts of words in it would take its square.
inline constexpr std::size_t kLongestPiece = 256;

/// Where the clitics of the word [begin, end) of `text` begin ("'s", "n't", "'ll"); `end` if there is none. "1960's" and a clitic
/// alone are whole.
[[nodiscard]] std::size_t before_clitics(std::string_view text, const TokenRules& rules, std::size_t begin, std::size_t end);

/// The end of the first of the clitics that fill [at, end).
[[nodiscard]] std::size_t clitic_end(std::string_view text, const TokenRules& rules, std::size_t at, std::size_t end);

}  // namespace entente::internal
