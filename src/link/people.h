#pragma once

#include <cstdint>
#include <string>
#include <unordered_map>
#include <vector>

#include "link/actors.h"
#include "link/phrases.h"

namespace entente::internal {

enum class Gender : std::uint8_t { Unknown, Masculine, Feminine };

/// A person whom the document names.
struct Person {
  std::uint32_t catalogue = kNone;   ///< Place in the catalogue; kNone if no table lists the person.
  std::string label;
  std::vector<WordId> words;         ///< The fullest form of the name.
  std::uint32_t owner = kNone;       ///< Catalogue place of the state or body for which the person acts.
  std::string group;                 ///< Noun of the armed group for which the person acts: "rebels".
  RoleId role = 0;
  std::vector<WordId> title_words;   ///< Last words of the person's titles: "minister", "admiral".
  bool former = false;               ///< Introduced as former and never otherwise.
  bool titled = false, deputy = false;
  bool long_title = false;           ///< A title of several words: "police spokesman".
  bool guest = false;                ///< Has an office whose holders deal with other states: an envoy, an ambassador.
  bool told = false;                 ///< `owner` is of the first office that the text gives the person.
  bool outside = false;              ///< Holds no office of a state: a bishop, a chief executive.
  Gender gender = Gender::Unknown;
  std::uint32_t actor = kNone;       ///< Place in ActorTable once made.
};

/// Everybody a document names, and who is meant where.
class People {
 public:
  People(const Reading& reading, const DocumentNames& names) : r_(reading), lex_(reading.lex), names_(names) {}

  /// Finds or makes the person of every Person phrase and fills person_of().
  void collect(std::vector<Phrase>& phrases);
  /// The person of a phrase; kNone if it names nobody who is an actor here.
  [[nodiscard]] std::uint32_t person_of(std::uint32_t phrase) const noexcept { return phrase < of_.size() ? of_[phrase] : kNone; }
  [[nodiscard]] const Person& at(std::uint32_t person) const noexcept { return people_[person]; }
  [[nodiscard]] std::uint32_t size() const noexcept { return static_cast<std::uint32_t>(people_.size()); }
  /// The place in `actors` of a person.
  std::uint32_t actor_of(std::uint32_t person, ActorTable& actors);
  /// The one holder of the office at the document's date, by catalogue place; kNone if none or several.
  [[nodiscard]] std::uint32_t holder(std::uint32_t owner, RoleId role) const;
  /// The role that a title's wording names in that state or body; 0 if none.
  [[nodiscard]] RoleId role_of(const PhraseTitle& title, std::uint32_t owner) const;
  /// True if the title is that of a state's office, but of a part of the state: "California's secretary of state".
  [[nodiscard]] bool is_of_part(const Phrase& phrase) const;
  /// True if a role says what somebody is like, not which office: "minister", "official".
  [[nodiscard]] bool is_vague_role(RoleId role) const;
  /// True if the title is a public office of a state or body: not "Mr.", "general", "activist", "chairman of the Chess Federation".
  [[nodiscard]] bool is_office(const Phrase& phrase) const;
  /// The catalogue place of the state or body that owns a phrase's first owner, or the title's only country.
  [[nodiscard]] std::uint32_t owner_of(const Phrase& phrase) const;
  /// The person of the document who has that role for `owner`; kNone if none or several.
  [[nodiscard]] std::uint32_t with_role(std::uint32_t owner, RoleId role) const;
  /// The person of the document who is a deputy for `owner` under such a title; kNone if none or several.
  [[nodiscard]] std::uint32_t deputy_of(std::uint32_t owner, WordId last_title_word) const;
  /// The one person introduced by title and full name whose surname this is; kNone if none or several.
  [[nodiscard]] std::uint32_t introduced_as(WordId surname) const;
  void set_gender(std::uint32_t person, Gender gender) { people_[person].gender = gender; }
  void set_role(std::uint32_t person, RoleId role) { if (!people_[person].role) people_[person].role = role; }
  /// The person's entry for a catalogue place, made if need be.
  std::uint32_t listed(std::uint32_t catalogue);

 private:
  static constexpr int kSlackDays = 3;  ///< News of a change may come so many days late.

  [[nodiscard]] Day date() const noexcept { return r_.doc.article.published; }
  [[nodiscard]] std::vector<WordId> words_of(AtomRange name) const;
  [[nodiscard]] std::uint32_t choose_listed(const Phrase& phrase) const;
  /// Whom the tables give for a surname with the phrase's title at the date; if several fit, at least whose official it is.
  struct Listed { std::uint32_t person = kNone, owner = kNone; };
  [[nodiscard]] Listed by_table(WordId surname, const Phrase& phrase) const;
  [[nodiscard]] Listed by_title_of_country(WordId surname, const Phrase& phrase) const;
  [[nodiscard]] std::uint32_t by_likeness(WordId surname, RoleId role) const;
  [[nodiscard]] bool is_sole(WordId surname, std::uint32_t person) const;
  [[nodiscard]] bool headed_state(std::uint32_t person) const;
  [[nodiscard]] bool holds_core(std::uint32_t person) const;
  [[nodiscard]] bool holds(std::uint32_t person, std::uint32_t owner, RoleId role, int slack) const;
  [[nodiscard]] bool is_of_main_state(const Person& person, std::uint32_t state) const;
  [[nodiscard]] RoleId role_named(const PhraseTitle& title, std::uint32_t owner) const;
  [[nodiscard]] bool is_surname_alone(const std::vector<WordId>& words) const;
  [[nodiscard]] bool given_name_agrees(std::uint32_t catalogue, AtomRange name) const;
  std::uint32_t by_surname(const std::vector<WordId>& words, const Phrase& phrase) const;
  [[nodiscard]] std::uint32_t listed_as(const std::vector<WordId>& words) const;
  void note_stranger(const Phrase& phrase);
  std::uint32_t resolve_full(const Phrase& phrase);
  [[nodiscard]] bool fits_title(std::uint32_t catalogue, const Phrase& phrase) const;
  [[nodiscard]] bool is_of_another_state(std::uint32_t person, const Phrase& phrase) const;
  [[nodiscard]] bool is_with_article(const Phrase& phrase) const;
  std::uint32_t resolve_short(const Phrase& phrase);
  std::uint32_t make(const Phrase& phrase, std::vector<WordId> words);
  void learn(std::uint32_t person, const Phrase& phrase);
  void add_surnames(std::uint32_t person);
  [[nodiscard]] std::uint32_t term_owner(std::uint32_t catalogue) const;

  const Reading& r_;
  const Lexicon& lex_;
  const DocumentNames& names_;
  std::vector<Person> people_;
  std::vector<std::uint32_t> of_;  ///< By phrase.
  std::unordered_map<WordId, std::vector<std::uint32_t>> by_surname_;
  std::vector<WordId> strangers_;  ///< First and last words of full names that are nobody's here: "Austin" and "Tice".
};

}  // namespace entente::internal
