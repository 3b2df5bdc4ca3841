#pragma once

#include <compare>
#include <cstdint>

namespace entente {

/// Half-open byte range [begin, end) of one article's text; never splits a code point.
struct TextSpan {
  std::uint32_t begin = 0, end = 0;
  auto operator<=>(const TextSpan&) const = default;
};

/// Half-open range [first, last) of a document's tokens.
struct TokenRange {
  std::uint32_t first = 0, last = 0;
  [[nodiscard]] bool contains(std::uint32_t token) const noexcept { return token >= first && token < last; }
  [[nodiscard]] std::uint32_t size() const noexcept { return last - first; }
  auto operator<=>(const TokenRange&) const = default;
};

/// No token: the head of a sentence's root.
inline constexpr std::uint32_t kNoToken = 0xFFFFFFFF;

}  // namespace entente
