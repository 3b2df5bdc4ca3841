#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "link/phrases.h"

namespace entente::internal {

/// What the grammar of phrases asks of the words of one sentence: which titles, nouns, owners and persons' names
/// begin at an atom. Matches give the end, or the atom itself where there is none.
class PhraseWords {
 protected:
  static constexpr std::uint32_t kMaxNameAtoms = 6;
  static constexpr std::uint32_t kMaxFlags = 16;  ///< Words such as "former" and numbers in a row; a longer row is no phrase.

  PhraseWords(const Reading& reading, const DocumentNames& names) : r_(reading), lex_(reading.lex), names_(names) {}

  bool is(std::uint32_t at, WordClass what) const { return at < limit_ && r_.is(at, what); }
  bool word(std::uint32_t at, std::string_view text) const { return at < limit_ && r_.word_is(at, text); }
  const std::string& kind_of(std::uint32_t match) const { return lex_.catalogue().actors()[names_.matches[match].readings[0].actor].kind.str(); }
  AliasKind alias_kind(std::uint32_t match) const { return lex_.catalogue().aliases()[names_.matches[match].readings[0].alias].kind; }

  bool is_person(std::uint32_t match) const { return kind_of(match) == "person"; }
  /// True for a name that can own offices and forces.
  bool is_owner(std::uint32_t match) const {
    static constexpr std::array<std::string_view, 8> kNever{"person", "blocker", "media", "treaty", "company", "sea", "strait", "base"};
    return std::ranges::find(kNever, kind_of(match)) == kNever.end();
  }
  bool is_adjective(std::uint32_t match) const {
    const auto aliases = lex_.catalogue().aliases();
    return std::ranges::any_of(names_.matches[match].readings, [&](const NameReading& r) { return aliases[r.alias].kind == AliasKind::Adjective; }) ||
           alias_kind(match) == AliasKind::Abbr || (names_.matches[match].atoms.last - names_.matches[match].atoms.first == 1 && r_.atoms[names_.matches[match].atoms.first].upper);
  }
  std::uint32_t match_over(std::uint32_t at) const { return at < limit_ ? names_.match_over[at] : kNone; }
  std::uint32_t match_at(std::uint32_t at) const { return at < limit_ ? names_.match_at[at] : kNone; }

  // ---- modifiers, titles, nouns

  /// Steps over "former", "deputy", … and notes what they say. Stops at anything else.
  std::uint32_t skip_flags(std::uint32_t at, PhraseTitle& title) const {
    for (const std::uint32_t last = std::min(limit_, at + kMaxFlags); at < last; ++at) {
      if (is(at, WordClass::Former) || is(at, WordClass::FormerTime)) title.former = true;
      else if (is(at, WordClass::Acting)) title.acting = true;
      else if (is(at, WordClass::Deputy)) title.deputy = true;
      else if (!is(at, WordClass::TitleModifier)) break;
    }
    return at;
  }

  /// The longest title at `at`; its end, or `at` if there is none.
  std::uint32_t match_title(std::uint32_t at, PhraseTitle& title) const {
    std::uint32_t best = at;
    std::uint32_t node = at < limit_ ? lex_.titles().start(r_.atoms[at].word) : 0;
    for (std::uint32_t end = at + 1; node; ++end) {
      std::vector<std::uint32_t> rows;
      for (const std::uint32_t row : lex_.titles().values(node))
        if (!lex_.title(row).exact || r_.atoms[at].upper) rows.push_back(row);
      if (!rows.empty()) {
        title.rows = std::move(rows);
        title.atoms = {at, end};
        best = end;
      }
      if (end >= limit_ || !r_.atoms[end].word) break;
      node = lex_.titles().next(node, r_.atoms[end].word);
    }
    if (best == at) return at;
    if (best < limit_ && r_.atoms[best].joined && is(best, WordClass::Former)) {  // "Bishop-Emeritus"
      title.former = true;
      title.atoms.last = ++best;
    }
    title.plural = lex_.title(title.rows[0]).plural;
    for (const std::uint32_t row : title.rows) {
      title.former |= lex_.title(row).former;
      title.acting |= lex_.title(row).acting;
      title.elect |= lex_.title(row).elect;
    }
    return best;
  }

  std::uint32_t match_noun(std::uint32_t at, std::uint32_t& noun) const {
    std::uint32_t best = at;
    std::uint32_t node = at < limit_ ? lex_.nouns().start(r_.atoms[at].word) : 0;
    for (std::uint32_t end = at + 1; node; ++end) {
      if (const auto values = lex_.nouns().values(node); !values.empty() && is_noun(end - 1)) { noun = values[0]; best = end; }
      if (end >= limit_ || !r_.atoms[end].word) break;
      node = lex_.nouns().next(node, r_.atoms[end].word);
    }
    return best;
  }

  bool is_noun(std::uint32_t at) const { return r_.upos(at) == Upos::NOUN || r_.upos(at) == Upos::PROPN; }
  bool is_modifier(std::uint32_t at) const {
    if (at >= limit_ || r_.atoms[at].mark || r_.is_possessive_mark(at)) return false;
    const Upos upos = r_.upos(at);
    return upos == Upos::ADJ || upos == Upos::NOUN || upos == Upos::PROPN || upos == Upos::NUM || r_.atoms[at].joined ||
           (upos == Upos::VERB && r_.token(at).deprel == Deprel::Amod);
  }

  /// True if the phrase that ends before `end` stands before a noun that it modifies.
  bool goes_on(std::uint32_t end) const {
    if (end >= limit_ || r_.atoms[end].mark || r_.is_possessive_mark(end)) return false;
    if (r_.atoms[end].joined) return true;
    if (r_.upos(end) != Upos::NOUN && r_.upos(end) != Upos::ADJ) return false;
    const Token& last = r_.token(end - 1);
    const Deprel rel = base_of(last.deprel);
    return last.head != kNoToken && last.head >= r_.atoms[end].token && (rel == Deprel::Compound || rel == Deprel::Amod);
  }

