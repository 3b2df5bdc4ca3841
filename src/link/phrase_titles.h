#pragma once

#include <algorithm>
#include <cstdint>

#include "link/phrase_tails.h"
#include "link/roles.h"

namespace entente::internal {

/// Where a title begins and whether what looks like one is one.
class PhraseTitles : protected PhraseTails {
 protected:
  using PhraseTails::PhraseTails;

  /// True if the title with the words before `after` is one that a single country has: "Assistant Secretary of State".
  bool has_one_country(std::uint32_t at, std::uint32_t after) const {
    PhraseTitle title;
    return match_title(at, title) > after && std::ranges::all_of(title.rows, [&](std::uint32_t row) { return lex_.title(row).countries.size() == 1; });
  }

  /// Where among the words before `after` a title begins that goes beyond them ("Chief of the General Staff"), or a rank
  /// stands before a name ("General Powell"); else `after`.
  std::uint32_t long_title_in(std::uint32_t at, std::uint32_t after) const {
    PhraseTitle title;
    if (match_at(after) != kNone || match_title(after, title) > after) return after;
    for (; at < after; ++at) {
      const std::uint32_t end = match_title(at, title);
      if (end > after || (end == after && r_.atoms[at].capital && is_rank_at_most(title) && can_begin_name(after))) return at;
    }
    return after;
  }

  /// True if the words before `after` begin a noun of several words: "opposition groups", but not "interim government".
  bool has_noun(std::uint32_t at, std::uint32_t after) const {
    std::uint32_t noun = kNone;
    return is(at, WordClass::TitleModifier) && match_noun(at, noun) > after;
  }

  /// "passenger jet" is nobody's, though a jet is; "General Debate" is no general.
  bool names_no_actor(std::uint32_t at) const {
    std::uint32_t noun = kNone;
    if (match_noun(at, noun) > at + 1 && lex_.noun(noun).makes == NounMakes::Nothing) return true;
    return match_at(at) != kNone && kind_of(match_at(at)) == "blocker";
  }

  /// Weak titles ("chief", "secretary") need an owner before them or an "of" behind them.
  bool title_is_apt(const Phrase& phrase, std::uint32_t j) const {
    const Upos upos = r_.upos(phrase.title.atoms.last - 1);
    if (upos != Upos::NOUN && upos != Upos::PROPN && upos != Upos::ADJ) return false;
    const Token& last = r_.token(phrase.title.atoms.last - 1);
    if (upos == Upos::ADJ && last.deprel == Deprel::Amod && last.head != kNoToken && last.head > r_.atoms[phrase.title.atoms.last - 1].token &&
        r_.doc.tokens[last.head].upos == Upos::NOUN)
      return false;  // "China's official news agency"
    const bool weak = std::ranges::all_of(phrase.title.rows, [&](std::uint32_t row) { return lex_.title(row).weak; });
    return !weak || !phrase.owners.empty() || word(phrase.title.atoms.last, "of") || r_.atoms[j].capital;
  }

  /// "the chairman of the Joint Chiefs of Staff, General Powell,": a rank is no other office.
  bool is_rank_at_most(const PhraseTitle& title) const {
    return std::ranges::all_of(title.rows, [&](std::uint32_t row) { return is_rank_or_address(lex_.role_name(lex_.title(row).role)); });
  }
};

}  // namespace entente::internal
