#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "entente/catalogue.h"
#include "entente/result.h"
#include "link/vocabulary.h"

namespace entente::internal {

/// The word classes of link.json, in its order.
enum class WordClass : std::uint8_t {
  Masculine, Feminine, Neuter, Plural, FirstSingular, FirstPlural, MasculineTitle, FeminineTitle, Former,
  Acting, Elect, Deputy, TitleModifier, FormerTime, NameParticle, NameSuffix, PlacePreposition,
  MotionPreposition, PlaceNoun, Motion, Say, Act, PairNoun, PairPersonNoun, TrioNoun, StateNoun, BodyNoun,
  GroupNoun, GovernmentNoun, OtherWord, OwnForce, FighterNoun, SayingThing, StyleNoun, CapitalNoun, Counterpart,
  ConflictNoun, NumberTwo, Led, LedNoun, Definite, Possessor, TitleStop, PastWord, NextWord, ThisWord, Today,
  Yesterday, Tomorrow, DayUnit, WeekUnit, MonthUnit, YearUnit, DecadeUnit, WeekendUnit, DayPart,
  DatePreposition, NoEventDate, FutureWord, Earlier, Later, Ago, Since, BoundingPreposition, FutureAux, UsState,
  PrivateBody, PublicBody, LoneAttacker, Meet, HomePreposition, Ethnic, Follower, ReasonPreposition,
  ReasonConjunction, PartnerPreposition, CommonSurname, StatementNoun, JointWord, IssuerPreposition,
  HarmNoun, HarmVerb, Honour, Everywhere, BorderNoun, SiteNoun, PersonNoun, QualityNoun, NamedAfterPlace, PartOfState, Help, Strike, Everyones, International, AnyoneNoun, ActorNoun, CrownTitle
};

inline constexpr std::size_t kWordClasses = static_cast<std::size_t>(WordClass::CrownTitle) + 1;

/// What the linker knows of one language's words, read from link.json. Lists may hold lemmas or forms.
struct LinkWords {
  std::vector<std::vector<std::string>> classes;  ///< By WordClass.
  std::map<std::string, int> months, weekdays, numbers;  ///< Weekdays from 1, Monday.
  std::vector<std::string> family_name_first;     ///< Lower-case ISO codes of the states that write it so.
  std::map<std::string, std::vector<std::string>> group_names;  ///< One name for the nouns of one sort of fighters.
  std::map<std::string, std::string> official_sites;  ///< Host of a state's or a body's own site to its key.
  std::vector<std::string> government_labels;     ///< What governments have before their country in hosts: "gov" in "mfa.gov.ua".
  std::map<std::string, std::string> armies;      ///< State or territory without an army: code of the state whose army is there.
  std::map<std::string, std::string> noun_classes;  ///< Class in nouns.tsv to what it makes: forces, government, group, people.
};

/// Errors: Io, NotFound; Syntax at file:line:column.
[[nodiscard]] Result<LinkWords> load_link_words(const std::filesystem::path& file);
/// The places of link.json that name an actor whom `catalogue` lacks. Errors: those of load_link_words().
[[nodiscard]] Result<std::vector<Error>> unknown_actors(const std::filesystem::path& file, const Catalogue& catalogue);

}  // namespace entente::internal