  // ---- owners

  /// Reads "Russian", "Russia 's", "Russian and Chinese". Gives the end, or `at` if no owner stands there.
  std::uint32_t parse_owners(std::uint32_t at, std::vector<std::uint32_t>& owners) const {
    std::uint32_t end = at;
    for (std::uint32_t next = at;;) {
      const std::uint32_t match = match_at(next);
      if (match == kNone || !is_owner(match)) return end;
      if (!owners.empty() && is_adjective(match) != is_adjective(owners[0])) return end;
      std::uint32_t after = names_.matches[match].atoms.last;
      if (after < limit_ && r_.atoms[after].joined) return end;  // "US-backed", "Russia-China"
      if (r_.atoms[next].joined) return end;                      // "pro-Russian"
      owners.push_back(match);
      if (r_.is_possessive_mark(after)) ++after;
      end = after;
      const bool link = after < limit_ && (word(after, "and") || word(after, ",") || word(after, "or") || word(after, "/"));
      if (!link) return end;
      next = after + 1;
      if (word(after, ",") && word(next, "and")) ++next;
      // Two countries share a noun as adjectives, or with one possessive: "India and Pakistan's foreign ministers".
      const std::uint32_t other = match_at(next);
      if (other == kNone || (!is_adjective(owners[0]) && (word(after, ",") || !r_.is_possessive_mark(names_.matches[other].atoms.last)))) return end;
    }
  }

  // ---- names of persons

  bool can_begin_name(std::uint32_t at) const {
    if (at >= limit_ || r_.atoms[at].mark || !r_.atoms[at].capital || r_.is_possessive_mark(at)) return false;
    if (lex_.month(r_.atoms[at].word) && !(at > 0 && lex_.titles().start(r_.atoms[at - 1].word))) return false;
    if (lex_.weekday(r_.atoms[at].word) || is(at, WordClass::StyleNoun)) return false;
    const std::uint32_t match = match_at(at);
    if (match != kNone && !is_person(match)) return false;
    return r_.upos(at) == Upos::PROPN || r_.upos(at) == Upos::NOUN || r_.upos(at) == Upos::ADJ || match != kNone;
  }
  bool is_initial(std::uint32_t at) const { return r_.atoms[at].capital && r_.word_text(r_.atoms[at].word).size() == 1; }

  /// The end of a person's name at `at`; `at` if there is none. Sets `match` if a table lists the person.
  std::uint32_t parse_name(std::uint32_t at, std::uint32_t& match) const {
    const bool particle = at < limit_ && is(at, WordClass::NameParticle) && at + 1 < limit_ && r_.atoms[at + 1].capital && r_.upos(at) == Upos::PROPN;
    if (!particle && !can_begin_name(at)) return at;
    if (match_at(at) != kNone && is_person(match_at(at))) {
      match = match_at(at);
      const std::uint32_t end = names_.matches[match].atoms.last;
      if (end - at > 1 || !can_begin_name(end) || r_.token(end).deprel != Deprel::Flat) return end;
      match = kNone;
    }
    std::uint32_t end = at;
    while (end < limit_ && end - at < kMaxNameAtoms) {
      if (end > at && match_at(end) != kNone && !(is_person(match_at(end)) || r_.token(end).deprel == Deprel::Flat)) break;
      if (end > at && match_at(end) != kNone && is_person(match_at(end)) && names_.matches[match_at(end)].atoms.last - end > 1) break;  // "Chairman Xi Jinping" of an unknown title
      const bool inner = end > at && (r_.atoms[end].joined || is(end, WordClass::NameParticle)) && end + (r_.atoms[end].joined ? 0 : 1) < limit_ &&
                         (r_.atoms[end].joined || r_.atoms[end + 1].capital) && !r_.atoms[end].mark;
      const bool suffix = end > at && is(end, WordClass::NameSuffix) && r_.atoms[end].capital;  // "John Paul II"
      if (!(inner || suffix || (particle && end == at) || (can_begin_name(end) && (end == at || r_.upos(end) == Upos::PROPN || is_initial(end))))) break;
      ++end;
    }
    return names_body({at, end}) ? at : end;
  }

  /// True for capitalised words that name an organisation, not a person: "General Services Administration".
  bool names_body(AtomRange name) const {
    const std::uint32_t last = name.last - 1;
    if (name.last == name.first + 1) return is(last, WordClass::PublicBody) && match_over(last) == kNone;  // "Chief of Defence Force X"
    for (std::uint32_t at = name.first; at < name.last; ++at)
      if (is(at, WordClass::SiteNoun) || is(at, WordClass::PrivateBody)) return true;  // "League Baseball", "Victoria Market"
    return name.last > name.first && (is(last, WordClass::BodyNoun) || is(last, WordClass::GroupNoun) || is(last, WordClass::GovernmentNoun) ||
                                          is(last, WordClass::PrivateBody) || is(last, WordClass::PublicBody));
  }

  /// Reads ranks and forms of address that stand between a title and a name: "Admiral", "Gen.".
  std::uint32_t skip_ranks(std::uint32_t at) const {
    for (;;) {
      PhraseTitle title;
      const std::uint32_t end = match_title(at, title);
      if (end == at || title.plural || !r_.atoms[at].capital) return at;
      at = end;
    }
  }

  const Reading& r_;
  const Lexicon& lex_;
  const DocumentNames& names_;
  std::uint32_t limit_ = 0;  ///< End of the sentence.
};

}  // namespace entente::internal
