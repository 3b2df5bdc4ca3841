#pragma once

#include <bitset>
#include <chrono>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "entente/catalogue.h"
#include "link/sites.h"
#include "link/vocabulary.h"
#include "link/words.h"

namespace entente::internal {

using RoleId = std::uint16_t;  ///< Place in Lexicon::role_name(); 0 is no role.
using Day = std::optional<std::chrono::year_month_day>;

/// How the letters of an alias must agree with the text, piece by piece (bit i for piece i, up to 32).
struct AliasShape { std::uint32_t capital = 0, upper = 0; bool mixed = false; std::uint8_t pieces = 0; };

/// A title of the tables, made ready.
struct TitleEntry {
  RoleId role = 0;
  bool plural = false, weak = false, former = false, acting = false, elect = false, exact = false;
  std::vector<std::string> countries;  ///< ISO codes in upper case; empty: everywhere.
};

enum class NounMakes : std::uint8_t { Nothing, Forces, Government, Group, People };
/// A noun of the tables, made ready. Weak: needs a country. Home: belongs to the place that is named right behind it.
/// Local: also to the place where the clause happens.
struct NounEntry { NounMakes makes = NounMakes::Nothing; bool weak = false, home = false, local = false; std::uint32_t row = 0; };

/// Everything that the linker looks up, built once from catalogue and words; immutable.
class Lexicon {
 public:
  Lexicon(std::shared_ptr<const Catalogue> catalogue, const LinkWords& words);

  [[nodiscard]] const Catalogue& catalogue() const noexcept { return *catalogue_; }
  [[nodiscard]] const Vocabulary& vocabulary() const noexcept { return vocabulary_; }
  [[nodiscard]] const PhraseTrie& names() const noexcept { return names_; }    ///< Values: places in catalogue().aliases().
  [[nodiscard]] const PhraseTrie& titles() const noexcept { return titles_; }  ///< Values: places for title().
  [[nodiscard]] const PhraseTrie& nouns() const noexcept { return nouns_; }    ///< Values: places for noun().
  [[nodiscard]] const TitleEntry& title(std::uint32_t place) const noexcept { return title_entries_[place]; }
  [[nodiscard]] const NounEntry& noun(std::uint32_t place) const noexcept { return noun_entries_[place]; }
  [[nodiscard]] const AliasShape& shape(std::uint32_t alias) const noexcept { return shapes_[alias]; }

  [[nodiscard]] bool is(WordId word, WordClass what) const noexcept {
    return word < classes_.size() && classes_[word][static_cast<std::size_t>(what)];
  }
  /// The words of `text`, cut as texts are; 0 for a word that the vocabulary lacks.
  [[nodiscard]] std::vector<WordId> find_phrase(std::string_view text) const;
  [[nodiscard]] bool has_class(WordId word) const noexcept { return word < classes_.size() && classes_[word].any(); }
  [[nodiscard]] int month(WordId word) const noexcept { return number_in(months_, word); }      ///< 1 to 12; 0 if none.
  [[nodiscard]] int weekday(WordId word) const noexcept { return number_in(weekdays_, word); }  ///< From 1, Monday.
  [[nodiscard]] int number(WordId word) const noexcept { return number_in(numbers_, word); }

  [[nodiscard]] std::string_view role_name(RoleId role) const noexcept { return roles_[role]; }
  [[nodiscard]] RoleId role(std::string_view name) const noexcept;  ///< 0 if no table names it.
  [[nodiscard]] RoleId office_role(std::uint32_t office) const noexcept { return office_roles_[office]; }
  /// The offices of that role in the state or body `owner`.
  [[nodiscard]] std::span<const std::uint32_t> offices(std::uint32_t owner, RoleId role) const noexcept;
  /// False for the head of a body within `owner`: "the director-general of the European Commission" heads no central bank.
  [[nodiscard]] bool heads(std::uint32_t office, std::uint32_t owner) const noexcept {
    const std::string_view role = role_name(office_role(office));
    return (role != "head_of_body" && role != "leader") || catalogue_->actors()[office].part_of == catalogue_->actors()[owner].key;
  }
  [[nodiscard]] std::span<const Term> terms_of(std::uint32_t person) const noexcept;
  /// The terms in that office, by start.
  [[nodiscard]] std::span<const std::uint32_t> terms_in(std::uint32_t office) const noexcept;  ///< Places in catalogue().terms().
  [[nodiscard]] std::span<const std::uint32_t> persons_named(WordId surname) const noexcept;
  /// True for the first word of the names of several persons: "Maria", "Louise".
  [[nodiscard]] bool is_given_name(WordId word) const noexcept { return word < given_.size() && given_[word]; }
  /// True for the first word of the name of anybody listed.
  [[nodiscard]] bool may_be_given_name(WordId word) const noexcept { return word < given_once_.size() && given_once_[word]; }
  /// True for a people: "the Kurds".
  [[nodiscard]] bool is_people(std::uint32_t actor) const noexcept { return peoples_[actor]; }
  /// True if a person of that state writes the family name first.
  [[nodiscard]] bool family_name_first(std::uint32_t owner) const noexcept { return owner < family_first_.size() && family_first_[owner]; }

