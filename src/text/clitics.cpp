#include "text/clitics.h"

#include <algorithm>
#include <string>

#include "base/text.h"
#include "text/glyph.h"

namespace entente::internal {

namespace {

/// The characters with the apostrophe straightened and letters lowered.
std::string straight(std::string_view text, std::size_t begin, std::size_t end) {
  std::string out;
  for (std::size_t at = begin; at < end;) {
    const GlyphAt glyph = glyph_at(text, at);
    out += glyph.glyph == Glyph::Apostrophe ? '\'' : ascii_lower(text[at]);
    at += glyph.length;
  }
  return out;
}

/// Length of the clitic that ends at `end` in bytes; 0 if none does.
std::size_t clitic_length(std::string_view text, const TokenRules& rules, std::size_t begin, std::size_t end) {
  for (const std::size_t letters : {1U, 2U}) {
    if (end - begin < letters + 1) break;
    const std::size_t after = end - letters;
    const GlyphAt sign = glyph_before(text, after);
    if (sign.glyph == Glyph::Apostrophe && rules.clitics.contains(straight(text, after - sign.length, end))) return letters + sign.length;
    if (letters == 1 && sign.glyph == Glyph::Apostrophe && after - sign.length > begin && rules.clitics.contains(straight(text, after - sign.length - 1, end))) return letters + sign.length + 1;
  }
  return 0;
}

}  // namespace

std::size_t before_clitics(std::string_view text, const TokenRules& rules, std::size_t begin, std::size_t end) {
  std::size_t stem = end;
  if (is_ascii_alpha(text[end - 1]) && end - begin <= kLongestPiece) {
    while (const std::size_t length = clitic_length(text, rules, begin, stem)) {
      if (stem - length == begin) return stem == end ? begin : stem;
      stem -= length;
    }
  }
  const bool decade = stem < end && std::ranges::all_of(text.substr(begin, stem - begin), is_ascii_digit);
  return decade ? end : stem;
}

std::size_t clitic_end(std::string_view text, const TokenRules& rules, std::size_t at, std::size_t end) {
  std::size_t stop = end;
  while (const std::size_t length = clitic_length(text, rules, at, stop)) {
    if (stop - length <= at) break;
    stop -= length;
  }
  return stop;
}

}  // namespace entente::internal
