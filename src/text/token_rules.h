#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "base/json.h"
#include "base/string_set.h"
#include "entente/result.h"

namespace entente::internal {

/// What an abbreviation with its full stop says about the end of a sentence.
enum class Abbreviation : std::uint8_t {
  None,
  BeforeName,    ///< "Mr.": never ends a sentence.
  BeforeNumber,  ///< "No.": an abbreviation only if a number follows.
  BeforeCapital, ///< "etc.": ends one if a capital follows.
  MayEnd,        ///< "Inc.", "Nov.": ends one if a word follows that starts sentences.
  TimeMark,      ///< "p.m.": ends one unless a time zone or a day follows.
};

/// The words that the tokenizer and the sentence splitter of one language know: the "words" of tokenizer.json.
struct TokenRules {
  /// Errors: Syntax at file:line:column.
  [[nodiscard]] static Result<TokenRules> read(const JsonFile& file, const Json& words);

  StringMap<Abbreviation> abbreviations;        ///< As written, with the full stop.
  StringSet after_time_mark;                    ///< "GMT", "Monday": what follows "p.m." inside a sentence.
  StringSet starters;                           ///< "The", "However": words that start a sentence after an abbreviation.
  StringSet report_verbs;                       ///< "said": `"Why?" Putin said.` is one sentence.
  StringSet prefixes;                           ///< "anti": not split at the hyphen.
  StringSet units;                              ///< "km", "bn": split from the number before.
  StringMap<std::size_t> contractions;          ///< "cannot" → length of its first part.
  StringSet leading_apostrophe;                 ///< "'em": the apostrophe belongs to the word.
  StringSet clitics;                            ///< "'s", "n't": with a straight apostrophe.
  StringSet whole;                              ///< "w/o": never split.
  StringSet domains;                            ///< "com": "Pravda.Ru" is one token.
  StringSet unfinished;                         ///< "the": a line that ends in one goes on in the next line.
  StringSet agencies;                           ///< "Reuters": in brackets they make a dateline.
};

/// `text` with ASCII letters lowered in place of its own; empty if it is longer than any word of the tables.
class LoweredWord {
 public:
  explicit LoweredWord(std::string_view text) noexcept;
  [[nodiscard]] std::string_view view() const noexcept { return {bytes_, size_}; }

 private:
  char bytes_[32];
  std::size_t size_ = 0;
};

}  // namespace entente::internal
