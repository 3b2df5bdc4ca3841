#include <algorithm>

#include "link/linker.h"

namespace entente::internal {

bool DocumentLinker::is_subject(std::uint32_t token) const {
  for (int steps = 0; steps < 4 && token != kNoToken; ++steps) {
    const Deprel rel = doc_.tokens[token].deprel;
    if (rel == Deprel::Nsubj || rel == Deprel::NsubjPass || rel == Deprel::NsubjOuter) return true;
    if (base_of(rel) != Deprel::Conj && rel != Deprel::Flat && rel != Deprel::NmodDesc && rel != Deprel::Appos) return false;
    token = doc_.tokens[token].head;
  }
  return false;
}

/// True if the word over `head` is of that class, by its lemma or as written.
bool DocumentLinker::governed_by(std::uint32_t head, WordClass what) const {
  const std::uint32_t up = doc_.tokens[head].head;
  return up != kNoToken && (r_.lemma_is(up, what) || r_.is(r_.first_atom(up), what));
}

/// "the Treaty of Paris", "the Bishop of Rome": a proper name with a place in it.
bool DocumentLinker::is_named_after(std::uint32_t place) const {
  const std::uint32_t up = doc_.tokens[place].head;
  return governed_by(place, WordClass::NamedAfterPlace) && r_.atoms[r_.first_atom(up)].capital;
}

/// Whether a name that may be a place is one here: by its preposition, by what governs it, or by a dateline.
bool DocumentLinker::is_place(std::uint32_t head, TokenRange tokens, bool capital) const {
  if (doc_.sentences[r_.sentence_at[head]].kind == SentenceKind::Dateline) return true;
  std::uint32_t top = head;
  while (doc_.tokens[top].deprel == Deprel::Conj && doc_.tokens[top].head != kNoToken && r_.case_of(top) == kNone) top = doc_.tokens[top].head;
  std::uint32_t mark = r_.case_of(top);
  if (mark == kNone && top == head && tokens.first > 0 && r_.sentence_at[tokens.first - 1] == r_.sentence_at[head] && doc_.tokens[tokens.first - 1].upos == Upos::ADP) mark = tokens.first - 1;
  if (mark == kNone) {
    // "Smardan, Romania": the larger place behind the smaller one.
    if (tokens.first < 2 || text_of(doc_, doc_.tokens[tokens.first - 1]) != ",") return false;
    const std::uint32_t before = item_at(tokens.first - 2);
    if (before == kNone && doc_.tokens[tokens.first - 2].upos == Upos::PROPN) {  // "in Smardan, Romania"
      std::uint32_t town = tokens.first - 2;
      while (doc_.tokens[town].deprel == Deprel::Flat && doc_.tokens[town].head != kNoToken) town = doc_.tokens[town].head;
      const std::uint32_t preposition = r_.case_of(town);
      return preposition != kNone && r_.is(r_.first_atom(preposition), WordClass::PlacePreposition);
    }
    return before != kNone && items_[before].mention.use == MentionUse::Place && items_[before].mention.tokens.last == tokens.first - 1;
  }
  const std::uint32_t atom = r_.first_atom(mark);
  if (r_.is(atom, WordClass::PlacePreposition)) return true;
  if (r_.is(atom, WordClass::MotionPreposition)) return governed_by(top, WordClass::Motion);
  if (r_.word_is(atom, "of")) return governed_by(top, WordClass::PlaceNoun) || is_named_after(top);
  return capital && r_.word_is(atom, "over");
}

/// "CNN Philippines": a name right behind that of a medium belongs to it.
bool DocumentLinker::belongs_to_media(AtomRange name) const {
  const std::uint32_t before = name.first > 0 ? names_.match_over[name.first - 1] : kNone;
  if (before == kNone || r_.sentence_at[r_.atoms[name.first].token] != r_.sentence_at[r_.atoms[name.first - 1].token]) return false;
  return r_.lex.catalogue().actors()[names_.matches[before].readings[0].actor].kind.str() == "media";
}

/// "Jerusalem has been a sacred city", "recognize Jerusalem as the capital": what is called a place is one.
bool DocumentLinker::is_called_a_place(std::uint32_t head, TokenRange tokens) const {
  const std::uint32_t up = doc_.tokens[head].head;
  if (up == kNoToken) return false;
  const auto place = [&](std::uint32_t token) { return r_.lemma_is(token, WordClass::PlaceNoun) || r_.lemma_is(token, WordClass::CapitalNoun); };
  const bool copula = std::ranges::any_of(r_.children_of(up), [&](std::uint32_t child) { return doc_.tokens[child].deprel == Deprel::Cop; });
  if (copula && doc_.tokens[head].deprel == Deprel::Nsubj) return place(up);
  const std::uint32_t end = doc_.sentences[r_.sentence_at[head]].tokens.last;
  if (tokens.last >= end || !r_.word_is(r_.first_atom(tokens.last), "as")) return false;
  for (std::uint32_t t = tokens.last + 1; t < std::min(end, tokens.last + 5); ++t)
    if (place(t)) return true;
  return false;
}

/// Modifier: a name inside the noun phrase of something else ("Russian gas", "the Minsk agreement").
MentionUse DocumentLinker::use_of(const Phrase& phrase, std::uint32_t head) const {
  const Deprel rel = base_of(doc_.tokens[head].deprel);
  const std::uint32_t up = doc_.tokens[head].head;
  const TokenRange tokens = r_.tokens(phrase.atoms);
  if (phrase.modifies) return MentionUse::Modifier;
  if (phrase.sort != PhraseSort::Name || phrase.led) return MentionUse::Actor;
  const NameMatch& match = names_.matches[phrase.match];
  const std::string& kind = r_.lex.catalogue().actors()[match.readings[0].actor].kind.str();
  const AliasKind alias = r_.lex.catalogue().aliases()[match.readings[0].alias].kind;
  if (kind == "blocker" || kind == "media") return MentionUse::Other;
  const std::uint32_t first = phrase.atoms.first;
  if (r_.atoms[first].joined && first > 0 && !names_over(first - 1)) return MentionUse::Other;  // "pro-Russian", "ex-Soviet"
  const std::uint32_t next = phrase.atoms.last;
  const bool joined_next = next < r_.atoms.size() && r_.atoms[next].joined;
  const bool possessive = next < r_.atoms.size() && r_.is_possessive_mark(next);
  const bool before_noun = up != kNoToken && up >= tokens.last && (rel == Deprel::Amod || rel == Deprel::Compound || (rel == Deprel::Nmod && !possessive && r_.case_of(head) == kNone));
  if (joined_next || before_noun) return MentionUse::Modifier;
  if (alias == AliasKind::Adjective && !possessive && doc_.tokens[head].upos == Upos::ADJ && !is_subject(head)) return MentionUse::Modifier;
  // "the Recording Industry Association of America", "the Bank of Japan"
  const std::uint32_t of = r_.case_of(head);
  const bool in_name = of != kNone && r_.word_is(r_.first_atom(of), "of") && up != kNoToken && r_.atoms[r_.first_atom(up)].capital &&
                       r_.is(r_.first_atom(up), WordClass::PrivateBody) && !r_.shouting[r_.sentence_at[head]];
  if (in_name) return MentionUse::Modifier;
  const bool seat = alias == AliasKind::Metonym || alias == AliasKind::Capital;
  if (seat && of != kNone && r_.word_is(r_.first_atom(of), "of") && up != kNoToken && r_.word_is(r_.first_atom(up), "state")) return MentionUse::Place;  // "the state of Washington"
  const bool place_kind = kind == "city" || kind == "region" || kind == "sea" || kind == "strait" || kind == "base";
  if (alias == AliasKind::Demonym || alias == AliasKind::DemonymPl) return MentionUse::Actor;
  if (belongs_to_media(phrase.atoms)) return MentionUse::Modifier;
  if (place_kind && !is_subject(head) && !possessive) return MentionUse::Place;
  if (place_kind && kind != "region") return MentionUse::Place;
  // "visiting Brussels, Belgium" is no visit to the alliance that has its seat there.
  const bool visited = (alias == AliasKind::Metonym || alias == AliasKind::Capital) && match.city != kNone && rel == Deprel::Obj && governed_by(head, WordClass::Motion);
  if (visited && !possessive) return MentionUse::Place;
  const bool apposed = first > 0 && r_.is(first - 1, WordClass::CapitalNoun);  // "the capital Vientiane"
  if (alias == AliasKind::Capital && match.city != kNone && !possessive && (apposed || is_called_a_place(head, tokens))) return MentionUse::Place;
  const bool may_be_place = kind == "state" || kind == "territory" || kind == "region" || alias == AliasKind::Capital || alias == AliasKind::Metonym;
  return may_be_place && is_place(head, tokens, alias == AliasKind::Capital) && !possessive ? MentionUse::Place : MentionUse::Actor;
}

}  // namespace entente::internal
