#pragma once

#include <cstdint>
#include <vector>

#include "link/names.h"
#include "link/reading.h"

namespace entente::internal {

/// What a phrase is made of. Name: a name of the tables that is no person. Person: a person's name, with or
/// without a title. Office: a title that is not followed by a name. Group: a common noun for people or forces.
enum class PhraseSort : std::uint8_t { Name, Person, Office, Group };

/// A title's wording in a phrase.
struct PhraseTitle {
  AtomRange atoms;                   ///< Empty if the phrase has no title.
  std::vector<std::uint32_t> rows;   ///< All rows of the title lexicon of that wording.
  bool plural = false, deputy = false, former = false, acting = false, elect = false;
  bool outside = false;              ///< Of a body that is no part of a state: "president of the Chess Federation".
  bool regional = false;             ///< Of a part of a state: "California's secretary of state".
  [[nodiscard]] bool present() const noexcept { return atoms.first < atoms.last; }
};

/// A stretch of text that names actors, as its form shows, before anybody is looked up.
struct Phrase {
  PhraseSort sort = PhraseSort::Name;
  AtomRange atoms;
  std::vector<std::uint32_t> owners;  ///< Places in DocumentNames::matches: whose forces, government, minister.
  std::vector<std::uint32_t> inside;  ///< Names inside the phrase that are not its owners: "ambassador to Japan".
  PhraseTitle title;
  AtomRange name;                     ///< The person's name.
  std::uint32_t match = kNone;        ///< Of a Name, and of a Person whom a table lists.
  std::uint32_t noun = kNone;         ///< Of a Group, and of "the Bush administration": place for Lexicon::noun().
  AtomRange noun_atoms;
  AtomRange adjective;                ///< Words between owner and noun.
  bool definite = false;              ///< "the", "both", a possessive or a demonstrative stands before it.
  std::vector<std::uint32_t> homes;   ///< Of a Group without owners: the places named behind it: "farmers in northern India".
  bool ethnic = false;                ///< "ethnic Albanians": by descent, not by state.
  std::uint32_t possessor = kNone;    ///< The atom of "his", "their", … before it.
  bool modifies = false;              ///< It stands before a noun that is no part of it: "Israeli army attack".
  bool led = false;                   ///< "US-led coalition".
  bool counterpart = false;           ///< "his Japanese counterpart".
  std::uint32_t same_as = kNone;      ///< The phrase that stands in apposition to this one.
};

/// Every phrase of the document, in text order; none overlaps another.
[[nodiscard]] std::vector<Phrase> find_phrases(const Reading& reading, const DocumentNames& names);

}  // namespace entente::internal
