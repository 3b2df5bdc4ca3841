#pragma once

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

}  // namespace entente::internal
