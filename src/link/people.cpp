#include "link/people.h"

#include <algorithm>

#include "base/text.h"
#include "link/roles.h"

namespace entente::internal {

std::vector<WordId> People::words_of(AtomRange name) const {
  std::vector<WordId> words;
  for (std::uint32_t a = name.first; a < name.last; ++a)
    if (!r_.atoms[a].mark) words.push_back(r_.atoms[a].word);
  return words;
}

std::uint32_t People::listed(std::uint32_t catalogue) {
  const auto found = std::ranges::find(people_, catalogue, &Person::catalogue);
  if (found != people_.end()) return static_cast<std::uint32_t>(found - people_.begin());
  Person person;
  person.catalogue = catalogue;
  person.label = lex_.catalogue().actors()[catalogue].label;
  person.words = lex_.find_phrase(person.label);
  person.owner = term_owner(catalogue);
  people_.push_back(std::move(person));
  add_surnames(size() - 1);
  return size() - 1;
}

void People::add_surnames(std::uint32_t place) {
  const Person& person = people_[place];
  const auto add = [&](WordId word) {
    auto& list = by_surname_[word];
    if (std::ranges::find(list, place) == list.end()) list.push_back(place);
  };
  if (person.words.empty()) return;
  const bool first = person.owner != kNone && lex_.family_name_first(person.owner);
  if (first) add(person.words.front());
  if (!first || person.catalogue == kNone) add(person.words.back());
  if (person.catalogue == kNone) return;
  for (const WordId word : {person.words.front(), person.words.back()})
    if (std::ranges::find(lex_.persons_named(word), person.catalogue) != lex_.persons_named(word).end()) add(word);
}

std::uint32_t People::make(const Phrase& phrase, std::vector<WordId> words) {
  Person person;
  const TokenRange tokens = r_.tokens(phrase.name);
  person.label = single_blanks(text_of(r_.doc, tokens));
  person.words = std::move(words);
  people_.push_back(std::move(person));
  return size() - 1;
}

/// Takes over what the phrase says of the person: whose official, which role, former or not.
void People::learn(std::uint32_t place, const Phrase& phrase) {
  Person& person = people_[place];
  if (!phrase.title.present() && !phrase.counterpart) return;
  const std::uint32_t owner = owner_of(phrase);
  const RoleId role = role_of(phrase.title, owner);
  for (std::uint32_t a = phrase.title.atoms.first; a < phrase.title.atoms.last; ++a) {
    if (r_.is(a, WordClass::MasculineTitle)) person.gender = Gender::Masculine;
    if (r_.is(a, WordClass::FeminineTitle)) person.gender = Gender::Feminine;
  }
  if (lex_.role_name(role) == "honorific") return;
  if (!phrase.title.former) person.former = false;
  else if (!person.titled && (person.catalogue == kNone || !holds(person.catalogue, kNone, 0, kSlackDays))) person.former = true;
  person.titled = true;
  person.long_title |= phrase.title.atoms.last > phrase.title.atoms.first + 1;
  person.deputy |= phrase.title.deputy || lex_.role_name(role).starts_with("deputy") || lex_.role_name(role) == "junior_minister";
  for (std::uint32_t a = phrase.title.atoms.first; a < phrase.title.atoms.last; ++a)  // "secretary" and "state" of "Secretary of State"
    if (a + 1 == phrase.title.atoms.last || r_.word_is(a + 1, "of") || r_.word_is(a + 1, "for")) person.title_words.push_back(r_.atoms[a].word);
  if (role && (!person.role || is_vague(lex_.role_name(person.role)))) person.role = role;
  person.guest |= is_often_a_guest(lex_.role_name(role_named(phrase.title, owner)));
  // "Vice President X" of a company or of a guest's state, "Special Representative X": not of the state that the text is about.
  person.guest |= phrase.title.deputy && owner == kNone && lex_.role_name(role_named(phrase.title, owner)) == "head_of_state";
  for (std::uint32_t a = phrase.atoms.first; a < phrase.title.atoms.first; ++a) person.guest |= r_.word_is(a, "special");
  person.outside |= phrase.title.outside || (is_private(lex_.role_name(role)) && !is_office(phrase));
  if (owner == kNone || person.outside) return;
  // The text that names the office knows better than the tables, which may not reach its day.
  const bool told = !phrase.owners.empty() && !phrase.title.former && !phrase.title.elect && !person.told && lex_.is_state(owner) && is_office(phrase);
  if (told && person.owner != owner) {
    person.owner = owner;
    person.told = true;
    add_surnames(place);
  }
  if (person.owner == kNone) { person.owner = owner; add_surnames(place); }
  for (const AtomRange range : {phrase.title.atoms, phrase.adjective})
    for (std::uint32_t a = range.first; a < range.last; ++a)
      for (const std::uint32_t noun : lex_.nouns().values(lex_.nouns().start(r_.atoms[a].word)))
        if (lex_.noun(noun).makes == NounMakes::Group && !r_.word_is(a, "opposition") && person.group.empty() && lex_.is_state(owner)) {
          person.group = r_.word_text(r_.atoms[a].word);
          if (!person.group.ends_with('s') && !person.group.ends_with('y')) person.group += 's';
          person.group = lex_.group_name(person.group);
        }
}

std::uint32_t People::resolve_full(const Phrase& phrase) {
  std::vector<WordId> words = words_of(phrase.name);
  if (phrase.match != kNone && words.size() > 1) {
    const std::uint32_t catalogue = choose_listed(phrase);
    if (catalogue != kNone) return listed(catalogue);
  }
  if (words.size() < 2 || is_surname_alone(words)) return kNone;
  if (const std::uint32_t named = listed_as(words); named != kNone) return listed(named);
  for (std::uint32_t i = 0; i < size(); ++i)
    if (people_[i].words == words) return i;
  // "Fan Changlong" and "General Fan Changlong Jr": a longer form of a known one is the same person.
  for (std::uint32_t i = 0; i < size(); ++i)
    if (people_[i].words.size() >= 2 && people_[i].words.front() == words.front() && people_[i].words.back() == words.back()) return i;
  const bool titled = phrase.title.present() && lex_.role_name(role_of(phrase.title, owner_of(phrase))) != "honorific";
  if (!titled && !phrase.counterpart && phrase.same_as == kNone) return kNone;
  const std::uint32_t made = make(phrase, std::move(words));
  add_surnames(made);
  return made;
}

/// "Le Drian", "Ben Ali": a surname with its particle is no full name.
bool People::is_surname_alone(const std::vector<WordId>& words) const {
  return words.size() == 2 && lex_.is(words.front(), WordClass::NameParticle);
}

std::uint32_t People::by_surname(const std::vector<WordId>& words, const Phrase& phrase) const {
  const auto found = by_surname_.find(words.back());
  const auto first = by_surname_.find(words.front());
  const auto& list = found != by_surname_.end() ? found->second : first != by_surname_.end() ? first->second : std::vector<std::uint32_t>{};
  if (list.empty()) return kNone;
  if (words.size() > 1 && !is_surname_alone(words) && people_[list[0]].words.front() != words.front()) return kNone;
  if (words.size() > 1 && lex_.is(words.back(), WordClass::NameSuffix) && people_[list[0]].words.back() != words.back()) return kNone;  // "Mohammed V" is not the sixth
  if (list.size() == 1) return list[0];
  const std::uint32_t owner = owner_of(phrase);
  const RoleId role = role_of(phrase.title, owner);
  std::uint32_t best = kNone;
  for (const std::uint32_t person : list) {
    if (owner != kNone && people_[person].owner != owner) continue;
    if (role && !is_vague(lex_.role_name(role)) && people_[person].role && people_[person].role != role) continue;
    if (best != kNone) return kNone;
    best = person;
  }
  return best;
}

std::uint32_t People::introduced_as(WordId surname) const {
  const auto found = by_surname_.find(surname);
  if (found == by_surname_.end() || found->second.size() != 1) return kNone;
  const Person& person = people_[found->second[0]];
  return person.titled && person.words.size() > 1 && person.words.back() == surname ? found->second[0] : kNone;
}

/// True if the phrase has a title of an office that the tables give the person at the date.
bool People::fits_title(std::uint32_t catalogue, const Phrase& phrase) const {
  const std::uint32_t owner = owner_of(phrase);
  const RoleId role = role_of(phrase.title, owner);
  return phrase.title.present() && !is_vague(lex_.role_name(role)) && holds(catalogue, owner, role, kSlackDays);
}

/// True if the text names whose official it is, and the person's state is another: "King Abdullah of Saudi Arabia".
bool People::is_of_another_state(std::uint32_t person, const Phrase& phrase) const {
  const std::uint32_t owner = phrase.owners.empty() ? kNone : owner_of(phrase), own = people_[person].owner;
  return owner != kNone && own != kNone && own != owner && lex_.is_state(owner) && lex_.is_state(own);
}

/// "the Moon": a surname alone has no article.
bool People::is_with_article(const Phrase& phrase) const {
  const std::uint32_t at = phrase.name.first;
  const bool alone = phrase.name.last == at + 1 && !phrase.title.present() && phrase.noun == kNone && phrase.atoms.first == at;
  return alone && at > 0 && r_.word_is(at - 1, "the");
}

std::uint32_t People::resolve_short(const Phrase& phrase) {
  const std::vector<WordId> words = words_of(phrase.name);
  if (words.empty() || is_with_article(phrase)) return kNone;
  const std::uint32_t named = phrase.match != kNone && words.size() == 1 ? choose_listed(phrase) : kNone;
  const std::uint32_t known = by_surname(words, phrase);
  // "Mr. Abdullah" behind "Abdullah Abdullah" is no king of that name, but "King Abdullah" is one.
  if (named != kNone && (known == kNone || fits_title(named, phrase))) return listed(named);
  if (known != kNone && !is_of_another_state(known, phrase)) return known;
  // "the Biden-Harris administration" is that of the first.
  const Listed table = by_table(phrase.noun != kNone ? words.front() : words.back(), phrase);
  if (known != kNone) return table.person != kNone ? listed(table.person) : known;
  // "Austin" behind "Austin Tice" is no office holder of that name.
  const bool bare = words.size() == 1 && !phrase.title.present() && phrase.noun == kNone;
  if (bare && std::ranges::find(strangers_, words[0]) != strangers_.end()) return kNone;
  if (table.person != kNone) return listed(table.person);
  const std::uint32_t owner = owner_of(phrase);
  const std::string_view role = lex_.role_name(role_of(phrase.title, owner));
  if (phrase.noun != kNone && table.owner != kNone) {  // "the Bush administration", whichever Bush
    const std::uint32_t made = make(phrase, words);
    people_[made].owner = table.owner;
    return made;
  }
  if (phrase.title.present() && !is_vague(role))
    if (const std::uint32_t like = by_likeness(words.back(), role_of(phrase.title, owner)); like != kNone) return listed(like);
  if (!phrase.title.present() || role == "honorific" || (owner == kNone && is_vague(role) && !phrase.title.deputy)) return kNone;
  const std::uint32_t made = make(phrase, words);
  people_[made].owner = table.owner;
  add_surnames(made);
  return made;
}

/// Remembers a full name that no table and no title makes an actor, whose words may stand alone later on.
void People::note_stranger(const Phrase& phrase) {
  const std::vector<WordId> words = words_of(phrase.name);
  if (words.size() != 2 || phrase.match != kNone || phrase.title.present() || is_surname_alone(words)) return;
  strangers_.insert(strangers_.end(), {words.front(), words.back()});
}

void People::collect(std::vector<Phrase>& phrases) {
  of_.assign(phrases.size(), kNone);
  const auto title_of = [&](std::uint32_t i) -> const Phrase& {  // The apposition's title speaks for the name.
    if (phrases[i].title.present() && !is_rank_or_address(lex_.role_name(role_of(phrases[i].title, owner_of(phrases[i]))))) return phrases[i];
    for (const std::uint32_t j : {i + 1, i - 1})
      if (j < phrases.size() && phrases[j].same_as == i) return phrases[j];
    return phrases[i];
  };
  const auto merged = [&](std::uint32_t i) {
    Phrase phrase = phrases[i];
    const Phrase& from = title_of(i);
    if (&from == &phrases[i]) return phrase;
    phrase.title = from.title;
    phrase.owners = from.owners;
    phrase.adjective = from.adjective;
    phrase.counterpart = from.counterpart;
    phrase.same_as = i;
    return phrase;
  };
  for (const bool full : {true, false})
    for (std::uint32_t i = 0; i < phrases.size(); ++i) {
      if (phrases[i].sort != PhraseSort::Person || of_[i] != kNone) continue;
      const Phrase phrase = merged(i);
      of_[i] = full ? resolve_full(phrase) : resolve_short(phrase);
      if (of_[i] != kNone) learn(of_[i], phrase);
      else if (full) note_stranger(phrase);
    }
}

std::uint32_t People::actor_of(std::uint32_t place, ActorTable& actors) {
  Person& person = people_[place];
  if (person.actor != kNone) return person.actor;
  std::uint32_t owner = ActorTable::kSelf;
  if (person.owner == kNone && person.titled)
    if (const std::uint32_t state = dominating_owner(r_, names_); is_of_main_state(person, state)) person.owner = state;
  if (person.owner != kNone && !person.former) owner = actors.of(person.owner);
  if (owner != ActorTable::kSelf && !person.group.empty()) {
    const Actor& state = lex_.catalogue().actors()[person.owner];
    owner = actors.add("group/" + slug(state.code) + "-" + slug(person.group), state.label + " " + person.group, "group", ActorTable::kSelf, state.code + "-" + person.group);
  }
  person.actor = person.catalogue != kNone ? actors.person(person.catalogue, owner)
                                           : actors.add("person/" + slug(person.label), person.label, "person", owner);
  return person.actor;
}

}  // namespace entente::internal
