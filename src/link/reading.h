#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "entente/document.h"
#include "link/lexicon.h"

namespace entente::internal {

inline constexpr std::uint32_t kNone = 0xFFFFFFFF;

/// A piece of a token (see for_each_piece): the unit in which names and titles are looked up.
struct Atom {
  std::uint32_t token = 0;
  WordId word = 0;       ///< Of the vocabulary, or of this document if at least its size.
  bool capital = false, upper = false;
  bool joined = false;   ///< A hyphen without blanks stands before it.
  bool mark = false;     ///< Punctuation, or a dash with blanks.
};

struct AtomRange { std::uint32_t first = 0, last = 0; };

/// A document cut into atoms, with what the tree says made quick to ask. Lives as long as one run of the stage.
class Reading {
 public:
  /// Requires: `doc` and `lexicon` outlive it; `doc` has Tree.
  Reading(const Document& document, const Lexicon& lexicon);

  const Document& doc;
  const Lexicon& lex;
  std::vector<Atom> atoms;
  std::vector<AtomRange> sentences;   ///< By sentence of the document.
  std::vector<std::uint32_t> sentence_at;  ///< By token.
  std::vector<bool> shouting;         ///< By sentence: all its words are in capitals.
  Children children;

  [[nodiscard]] bool is(std::uint32_t atom, WordClass what) const noexcept { return lex.is(atoms[atom].word, what); }
  [[nodiscard]] const Token& token(std::uint32_t atom) const noexcept { return doc.tokens[atoms[atom].token]; }
  [[nodiscard]] Upos upos(std::uint32_t atom) const noexcept { return token(atom).upos; }
  [[nodiscard]] std::string_view text(std::uint32_t atom) const noexcept { return text_of(doc, doc.tokens[atoms[atom].token]); }
  /// The folded word of an atom, known to the vocabulary or not.
  [[nodiscard]] std::string_view word_text(WordId word) const noexcept;
  [[nodiscard]] bool word_is(std::uint32_t atom, std::string_view folded) const noexcept { return word_text(atoms[atom].word) == folded; }
  /// The lemma of a token, or its form where the tagger gave none.
  [[nodiscard]] WordId lemma(std::uint32_t token) const noexcept { return lemmas_[token]; }
  [[nodiscard]] bool lemma_is(std::uint32_t token, WordClass what) const noexcept { return lex.is(lemmas_[token], what); }
  /// The children of a token, in text order.
  [[nodiscard]] std::span<const std::uint32_t> children_of(std::uint32_t token) const noexcept {
    return std::span(children.items).subspan(children.start[token], children.start[token + 1] - children.start[token]);
  }
  /// Tokens from the first to the last atom of a range.
  [[nodiscard]] TokenRange tokens(AtomRange range) const noexcept { return {atoms[range.first].token, atoms[range.last - 1].token + 1}; }
  [[nodiscard]] std::uint32_t first_atom(std::uint32_t token) const noexcept { return first_atom_[token]; }
  /// The token of the range whose head lies outside it; the one nearest to the root if there are several.
  [[nodiscard]] std::uint32_t head_of(TokenRange range) const noexcept;
  [[nodiscard]] std::uint32_t depth(std::uint32_t token) const noexcept;
  /// The preposition that a token carries as its case child, as a token; kNone if there is none.
  [[nodiscard]] std::uint32_t case_of(std::uint32_t token) const noexcept;
  /// True if a word with this folded form stands anywhere in the document.
  [[nodiscard]] bool has_word(WordId word) const noexcept { return word < seen_.size() && seen_[word]; }
  [[nodiscard]] bool is_possessive_mark(std::uint32_t atom) const noexcept { return atom < atoms.size() && possessive_(atom); }

 private:
  [[nodiscard]] bool possessive_(std::uint32_t atom) const noexcept;
  void cut_token(std::uint32_t token);
  WordId id_of(std::string_view piece, bool keep_unknown);

  std::vector<std::uint32_t> first_atom_;
  std::vector<WordId> lemmas_;
  std::vector<bool> seen_;
  std::unordered_map<std::string, WordId> own_words_;  ///< Capitalised words that the vocabulary lacks.
  std::vector<std::string> own_texts_;
  std::string folded_;
  bool dash_before_ = false;
};

}  // namespace entente::internal
