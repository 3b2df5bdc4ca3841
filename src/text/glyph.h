#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace entente::internal {

/// What a code point is to the tokenizer.
enum class Glyph : std::uint8_t {
  Space,       ///< White space, control characters and zero-width blanks.
  Letter,      ///< Letters and the marks on them.
  Digit,
  Joiner,      ///< Stands inside words: _ @ & + #
  Apostrophe,  ///< ' ’ ʼ `
  Hyphen,      ///< - and its no-break form.
  Dot,
  Comma,
  Colon,
  Slash,
  Currency,
  Mark,        ///< ! and ?
  Open,        ///< Opening quotes and brackets.
  Close,       ///< Closing quotes and brackets.
  Quote,       ///< " which may open or close.
  Symbol,      ///< All else: a token of its own.
};

struct GlyphAt { Glyph glyph = Glyph::Space; std::uint8_t length = 1; };

/// The glyph that starts at `text[at]`. Requires: `text` is UTF-8, `at` starts a code point.
[[nodiscard]] GlyphAt glyph_at(std::string_view text, std::size_t at) noexcept;
/// The glyph that ends before `text[end]`. Requires: as above, and `end` > 0.
[[nodiscard]] GlyphAt glyph_before(std::string_view text, std::size_t end) noexcept;

[[nodiscard]] constexpr bool is_word(Glyph glyph) noexcept { return glyph == Glyph::Letter || glyph == Glyph::Digit; }
/// True if the code point at `at` is an upper-case letter.
[[nodiscard]] bool is_upper_at(std::string_view text, std::size_t at) noexcept;
/// True if the code point at `at` is a lower-case letter.
[[nodiscard]] bool is_lower_at(std::string_view text, std::size_t at) noexcept;

}  // namespace entente::internal
