#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "entente/document.h"

namespace entente::internal {

/// Tokens in the order in which they are printed.
using Words = std::vector<std::uint32_t>;

/// Which words of a text an open triple prints. Lifetime: `doc` must outlive it.
class OpenWords {
 public:
  explicit OpenWords(const Document& doc) : doc_(doc), children_(children_of(doc)) {}

  /// The words as the text has them; a blank where they do not touch.
  [[nodiscard]] std::string text(const Words& words) const;
  /// Auxiliaries, "not", verb and particle, with the verbs above an infinitive: "agreed to sell".
  [[nodiscard]] Words verb_chain(const Clause& clause) const;
  [[nodiscard]] bool is_passive(const Clause& clause) const;
  [[nodiscard]] Words phrase(const Argument& argument) const;
  /// The phrase without what stands behind its head.
  [[nodiscard]] Words brief(const Argument& argument) const;
  /// The preposition of an argument, also where only the first of joined phrases has it.
  [[nodiscard]] Words marker(const Argument& argument) const;
  /// False for a bare adverb.
  [[nodiscard]] bool is_phrase(const Argument& argument) const;
  /// True if the argument stands inside the predicate's own phrase.
  [[nodiscard]] bool is_inside(const Clause& clause, const Argument& argument) const;
  /// The prepositional phrases under `head` within `tokens`, by their heads, conjuncts too.
  [[nodiscard]] Words inner_phrases(std::uint32_t head, TokenRange tokens) const;
  /// Where the phrase of an inner head stands, without its preposition.
  [[nodiscard]] TokenRange inner_range(std::uint32_t head) const;
  [[nodiscard]] Words range(TokenRange tokens) const { return between(tokens.first, tokens.last); }
  [[nodiscard]] Words between(std::uint32_t first, std::uint32_t last) const;
  /// What a verb of saying reports, without its quotation marks and commas; empty if that is no finite clause.
  [[nodiscard]] Words content(const Argument& argument) const;
  /// "missiles" of "Iran's missiles".
  [[nodiscard]] Words without_owner(const Argument& argument) const;

 private:
  template <class Use>
  void for_children(std::uint32_t token, Use use) const {
    for (std::uint32_t i = children_.start[token]; i < children_.start[token + 1]; ++i) use(children_.items[i]);
  }
  [[nodiscard]] Words own_group(const Clause& clause) const;
  [[nodiscard]] Words auxiliaries(std::uint32_t token) const;
  [[nodiscard]] bool is_chained(const Clause& clause) const;
  [[nodiscard]] bool is_no_longer(std::uint32_t token) const;
  [[nodiscard]] bool in_group(std::uint32_t token, std::uint32_t predicate) const;
  [[nodiscard]] std::uint32_t widest(std::uint32_t token, std::uint32_t last) const;

  const Document& doc_;
  Children children_;
};

}  // namespace entente::internal
