#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/json.h"
#include "base/string_set.h"
#include "entente/document.h"
#include "entente/result.h"

namespace entente::internal {

struct LineElements;

/// What the lines of an article page are besides its text: the "lines" of tokenizer.json.
///
/// A pattern describes a whole line: words (in any case), punctuation, "*" for any words, "@" for a capitalized
/// word, "@+" for one or more of them, "#" for a number. Punctuation of the line that a pattern does not name is
/// passed over. So "read more : *" fits "Read more: a story" and not "They read more than before".
class PageLines {
 public:
  /// Errors: Syntax at file:line:column.
  [[nodiscard]] static Result<PageLines> read(const JsonFile& file, const Json& lines);

  /// The paragraphs of `text`: its lines without the white space around them, but hard-wrapped lines joined.
  /// An empty line always parts. Requires: `text` is UTF-8. Cost: linear.
  [[nodiscard]] std::vector<TextSpan> paragraphs(std::string_view text) const;

  /// Furniture, Byline, Caption or Body for each paragraph: by the patterns, and what trails behind furniture.
  [[nodiscard]] std::vector<SentenceKind> kinds(std::string_view text, const std::vector<TextSpan>& paragraphs) const;

 private:
  enum class Part : std::uint8_t { Word, Sign, Any, Capital, Capitals, Number };
  struct PatternPart { Part part; std::string text; };
  struct Pattern { std::vector<PatternPart> parts; SentenceKind kind; };

  Result<void> add(const JsonFile& file, const Json& value, std::string_view pattern, SentenceKind kind);
  static bool fits(const Pattern& pattern, const LineElements& line);
  static std::size_t max_words(const Pattern& pattern);
  SentenceKind kind_of(std::string_view line) const;
  bool goes_on(std::string_view line, std::string_view next) const;

  std::vector<Pattern> patterns_;
  StringMap<std::vector<std::uint32_t>> by_word_;  ///< Longest word or sign that a pattern names → patterns.
  StringSet unfinished_;
};

/// True if `line` ends as a sentence does: . ! ? … with quotes or brackets behind.
[[nodiscard]] bool has_final_stop(std::string_view line) noexcept;

}  // namespace entente::internal
