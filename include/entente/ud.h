#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace entente {

/// Universal part of speech (universaldependencies.org/u/pos). On disk: do not renumber.
enum class Upos : std::uint8_t {
  ADJ, ADP, ADV, AUX, CCONJ, DET, INTJ, NOUN, NUM, PART, PRON, PROPN, PUNCT, SCONJ, SYM, VERB, X };

/// Penn Treebank tag, as the XPOS column of the English treebanks has it. On disk: do not renumber.
enum class Xpos : std::uint8_t {
  None, ADD, AFX, CC, CD, DT, EX, FW, GW, HYPH, IN, JJ, JJR, JJS, LS, MD, NFP, NN, NNP, NNPS, NNS,
  PDT, POS, PRP, PRPS, RB, RBR, RBS, RP, SYM, TO, UH, VB, VBD, VBG, VBN, VBP, VBZ, WDT, WP, WPS, WRB,
  Comma, Period, Colon, Dollar, OpenQuote, CloseQuote, LeftBracket, RightBracket, Hash };

/// Universal Dependencies relation with the subtypes of the English treebanks of release 2.16.
/// On disk: do not renumber.
enum class Deprel : std::uint8_t {
  Dep, Acl, AclRelcl, Advcl, AdvclRelcl, Advmod, Amod, Appos, Aux, AuxPass, Case, Cc, CcPreconj, Ccomp,
  Compound, CompoundPrt, Conj, Cop, Csubj, CsubjOuter, CsubjPass, Det, DetPredet, Discourse, Dislocated,
  Expl, Fixed, Flat, Goeswith, Iobj, List, Mark, Nmod, NmodDesc, NmodPoss, NmodUnmarked, Nsubj,
  NsubjOuter, NsubjPass, Nummod, Obj, Obl, OblAgent, OblUnmarked, Orphan, Parataxis, Punct, Reparandum,
  Root, Vocative, Xcomp };

/// The morphological features that rules may ask for.
enum class Feat : std::uint8_t {
  Sing, Plur, Past, Pres, Fin, Inf, Ger, Part, First, Second, Third, Poss, Masc, Fem, Neut, Cmp, Sup,
  Neg, Dem, Rel, Int, Prs, Ord };

/// A set of Feat.
class Feats {
 public:
  constexpr Feats() = default;
  [[nodiscard]] constexpr bool has(Feat feat) const noexcept { return (bits_ >> int(feat)) & 1U; }
  constexpr Feats& add(Feat feat) noexcept { bits_ |= 1U << int(feat); return *this; }
  [[nodiscard]] constexpr std::uint32_t bits() const noexcept { return bits_; }
  auto operator<=>(const Feats&) const = default;

 private:
  std::uint32_t bits_ = 0;
};

/// The label as a CoNLL-U column has it: "PROPN", "PRP$", "nmod:poss". Views of string literals.
[[nodiscard]] std::string_view to_string(Upos value) noexcept;
[[nodiscard]] std::string_view to_string(Xpos value) noexcept;
[[nodiscard]] std::string_view to_string(Deprel value) noexcept;

/// The value of a CoNLL-U column; nullopt if it is none of ours.
[[nodiscard]] std::optional<Upos> parse_upos(std::string_view text) noexcept;
[[nodiscard]] std::optional<Xpos> parse_xpos(std::string_view text) noexcept;
/// A subtype that we do not keep falls back to its universal relation: "nmod:tmod" gives nmod.
[[nodiscard]] std::optional<Deprel> parse_deprel(std::string_view text) noexcept;

/// The universal relation without its subtype: AclRelcl gives Acl.
[[nodiscard]] Deprel base_of(Deprel value) noexcept;

}  // namespace entente
