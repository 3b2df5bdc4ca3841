#include <algorithm>
#include <array>

#include "base/text.h"
#include "link/linker.h"

namespace entente::internal {

namespace {

constexpr std::uint32_t kReach = 4;       ///< Sentences that a description looks back.
constexpr std::uint32_t kBodyReach = 8;   ///< Sentences that "the alliance" looks back.

}  // namespace

/// The rolled-up state of a mention with one actor; kNone if it has none or is no state.
std::uint32_t DocumentLinker::state_of(const Item& item) const {
  if (item.silent || item.mention.actors.size() != 1 || item.mention.former) return kNone;
  const ActorRef& actor = actors_.at(item.mention.actors[0]);
  const auto state = r_.lex.catalogue().index_of(actor.actor);
  return state && r_.lex.is_state(*state) ? *state : kNone;
}

std::span<const Item> DocumentLinker::items_near(std::uint32_t sentence, std::uint32_t back) const {
  const auto story = items_.begin() + std::min(story_start_, item_count());
  const auto first = std::ranges::lower_bound(story, items_.end(), sentence - std::min(sentence, back), {}, &Item::sentence);
  const auto last = std::ranges::upper_bound(first, items_.end(), sentence, {}, &Item::sentence);
  return {first, last};
}

/// The last item within kReach sentences that fits; kNone if there is none.
std::uint32_t DocumentLinker::last_item(std::uint32_t sentence, const std::function<bool(const Item&)>& fits) const {
  for (std::uint32_t i = item_count(); i-- > story_start_;) {
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
    const std::span<const Item> items = items_near(sentence - steps, 0);
    for (const Item& item : items)
      if (acting(item) && item.mention.use == MentionUse::Actor) add(item, here);
    if (here.size() < 2)  // "Russia-China ties": modifiers count where no two actors stand.
      for (const Item& item : items)
        if (acting(item)) add(item, here);
    if (here.size() == 2) { places = here; break; }
    if (here.size() > 2) {
      // More than two: the pair that one mention names ("the two countries", "Russian and Chinese ministers").
      for (const Item& item : items)
        if (item.mention.actors.size() == 2 && acting(item)) { places.clear(); add(item, places); }
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
  const auto behind = std::ranges::upper_bound(phrases_, noun, {}, [](const Phrase& phrase) { return phrase.atoms.first; });
  for (auto i = static_cast<std::uint32_t>(behind - phrases_.begin()); i < phrases_.size() && found.size() < 2; ++i) {
    const Phrase& phrase = phrases_[i];
    if (phrase.atoms.first > next + 2 || phrase.sort != PhraseSort::Person || people_.person_of(i) == kNone) break;
    found.push_back(people_.actor_of(people_.person_of(i), actors_));
    next = phrase.atoms.last;
  }
  if (found.size() != 2) return false;
  set_actors(item, std::move(found));
  return true;
}

/// "The presidents", without a number: the only two of that office whom the text has named so far.
bool DocumentLinker::resolve_all_of_role(Item& item, std::uint32_t noun) {
  std::vector<std::uint32_t> found, states;
  for (const Item& other : items_near(item.sentence, kBodyReach)) {
    if (other.silent || !other.human || other.mention.actors.size() != 1 || state_of(other) == kNone || !role_fits(other.person, noun)) continue;
    if (std::ranges::find(found, other.mention.actors[0]) != found.end()) continue;
    found.push_back(other.mention.actors[0]);
    if (std::ranges::find(states, state_of(other)) == states.end()) states.push_back(state_of(other));
  }
  if (found.size() != 2 || states.size() != 2) return false;
  set_actors(item, std::move(found));
  return true;
}

bool DocumentLinker::resolve_pair(Item& item, std::uint32_t noun, bool persons, bool any_actor) {
  if (persons) {
    if (named_behind(item, noun)) return true;
    const bool choosy = std::ranges::count_if(items_near(item.sentence, kBodyReach), [&](const Item& o) { return o.mention.form != MentionForm::Pronoun && role_fits(o.person, noun); }) >= 2;
    std::vector<std::uint32_t> found, states;
    for (std::uint32_t i = item_count(); i-- > story_start_ && items_[i].sentence + kReach >= item.sentence && found.size() < 2;) {
      const Item& other = items_[i];
      if (choosy && !role_fits(other.person, noun)) continue;
      if (!other.human || other.mention.actors.size() != 1 || state_of(other) == kNone || std::ranges::find(states, state_of(other)) != states.end()) continue;
      found.push_back(other.mention.actors[0]);
      states.push_back(state_of(other));
    }
    if (found.size() == 2) { set_actors(item, {found[1], found[0]}); return true; }
  }
  // The sides of "the Ukraine conflict" are not those who talk about it.
  if (any_actor && std::ranges::any_of(items_near(item.sentence, 0), [&](const Item& o) { return o.mention.use == MentionUse::Modifier && governed_by(o.mention.head, WordClass::ConflictNoun); }))
    return false;
  if (persons && r_.word_is(noun, "men")) return false;
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
    // "President Chavez is to visit the country": not his own.
    const std::uint32_t above = base_of(doc_.tokens[item.mention.head].deprel) == Deprel::Obj ? subject_over(item.mention.head) : kNone;
    const std::uint32_t visitor = above == kNone ? kNone : state_of(items_[above]);
    const auto named = [&](const Item& other) {
      return state_of(other) != kNone && state_of(other) != visitor && other.mention.form != MentionForm::Pronoun && other.mention.use != MentionUse::Other && other.sentence + 2 >= item.sentence;
    };
    for (std::uint32_t back = 0; back <= 2 && back <= item.sentence && state == kNone; ++back) {
      std::uint32_t subject = kNone, only = kNone, nearest = kNone, count = 0;
      const std::span<const Item> items = items_near(item.sentence - back, 0);
      for (const Item& other : items) {
        if (!named(other)) continue;
        if (other.subject && other.mention.use == MentionUse::Actor) subject = state_of(other);
        if (only != state_of(other)) { only = state_of(other); ++count; }
        nearest = state_of(other);
      }
      if (count == 1) state = only;
      else if (count > 1 && back == 0) state = nearest;
      else if (count > 1) state = std::ranges::any_of(items, [&](const Item& o) { return state_of(o) == dominating_; }) && dominating_ != kNone ? dominating_ : subject;
      if (count > 1 && state == kNone) return false;
    }
    if (state == kNone) state = dominating_;
  }
  if (state == kNone) return false;
  set_actors(item, {actors_.of(state)});
  return true;
}

/// "the U.S.-led coalition", "U.S.-led forces": the state that leads stands for all.
bool DocumentLinker::is_led(const Item& item) const {
  if (item.mention.form != MentionForm::Group || item.mention.actors.size() != 1) return false;
  for (std::uint32_t a = r_.first_atom(item.mention.tokens.first); a < r_.atoms.size() && r_.atoms[a].token < item.mention.tokens.last; ++a)
    if (r_.is(a, WordClass::Led)) return true;
  return false;
}

/// "the alliance", "the agency": the last body named whose name or kind fits the noun.
bool DocumentLinker::resolve_body(Item& item, std::uint32_t noun) {
  const std::string_view word = r_.word_text(r_.atoms[noun].word);
  const bool group = r_.is(noun, WordClass::GroupNoun), body = r_.is(noun, WordClass::BodyNoun);
  // "EU foreign policy chief X … The bloc": an official names the body too.
  const auto acting = [&](const Item& other) -> const ActorRef& {
    const ActorRef& named = actors_.at(other.mention.actors[0]);
    return (word == "bloc" || word == "alliance") && other.human && !other.mention.former ? actors_.at(actors_.rolled_up(other.mention.actors[0])) : named;
  };
  const auto fits = [&](const Item& other) {
    if (word == "coalition" && is_led(other)) return true;
    if (other.mention.actors.size() != 1 || other.mention.form == MentionForm::Pronoun || other.mention.use == MentionUse::Other || other.mention.use == MentionUse::Modifier) return false;
    const ActorRef& actor = acting(other);
    const std::string& kind = actor.kind.str();
    if (kind == "group" || kind == "party") return group && r_.lex.catalogue().index_of(actor.key).has_value();
    if (kind == "ngo" && group) return true;
    if (!body || (kind != "body" && kind != "alliance" && kind != "ngo" && kind != "agency" && kind != "mission" && kind != "court")) return false;
    if (word == "alliance" || word == "bloc" || word == "grouping") return kind == "alliance" || kind == "body";
    if (word == "organization" || word == "organisation" || word == "body" || word == "watchdog") return true;
    return ascii_lower(actor.label).find(word) != std::string::npos;
  };
  for (std::uint32_t i = item_count(); i-- > story_start_ && items_[i].sentence + kBodyReach >= item.sentence;)
    if (!items_[i].silent && fits(items_[i])) {
      copy_actors(item, i);
      if (items_[i].human) {
        set_actors(item, {actors_.rolled_up(items_[i].mention.actors[0])});
        item.human = false;
        item.person = kNone;
      }
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

/// "the three countries", "the trio": as many actors as were last named together.
bool DocumentLinker::resolve_many(Item& item, std::size_t count) {
  for (std::uint32_t i = item_count(); i-- > story_start_ && items_[i].sentence + kReach >= item.sentence;) {
    if (items_[i].silent || items_[i].mention.use != MentionUse::Actor || items_[i].mention.form == MentionForm::Pronoun) continue;
    std::vector<std::uint32_t> actors = joint_actors(i);
    if (actors.empty()) actors = items_[i].mention.actors;
    if (actors.size() != count) continue;
    set_actors(item, std::move(actors));
    return item.mention.actors.size() == count;
  }
  return false;
}

/// How many "the three countries" are; 0 if the text gives no number above two.
std::size_t DocumentLinker::number_between(std::uint32_t atom, std::uint32_t noun) const {
  for (std::uint32_t at = atom; at < noun; ++at)
    if (const int number = r_.lex.number(r_.atoms[at].word); number > 2 && r_.upos(at) == Upos::NUM) return static_cast<std::size_t>(number);
  return r_.is(noun, WordClass::TrioNoun) ? 3 : 0;
}

/// "The two agreed", without a noun: two persons, else two states. Gives the end, or `atom` if it is none.
std::uint32_t DocumentLinker::add_the_two(std::uint32_t atom) {
  const std::uint32_t number = atom + 1;
  if (number >= r_.atoms.size() || !r_.word_is(number, "two") || r_.is(atom, WordClass::Possessor)) return atom;
  const std::uint32_t token = r_.atoms[number].token;
  if (doc_.tokens[token].deprel != Deprel::Nsubj && doc_.tokens[token].deprel != Deprel::NsubjPass) return atom;
  Item item;
  item.mention.tokens = r_.tokens({atom, number + 1});
  item.mention.head = token;
  item.mention.form = MentionForm::Description;
  item.sentence = r_.sentence_at[token];
  item.subject = item.plural = true;
  item.mention.score = 0.6;
  if (!resolve_pair(item, number, true, false)) return atom;
  push(std::move(item));
  return number + 1;
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
    if (r_.atoms[noun].mark || (r_.upos(noun) != Upos::ADJ && r_.upos(noun) != Upos::NUM && r_.upos(noun) != Upos::VERB) || names_over(noun)) return add_the_two(atom);
  }
  if (noun >= limit || noun >= atom + 5) return add_the_two(atom);
  return describe_noun(atom, noun, two, possessive);
}

/// "the nation of Panama", "the capital of Surigao": the name behind "of" says which one.
bool DocumentLinker::is_named_behind(std::uint32_t noun) const {
  if (!r_.is(noun, WordClass::StateNoun) && !r_.is(noun, WordClass::CapitalNoun)) return false;
  if (noun + 2 >= r_.atoms.size() || !r_.word_is(noun + 1, "of")) return false;
  const std::uint32_t name = r_.is(noun + 2, WordClass::Definite) && noun + 3 < r_.atoms.size() ? noun + 3 : noun + 2;
  return r_.atoms[name].capital;
}

std::uint32_t DocumentLinker::describe_noun(std::uint32_t atom, std::uint32_t noun, bool two, bool possessive) {
  const std::uint32_t token = r_.atoms[noun].token;
  const Deprel rel = doc_.tokens[token].deprel;
  if (base_of(rel) == Deprel::Compound && doc_.tokens[token].head > token) return atom;  // "the country director"
  if (is_named_behind(noun)) return possessive ? atom : noun + 1;
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
  if (const std::size_t many = number_between(atom, noun); many && !possessive) {
    item.plural = true;
    return (r_.is(noun, WordClass::PairNoun) || r_.is(noun, WordClass::PairPersonNoun) || r_.is(noun, WordClass::TrioNoun)) && followed_by_no_name(noun) && resolve_many(item, many);
  }
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
  for (std::uint32_t i = item_count(); i-- > story_start_ && items_[i].sentence + 1 >= item.sentence;) {
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

}  // namespace entente::internal
