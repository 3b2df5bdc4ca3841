#include <xxhash.h>

#include <algorithm>
#include <array>
#include <limits>
#include <string>
#include <vector>

#include "base/text.h"
#include "entente/statement.h"

namespace entente {

namespace {

// On disk, in statements and in articles: do not change any of these.
constexpr std::size_t kShingle = 5;         ///< Words in a row that are compared.
constexpr std::size_t kLeastShingles = 30;  ///< A shorter text, such as a headline, may be the same by chance.
constexpr std::size_t kRows = 3;
constexpr std::size_t kHashes = kSketchBands * kRows;
constexpr std::uint64_t kOdd = 0x9E3779B97F4A7C15U;

std::uint64_t mixed(std::uint64_t number) {
  number = (number ^ number >> 31U) * kOdd;
  return number ^ number >> 29U;
}

/// The hashes of the words, letters made small; what stands between words does not count.
std::vector<std::uint64_t> word_hashes(std::string_view text) {
  std::vector<std::uint64_t> hashes;
  std::string word;
  const auto end_word = [&] {
    if (!word.empty()) hashes.push_back(XXH64(word.data(), word.size(), 0));
    word.clear();
  };
  for (const char c : text) {
    const bool of_word = internal::is_ascii_alpha(c) || internal::is_ascii_digit(c) || static_cast<unsigned char>(c) >= 0x80;
    if (of_word) word += internal::ascii_lower(c);
    else end_word();
  }
  end_word();
  return hashes;
}

/// The least value of each hash function over all shingles: two texts agree in one as often as they share shingles.
std::array<std::uint64_t, kHashes> least_hashes(const std::vector<std::uint64_t>& words) {
  std::array<std::uint64_t, kHashes> least{};
  least.fill(std::numeric_limits<std::uint64_t>::max());
  for (std::size_t at = 0; at + kShingle <= words.size(); ++at) {
    std::uint64_t shingle = 0;
    for (std::size_t i = 0; i < kShingle; ++i) shingle = mixed(shingle * kOdd + words[at + i]);
    for (std::size_t i = 0; i < kHashes; ++i) least[i] = std::min(least[i], mixed(shingle + (i + 1) * kOdd));
  }
  return least;
}

}  // namespace

std::string sketch_of(std::string_view text) {
  const std::vector<std::uint64_t> words = word_hashes(text);
  if (words.size() + 1 < kShingle + kLeastShingles) return {};
  const auto least = least_hashes(words);
  std::string sketch;
  for (std::size_t band = 0; band < kSketchBands; ++band) {
    std::uint64_t hash = band;
    for (std::size_t row = 0; row < kRows; ++row) hash = mixed(hash * kOdd + least[band * kRows + row]);
    sketch += internal::hashed_id("", hash).substr(0, kSketchBandDigits);
  }
  return sketch;
}

bool is_sketch(std::string_view text) noexcept {
  const auto is_digit = [](char c) { return internal::is_ascii_digit(c) || (c >= 'a' && c <= 'f'); };
  return text.size() == kSketchBands * kSketchBandDigits && std::ranges::all_of(text, is_digit);
}

}  // namespace entente
