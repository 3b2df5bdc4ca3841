#pragma once

#include <cstdint>
#include <string_view>

#include "base/text.h"

namespace entente::internal {

/// Length of the hyphen or dash that `text` begins with; 0 if there is none.
[[nodiscard]] constexpr std::size_t hyphen_length(std::string_view text) noexcept {
  if (text.starts_with('-')) return 1;
  const bool dash = text.size() >= 3 && text[0] == '\xE2' && text[1] == '\x80' && text[2] >= '\x90' && text[2] <= '\x95';
  return dash ? 3 : 0;
}

/// Length of the straight or curly apostrophe that `text` begins with; 0 if there is none.
[[nodiscard]] constexpr std::size_t apostrophe_length(std::string_view text) noexcept {
  if (text.starts_with('\'')) return 1;
  return text.starts_with("\xE2\x80\x99") ? 3 : 0;
}

/// True for marks that are pieces of their own.
[[nodiscard]] constexpr bool is_piece_mark(char c) noexcept {
  return c == '/' || c == ',' || c == '(' || c == ')' || c == '&' || c == '"' || c == ';' || c == ':';
}

/// Calls `use(piece, joined)` for the pieces of a word: parts between hyphens (`joined` if a hyphen stands before
/// it), a possessive 's, and marks such as '/' and ','. Names and texts are cut alike, so that "US-led" and
/// "US - led" give the same pieces however a tokenizer treats hyphens.
template <class Use>
void for_each_piece(std::string_view word, const Use& use) {
  bool joined = false;
  while (!word.empty()) {
    if (const std::size_t dash = hyphen_length(word)) { joined = true; word.remove_prefix(dash); continue; }
    std::size_t end = 1;
    while (end < word.size() && !is_piece_mark(word[0])) {
      const std::string_view rest(word.data() + end, word.size() - end);
      if (!is_ascii_alpha(rest[0])) {
        if (hyphen_length(rest) || is_piece_mark(rest[0])) break;
        const std::size_t mark = apostrophe_length(rest);
        if (mark && (rest.size() == mark || (rest.size() == mark + 1 && (rest[mark] == 's' || rest[mark] == 'S')))) break;
      }
      ++end;
    }
    use(word.substr(0, end), joined);
    joined = false;
    word.remove_prefix(end);
  }
}

/// How the letters of a piece are written.
struct Letters { bool capital = false, upper = false; };

[[nodiscard]] inline Letters letters_of(std::string_view piece) noexcept {
  Letters letters;
  bool lower = false, any_upper = false;
  for (const char c : piece) {
    lower |= is_ascii_lower(c);
    any_upper |= is_ascii_upper(c);
  }
  letters.upper = any_upper && !lower;
  letters.capital = !piece.empty() && is_ascii_upper(piece[0]);
  if (!piece.empty() && static_cast<unsigned char>(piece[0]) >= 0x80) {
    const CodePoint first = code_point_at(piece, 0);
    letters.capital = to_lower(piece.substr(0, first.length)) != piece.substr(0, first.length);
  }
  return letters;
}

}  // namespace entente::internal
