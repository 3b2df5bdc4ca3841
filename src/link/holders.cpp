#include <algorithm>
#include <utility>

#include "base/text.h"
#include "link/people.h"
#include "link/roles.h"

namespace entente::internal {

namespace {

constexpr std::size_t kLeaderLetters = 4;  ///< The same of the one who leads a state.
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

}  // namespace

std::uint32_t People::holder(std::uint32_t owner, RoleId role) const {
  std::uint32_t found = kNone;
  if (!date() || !role) return kNone;
  for (const std::uint32_t office : lex_.offices(owner, role)) {
    if (!lex_.heads(office, owner)) continue;
    for (const std::uint32_t place : lex_.terms_in(office)) {
      const Term& term = lex_.catalogue().terms()[place];
      if (term.end_state == 'u' || !covers(term.span, date(), 0)) continue;
      if (found != kNone && found != term.person) return kNone;
      found = term.person;
    }
  }
  return found;
}

std::uint32_t People::with_role(std::uint32_t owner, RoleId role) const {
  const bool deputy = lex_.role_name(role).starts_with("deputy") || lex_.role_name(role) == "junior_minister";
  std::uint32_t found = kNone;
  for (std::uint32_t i = 0; i < size(); ++i) {
    if (people_[i].owner != owner || people_[i].role != role || people_[i].former || (people_[i].deputy && !deputy)) continue;
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
  bool father = false;  // "Khalifa bin Salman" is no Salman.
  return std::ranges::any_of(lex_.find_phrase(lex_.catalogue().actors()[catalogue].label), [&](WordId word) {
    const std::string_view listed = lex_.vocabulary().text(word);
    const bool of_father = std::exchange(father, listed == "bin" || listed == "ibn");
    if (of_father || listed.empty() || given.empty() || listed[0] != given[0] || lex_.is(word, WordClass::NameParticle)) return false;
    return given.size() == 1 || edit_distance(given, listed) * 3 <= std::max(given.size(), listed.size());
  });
}

People::Listed People::by_table(WordId surname, const Phrase& phrase) const {
  const std::uint32_t owner = owner_of(phrase);
  const bool vice = phrase.title.deputy && lex_.role_name(role_named(phrase.title, owner)) == "head_of_state";  // an office of its own
  RoleId role = vice ? lex_.role("vice_president") : role_of(phrase.title, owner);
  const bool administration = phrase.noun != kNone;
  const bool titled = administration || (phrase.title.present() && !is_rank_or_address(lex_.role_name(role)));
  const bool minister = lex_.role_name(role) == "minister";  // of what the tables do not know, but he heads no government
  if (is_vague(lex_.role_name(role))) role = 0;
  if (phrase.title.former || (phrase.title.deputy && !vice) || (!titled && !date()) || is_of_part(phrase)) return {};
  if (owner == kNone)
    if (const Listed by_title = by_title_of_country(surname, phrase); by_title.person != kNone) return by_title;
  std::vector<std::uint32_t> found;
  for (const std::uint32_t person : lex_.persons_named(surname))
    if (holds(person, owner, role, kSlackDays) && !(minister && headed_state(person)) && (administration || given_name_agrees(person, phrase.name)) && (titled || holds_core(person)) && (!administration || headed_state(person))) found.push_back(person);
  const auto here = [&](std::uint32_t person) { return names_.owner_counts.contains(term_owner(person)); };
  if (found.size() > 1 && std::ranges::any_of(found, here)) std::erase_if(found, [&](std::uint32_t person) { return !here(person); });
  // "Merkel to visit Japan": where the text does not name the state, only a name that can be no other's will do.
  const bool sole = found.size() == 1 && is_sole(surname, found[0]);
  // Without a date any "President Estrada" may be meant, so the text must name the state.
  if (found.empty() || (!here(found[0]) && !(titled ? date().has_value() : sole))) return {};
  if (found.size() == 1) return {found[0], term_owner(found[0])};
  const std::uint32_t common = term_owner(found[0]);
  const bool same = std::ranges::all_of(found, [&](std::uint32_t person) { return term_owner(person) == common; });
  return titled && same ? Listed{kNone, common} : Listed{};
}

/// "Secretary of State Clinton": the only bearer of the name who holds what the title means in a country that has it.
People::Listed People::by_title_of_country(WordId surname, const Phrase& phrase) const {
  Listed found;
  if (!date()) return found;
  for (const std::uint32_t row : phrase.title.rows)
    for (const std::string& code : lex_.title(row).countries) {
      const auto state = lex_.catalogue().index_of(EntityKey("state/" + ascii_lower(code)));
      if (!state) continue;
      for (const std::uint32_t person : lex_.persons_named(surname)) {
        if (person == found.person || !holds(person, *state, lex_.title(row).role, kSlackDays)) continue;
        if (found.person != kNone) return {};
        found = {person, *state};
      }
    }
  return found;
}

/// "Merkel", "Obama": a name that no other office holder ever bore, or whose one bearer in office leads a state.
bool People::is_sole(WordId surname, std::uint32_t person) const {
  const std::size_t letters = r_.word_text(surname).size();
  if (letters >= kSoleLetters && lex_.persons_named(surname).size() == 1) return true;
  return letters >= kLeaderLetters && headed_state(person) && !lex_.is(surname, WordClass::CommonSurname);
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

/// True if the person heads a state, a government, a foreign or a defence ministry, the forces or a body at the document's date.
bool People::holds_core(std::uint32_t person) const {
  return std::ranges::any_of(lex_.terms_of(person), [&](const Term& term) {
    const std::string_view role = lex_.role_name(lex_.office_role(term.office));
    return covers(term.span, date(), kSlackDays) && (role == "head_of_state" || role == "head_of_government" || role == "foreign_minister" ||
                                                     role == "defence_minister" || role == "chief_of_defence" || role == "secretary_general");
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

}  // namespace entente::internal
