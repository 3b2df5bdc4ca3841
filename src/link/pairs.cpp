#include <algorithm>

#include "link/linker.h"

namespace entente::internal {

namespace {

constexpr std::uint32_t kReach = 4;      ///< Sentences that "the two countries" looks back.
constexpr std::uint32_t kBodyReach = 8;  ///< Sentences that "the presidents" looks back.

}  // namespace

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

/// "The United States gave both countries aid": who does something to two is none of them.
bool DocumentLinker::is_done_by(const Item& item, const std::vector<std::uint32_t>& pair) {
  const Token& head = doc_.tokens[item.mention.head];
  const Deprel rel = base_of(head.deprel);
  const std::uint32_t marker = r_.case_of(item.mention.head);
  const bool to = rel == Deprel::Obl && marker != kNone && (r_.is(r_.first_atom(marker), WordClass::MotionPreposition) || r_.word_is(r_.first_atom(marker), "against"));
  if (rel != Deprel::Obj && rel != Deprel::Iobj && !to) return false;
  const std::uint32_t doer = subject_over(item.mention.head);
  if (doer == kNone || items_[doer].mention.actors.size() != 1) return false;
  return std::ranges::find(pair, actors_.rolled_up(items_[doer].mention.actors[0])) != pair.end();
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
  if (pair.size() != 2 || is_done_by(item, pair)) return false;
  set_actors(item, pair);
  return true;
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
  const bool of_those = atom + 2 < r_.atoms.size() && r_.word_is(atom + 1, "of") && r_.upos(atom + 2) == Upos::PRON;
  if (!of_those) resolve_pair(item, atom, false, true);
  else if (!items_.empty() && items_.back().sentence == item.sentence) {  // "Vietnam and China, both of which": those just named
    std::vector<std::uint32_t> actors = joint_actors(item_count() - 1);
    if (actors.size() == 2) set_actors(item, std::move(actors));
  }
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

}  // namespace entente::internal
