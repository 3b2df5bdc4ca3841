#pragma once

#include <algorithm>
#include <cstddef>

#include "entente/document.h"

namespace entente::internal {

/// The words of a document: tokens but punctuation.
[[nodiscard]] inline std::size_t words_in(const Document& doc) {
  return static_cast<std::size_t>(std::ranges::count_if(doc.tokens, [](const Token& token) { return token.upos != Upos::PUNCT; }));
}

}  // namespace entente::internal
