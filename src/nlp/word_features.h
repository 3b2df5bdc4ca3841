#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace entente::internal {

/// `word` with letters in lower case, digits as 0, and typographic quotes and dashes as ASCII.
/// Two words with one normal form are one word to the model.
std::string normal_form(std::string_view word);

/// The shape of `word`: X for an upper-case letter, x for a lower-case one, d for a digit, u for
/// a code point outside ASCII, other bytes as they are; a run is cut after two.
std::string word_shape(std::string_view word);

/// The first `count` code points of `text`, or all of it if it has fewer.
std::string_view first_points(std::string_view text, unsigned count);

/// The last `count` code points of `text`, or all of it if it has fewer.
std::string_view last_points(std::string_view text, unsigned count);

/// Where a vector of a word comes from: the word itself, an affix of its normal form, its shape, or
/// its place among the coarse or fine word classes. On disk: do not renumber.
enum class FeatureSource : std::uint8_t { Word, Prefix, Suffix, Shape, Coarse, Fine };

struct FeatureKind {
  FeatureSource source = FeatureSource::Word;
  std::uint8_t points = 0;  ///< Code points of an affix; 0 otherwise.
  bool operator==(const FeatureKind&) const = default;
};

/// True if the feature is found in a list of strings of its own.
[[nodiscard]] constexpr bool has_strings(FeatureKind kind) noexcept {
  return kind.source == FeatureSource::Prefix || kind.source == FeatureSource::Suffix || kind.source == FeatureSource::Shape;
}

/// The string under which a word is looked up in the list of such a feature. Requires: has_strings(kind).
[[nodiscard]] std::string feature_text(FeatureKind kind, std::string_view word, std::string_view normal);

}  // namespace entente::internal
