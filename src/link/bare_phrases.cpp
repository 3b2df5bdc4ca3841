#include <algorithm>
#include <array>

#include "base/text.h"
#include "link/linker.h"

namespace entente::internal {

namespace {

constexpr std::uint32_t kPlaceReach = 4;  ///< Words behind "militants" in which the place of it may stand.

/// The place of a role among those that a counterpart has; the last for all others.
std::size_t rank_of_role(std::string_view role) noexcept {
  static constexpr std::array<std::string_view, 5> kHigh{"head_of_state", "head_of_government", "foreign_minister", "defence_minister", "interior_minister"};
  return static_cast<std::size_t>(std::ranges::find(kHigh, role) - kHigh.begin());
}

}  // namespace

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
    const std::size_t many = before > 0 && followed_by_no_name(phrase.title.atoms.last - 1) ? number_between(before - 1, phrase.title.atoms.last - 1) : 0;
    if (many && resolve_many(item, many)) { push(std::move(item)); return; }
    const bool bare = !many && phrase.definite && phrase.possessor == kNone && phrase.atoms.first == phrase.title.atoms.first && followed_by_no_name(phrase.title.atoms.last - 1);
    if (bare && r_.is(phrase.title.atoms.last - 1, WordClass::PairPersonNoun) && resolve_all_of_role(item, phrase.title.atoms.last - 1)) { push(std::move(item)); return; }
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
    for (std::uint32_t i = item_count(); i-- > story_start_ && found == kNone;) {
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
  // "a US spokesman said the president …": the president of the one who speaks.
  if (const std::uint32_t above = subject_over(item.mention.head); above != kNone && state_of(items_[above]) != kNone) owner = state_of(items_[above]);
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
  RoleId found = 0;  // The highest of several: a president may lead a party too.
  for (const Term& term : r_.lex.terms_of(catalogue)) {
    if (!covers(term.span, doc_.article.published, 3)) continue;
    const RoleId role = r_.lex.office_role(term.office);
    if (!found || rank_of_role(r_.lex.role_name(role)) < rank_of_role(r_.lex.role_name(found))) found = role;
  }
  return found;
}

/// True for an armed group that the tables name, or that this document made of a noun for fighters.
bool DocumentLinker::is_fighters(const ActorRef& group) const {
  if (r_.lex.catalogue().index_of(group.key)) return true;
  const std::string_view key = group.key.str();
  const std::string_view noun = key.substr(key.rfind('-') + 1);
  return group.actor == group.key && r_.lex.is(r_.lex.vocabulary().find(noun), WordClass::FighterNoun);
}

/// True if the sentence names a state other than `owner`, so that people without a country may be anybody's.
bool DocumentLinker::names_other_state(std::uint32_t sentence, std::uint32_t owner) const {
  for (std::uint32_t at = r_.sentences[sentence].first; at < r_.sentences[sentence].last; ++at) {
    if (names_.match_at[at] == kNone || !names_.matches[names_.match_at[at]].settled) continue;
    const std::uint32_t other = owner_of_match(names_.match_at[at]);
    if (other != owner && r_.lex.is_state(other)) return true;
  }
  return false;
}

/// True if forces spoken of without an article may be those of an earlier mention: police are no soldiers, and others
/// than its own stand where another state is named.
bool DocumentLinker::is_alike(const Phrase& phrase, const Item& other) const {
  const auto is_police = [](std::string_view words) { return ascii_lower(words).find("police") != std::string::npos; };
  if (is_police(noun_text(phrase)) != is_police(text_of(doc_, other.mention.tokens))) return false;
  if (phrase.definite) return true;
  const std::uint32_t state = state_of(other);
  return state == kNone || !names_other_state(r_.sentence_at[r_.atoms[phrase.atoms.first].token], state);
}

/// "the assailant": one attacker of whom no more is said may be a common criminal.
bool DocumentLinker::is_lone_attacker(const Phrase& phrase) const {
  return r_.is(phrase.noun_atoms.last - 1, WordClass::LoneAttacker);
}

/// A common noun without a country: "the rebels", "government forces", "the government".
void DocumentLinker::describe_group(const Phrase& phrase) {
  if (item_at(r_.atoms[phrase.noun_atoms.last - 1].token) != kNone) return;  // inside "Afghan and coalition troops"
  const NounEntry& noun = r_.lex.noun(phrase.noun);
  Item item = item_for(phrase, MentionForm::Description);
  item.mention.score = 0.5;
  const Token& head = r_.token(phrase.noun_atoms.last - 1);
  item.plural = head.feats.has(Feat::Plur) || head.xpos == Xpos::NNS;
  const std::uint32_t before = phrase.atoms.first;
  const bool two = before > 0 && r_.is(before - 1, WordClass::NumberTwo);
  const bool person_noun = r_.is(phrase.noun_atoms.last - 1, WordClass::PairPersonNoun), pair_noun = r_.is(phrase.noun_atoms.last - 1, WordClass::PairNoun);
  if (two && (person_noun || pair_noun)) {
    const bool known = phrase.definite || r_.word_is(before - 1, "both");  // not "two men were killed"
    item.silent = !known || !resolve_pair(item, phrase.noun_atoms.last - 1, person_noun, false);
    push(std::move(item));
    return;
  }
  if (const std::size_t many = before > 0 && person_noun && followed_by_no_name(phrase.noun_atoms.last - 1) ? number_between(before - 1, phrase.noun_atoms.last - 1) : 0; many) {
    item.silent = !resolve_many(item, many);
    push(std::move(item));
    return;
  }
  // "Russian-backed forces" are not Russia's.
  const std::uint32_t nearest = phrase.noun_atoms.first > 0 ? phrase.noun_atoms.first - 1 : kNone;
  if (nearest != kNone && r_.atoms[nearest].joined && noun.makes != NounMakes::Group) {
    item.silent = dominating_ == kNone || !r_.is(nearest, WordClass::GovernmentNoun);
    if (!item.silent) set_actors(item, {body_of(dominating_, noun.makes)});  // "pro-government troops"
    push(std::move(item));
    return;
  }
  std::uint32_t owner = dominating_;
  if (phrase.possessor != kNone) {
    const std::uint32_t possessor = item_at(r_.atoms[phrase.possessor].token);
    owner = possessor == kNone ? kNone : state_of(items_[possessor]);
    // A group's fighters are the group; a state has soldiers, no rebels of its own.
    if (noun.makes == NounMakes::Group) {
      const bool group = possessor != kNone && !items_[possessor].silent && items_[possessor].mention.actors.size() == 1 && items_[possessor].mention.kind.str() == "group";
      if (group) copy_actors(item, possessor);
      item.silent = !group;
      push(std::move(item));
      return;
    }
  }
  // "coalition troops": those of the body or the states of which that noun was said.
  const std::uint32_t body = phrase.noun_atoms.first > 0 ? phrase.noun_atoms.first - 1 : kNone;
  if (body != kNone && r_.is(body, WordClass::BodyNoun) && !names_over(body) && (r_.upos(body) == Upos::NOUN || r_.upos(body) == Upos::ADJ)) {
    item.silent = !resolve_body(item, body);
    push(std::move(item));
    return;
  }
  const std::string_view group_noun = r_.lex.group_name(noun_text(phrase));
  const bool fighters = r_.lex.is(r_.lex.vocabulary().find(group_noun), WordClass::FighterNoun);
  const auto same_sort = [&](const Item& other) {
    if (other.mention.actors.size() != 1 || other.mention.form == MentionForm::Pronoun || other.mention.use != MentionUse::Actor) return false;
    const std::string& kind = actors_.at(other.mention.actors[0]).kind.str();
    if (noun.makes == NounMakes::Group) return kind == "group" && (phrase.definite || (other.sentence == item.sentence && group_noun == "insurgents")) && fighters && is_fighters(actors_.at(other.mention.actors[0]));
    if (noun.makes == NounMakes::Forces && (phrase.definite || other.sentence != item.sentence) && !is_alike(phrase, other)) return false;
    if (noun.makes == NounMakes::Forces) return (kind == "forces" || kind == "service") && (phrase.definite || item.plural || other.sentence == item.sentence);  // not "a fighter jet"
    return noun.makes == NounMakes::Government && kind == "government" && phrase.definite;
  };
  // The same noun again is the same group; else the last one of its sort.
  const std::string key_end = "-" + slug(group_noun);
  const auto same_noun = [&](const Item& other) { return !other.mention.actors.empty() && other.mention.actors.size() == 1 && other.mention.use == MentionUse::Actor && noun.makes == NounMakes::Group && actors_.at(other.mention.actors[0]).kind.str() == "group"; };
  std::uint32_t last = phrase.possessor == kNone ? last_item(item.sentence, [&](const Item& other) { return same_noun(other) && actors_.at(other.mention.actors[0]).key.str().ends_with(key_end); }) : kNone;
  if (last == kNone && phrase.possessor == kNone) last = last_item(item.sentence, same_sort);
  // "his country's government"
  const std::uint32_t mark = phrase.noun_atoms.first > 1 && r_.is_possessive_mark(phrase.noun_atoms.first - 1) ? phrase.noun_atoms.first - 2 : kNone;
  if (const std::uint32_t possessor = mark == kNone ? kNone : item_at(r_.atoms[mark].token); possessor != kNone && state_of(items_[possessor]) != kNone) {
    owner = state_of(items_[possessor]);
    last = kNone;
  }
  // "the leaders of the business community": told by what follows, which is no actor.
  if (phrase.noun_atoms.last < r_.sentences[item.sentence].last && r_.word_is(phrase.noun_atoms.last, "of")) { owner = kNone; last = kNone; }
  // Fighters without a country are those of the place where they fight, first of the one named right behind.
  if (noun.makes == NounMakes::Group && phrase.possessor == kNone) {
    const AtomRange sentence = r_.sentences[item.sentence];
    const std::uint32_t end = std::min(sentence.last, phrase.noun_atoms.last + kPlaceReach);
    const bool behind = end > phrase.noun_atoms.last && r_.is(phrase.noun_atoms.last, WordClass::PlacePreposition);
    const std::uint32_t there = behind ? scene_of(r_, names_, {phrase.noun_atoms.last, end}) : kNone;
    const std::uint32_t scene = there != kNone ? there : scene_of(r_, names_, sentence);
    if (scene != kNone) owner = scene;
    if (there != kNone && !phrase.definite) last = kNone;
  }
  // Of officials and parliaments only those that the text treats as known are the country's own.
  const bool vague = noun.makes == NounMakes::Government && !r_.is(phrase.noun_atoms.last - 1, WordClass::GovernmentNoun) &&
                     (!phrase.definite || r_.lex.catalogue().actor_nouns()[noun.row].noun_class == "official");
  if (last != kNone) copy_actors(item, last);
  else if (owner != kNone && !vague && !is_lone_attacker(phrase) && !((noun.makes == NounMakes::People || (noun.makes == NounMakes::Forces && !phrase.definite && !r_.word_is(phrase.noun_atoms.first, "government"))) &&
             names_other_state(item.sentence, owner)) && (noun.makes != NounMakes::Forces || r_.word_is(phrase.noun_atoms.first, "government") || (phrase.definite && r_.is(phrase.noun_atoms.last - 1, WordClass::OwnForce)))) {
    const bool own = noun.makes == NounMakes::Group || noun.makes == NounMakes::People;
    set_actors(item, {own ? group_of_state(owner, {}, noun_text(phrase), noun.makes) : body_of(owner, noun.makes)});
  }
  item.silent = item.mention.actors.empty();
  push(std::move(item));
}

}  // namespace entente::internal
