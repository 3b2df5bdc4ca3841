#include "nlp/word_features.h"

#include <cstddef>

namespace entente::internal {
namespace {

bool is_continuation(char byte) { return (static_cast<unsigned char>(byte) & 0xC0U) == 0x80U; }

/// The ASCII stand-in of the code point U+2000 + `low`, where `low` is below 0x40; 0 if none.
char plain_punctuation(unsigned low) {
  if (low == 0x18 || low == 0x19) return '\'';
  if (low == 0x1C || low == 0x1D) return '"';
  if (low == 0x13 || low == 0x14) return '-';
  return 0;
}

/// True at the second byte of À to Þ in UTF-8, multiplication sign left out.
bool is_upper_latin1(char lead, char next) {
  const auto byte = static_cast<unsigned char>(next);
  return static_cast<unsigned char>(lead) == 0xC3 && byte >= 0x80 && byte <= 0x9E && byte != 0x97;
}

char shape_of(char c) {
  if (c >= 'A' && c <= 'Z') return 'X';
  if (c >= 'a' && c <= 'z') return 'x';
  if (c >= '0' && c <= '9') return 'd';
  return static_cast<unsigned char>(c) >= 0x80 ? 'u' : c;
}

}  // namespace

std::string normal_form(std::string_view word) {
  std::string form;
  form.reserve(word.size());
  for (std::size_t i = 0; i < word.size(); ++i) {
    const char c = word[i];
    if (c >= 'A' && c <= 'Z') {
      form += static_cast<char>(c + 32);
    } else if (c >= '0' && c <= '9') {
      form += '0';
    } else if (i + 1 < word.size() && is_upper_latin1(c, word[i + 1])) {
      form += c;
      form += static_cast<char>(word[++i] + 0x20);
    } else if (word.substr(i, 2) == "\xE2\x80" && i + 2 < word.size() &&
               plain_punctuation(static_cast<unsigned char>(word[i + 2]) & 0x7FU)) {
      form += plain_punctuation(static_cast<unsigned char>(word[i + 2]) & 0x7FU);
      i += 2;
    } else {
      form += c;
    }
  }
  return form;
}

std::string word_shape(std::string_view word) {
  std::string shape;
  for (const char c : word) {
    if (is_continuation(c)) continue;
    const char mark = shape_of(c);
    const std::size_t size = shape.size();
    if (size >= 2 && shape[size - 1] == mark && shape[size - 2] == mark) continue;
    shape += mark;
  }
  return shape;
}

std::string_view first_points(std::string_view text, unsigned count) {
  std::size_t end = 0;
  while (end < text.size() && (count > 0 || is_continuation(text[end]))) {
    if (!is_continuation(text[end])) --count;
    ++end;
  }
  return text.substr(0, end);
}

std::string_view last_points(std::string_view text, unsigned count) {
  std::size_t begin = text.size();
  while (begin > 0 && count > 0) {
    --begin;
    if (!is_continuation(text[begin])) --count;
  }
  return text.substr(begin);
}

std::string feature_text(FeatureKind kind, std::string_view word, std::string_view normal) {
  if (kind.source == FeatureSource::Shape) return word_shape(word);
  if (kind.source == FeatureSource::Prefix) return std::string(first_points(normal, kind.points));
  return std::string(last_points(normal, kind.points));
}

}  // namespace entente::internal
