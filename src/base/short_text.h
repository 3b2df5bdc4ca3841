#pragma once

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>

namespace entente::internal {

// Most texts of a statement are names and keys of a few bytes, for which a call costs as much as the work. Here are their
// hash and their comparison without one. Hashes are for memory only: they differ between machines.

/// The hash of a text of more than 16 bytes.
[[nodiscard]] std::uint64_t hash_of_long(std::string_view text) noexcept;

template <class Word>
[[nodiscard]] inline std::uint64_t word_at(const char* text) noexcept {
  Word word = 0;
  std::memcpy(&word, text, sizeof word);
  return word;
}

/// Both halves of a product, each bit of which depends on many of both numbers.
[[nodiscard]] inline std::uint64_t mixed(std::uint64_t a, std::uint64_t b) noexcept {
  __extension__ using Wide = unsigned __int128;
  const Wide product = static_cast<Wide>(a ^ 0x9E3779B97F4A7C15U) * (b ^ 0xE7037ED1A0B428DBU);
  return static_cast<std::uint64_t>(product) ^ static_cast<std::uint64_t>(product >> 64U);
}

/// The hash by which texts are found.
[[nodiscard]] inline std::uint64_t hash_of(std::string_view text) noexcept {
  const std::size_t size = text.size();
  const char* const data = text.data();
  std::uint64_t first = 0, last = 0;
  if (size > 16) first = hash_of_long(text);
  else if (size >= 8) first = word_at<std::uint64_t>(data), last = word_at<std::uint64_t>(data + size - 8);
  else if (size >= 4) first = word_at<std::uint32_t>(data), last = word_at<std::uint32_t>(data + size - 4);
  else if (size > 0) first = word_at<std::uint8_t>(data) | word_at<std::uint8_t>(data + size / 2) << 8U, last = word_at<std::uint8_t>(data + size - 1);
  return mixed(first, last + size);
}

/// That of several texts in this order. Each is hashed for itself, so that none waits for another.
template <std::size_t count>
[[nodiscard]] std::uint64_t hash_of(const std::array<std::string_view, count>& texts) noexcept {
  std::uint64_t all = 0;
  for (std::size_t i = 0; i < count; ++i) all ^= std::rotl(hash_of(texts[i]), static_cast<int>(13 * i));
  return all;
}

/// Whether both are the same.
[[nodiscard]] inline bool same_text(std::string_view a, std::string_view b) noexcept {
  const std::size_t size = a.size();
  if (size != b.size()) return false;
  const char *x = a.data(), *y = b.data();
  if (size > 32) return std::memcmp(x, y, size) == 0;
  const auto same = [&]<class Word>(Word, std::size_t at) { return word_at<Word>(x + at) == word_at<Word>(y + at); };
  if (size >= 8) {
    for (std::size_t at = 0; at + 8 < size; at += 8)
      if (!same(std::uint64_t{}, at)) return false;
    return same(std::uint64_t{}, size - 8);
  }
  if (size >= 4) return same(std::uint32_t{}, 0) && same(std::uint32_t{}, size - 4);
  return size == 0 || (x[0] == y[0] && x[size / 2] == y[size / 2] && x[size - 1] == y[size - 1]);
}

}  // namespace entente::internal
