#include <algorithm>
#include <array>

#include "base/text.h"
#include "link/linker.h"
#include "link/roles.h"

namespace entente::internal {

namespace {

/// The place of a role among those that a counterpart has; the last for all others.
std::size_t rank_of_role(std::string_view role) noexcept {
  static constexpr std::array<std::string_view, 5> kHigh{"head_of_state", "head_of_government", "foreign_minister", "defence_minister", "interior_minister"};
  return static_cast<std::size_t>(std::ranges::find(kHigh, role) - kHigh.begin());
}

}  // namespace

/// True if the title is surely not the person's: "the vice president" is no president, "the deputy secretary" no secretary.
bool DocumentLinker::is_other_office(const Phrase& phrase, const Person& person) const {
  const RoleId role = people_.role_of(phrase.title, person.owner);
  const std::string_view name = r_.lex.role_name(role);
  const bool deputy = phrase.title.deputy || name.starts_with("deputy") || name == "junior_minister";
  if (is_national(name) && name != r_.lex.role_name(person.role)) return true;  // a minister of finance is not "the prime minister"
  if (deputy != person.deputy && (deputy || !people_.is_vague_role(role))) return true;
  return (name == "vice_president") != (r_.lex.role_name(person.role) == "vice_president") && person.role && role;
}

/// "the President of Cantabria": of what no table knows, and so of no state.
bool DocumentLinker::is_of_unknown(const Phrase& phrase) const {
  std::uint32_t behind = phrase.title.atoms.last;
  if (behind + 1 >= r_.atoms.size() || !r_.word_is(behind, "of")) return false;
  if (r_.is(++behind, WordClass::Definite) && behind + 1 < r_.atoms.size()) ++behind;
  return r_.atoms[behind].capital && r_.upos(behind) == Upos::PROPN && !r_.is(behind, WordClass::StateNoun);  // "the President of the Republic"
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
    const std::size_t many = before > 0 && followed_by_no_name(phrase.title.atoms.last - 1) ? number_between(before - 1, phrase.title.atoms.last - 1) : 0;
    if (many && resolve_many(item, many)) { push(std::move(item)); return; }
    const bool bare = !many && phrase.definite && phrase.possessor == kNone && phrase.atoms.first == phrase.title.atoms.first && followed_by_no_name(phrase.title.atoms.last - 1);
    if (bare && r_.is(phrase.title.atoms.last - 1, WordClass::PairPersonNoun) && resolve_all_of_role(item, phrase.title.atoms.last - 1)) { push(std::move(item)); return; }
    item.silent = true;
    push(std::move(item));
    return;
  }
  if (is_of_unknown(phrase)) {
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
  if (definite && phrase.possessor == kNone && !is_said_of_somebody(item.mention.head))
    for (std::uint32_t i = item_count(); i-- > story_start_ && found == kNone;) {
      const Item& other = items_[i];
      if (other.sentence + (official ? 2 : 12) < item.sentence) break;
      if (other.person == kNone || other.mention.form == MentionForm::Pronoun || other.mention.actors.empty()) continue;
      const Person& person = people_.at(other.person);
      const bool titled = std::ranges::find(person.title_words, last) != person.title_words.end() && !is_other_office(phrase, person);
      if (titled || (official && person.titled)) found = i;
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
  const bool given = is_said_of_somebody(item.mention.head);
  const bool crowned = r_.is(phrase.title.atoms.last - 1, WordClass::CrownTitle);  // "the king": no president
  if ((given || crowned) && phrase.possessor == kNone) return;  // "the authority vested in me as President", of no state that is told
  const RoleId of_owner = people_.role_of(phrase.title, owner);
  const std::uint32_t listed = phrase.title.deputy || given || people_.is_vague_role(of_owner) ? kNone : people_.holder(owner, of_owner);
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

}  // namespace entente::internal
