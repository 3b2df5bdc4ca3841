#include <algorithm>

#include "base/text.h"
#include "link/linker.h"

namespace entente::internal {

namespace {

constexpr std::uint32_t kStrikeReach = 3;  ///< Words from "Israeli" to "raid".
constexpr std::uint32_t kWorldReach = 5;  ///< Words behind "people" in which "around the world" may stand.

}  // namespace

/// True for an armed group that the tables name, or that this document made of a noun for fighters.
bool DocumentLinker::is_fighters(const ActorRef& group) const {
  if (const auto listed = r_.lex.catalogue().index_of(group.key)) return !r_.lex.is_people(*listed);
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

/// Settles what the words right before the noun decide: "the two leaders", "Russian-backed forces", "its fighters",
/// "coalition troops". Gives false if they decide nothing.
bool DocumentLinker::settle_by_form(Item& item, const Phrase& phrase) {
  const std::uint32_t noun = phrase.noun_atoms.last - 1, before = phrase.atoms.first > 0 ? phrase.atoms.first - 1 : kNone;
  const std::uint32_t nearest = phrase.noun_atoms.first > 0 ? phrase.noun_atoms.first - 1 : kNone;
  const NounMakes makes = r_.lex.noun(phrase.noun).makes;
  const bool persons = r_.is(noun, WordClass::PairPersonNoun);
  if (before != kNone && r_.is(before, WordClass::NumberTwo) && (persons || r_.is(noun, WordClass::PairNoun))) {
    const bool known = phrase.definite || r_.word_is(before, "both");  // not "two men were killed"
    item.silent = !known || !resolve_pair(item, noun, persons, false);
    return true;
  }
  if (const std::size_t many = before != kNone && persons && followed_by_no_name(noun) ? number_between(before, noun) : 0; many) {
    item.silent = !resolve_many(item, many);
    return true;
  }
  if (nearest != kNone && r_.atoms[nearest].joined && makes != NounMakes::Group) {  // "Russian-backed forces" are not Russia's
    item.silent = dominating_ == kNone || !r_.is(nearest, WordClass::GovernmentNoun);
    if (!item.silent) set_actors(item, {group_at_home(dominating_, phrase)});  // "pro-government troops"
    return true;
  }
  if (phrase.possessor != kNone && makes == NounMakes::Group) {  // A group's fighters are the group; a state has no rebels of its own.
    const std::uint32_t possessor = item_at(r_.atoms[phrase.possessor].token);
    const bool group = possessor != kNone && !items_[possessor].silent && items_[possessor].mention.actors.size() == 1 && items_[possessor].mention.kind.str() == "group";
    if (group) copy_actors(item, possessor);
    item.silent = !group;
    return true;
  }
  const bool of_body = nearest != kNone && r_.is(nearest, WordClass::BodyNoun) && !names_over(nearest) && (r_.upos(nearest) == Upos::NOUN || r_.upos(nearest) == Upos::ADJ);
  if (of_body) item.silent = !resolve_body(item, nearest);
  return of_body;
}

bool DocumentLinker::is_official(const Phrase& phrase) const {
  return r_.lex.catalogue().actor_nouns()[r_.lex.noun(phrase.noun).row].noun_class == "official";
}

/// True if both end in one word: "Pakistani officials … the officials".
bool DocumentLinker::ends_alike(const Phrase& phrase, const Item& other) const {
  return r_.lemma(r_.atoms[phrase.noun_atoms.last - 1].token) == r_.lemma(other.mention.tokens.last - 1);
}

/// The earlier mention that the noun takes up: the same noun again is the same group; else the last one of its sort.
std::uint32_t DocumentLinker::earlier_group(const Item& item, const Phrase& phrase) const {
  if (phrase.possessor != kNone) return kNone;
  const NounMakes makes = r_.lex.noun(phrase.noun).makes;
  const std::string_view noun = r_.lex.group_name(noun_text(phrase));
  const bool fighters = r_.lex.is(r_.lex.vocabulary().find(noun), WordClass::FighterNoun);
  const std::string key_end = "-" + slug(noun);
  const auto alone = [](const Item& other) { return other.mention.actors.size() == 1 && other.mention.use == MentionUse::Actor; };
  const auto same_noun = [&](const Item& other) {
    return makes == NounMakes::Group && alone(other) && actors_.at(other.mention.actors[0]).kind.str() == "group" && actors_.at(other.mention.actors[0]).key.str().ends_with(key_end);
  };
  if (const std::uint32_t same = last_item(item.sentence, same_noun); same != kNone) return same;
  return last_item(item.sentence, [&](const Item& other) {
    if (!alone(other) || other.mention.form == MentionForm::Pronoun) return false;
    const ActorRef& actor = actors_.at(other.mention.actors[0]);
    const std::string& kind = actor.kind.str();
    const bool here = other.sentence == item.sentence;
    if (makes == NounMakes::Group) return kind == "group" && (phrase.definite || (here && noun == "insurgents")) && fighters && is_fighters(actor);
    if (makes == NounMakes::Forces) {  // not "a fighter jet"
      const bool taken_up = phrase.definite || here || (item.plural && r_.is(phrase.noun_atoms.last - 1, WordClass::OwnForce));
      return (kind == "forces" || kind == "service") && taken_up && ((here && !phrase.definite) || is_alike(phrase, other));
    }
    if (makes == NounMakes::Government && kind == "body") return phrase.definite && other.mention.form == MentionForm::Group && ends_alike(phrase, other);  // "the U.N. tribunal … the tribunal"
    return makes == NounMakes::Government && kind == "government" && phrase.definite && (!is_official(phrase) || ends_alike(phrase, other));
  });
}

/// "supporters of former President X": the state for which that person acts; kNone if nobody is named or for none.
std::uint32_t DocumentLinker::leader_followed(const Phrase& phrase) const {
  const std::uint32_t last = phrase.noun_atoms.last;
  if (!r_.is(last - 1, WordClass::Follower) || last >= r_.atoms.size() || !r_.word_is(last, "of")) return kNone;
  const auto behind = std::ranges::upper_bound(phrases_, last, {}, [](const Phrase& p) { return p.atoms.first; });
  if (behind == phrases_.end() || behind->sort != PhraseSort::Person || behind->atoms.first > last + 2) return kNone;
  const std::uint32_t person = people_.person_of(static_cast<std::uint32_t>(behind - phrases_.begin()));
  const std::uint32_t owner = person == kNone ? kNone : people_.at(person).owner;
  return owner != kNone && r_.lex.is_state(owner) ? owner : kNone;
}

/// Whose the group is where no earlier mention is meant; clears `earlier` where the text says whose it is after all.
DocumentLinker::Owner DocumentLinker::owner_of_group(const Item& item, const Phrase& phrase, std::uint32_t& earlier) const {
  const std::uint32_t first = phrase.noun_atoms.first, last = phrase.noun_atoms.last;
  const AtomRange sentence = r_.sentences[item.sentence];
  const NounEntry& noun = r_.lex.noun(phrase.noun);
  std::uint32_t owner = dominating_;
  if (phrase.possessor != kNone) {
    const std::uint32_t possessor = item_at(r_.atoms[phrase.possessor].token);
    owner = possessor == kNone ? kNone : state_of(items_[possessor]);
  }
  // "his country's government"
  const std::uint32_t possessor = first > 1 && r_.is_possessive_mark(first - 1) ? item_at(r_.atoms[first - 2].token) : kNone;
  if (possessor != kNone && state_of(items_[possessor]) != kNone) { owner = state_of(items_[possessor]); earlier = kNone; }
  if (const std::vector<std::uint32_t> homes = home_states(phrase); !homes.empty()) {
    if (!phrase.definite) earlier = kNone;
    return {homes[0], true};
  }
  if (const std::uint32_t followed = leader_followed(phrase); followed != kNone) return {followed, true};
  // "the leaders of the business community": told by what follows, which is no actor.
  if (last < sentence.last && r_.word_is(last, "of")) { owner = kNone; earlier = kNone; }
  if (phrase.possessor != kNone) return {owner, false};
  // Fighters without a country are those of the place where they fight, others those of where they act.
  const std::uint32_t scene = noun.makes == NounMakes::Group ? scene_of(r_, names_, sentence) : noun.local || r_.is(last - 1, WordClass::Follower) ? scene_of_clause(item.mention.head) : kNone;
  return scene != kNone ? Owner{scene, true} : Owner{owner, false};
}

/// "half of all people worldwide": people of no country.
bool DocumentLinker::is_everywhere(const Phrase& phrase) const {
  const std::uint32_t last = phrase.noun_atoms.last, end = r_.sentences[r_.sentence_at[r_.atoms[phrase.atoms.first].token]].last;
  for (std::uint32_t at = last; at < std::min(end, last + kWorldReach) && !r_.atoms[at].mark; ++at)
    if (r_.is(at, WordClass::Everywhere)) return true;
  return false;
}

/// "the people who built them": told by the clause behind the noun, not by the state that the text is about.
bool DocumentLinker::is_told_behind(const Phrase& phrase) const {
  const std::uint32_t noun = r_.atoms[phrase.noun_atoms.last - 1].token;
  if (r_.word_is(phrase.noun_atoms.last, "from")) return true;
  const bool counted = phrase.atoms.first > 0 && (r_.upos(phrase.atoms.first) == Upos::NUM || r_.upos(phrase.atoms.first - 1) == Upos::NUM);
  if (counted || !r_.lemma_is(noun, WordClass::AnyoneNoun)) return false;  // "five people who", "clerics who"
  return std::ranges::any_of(r_.children_of(noun), [&](std::uint32_t child) { return child > noun && base_of(doc_.tokens[child].deprel) == Deprel::Acl; });
}

/// "the state senate", "provincial government": of a part of the country, which no word names.
bool DocumentLinker::is_part_of_state(const Phrase& phrase) const {
  const std::uint32_t first = phrase.noun_atoms.first;
  const NounEntry& noun = r_.lex.noun(phrase.noun);
  return noun.makes == NounMakes::Government && !is_official(phrase) && first > 0 && r_.is(first - 1, WordClass::PartOfState) && !r_.atoms[first - 1].mark;
}

/// "suspected terrorist X", "the militant group Y": the name behind the noun is the one meant.
bool DocumentLinker::is_title_of_name(const Item& item, const Phrase& phrase) const {
  const std::uint32_t next = phrase.noun_atoms.last;
  if (r_.lex.noun(phrase.noun).makes != NounMakes::Group || next >= r_.atoms.size()) return false;
  if (r_.sentence_at[r_.atoms[next].token] != item.sentence || !r_.atoms[next].capital) return false;
  if (names_over(next)) return r_.lex.catalogue().actors()[names_.matches[names_.match_over[next]].readings[0].actor].kind.str() == "group";
  return !item.plural && r_.upos(next) == Upos::PROPN;
}

/// "was declared a terrorist group", "an enemy and an insurgent": what something is said to be is nobody of its own.
bool DocumentLinker::is_said_to_be(const Item& item) const {
  const std::uint32_t head = item.mention.head, mark = r_.case_of(head);
  if (mark != kNone && r_.word_is(r_.first_atom(mark), "as")) return true;
  return doc_.tokens[head].deprel == Deprel::Xcomp || std::ranges::any_of(r_.children_of(head), [&](std::uint32_t child) { return doc_.tokens[child].deprel == Deprel::Cop; });
}

/// "all people", "every voter"
bool DocumentLinker::is_all(const Phrase& phrase) const {
  const std::uint32_t first = phrase.atoms.first;
  return first > 0 && (r_.word_is(first - 1, "all") || r_.word_is(first - 1, "every") || r_.word_is(first - 1, "any"));
}

/// True if the sentence names a state only for what it strikes with, "an Israeli air raid": those struck are hardly its own.
bool DocumentLinker::is_named_for_strike(std::uint32_t sentence, std::uint32_t owner) const {
  bool strikes = false;
  for (std::uint32_t at = r_.sentences[sentence].first; at < r_.sentences[sentence].last; ++at) {
    if (names_.match_at[at] == kNone || !names_.matches[names_.match_at[at]].settled || owner_of_match(names_.match_at[at]) != owner) continue;
    std::uint32_t next = names_.matches[names_.match_at[at]].atoms.last;
    const std::uint32_t stop = std::min(next + kStrikeReach, r_.sentences[sentence].last);
    while (next < stop && !r_.is(next, WordClass::Strike)) ++next;
    if (next == stop) return false;
    strikes = true;
  }
  return strikes;
}

/// True if such a noun without a country means its owner's: not "officials", not "a gang", no soldiers of anybody.
bool DocumentLinker::may_be_owned(const Item& item, const Phrase& phrase, Owner owner) const {
  const NounEntry& noun = r_.lex.noun(phrase.noun);
  const std::uint32_t last = phrase.noun_atoms.last - 1;
  if (owner.state == kNone || is_lone_attacker(phrase)) return false;
  if (r_.is(last, WordClass::QualityNoun) && (!phrase.definite || phrase.possessor != kNone)) return false;  // "his leadership of the party"
  if (noun.makes == NounMakes::People && is_everywhere(phrase)) return false;
  if (!phrase.homes.empty() && home_states(phrase).empty()) return false;  // "people in Central America"
  if (is_part_of_state(phrase)) return false;
  const std::uint32_t before = phrase.noun_atoms.first;
  if (before > 0 && r_.is(before - 1, WordClass::International)) return false;  // "international terrorist groups"
  if (owner.told) return true;
  // "pressure on militants" of a text about the state that presses: they may be anybody's.
  if (noun.makes == NounMakes::Group && !r_.is(last, WordClass::GovernmentNoun) && names_other_state(item.sentence, owner.state)) return false;
  if (noun.makes == NounMakes::People) {
    // "a student" may be anybody's, as may "all people" and those whom a quotation speaks of.
    const bool one = !item.plural && r_.lemma_is(item.mention.head, WordClass::PersonNoun);  // "the cleric"
    const bool any = one || !(item.plural || phrase.definite) || is_all(phrase) || quote_of_token_[item.mention.head];
    return !any && !is_told_behind(phrase) && !names_other_state(item.sentence, owner.state) && !is_named_for_strike(item.sentence, owner.state);
  }
  if (noun.makes == NounMakes::Forces) return r_.word_is(phrase.noun_atoms.first, "government") || (phrase.definite && r_.is(last, WordClass::OwnForce));
  // Of officials and parliaments only those that the text treats as known are the country's own.
  return noun.makes != NounMakes::Government || r_.is(last, WordClass::GovernmentNoun) || (phrase.definite && !is_official(phrase));
}

/// "The official spoke in Paris": the one person with a title of this sentence and the one before; kNone if there are several.
std::uint32_t DocumentLinker::official_meant(const Item& item, const Phrase& phrase) const {
  const bool human = r_.lemma_is(r_.atoms[phrase.noun_atoms.last - 1].token, WordClass::PersonNoun);  // not "the regime"
  if (!is_official(phrase) || !human || item.plural || !phrase.definite || phrase.possessor != kNone) return kNone;
  std::uint32_t found = kNone;
  for (std::uint32_t i = item_count(); i-- > 0 && items_[i].sentence + 1 >= item.sentence;) {
    const Item& other = items_[i];
    if (other.person == kNone || other.mention.actors.empty() || other.mention.tokens.last > item.mention.tokens.first) continue;
    if (!people_.at(other.person).titled || (found != kNone && items_[found].person != other.person)) return kNone;
    found = i;
  }
  return found;
}

/// A common noun without a country: "the rebels", "government forces", "the government".
void DocumentLinker::describe_group(const Phrase& phrase) {
  if (item_at(r_.atoms[phrase.noun_atoms.last - 1].token) != kNone) return;  // inside "Afghan and coalition troops"
  Item item = item_for(phrase, MentionForm::Description);
  item.mention.score = 0.5;
  const Token& head = r_.token(phrase.noun_atoms.last - 1);
  item.plural = head.feats.has(Feat::Plur) || head.xpos == Xpos::NNS;
  const bool called = phrase.possessor == kNone && r_.lex.noun(phrase.noun).makes == NounMakes::Group && is_said_to_be(item);
  if (called || is_title_of_name(item, phrase)) { item.silent = true; push(std::move(item)); return; }
  if (settle_by_form(item, phrase)) {
    push(std::move(item));
    return;
  }
  if (const std::uint32_t person = official_meant(item, phrase); person != kNone) {
    copy_actors(item, person);
    item.human = true;
    push(std::move(item));
    return;
  }
  std::uint32_t earlier = earlier_group(item, phrase);
  const Owner owner = owner_of_group(item, phrase, earlier);
  if (earlier != kNone) copy_actors(item, earlier);
  else if (may_be_owned(item, phrase, owner)) {
    std::vector<std::uint32_t> actors{group_at_home(owner.state, phrase)};
    for (const std::uint32_t state : home_states(phrase)) actors.push_back(group_at_home(state, phrase));
    set_actors(item, std::move(actors));
  }
  item.silent = item.mention.actors.empty();
  push(std::move(item));
}

}  // namespace entente::internal