  /// Whose "the army" is in a state or territory: its own, or that of the state which holds it.
  [[nodiscard]] std::uint32_t army_in(std::uint32_t owner) const noexcept;

  /// The one name for fighters of a sort: "insurgents" for militants, gunmen and so on; other nouns as they stand.
  [[nodiscard]] std::string_view group_name(std::string_view noun) const noexcept;
  /// The adjectives of a state and its abbreviations, word by word.
  [[nodiscard]] std::span<const std::vector<WordId>> adjectives(std::uint32_t state) const noexcept;
  /// The state, territory or body whose acts those of `actor` are, or in which it lies; the actor itself if none.
  [[nodiscard]] std::uint32_t owner(std::uint32_t actor) const noexcept { return owners_[actor]; }
  /// Where the chain of `represents` ends.
  [[nodiscard]] std::uint32_t acts_for(std::uint32_t actor) const noexcept { return acts_for_[actor]; }
  [[nodiscard]] const OfficialSites& sites() const noexcept { return sites_; }
  [[nodiscard]] bool is_state(std::uint32_t actor) const noexcept { return states_[actor]; }

 private:
  [[nodiscard]] static int number_in(const std::unordered_map<WordId, int>& map, WordId word) noexcept {
    const auto found = map.find(word);
    return found == map.end() ? 0 : found->second;
  }
  std::vector<WordId> phrase_of(std::string_view text);
  RoleId add_role(std::string_view name);
  void add_words(const LinkWords& words);
  void add_names();
  void add_titles();
  void add_nouns(const LinkWords& words);
  void index_actors(const LinkWords& words);
  void index_offices();
  /// Notes the family name in the name `phrase`, if it is one of a person.
  void add_surname(const Alias& alias, std::span<const WordId> phrase);
  void index_surnames();

  std::shared_ptr<const Catalogue> catalogue_;
  OfficialSites sites_;
  Vocabulary vocabulary_;
  PhraseTrie names_, titles_, nouns_;
  std::vector<TitleEntry> title_entries_;
  std::vector<NounEntry> noun_entries_;
  std::vector<AliasShape> shapes_;
  std::map<std::string, std::string, std::less<>> group_names_;
  std::vector<std::bitset<kWordClasses>> classes_;
  std::unordered_map<WordId, int> months_, weekdays_, numbers_;
  std::vector<std::string> roles_{""};
  std::vector<RoleId> office_roles_;
  std::vector<std::uint32_t> owners_, acts_for_, first_term_;
  std::vector<bool> states_, family_first_, persons_, peoples_;
  std::unordered_map<std::uint32_t, std::uint32_t> armies_;
  std::unordered_map<std::uint64_t, std::vector<std::uint32_t>> offices_;
  std::unordered_map<std::uint32_t, std::vector<std::uint32_t>> office_terms_;
  std::vector<std::pair<WordId, std::uint32_t>> surnames_;  ///< Family name and person, until index_surnames().
  std::vector<std::pair<WordId, std::uint32_t>> given_names_;  ///< Given name and person, until index_surnames().
  std::vector<bool> given_, given_once_;                    ///< By word.
  std::vector<std::uint32_t> surname_start_, named_;        ///< Persons by the word of their family name.
  std::unordered_map<std::uint32_t, std::vector<std::vector<WordId>>> adjectives_;
};

/// True if `span`, with the days of slack that reporting needs, covers `day`; any span covers an unknown day.
[[nodiscard]] bool covers(const DateSpan& span, Day day, int slack_days) noexcept;

}  // namespace entente::internal
