#include "link/roles.h"

#include <algorithm>
#include <array>

#include "base/text.h"
#include "link/people.h"

namespace entente::internal {

bool is_rank_or_address(std::string_view role) noexcept { return role == "rank" || role == "honorific"; }

bool is_vague(std::string_view role) noexcept {
  static constexpr std::array<std::string_view, 10> kVague{"", "rank", "honorific", "leader", "official", "minister", "spokesman", "adviser", "commander", "diplomat"};
  return std::ranges::find(kVague, role) != kVague.end();
}

bool is_private(std::string_view role) noexcept {
  static constexpr std::array<std::string_view, 5> kPrivate{"business_leader", "activist", "spouse", "honorific", "religious_leader"};
  return std::ranges::find(kPrivate, role) != kPrivate.end();
}

bool is_national(std::string_view role) noexcept {
  static constexpr std::array<std::string_view, 7> kNational{"head_of_state", "head_of_government", "foreign_minister", "defence_minister",
                                                             "interior_minister", "finance_minister", "vice_president"};
  return std::ranges::find(kNational, role) != kNational.end();
}

bool is_public(std::string_view role) noexcept {
  static constexpr std::array<std::string_view, 17> kNoOffice{"", "rank", "official", "spokesman", "candidate", "prosecutor", "judge", "police_chief", "mayor",
                                                              "governor", "commander", "adviser", "negotiator", "diplomat", "delegate", "opposition_leader",
                                                              "royal"};
  return !is_private(role) && std::ranges::find(kNoOffice, role) == kNoOffice.end();
}

bool is_often_a_guest(std::string_view role) noexcept {
  static constexpr std::array<std::string_view, 15> kGuests{"leader", "vice_president", "party_leader", "head_of_body", "secretary_general", "commissioner",
                                                            "security_adviser", "deputy_security_adviser", "envoy", "ambassador", "negotiator", "diplomat",
                                                            "delegate", "permanent_representative", "high_representative"};
  return std::ranges::find(kGuests, role) != kGuests.end();
}

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

}  // namespace entente::internal
