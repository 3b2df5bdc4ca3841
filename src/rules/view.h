#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/few.h"
#include "entente/document.h"
#include "rules/rule.h"

namespace entente::internal {

inline constexpr std::uint32_t kNone = 0xFFFFFFFF;

/// A document as the matcher asks it: its words as numbers of the pool, its mentions by token. Lives as long as one match().
class View {
 public:
  View(const Document& document, const Program& rules);

  const Document& doc;
  const Program& program;
  Children children;

  /// True if `token`, or a phrase of the text that ends at it, is in `list`: "jet" and "fighter jet".
  [[nodiscard]] bool phrase_in(const WordList& list, std::uint32_t token) const;
  /// The numbers under which a clause may trigger rules: its lemma and, for nouns, its phrases and its last word.
  [[nodiscard]] Few<WordId> trigger_words(const Clause& clause) const;
  /// What `index` has under these numbers, sorted, each once.
  [[nodiscard]] Few<std::uint32_t, 32> triggered_by(const Index& index, const Clause& clause) const;
  [[nodiscard]] bool trigger_fits(const Trigger& trigger, const Clause& clause) const;

  /// The outermost mention over `token` that is no mere modifier; kNone if none.
  [[nodiscard]] std::uint32_t mention_at(std::uint32_t token) const noexcept { return outer_[token]; }
  /// The modifier mention over `token` ("Russian" of "Russian gas"); kNone if none.
  [[nodiscard]] std::uint32_t modifier_at(std::uint32_t token) const noexcept { return modifier_[token]; }
  /// The clause whose predicate `token` is; kNone if none.
  [[nodiscard]] std::uint32_t clause_at(std::uint32_t token) const noexcept { return clause_[token]; }
  /// True if the sentence may be evidence and names an actor.
  [[nodiscard]] bool may_tell(std::uint32_t sentence) const noexcept { return telling_[sentence]; }
  [[nodiscard]] bool is_evidence(std::uint32_t sentence) const noexcept;

  /// The clause that `clause` hangs on by one of the links through which a rule may look out.
  [[nodiscard]] const Clause* outer(const Clause& clause) const noexcept;
  [[nodiscard]] const Clause* governor(const Clause& clause) const noexcept;
  /// The clause that is the first complement of `clause`: "said that Mali must leave"; null if there is none.
  [[nodiscard]] const Clause* complement(const Clause& clause) const noexcept;

  /// The clause that is the condition of `clause` or of its complement: "threatened to strike unless Mali …"; null if there is none.
  [[nodiscard]] const Clause* condition(const Clause& clause) const noexcept;

  /// The day that an earlier sentence gives the clause; see story_days.
  [[nodiscard]] const std::optional<DateSpan>& story_day(std::uint32_t clause) const noexcept { return story_[clause]; }
  [[nodiscard]] std::span<const std::uint32_t> children_of(std::uint32_t token) const noexcept;
  /// The number of a word in lower case; kNoWord if no rule names it.
  [[nodiscard]] WordId word(std::uint32_t token) const noexcept { return words_[token]; }

 private:
  void number_words();
  void place_mentions();
  void place_clauses();
  /// The number of the phrase of the tokens from `first` to `last`, lemmas joined by blanks, hyphens by nothing.
  [[nodiscard]] WordId phrase(std::uint32_t first, std::uint32_t last) const;
  [[nodiscard]] std::uint32_t sentence_start(std::uint32_t token) const;

  std::vector<WordId> words_;
  std::vector<std::uint32_t> outer_, modifier_, clause_;
  std::vector<bool> telling_;
  std::vector<std::optional<DateSpan>> story_;
};

}  // namespace entente::internal
