#pragma once

#include <cstdint>
#include <deque>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/few.h"
#include "clause/lexicon.h"
#include "entente/document.h"

namespace entente::internal {

/// The trees of one document with what the lexicon knows of each word. Lifetime: `doc` and `lexicon` must outlive it.
class Trees {
 public:
  /// Requires: `doc` has Tree. Cost: linear.
  Trees(const Document& doc, const ClauseLexicon& lexicon);

  [[nodiscard]] const Document& doc() const noexcept { return doc_; }
  [[nodiscard]] const ClauseLexicon& lexicon() const noexcept { return lexicon_; }
  [[nodiscard]] const Token& operator[](std::uint32_t token) const noexcept { return doc_.tokens[token]; }
  [[nodiscard]] std::uint32_t head(std::uint32_t token) const noexcept { return doc_.tokens[token].head; }
  [[nodiscard]] Deprel deprel(std::uint32_t token) const noexcept { return doc_.tokens[token].deprel; }
  [[nodiscard]] Upos upos(std::uint32_t token) const noexcept { return doc_.tokens[token].upos; }
  [[nodiscard]] std::string_view form(std::uint32_t token) const { return text_of(doc_, doc_.tokens[token]); }
  /// Lower case; the form where the tagger gave no lemma; singular for an event noun written as a name.
  [[nodiscard]] std::string_view lemma(std::uint32_t token) const noexcept { return lemmas_[token]; }
  [[nodiscard]] bool is(std::uint32_t token, LemmaClass value) const noexcept { return entries_[token]->classes.has(value); }
  [[nodiscard]] const WordEntry& entry(std::uint32_t token) const noexcept { return *entries_[token]; }

  /// In text order.
  [[nodiscard]] std::span<const std::uint32_t> children(std::uint32_t token) const noexcept;
  /// The first child with this relation; kNoToken if there is none.
  [[nodiscard]] std::uint32_t child(std::uint32_t token, Deprel deprel) const noexcept;
  [[nodiscard]] bool has_child(std::uint32_t token, Deprel deprel) const noexcept { return child(token, deprel) != kNoToken; }
  /// All tokens, every head before its children.
  [[nodiscard]] std::span<const std::uint32_t> top_down() const noexcept { return top_down_; }

  /// The words of a noun phrase without conjuncts, its own preposition, relative clauses, participles, appositions.
  [[nodiscard]] TokenRange phrase(std::uint32_t token) const noexcept { return phrases_[token]; }
  /// From the first to the last word below `token`.
  [[nodiscard]] TokenRange subtree(std::uint32_t token) const noexcept { return subtrees_[token]; }
  /// The prepositions of a phrase, lower case, in their plain form: "on behalf of"; empty if it has none.
  [[nodiscard]] std::string marker(std::uint32_t token) const;
  /// `token` and its conjuncts of the same kind, in text order; at most kMaxConjuncts.
  [[nodiscard]] Few<std::uint32_t> conjuncts(std::uint32_t token) const;
  /// True for an apposition that is a list in truth: "Russia, China hold drills".
  [[nodiscard]] bool is_listed(std::uint32_t token) const noexcept;
  /// True for a word that stands for a thing: noun, name, pronoun, number, or whatever a determiner makes one.
  [[nodiscard]] bool is_nominal(std::uint32_t token) const noexcept;
  /// True if the word begins with a capital: a name or a demonym.
  [[nodiscard]] bool is_capitalised(std::uint32_t token) const;

 private:
  void look_up_words();
  void join_words(std::string_view& lemma, const WordEntry*& entry);
  void order_top_down();
  void measure_phrases();
  struct Growth { TokenRange own, full; bool closed = false; };
  void grow(std::uint32_t token, Growth& growth) const;
  [[nodiscard]] bool ends_phrase(std::uint32_t token, std::uint32_t child) const noexcept;

  const Document& doc_;
  const ClauseLexicon& lexicon_;
  Children children_;
  std::vector<std::string_view> lemmas_;
  std::vector<const WordEntry*> entries_;
  std::deque<std::string> lowered_;  ///< Owns the lemmas that had capitals; a deque keeps them in place.
  std::vector<std::uint32_t> top_down_;
  std::vector<TokenRange> phrases_;  ///< As phrase() gives them.
  std::vector<TokenRange> full_;     ///< With conjuncts and preposition: what a phrase is inside another.
  std::vector<TokenRange> subtrees_;
};

inline constexpr std::size_t kMaxConjuncts = 16;

}  // namespace entente::internal
