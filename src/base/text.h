#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace entente::internal {

/// The code point that starts at `text[at]`, and its length in bytes; length 0 if the bytes are not UTF-8.
struct CodePoint { char32_t value = 0; std::size_t length = 0; };
[[nodiscard]] CodePoint code_point_at(std::string_view text, std::size_t at) noexcept;

/// Offset of the first byte that is not well-formed UTF-8 (Unicode 15, table 3-7); nullopt if all is.
[[nodiscard]] std::optional<std::size_t> first_bad_utf8(std::string_view text) noexcept;

/// `text` with every ill-formed sequence replaced by U+FFFD.
[[nodiscard]] std::string repair_utf8(std::string_view text);

/// Appends the UTF-8 of `value`.
void append_utf8(std::string& out, char32_t value);

[[nodiscard]] constexpr bool is_ascii_upper(char c) noexcept { return c >= 'A' && c <= 'Z'; }
[[nodiscard]] constexpr bool is_ascii_lower(char c) noexcept { return c >= 'a' && c <= 'z'; }
[[nodiscard]] constexpr bool is_ascii_digit(char c) noexcept { return c >= '0' && c <= '9'; }
[[nodiscard]] constexpr bool is_ascii_alpha(char c) noexcept { return is_ascii_upper(c) || is_ascii_lower(c); }
[[nodiscard]] constexpr char ascii_lower(char c) noexcept { return is_ascii_upper(c) ? char(c + 32) : c; }

/// ASCII letters in lower case; other bytes as they stand.
[[nodiscard]] std::string ascii_lower(std::string_view text);

/// Lower case after Unicode's simple case mapping.
[[nodiscard]] std::string to_lower(std::string_view text);
/// Without diacritics: NFKD with the combining marks dropped, and ß ø ł đ æ œ ð þ ı spelled out in ASCII.
[[nodiscard]] std::string fold_diacritics(std::string_view text);

/// `text` without white space at both ends.
[[nodiscard]] std::string_view trim(std::string_view text) noexcept;
/// The parts between `separator`; "a;;b" gives three parts, "" gives one empty part.
[[nodiscard]] std::vector<std::string_view> split(std::string_view text, char separator);
/// White space (also no-break and line ends) made single blanks, none at the ends.
[[nodiscard]] std::string single_blanks(std::string_view text);

/// A key part made of `text`: diacritics folded, lower case, every other run of characters a hyphen.
[[nodiscard]] std::string slug(std::string_view text);

/// `prefix` and the 16 hexadecimal digits of `hash`.
[[nodiscard]] std::string hashed_id(std::string_view prefix, std::uint64_t hash);

/// The candidate nearest to `word` by edit distance, if it is near enough to be meant; empty if none.
[[nodiscard]] std::string_view nearest(std::string_view word, const std::vector<std::string_view>& candidates);
/// "; did you mean 'x'?" or an empty string.
[[nodiscard]] std::string did_you_mean(std::string_view word, const std::vector<std::string_view>& candidates);

}  // namespace entente::internal
