#include <algorithm>
#include <array>

#include "base/text.h"
#include "link/linker.h"

namespace entente::internal {

namespace {

constexpr std::uint32_t kReach = 4;

std::uint32_t size_of(const auto& list) { return static_cast<std::uint32_t>(list.size()); }

}  // namespace

/// The rolled-up state of a mention with one actor; kNone if it has none or is no state.
std::uint32_t DocumentLinker::state_of(const Item& item) const {
  if (item.silent || item.mention.actors.size() != 1 || item.mention.former) return kNone;
  const ActorRef& actor = actors_.at(item.mention.actors[0]);
  const auto state = r_.lex.catalogue().index_of(actor.actor);
  return state && r_.lex.is_state(*state) ? *state : kNone;
}

/// The last item within `reach` sentences that fits; kNone if there is none.
std::uint32_t DocumentLinker::last_item(std::uint32_t sentence, const auto& fits) const {
  for (std::uint32_t i = size_of(items_); i-- > 0;) {
    if (items_[i].sentence + kReach < sentence) return kNone;
    if (!items_[i].silent && fits(items_[i])) return i;
  }
  return kNone;
}

/// The two states (or, with `any_actor`, states, bodies and groups) that were last spoken of together: both named in
/// one sentence, or in neighbouring ones. Empty if there is no such pair.
std::vector<std::uint32_t> DocumentLinker::recent_states(std::uint32_t sentence, std::uint32_t back, bool any_actor) {
  const auto acting = [&](const Item& item) {
    return !item.silent && !item.mention.actors.empty() && item.mention.use != MentionUse::Other && item.mention.use != MentionUse::Place;
  };
  const auto add = [&](const Item& item, std::vector<std::uint32_t>& found) {
    for (const std::uint32_t actor : item.mention.actors) {
      const ActorRef& ref = actors_.at(actor);
      const auto listed = r_.lex.catalogue().index_of(ref.actor);
      if (!listed || (!r_.lex.is_state(*listed) && !any_actor) || r_.lex.catalogue().actors()[*listed].kind.str() == "person") continue;
      if (std::ranges::find(found, *listed) == found.end()) found.push_back(*listed);
    }
  };
  std::vector<std::uint32_t> places, together;
  for (std::uint32_t steps = 0; steps <= back && steps <= sentence; ++steps) {
    std::vector<std::uint32_t> here;
    for (const Item& item : items_)
      if (item.sentence + steps == sentence && acting(item)) add(item, here);
    if (here.size() == 2) { places = here; break; }
    if (here.size() > 2) {
      // More than two: the pair that one mention names ("the two countries", "Russian and Chinese ministers").
      for (const Item& item : items_)
        if (item.sentence + steps == sentence && item.mention.actors.size() == 2 && acting(item)) { places.clear(); add(item, places); }
      if (places.size() == 2) break;
      std::ranges::stable_sort(here, [&](std::uint32_t a, std::uint32_t b) { return count_of(a) > count_of(b); });
      if (count_of(here[1]) > count_of(here[2])) places = {here[0], here[1]};
      break;
    }
    for (const std::uint32_t state : here)
      if (std::ranges::find(together, state) == together.end()) together.push_back(state);
    if (together.size() == 2) { places = together; break; }
    if (together.size() > 2) break;
  }
  std::vector<std::uint32_t> actors;
  for (const std::uint32_t place : places) actors.push_back(actors_.of(place));
  return actors;
}

/// True if a role is one that "leaders", "presidents" or "ministers" speaks of.
bool DocumentLinker::role_fits(std::uint32_t person, std::uint32_t noun) const {
  if (person == kNone) return false;
  const std::string_view role = r_.lex.role_name(role_of_person(person));
  const std::string_view word = r_.word_text(r_.atoms[noun].word);
  if (word == "leaders") return role == "head_of_state" || role == "head_of_government" || role == "leader";
  if (word == "presidents") return role == "head_of_state";
  if (word == "ministers") return role.find("minister") != std::string_view::npos;
  return true;
}

/// "both leaders – President A and President B": the two persons named right behind.
bool DocumentLinker::named_behind(Item& item, std::uint32_t noun) {
  std::vector<std::uint32_t> found;
  std::uint32_t next = noun + 1;
  if (next >= r_.atoms.size() || !r_.atoms[next].mark) return false;
  for (std::uint32_t i = 0; i < phrases_.size() && found.size() < 2; ++i) {
    const Phrase& phrase = phrases_[i];
    if (phrase.atoms.first <= noun) continue;
    if (phrase.atoms.first > next + 2 || phrase.sort != PhraseSort::Person || people_.person_of(i) == kNone) break;
    found.push_back(people_.actor_of(people_.person_of(i), actors_));
    next = phrase.atoms.last;
  }
  if (found.size() != 2) return false;
  set_actors(item, std::move(found));
  return true;
}

bool DocumentLinker::resolve_pair(Item& item, std::uint32_t noun, bool persons, bool any_actor) {
  if (persons) {
    if (named_behind(item, noun)) return true;
    const bool choosy = std::ranges::count_if(items_, [&](const Item& o) { return o.mention.form != MentionForm::Pronoun && role_fits(o.person, noun); }) >= 2;
    std::vector<std::uint32_t> found, states;
    for (std::uint32_t i = size_of(items_); i-- > 0 && items_[i].sentence + kReach >= item.sentence && found.size() < 2;) {
      const Item& other = items_[i];
      if (choosy && !role_fits(other.person, noun)) continue;
      if (!other.human || other.mention.actors.size() != 1 || state_of(other) == kNone || std::ranges::find(states, state_of(other)) != states.end()) continue;
      found.push_back(other.mention.actors[0]);
      states.push_back(state_of(other));
    }
    if (found.size() == 2) { set_actors(item, {found[1], found[0]}); return true; }
  }
  // The sides of "the Ukraine conflict" are not those who talk about it.
  if (any_actor && std::ranges::any_of(items_, [&](const Item& o) { return o.sentence == item.sentence && o.mention.use == MentionUse::Modifier && governed_by(o.mention.head, WordClass::ConflictNoun); }))
    return false;
  const std::vector<std::uint32_t> pair = recent_states(item.sentence, kReach, any_actor);
  if (pair.size() != 2) return false;
  set_actors(item, pair);
  return true;
}

/// "the country": the possessor's state, else the one state last named, else the one the document is about.
bool DocumentLinker::resolve_state(Item& item, std::uint32_t possessor) {
  std::uint32_t state = kNone;
  if (possessor != kNone) {
    const std::uint32_t owner = item_at(r_.atoms[possessor].token);
    if (owner != kNone) state = state_of(items_[owner]);
    if (state == kNone) return false;
  } else {
    const auto named = [&](const Item& other) {
      return state_of(other) != kNone && other.mention.form != MentionForm::Pronoun && other.mention.use != MentionUse::Other && other.sentence + 2 >= item.sentence;
    };
    for (std::uint32_t back = 0; back <= 2 && back <= item.sentence && state == kNone; ++back) {
      std::uint32_t subject = kNone, only = kNone, nearest = kNone, count = 0;
      for (const Item& other : items_) {
        if (other.sentence + back != item.sentence || !named(other)) continue;
        if (other.subject && other.mention.use == MentionUse::Actor) subject = state_of(other);
        if (only != state_of(other)) { only = state_of(other); ++count; }
        nearest = state_of(other);
      }
      if (count == 1) state = only;
      else if (count > 1 && back == 0) state = nearest;
      else if (count > 1) state = std::ranges::any_of(items_, [&](const Item& o) { return o.sentence + back == item.sentence && state_of(o) == dominating_; }) && dominating_ != kNone ? dominating_ : subject;
      if (count > 1 && state == kNone) return false;
    }
    if (state == kNone) state = dominating_;
  }
  if (state == kNone) return false;
  set_actors(item, {actors_.of(state)});
  return true;
}

/// "the alliance", "the agency": the last body named whose name or kind fits the noun.
bool DocumentLinker::resolve_body(Item& item, std::uint32_t noun) {
  const std::string_view word = r_.word_text(r_.atoms[noun].word);
  const bool group = r_.is(noun, WordClass::GroupNoun), body = r_.is(noun, WordClass::BodyNoun);
  const auto fits = [&](const Item& other) {
    if (other.mention.actors.size() != 1 || other.mention.form == MentionForm::Pronoun || other.mention.use == MentionUse::Other) return false;
    const ActorRef& actor = actors_.at(other.mention.actors[0]);
    const std::string& kind = actor.kind.str();
    if (kind == "group" || kind == "party") return group && r_.lex.catalogue().index_of(actor.key).has_value();
    if (!body || (kind != "body" && kind != "alliance" && kind != "agency" && kind != "mission" && kind != "court")) return false;
    if (word == "alliance" || word == "bloc" || word == "grouping") return kind == "alliance" || kind == "body";
    if (word == "organization" || word == "organisation" || word == "body" || word == "watchdog") return true;
    return ascii_lower(actor.label).find(word) != std::string::npos;
  };
  for (std::uint32_t i = size_of(items_); i-- > 0;)
    if (!items_[i].silent && fits(items_[i])) {
      if (items_[i].sentence + 8 < item.sentence) return false;
      copy_actors(item, i);
      return true;
    }
  return false;
}

void DocumentLinker::add_both(std::uint32_t atom) {
  const std::uint32_t token = r_.atoms[atom].token;
  const Deprel rel = doc_.tokens[token].deprel;
  if (rel != Deprel::Nsubj && rel != Deprel::NsubjPass && rel != Deprel::Obj && rel != Deprel::Obl && rel != Deprel::Nmod) return;
  Item item;
  item.mention.tokens = {token, token + 1};
  item.mention.head = token;
  item.mention.form = MentionForm::Description;
  item.sentence = r_.sentence_at[token];
  item.subject = is_subject(token);
  item.plural = true;
  item.mention.score = 0.6;
  resolve_pair(item, atom, false, true);
  push(std::move(item));
}

/// Reads "the two countries", "both sides", "his country", "the former Soviet republic", "the capital" from their
/// determiner on. Gives the end, or `atom` if no description begins there.
std::uint32_t DocumentLinker::add_description(std::uint32_t atom, std::uint32_t limit) {
  const bool possessive = r_.is(atom, WordClass::Possessor);
  if (!possessive && !r_.is(atom, WordClass::Definite) && !r_.is(atom, WordClass::NumberTwo)) return atom;
  const Upos upos = r_.upos(atom);
  if (upos != Upos::DET && upos != Upos::PRON && upos != Upos::NUM && upos != Upos::CCONJ) return atom;
  bool two = r_.is(atom, WordClass::NumberTwo);
  std::uint32_t noun = atom + 1;
  for (; noun < limit && noun < atom + 5; ++noun) {
    if (r_.is(noun, WordClass::NumberTwo)) { two = true; continue; }
    const bool hit = r_.is(noun, WordClass::PairNoun) || r_.is(noun, WordClass::StateNoun) || r_.is(noun, WordClass::BodyNoun) || r_.is(noun, WordClass::GroupNoun) ||
                     r_.is(noun, WordClass::CapitalNoun) || r_.is(noun, WordClass::PairPersonNoun) || r_.is(noun, WordClass::TrioNoun);
    if (hit && (r_.upos(noun) == Upos::NOUN || r_.upos(noun) == Upos::PROPN)) break;
    if (r_.is(noun, WordClass::OtherWord)) return atom;  // "the next country": not the one spoken of
    if (r_.atoms[noun].mark || (r_.upos(noun) != Upos::ADJ && r_.upos(noun) != Upos::NUM && r_.upos(noun) != Upos::VERB) || names_over(noun)) return atom;
  }
  if (noun >= limit || noun >= atom + 5) return atom;
  return describe_noun(atom, noun, two, possessive);
}

std::uint32_t DocumentLinker::describe_noun(std::uint32_t atom, std::uint32_t noun, bool two, bool possessive) {
  const std::uint32_t token = r_.atoms[noun].token;
  const Deprel rel = doc_.tokens[token].deprel;
  if (base_of(rel) == Deprel::Compound && doc_.tokens[token].head > token) return atom;  // "the country director"
  Item item;
  item.mention.tokens = r_.tokens({atom, noun + 1});
  item.mention.head = r_.head_of(item.mention.tokens);
  item.mention.form = MentionForm::Description;
  item.sentence = r_.sentence_at[token];
  item.subject = is_subject(item.mention.head);
  item.mention.score = 0.6;
  if (possessive) {
    add_pronoun(atom);  // "his" of "his country" is a mention of its own, inside.
    if (item_at(r_.atoms[atom].token) != kNone) items_.back().mention.use = MentionUse::Modifier;
  }
  const bool settled = settle_noun(item, atom, noun, two, possessive);
  if (!settled) return possessive ? atom + 1 : atom;
  for (std::uint32_t t = item.mention.tokens.first; t < item.mention.tokens.last; ++t) item_of_token_[t] = kNone;
  push(std::move(item));
  return noun + 1;
}

bool DocumentLinker::settle_noun(Item& item, std::uint32_t atom, std::uint32_t noun, bool two, bool possessive) {
  const bool definite = r_.is(atom, WordClass::Definite) || two || possessive;
  if (r_.is(noun, WordClass::PairNoun)) {
    item.plural = true;
    const std::string_view word = r_.word_text(r_.atoms[noun].word);
    const bool parties = word == "sides" || word == "parties" || word == "rivals" || word == "foes" || word == "enemies" || word == "allies";
    // Without "two" or "both" a plural may mean many; "the sides" and "their countries" are two all the same.
    if (!two && !possessive && !(word == "sides" || (word == "countries" && followed_by_no_name(noun)) || (word == "neighbors") || (word == "neighbours"))) return false;
    if (possessive && word != "countries" && word != "nations" && word != "governments" && word != "peoples") return false;
    if (possessive && r_.is(atom, WordClass::FirstPlural)) return describe_our(item, atom);
    return resolve_pair(item, noun, false, parties);
  }
  if (r_.is(noun, WordClass::PairPersonNoun) && two) { item.plural = true; item.human = true; return resolve_pair(item, noun, true, false); }
  if (r_.is(noun, WordClass::CapitalNoun) && definite) {
    item.mention.use = MentionUse::Place;
    return resolve_state(item, possessive ? atom : kNone);
  }
  if (r_.is(noun, WordClass::StateNoun) && definite && !two) {
    if (r_.word_is(noun, "neighbor") || r_.word_is(noun, "neighbour")) return possessive && resolve_neighbour(item, atom);
    const bool ok = resolve_state(item, possessive ? atom : kNone);
    if (ok && is_place(item.mention.head, item.mention.tokens, false)) item.mention.use = MentionUse::Place;
    return ok;
  }
  if ((r_.is(noun, WordClass::BodyNoun) || r_.is(noun, WordClass::GroupNoun)) && definite && !two && !possessive && r_.token(noun).xpos != Xpos::NNS) return resolve_body(item, noun);
  return false;
}

/// "our countries" is settled with the speaker, at the end.
bool DocumentLinker::describe_our(Item& item, std::uint32_t atom) {
  if (!quote_of_token_[r_.atoms[atom].token]) return false;
  return resolve_pair(item, atom, false, false);
}

/// True if no "of" names behind the noun which ones are meant.
bool DocumentLinker::followed_by_no_name(std::uint32_t noun) const {
  if (noun + 1 >= r_.atoms.size()) return true;
  static constexpr std::array<std::string_view, 7> kGoesOn{"of", "in", "that", "which", "with", "who", "such"};
  return std::ranges::none_of(kGoesOn, [&](std::string_view word) { return r_.word_is(noun + 1, word); });
}

/// "its neighbor": the one other state that was last named.
bool DocumentLinker::resolve_neighbour(Item& item, std::uint32_t possessor) {
  const std::uint32_t owner = item_at(r_.atoms[possessor].token);
  const std::uint32_t self = owner == kNone ? kNone : state_of(items_[owner]);
  if (self == kNone) return false;
  std::uint32_t found = kNone;
  for (std::uint32_t i = size_of(items_); i-- > 0 && items_[i].sentence + 1 >= item.sentence;) {
    if (items_[i].silent || items_[i].mention.use != MentionUse::Actor || items_[i].mention.form == MentionForm::Pronoun) continue;
    if (found != kNone && items_[i].sentence != item.sentence) break;
    for (const std::uint32_t actor : items_[i].mention.actors) {
      const auto state = r_.lex.catalogue().index_of(actors_.at(actor).actor);
      if (!state || !r_.lex.is_state(*state) || *state == self || *state == found) continue;
      if (found != kNone) return false;
      found = *state;
    }
  }
  if (found == kNone) return false;
  set_actors(item, {actors_.of(found)});
  return true;
}

/// A title without country or name: the person of the document with that title, else the one office that fits.
void DocumentLinker::describe_office(std::uint32_t place) {
  const Phrase& phrase = phrases_[place];
  Item item = item_for(phrase, MentionForm::Description);
  item.human = true;
  item.plural = phrase.title.plural;
  item.mention.score = 0.6;
  item.mention.former = phrase.title.former;
  if (phrase.title.plural) {
    const std::uint32_t before = phrase.atoms.first;
    const bool two = before > 0 && (r_.is(before - 1, WordClass::NumberTwo));
    if (two && resolve_pair(item, phrase.title.atoms.last - 1, true, false)) { push(std::move(item)); return; }
    item.silent = true;
    push(std::move(item));
    return;
  }
  const WordId last = r_.atoms[phrase.title.atoms.last - 1].word;
  const RoleId role = people_.role_of(phrase.title, kNone);
  const bool official = r_.lex.role_name(role) == "official";
  std::uint32_t found = kNone;
  // A title in capitals ("… and Vice Foreign Minister condemned") is as definite as one with an article.
  const bool definite = phrase.definite || (r_.atoms[phrase.title.atoms.first].capital && item.subject);
  if (definite && phrase.possessor == kNone)
    for (std::uint32_t i = size_of(items_); i-- > 0 && found == kNone;) {
      const Item& other = items_[i];
      if (other.sentence + (official ? 2 : 12) < item.sentence) break;
      if (other.person == kNone || other.mention.form == MentionForm::Pronoun || other.mention.actors.empty()) continue;
      const Person& person = people_.at(other.person);
      if (std::ranges::find(person.title_words, last) != person.title_words.end() || (official && person.titled)) found = i;
    }
  if (found != kNone) copy_actors(item, found);
  else describe_unnamed_office(item, phrase, role);
  item.human = true;
  item.silent = item.mention.actors.empty();
  push(std::move(item));
}

void DocumentLinker::describe_unnamed_office(Item& item, const Phrase& phrase, RoleId role) {
  std::uint32_t owner = dominating_;
  if (phrase.possessor != kNone) {
    const std::uint32_t possessor = item_at(r_.atoms[phrase.possessor].token);
    owner = possessor == kNone ? kNone : state_of(items_[possessor]);
  } else if (!phrase.definite && !r_.atoms[phrase.title.atoms.first].capital) return;
  const std::string_view name = r_.lex.role_name(role);
  static constexpr std::array<std::string_view, 8> kOfStates{"head_of_state", "head_of_government", "foreign_minister", "defence_minister",
                                                             "interior_minister", "minister", "security_adviser", "chief_of_defence"};
  if (owner == kNone || phrase.title.former || std::ranges::find(kOfStates, name) == kOfStates.end()) return;
  const std::uint32_t listed = phrase.title.deputy ? kNone : people_.holder(owner, people_.role_of(phrase.title, owner));
  if (listed == kNone) { set_actors(item, {office_actor(owner, phrase.title, people_.role_of(phrase.title, owner))}); return; }
  item.person = people_.listed(listed);
  set_actors(item, {people_.actor_of(item.person, actors_)});
}

/// "his Japanese counterpart": the same office of the other state.
void DocumentLinker::describe_counterpart(std::uint32_t place) {
  const Phrase& phrase = phrases_[place];
  std::uint32_t self = kNone;
  if (phrase.possessor != kNone) {
    add_pronoun(phrase.possessor);
    if (const std::uint32_t his = item_at(r_.atoms[phrase.possessor].token); his != kNone) {
      items_[his].mention.use = MentionUse::Modifier;
      self = items_[his].person;
    }
  }
  Item item = item_for(phrase, MentionForm::Description);
  for (std::uint32_t t = item.mention.tokens.first; t < item.mention.tokens.last; ++t) item_of_token_[t] = kNone;
  item.human = true;
  item.plural = phrase.owners.size() > 1 || r_.token(phrase.atoms.last - 1).xpos == Xpos::NNS;
  item.mention.score = 0.7;
  if (self == kNone) {
    const std::uint32_t before = last_item(item.sentence, [&](const Item& other) { return other.person != kNone && other.mention.tokens.first < item.mention.tokens.first; });
    if (before != kNone) self = items_[before].person;
  }
  const RoleId role = self == kNone ? RoleId(0) : role_of_person(self);
  const std::uint32_t apposed = phrase.same_as == kNone ? kNone : people_.person_of(phrase.same_as);
  std::vector<std::uint32_t> found;
  if (apposed != kNone) {
    item.person = apposed;
    found.push_back(people_.actor_of(apposed, actors_));
  } else {
    std::vector<std::uint32_t> owners;
    for (const std::uint32_t match : phrase.owners) owners.push_back(owner_of_match(match));
    if (owners.empty() && item.plural) {
      const std::uint32_t same = last_item(item.sentence, [&](const Item& other) { return other.mention.actors.size() > 1 && other.human && other.mention.form == MentionForm::Description; });
      if (same != kNone) found = items_[same].mention.actors;
    } else if (owners.empty() && self != kNone)
      for (const std::uint32_t other : recent_states(item.sentence, 1, false)) {
        const std::uint32_t listed = actors_.catalogue_place(other);
        if (listed != ActorTable::kSelf && listed != people_.at(self).owner) owners.push_back(listed);
      }
    if (phrase.owners.empty() && owners.size() > 1) owners.clear();
    for (const std::uint32_t owner : owners) {
      std::uint32_t person = role ? people_.with_role(owner, role) : kNone;
      if (person == kNone && role)
        if (const std::uint32_t listed = people_.holder(owner, role); listed != kNone) { person = people_.listed(listed); people_.set_role(person, role); }
      if (person != kNone) item.person = person;
      found.push_back(person != kNone ? people_.actor_of(person, actors_) : role ? office_actor(owner, {}, role) : actors_.of(owner));
    }
  }
  set_actors(item, std::move(found));
  push(std::move(item));
}

RoleId DocumentLinker::role_of_person(std::uint32_t person) const {
  if (const RoleId role = people_.at(person).role) return role;
  const std::uint32_t catalogue = people_.at(person).catalogue;
  if (catalogue == kNone || !doc_.article.published) return 0;
  for (const Term& term : r_.lex.terms_of(catalogue))
    if (covers(term.span, doc_.article.published, 3)) return r_.lex.office_role(term.office);
  return 0;
}

/// A common noun without a country: "the rebels", "government forces", "the government".
void DocumentLinker::describe_group(const Phrase& phrase) {
  const NounEntry& noun = r_.lex.noun(phrase.noun);
  Item item = item_for(phrase, MentionForm::Description);
  item.mention.score = 0.5;
  const Token& head = r_.token(phrase.noun_atoms.last - 1);
  item.plural = head.feats.has(Feat::Plur) || head.xpos == Xpos::NNS;
  const std::uint32_t before = phrase.atoms.first;
  const bool two = before > 0 && r_.is(before - 1, WordClass::NumberTwo);
  const bool person_noun = r_.is(phrase.noun_atoms.last - 1, WordClass::PairPersonNoun), pair_noun = r_.is(phrase.noun_atoms.last - 1, WordClass::PairNoun);
  if (two && (person_noun || pair_noun)) {
    item.silent = !resolve_pair(item, phrase.noun_atoms.last - 1, person_noun, false);
    push(std::move(item));
    return;
  }
  std::uint32_t owner = dominating_;
  if (phrase.possessor != kNone) {
    const std::uint32_t possessor = item_at(r_.atoms[phrase.possessor].token);
    owner = possessor == kNone ? kNone : state_of(items_[possessor]);
  }
  const auto same_sort = [&](const Item& other) {
    if (other.mention.actors.size() != 1 || other.mention.form == MentionForm::Pronoun || other.mention.use != MentionUse::Actor) return false;
    const std::string& kind = actors_.at(other.mention.actors[0]).kind.str();
    if (noun.makes == NounMakes::Group) return kind == "group" && (phrase.definite || other.sentence == item.sentence) && actors_.at(other.mention.actors[0]).actor == actors_.at(other.mention.actors[0]).key;
    if (noun.makes == NounMakes::Forces) return kind == "forces" || kind == "service";
    return noun.makes == NounMakes::Government && kind == "government" && phrase.definite;
  };
  // The same noun again is the same group; else the last one of its sort.
  const std::string key_end = "-" + slug(r_.lex.group_name(noun_text(phrase)));
  std::uint32_t last = phrase.possessor == kNone ? last_item(item.sentence, [&](const Item& other) { return same_sort(other) && actors_.at(other.mention.actors[0]).key.str().ends_with(key_end); }) : kNone;
  if (last == kNone && phrase.possessor == kNone) last = last_item(item.sentence, same_sort);
  // Of officials and parliaments only those that the text treats as known are the country's own.
  const bool vague = noun.makes == NounMakes::Government && !r_.is(phrase.noun_atoms.last - 1, WordClass::GovernmentNoun) &&
                     (!phrase.definite || r_.lex.catalogue().actor_nouns()[noun.row].noun_class == "official");
  if (last != kNone) copy_actors(item, last);
  else if (owner != kNone && !vague && (noun.makes != NounMakes::Forces || phrase.definite || r_.word_is(phrase.noun_atoms.first, "government"))) {
    const bool own = noun.makes == NounMakes::Group || noun.makes == NounMakes::People;
    set_actors(item, {own ? group_of_state(owner, {}, noun_text(phrase), noun.makes) : body_of(owner, noun.makes)});
  }
  item.silent = item.mention.actors.empty();
  push(std::move(item));
}

}  // namespace entente::internal
