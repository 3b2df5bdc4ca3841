#include "link/people.h"

#include <algorithm>
#include <array>
#include <utility>

#include "base/text.h"

namespace entente::internal {

namespace {

constexpr int kSlackDays = 3;
constexpr std::size_t kSoleLetters = 5;  ///< Shorter surnames are words and given names too often to stand alone.

std::size_t edit_distance(std::string_view a, std::string_view b) {
  std::vector<std::size_t> row(b.size() + 1);
  for (std::size_t j = 0; j <= b.size(); ++j) row[j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    std::size_t corner = std::exchange(row[0], i);
    for (std::size_t j = 1; j <= b.size(); ++j) corner = std::exchange(row[j], std::min({row[j] + 1, row[j - 1] + 1, corner + (a[i - 1] != b[j - 1])}));
  }
  return row[b.size()];
}

bool is_rank_or_address(std::string_view role) noexcept { return role == "rank" || role == "honorific"; }

/// Roles that say what somebody is like, not which office.
bool is_vague(std::string_view role) noexcept {
  static constexpr std::array<std::string_view, 10> kVague{"", "rank", "honorific", "leader", "official", "minister", "spokesman", "adviser", "commander", "diplomat"};
  return std::ranges::find(kVague, role) != kVague.end();
}

/// Roles whose holders act for no state, whatever country stands before the title.
bool is_private(std::string_view role) noexcept {
  static constexpr std::array<std::string_view, 5> kPrivate{"business_leader", "activist", "spouse", "honorific", "religious_leader"};
  return std::ranges::find(kPrivate, role) != kPrivate.end();
}

/// Roles that a part of a state has as well as the state, so that the state's holder is not meant.
bool is_national(std::string_view role) noexcept {
  static constexpr std::array<std::string_view, 7> kNational{"head_of_state", "head_of_government", "foreign_minister", "defence_minister",
                                                             "interior_minister", "finance_minister", "vice_president"};
  return std::ranges::find(kNational, role) != kNational.end();
}

/// Roles that are a public office of a state or a body, so that the title tells that the person holds one.
bool is_public(std::string_view role) noexcept {
  static constexpr std::array<std::string_view, 17> kNoOffice{"", "rank", "official", "spokesman", "candidate", "prosecutor", "judge", "police_chief", "mayor",
                                                              "governor", "commander", "adviser", "negotiator", "diplomat", "delegate", "opposition_leader",
                                                              "royal"};
  return !is_private(role) && std::ranges::find(kNoOffice, role) == kNoOffice.end();
}

/// Roles of bodies and parties, and those whose business is with other states: without a country they are nobody's.
bool is_often_a_guest(std::string_view role) noexcept {
  static constexpr std::array<std::string_view, 15> kGuests{"leader", "vice_president", "party_leader", "head_of_body", "secretary_general", "commissioner",
                                                            "security_adviser", "deputy_security_adviser", "envoy", "ambassador", "negotiator", "diplomat",
                                                            "delegate", "permanent_representative", "high_representative"};
  return std::ranges::find(kGuests, role) != kGuests.end();
}

}  // namespace

bool People::is_of_part(const Phrase& phrase) const {
  const std::uint32_t owner = phrase.title.regional ? owner_of(phrase) : kNone;
  return owner != kNone && lex_.is_state(owner) && is_national(lex_.role_name(role_named(phrase.title, owner)));
}

bool People::is_vague_role(RoleId role) const { return is_vague(lex_.role_name(role)) && lex_.role_name(role) != "leader"; }

bool People::is_office(const Phrase& phrase) const {
  if (phrase.counterpart) return true;
  if (!phrase.title.present() || phrase.title.outside) return false;
  for (std::uint32_t a = phrase.atoms.first; a < phrase.title.atoms.first; ++a)
    if (r_.word_is(a, "opposition")) return false;
  const std::uint32_t owner = owner_of(phrase);
  const std::string_view role = lex_.role_name(role_named(phrase.title, owner));
  if (is_of_part(phrase)) return false;
  if (role == "religious_leader" && owner != kNone) return lex_.catalogue().actors()[owner].code == "VAT";
  return is_public(role) && !(role == "head_of_body" && owner != kNone && lex_.is_state(owner));
}

/// True if a title without a country is an office of the state that the document is about: "the interior minister".
/// An office that the tables know to be somebody else's is another state's.
bool People::is_of_main_state(const Person& person, std::uint32_t state) const {
  const std::string_view role = lex_.role_name(person.role);
  if (state == kNone || person.outside || is_rank_or_address(role) || is_private(role) || person.guest) return false;
  if (role == "official" || role == "spokesman" || role == "commander" || role == "adviser") return person.long_title;  // "police spokesman"
  const std::uint32_t known = is_national(role) ? holder(state, person.role) : kNone;
  return known == kNone || known == person.catalogue;
}

std::vector<WordId> People::words_of(AtomRange name) const {
  std::vector<WordId> words;
  for (std::uint32_t a = name.first; a < name.last; ++a)
    if (!r_.atoms[a].mark) words.push_back(r_.atoms[a].word);
  return words;
}

std::uint32_t People::owner_of(const Phrase& phrase) const {
  if (!phrase.owners.empty()) return lex_.owner(names_.matches[phrase.owners[0]].readings[0].actor);
  std::uint32_t only = kNone;
  for (const std::uint32_t row : phrase.title.rows) {
    if (lex_.title(row).weak) return kNone;
    const auto& countries = lex_.title(row).countries;
    if (countries.size() != 1 || only != kNone) return kNone;
    const auto state = lex_.catalogue().index_of(EntityKey("state/" + ascii_lower(countries[0])));
    if (!state) return kNone;
    only = *state;
  }
  return only;
}

RoleId People::role_of(const PhraseTitle& title, std::uint32_t owner) const {
  if (!title.present() || title.deputy) return 0;
  const RoleId role = role_named(title, owner);
  return title.regional && owner != kNone && lex_.is_state(owner) && is_national(lex_.role_name(role)) ? 0 : role;
}

RoleId People::role_named(const PhraseTitle& title, std::uint32_t owner) const {
  RoleId general = 0, only = 0;  // "only": of a title that a single country has.
  for (const std::uint32_t row : title.rows) {
    const TitleEntry& entry = lex_.title(row);
    if (entry.countries.empty()) { if (!general) general = entry.role; continue; }
    if (owner != kNone && std::ranges::find(entry.countries, lex_.catalogue().actors()[owner].code) != entry.countries.end() &&
        !(general && lex_.offices(owner, entry.role).empty()))
      return entry.role;
    if (owner == kNone && !only && entry.countries.size() == 1) only = entry.role;
  }
  return general ? general : only;
}

std::uint32_t People::holder(std::uint32_t owner, RoleId role) const {
  std::uint32_t found = kNone;
  if (!date() || !role) return kNone;
  for (const std::uint32_t office : lex_.offices(owner, role))
    for (const std::uint32_t place : lex_.terms_in(office)) {
      const Term& term = lex_.catalogue().terms()[place];
      if (term.end_state == 'u' || !covers(term.span, date(), 0)) continue;
      if (found != kNone && found != term.person) return kNone;
      found = term.person;
    }
  return found;
}

std::uint32_t People::with_role(std::uint32_t owner, RoleId role) const {
  std::uint32_t found = kNone;
  for (std::uint32_t i = 0; i < size(); ++i) {
    if (people_[i].owner != owner || people_[i].role != role || people_[i].former) continue;
    if (found != kNone) return kNone;
    found = i;
  }
  return found;
}

std::uint32_t People::deputy_of(std::uint32_t owner, WordId word) const {
  std::uint32_t found = kNone;
  for (std::uint32_t i = 0; i < size(); ++i) {
    if (people_[i].owner != owner || !people_[i].deputy || std::ranges::find(people_[i].title_words, word) == people_[i].title_words.end()) continue;
    if (found != kNone) return kNone;
    found = i;
  }
  return found;
}

bool People::holds(std::uint32_t person, std::uint32_t owner, RoleId role, int slack) const {
  return std::ranges::any_of(lex_.terms_of(person), [&](const Term& term) {
    return covers(term.span, date(), slack) && (owner == kNone || lex_.owner(term.office) == owner) && (!role || lex_.office_role(term.office) == role);
  });
}

/// Of several persons with one name, the one whose office fits the title and the date.
std::uint32_t People::choose_listed(const Phrase& phrase) const {
  const auto& readings = names_.matches[phrase.match].readings;
  const std::uint32_t owner = owner_of(phrase);
  const RoleId role = role_of(phrase.title, owner);
  std::uint32_t best = kNone;
  int best_rank = -1;
  for (const NameReading& reading : readings) {
    if (lex_.catalogue().actors()[reading.actor].kind.str() != "person") continue;
    const int rank = (role && holds(reading.actor, owner, role, kSlackDays) ? 4 : 0) + (holds(reading.actor, owner, 0, kSlackDays) ? 2 : 0) +
                     (holds(reading.actor, kNone, 0, kSlackDays) ? 1 : 0);
    if (rank > best_rank) { best = reading.actor; best_rank = rank; }
  }
  return best;
}

/// True if the given name of the text, where it has one, may be one of the listed person's: "Sergey" and "Sergei".
bool People::given_name_agrees(std::uint32_t catalogue, AtomRange name) const {
  const std::vector<WordId> words = words_of(name);
  if (words.size() < 2 || is_surname_alone(words)) return true;
  const std::string_view given = r_.word_text(words.front());
  return std::ranges::any_of(lex_.find_phrase(lex_.catalogue().actors()[catalogue].label), [&](WordId word) {
    const std::string_view listed = lex_.vocabulary().text(word);
    if (listed.empty() || given.empty() || listed[0] != given[0] || lex_.is(word, WordClass::NameParticle)) return false;
    return given.size() == 1 || edit_distance(given, listed) * 3 <= std::max(given.size(), listed.size());
  });
}

People::Listed People::by_table(WordId surname, const Phrase& phrase) const {
  const std::uint32_t owner = owner_of(phrase);
  RoleId role = role_of(phrase.title, owner);
  const bool administration = phrase.noun != kNone;
  const bool titled = administration || (phrase.title.present() && !is_rank_or_address(lex_.role_name(role)));
  if (is_vague(lex_.role_name(role))) role = 0;
  if (phrase.title.former || phrase.title.deputy || (!titled && !date())) return {};
  std::vector<std::uint32_t> found;
  for (const std::uint32_t person : lex_.persons_named(surname))
    if (holds(person, owner, role, kSlackDays) && (administration || given_name_agrees(person, phrase.name)) && (titled || holds_core(person)) && (!administration || headed_state(person))) found.push_back(person);
  const auto here = [&](std::uint32_t person) { return names_.owner_counts.contains(term_owner(person)); };
  if (found.size() > 1 && std::ranges::any_of(found, here)) std::erase_if(found, [&](std::uint32_t person) { return !here(person); });
  // "Merkel to visit Japan": where the text does not name the state, only a name that no other office holder ever bore will do.
  const bool sole = found.size() == 1 && lex_.persons_named(surname).size() == 1 && r_.word_text(surname).size() >= kSoleLetters;
  if (found.empty() || (!titled && !here(found[0]) && !sole)) return {};
  if (found.size() == 1) return {found[0], term_owner(found[0])};
  const std::uint32_t common = term_owner(found[0]);
  const bool same = std::ranges::all_of(found, [&](std::uint32_t person) { return term_owner(person) == common; });
  return titled && same ? Listed{kNone, common} : Listed{};
}

bool People::headed_state(std::uint32_t person) const {
  return std::ranges::any_of(lex_.terms_of(person), [&](const Term& term) {
    const std::string_view role = lex_.role_name(lex_.office_role(term.office));
    return covers(term.span, date(), kSlackDays) && (role == "head_of_state" || role == "head_of_government");
  });
}

/// Names are spelled in many ways ("Kocharian", "Kocharyan"): the holder of that office in a state of this document
/// whose surname differs by at most two letters; kNone if there is none or several.
std::uint32_t People::by_likeness(WordId surname, RoleId role) const {
  const std::string_view name = r_.word_text(surname);
  if (name.size() < 6 || !role || !date()) return kNone;
  std::uint32_t found = kNone;
  for (const auto& [owner, count] : names_.owner_counts) {
    const std::uint32_t person = holder(owner, role);
    if (person == kNone || person == found) continue;
    const std::vector<WordId> words = lex_.find_phrase(lex_.catalogue().actors()[person].label);
    const std::string_view listed = words.empty() ? std::string_view() : lex_.vocabulary().text(words.back());
    if (listed.empty() || listed[0] != name[0] || edit_distance(listed, name) > 2) continue;
    if (found != kNone) return kNone;
    found = person;
  }
  return found;
}

/// True if the person heads a state, a government, a foreign or a defence ministry, or a body at the document's date.
bool People::holds_core(std::uint32_t person) const {
  return std::ranges::any_of(lex_.terms_of(person), [&](const Term& term) {
    const std::string_view role = lex_.role_name(lex_.office_role(term.office));
    return covers(term.span, date(), kSlackDays) && (role == "head_of_state" || role == "head_of_government" || role == "foreign_minister" ||
                                                     role == "defence_minister" || role == "secretary_general");
  });
}

/// The owner of the office that the person holds at the date; without a date, of the latest one.
std::uint32_t People::term_owner(std::uint32_t catalogue) const {
  std::uint32_t owner = kNone;
  for (const Term& term : lex_.terms_of(catalogue))
    if (covers(term.span, date(), kSlackDays)) owner = lex_.owner(term.office);
  if (owner != kNone) return owner;
  // Outside every term an official acts for nobody, but the leader of an armed group stays with it.
  for (const Term& term : lex_.terms_of(catalogue)) {
    const std::uint32_t held = lex_.owner(term.office);
    if (!lex_.is_state(held) && lex_.catalogue().actors()[held].kind.str() == "group") owner = held;
  }
  return owner;
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
  if (phrase.title.present()) person.title_words.push_back(r_.atoms[phrase.title.atoms.last - 1].word);
  if (role && (!person.role || is_vague(lex_.role_name(person.role)))) person.role = role;
  person.guest |= is_often_a_guest(lex_.role_name(role_named(phrase.title, owner)));
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

/// The only person whom a table lists under exactly these words; kNone if none or several. For a name that a longer or
/// an overlapping one has hidden: "Queen Elizabeth II".
std::uint32_t People::listed_as(const std::vector<WordId>& words) const {
  std::uint32_t node = lex_.names().start(words[0]), found = kNone;
  for (std::size_t i = 1; i < words.size() && node; ++i) node = lex_.names().next(node, words[i]);
  for (const std::uint32_t alias : node ? lex_.names().values(node) : std::span<const std::uint32_t>{}) {
    const std::uint32_t actor = lex_.catalogue().aliases()[alias].actor;
    if (lex_.catalogue().actors()[actor].kind.str() != "person" || actor == found) continue;
    if (found != kNone) return kNone;
    found = actor;
  }
  return found;
}

std::uint32_t People::resolve_full(const Phrase& phrase) {
  if (phrase.match != kNone) {
    const std::uint32_t catalogue = choose_listed(phrase);
    if (catalogue != kNone) return listed(catalogue);
  }
  std::vector<WordId> words = words_of(phrase.name);
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

std::uint32_t People::resolve_short(const Phrase& phrase) {
  const std::vector<WordId> words = words_of(phrase.name);
  if (words.empty()) return kNone;
  if (const std::uint32_t known = by_surname(words, phrase); known != kNone) return known;
  // "the Biden-Harris administration" is that of the first.
  const Listed table = by_table(phrase.noun != kNone ? words.front() : words.back(), phrase);
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

void People::collect(std::vector<Phrase>& phrases) {
  of_.assign(phrases.size(), kNone);
  const auto title_of = [&](std::uint32_t i) -> const Phrase& {  // The apposition's title speaks for the name.
    if (phrases[i].title.present()) return phrases[i];
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
