#include "text/glyph.h"

#include <utf8proc.h>

#include <array>

#include "base/text.h"

namespace entente::internal {

namespace {

constexpr std::array<Glyph, 128> make_ascii() {
  std::array<Glyph, 128> table{};
  for (std::size_t c = 0; c < 128; ++c) {
    const char byte = static_cast<char>(c);
    table[c] = c <= 0x20 || c == 0x7F ? Glyph::Space : is_ascii_alpha(byte) ? Glyph::Letter : is_ascii_digit(byte) ? Glyph::Digit : Glyph::Symbol;
  }
  const auto put = [&](std::string_view characters, Glyph glyph) {
    for (const char c : characters) table[static_cast<std::size_t>(c)] = glyph;
  };
  put("_@&+#", Glyph::Joiner);
  put("'`", Glyph::Apostrophe);
  put("-", Glyph::Hyphen);
  put(".", Glyph::Dot);
  put(",", Glyph::Comma);
  put(":", Glyph::Colon);
  put("/", Glyph::Slash);
  put("$", Glyph::Currency);
  put("!?", Glyph::Mark);
  put("([{", Glyph::Open);
  put(")]}", Glyph::Close);
  put("\"", Glyph::Quote);
  return table;
}

constexpr std::array<Glyph, 128> kAscii = make_ascii();

/// Unicode general category to glyph; the code points that matter by name come first.
Glyph wide_glyph(char32_t value) noexcept {
  switch (value) {
    case U'’': case U'ʼ': case U'ʻ': return Glyph::Apostrophe;
    case U'‐': case U'‑': return Glyph::Hyphen;
    case U'\u200B': case U'\u200C': case U'\u200D': case U'\u2060': case U'\uFEFF': case U'\u0085': return Glyph::Space;
    case U'\u00AD': return Glyph::Letter;  // soft hyphen: inside its word
    default: break;
  }
  switch (utf8proc_category(static_cast<utf8proc_int32_t>(value))) {
    case UTF8PROC_CATEGORY_LU: case UTF8PROC_CATEGORY_LL: case UTF8PROC_CATEGORY_LT: case UTF8PROC_CATEGORY_LM: case UTF8PROC_CATEGORY_LO:
    case UTF8PROC_CATEGORY_MN: case UTF8PROC_CATEGORY_MC: case UTF8PROC_CATEGORY_ME: return Glyph::Letter;
    case UTF8PROC_CATEGORY_ND: case UTF8PROC_CATEGORY_NL: case UTF8PROC_CATEGORY_NO: return Glyph::Digit;
    case UTF8PROC_CATEGORY_ZS: case UTF8PROC_CATEGORY_ZL: case UTF8PROC_CATEGORY_ZP: case UTF8PROC_CATEGORY_CC: return Glyph::Space;
    case UTF8PROC_CATEGORY_PS: case UTF8PROC_CATEGORY_PI: return Glyph::Open;
    case UTF8PROC_CATEGORY_PE: case UTF8PROC_CATEGORY_PF: return Glyph::Close;
    case UTF8PROC_CATEGORY_SC: return Glyph::Currency;
    default: return Glyph::Symbol;
  }
}

}  // namespace

GlyphAt glyph_at(std::string_view text, std::size_t at) noexcept {
  const auto byte = static_cast<unsigned char>(text[at]);
  if (byte < 0x80) return {kAscii[byte], 1};
  const CodePoint point = code_point_at(text, at);
  if (point.length == 0) return {Glyph::Symbol, 1};
  return {wide_glyph(point.value), static_cast<std::uint8_t>(point.length)};
}

GlyphAt glyph_before(std::string_view text, std::size_t end) noexcept {
  std::size_t at = end - 1;
  while (at > 0 && (static_cast<unsigned char>(text[at]) & 0xC0) == 0x80) --at;
  return glyph_at(text, at);
}

bool is_upper_at(std::string_view text, std::size_t at) noexcept {
  if (at >= text.size()) return false;
  if (static_cast<unsigned char>(text[at]) < 0x80) return is_ascii_upper(text[at]);
  const auto category = utf8proc_category(static_cast<utf8proc_int32_t>(code_point_at(text, at).value));
  return category == UTF8PROC_CATEGORY_LU || category == UTF8PROC_CATEGORY_LT;
}

bool is_lower_at(std::string_view text, std::size_t at) noexcept {
  if (at >= text.size()) return false;
  if (static_cast<unsigned char>(text[at]) < 0x80) return is_ascii_lower(text[at]);
  return utf8proc_category(static_cast<utf8proc_int32_t>(code_point_at(text, at).value)) == UTF8PROC_CATEGORY_LL;
}

}  // namespace entente::internal
