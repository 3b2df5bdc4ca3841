#pragma once

#include <array>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "entente/result.h"

namespace entente::internal {

/// The word classes of clause.json, in the order of kClassKeys in lexicon.cpp.
enum class LemmaClass : std::uint8_t {
  ModalPlanned, ModalPossible, ModalConditional, ModalWanted,
  ReportStatement, ReportClaim, ReportDenial, ReportBelief,
  Negator, NegativeWord, NegativePreposition, AdjunctPreposition, DoubtAdverb, ConditionalMark,
  PossibleAdjective, PlannedAdjective, NegativeAdjective, ActualAdjective,
  Planned, Wanted, Possible, Negative, PlannedObject, WantedObject, PossibleObject, NegativeObject, RespondingVerb,
  NegativeRaising, SubjectControl, ObjectControl, LightVerb, NoAgentLending, OccurrenceVerb, NamingVerb, BarePassive, PatronParticiple, PhrasalObject, ExpressiveVerb, ExpressingVerb, FactVerb,
  TransparentNoun, PurposeNoun, DirectiveNoun, DocumentNoun, AdjunctNoun, RelationalNoun, TitleNoun, TimeNoun, TimeAdverb, MemberPreposition, AccordingPreposition };

/// A set of LemmaClass.
class LemmaClasses {
 public:
  [[nodiscard]] constexpr bool has(LemmaClass value) const noexcept { return (bits_ >> int(value)) & 1U; }
  [[nodiscard]] constexpr bool empty() const noexcept { return bits_ == 0; }
  constexpr void add(LemmaClass value) noexcept { bits_ |= std::uint64_t{1} << int(value); }
  [[nodiscard]] constexpr bool reports() const noexcept { return (bits_ >> int(LemmaClass::ReportStatement)) & 0xFU; }

 private:
  std::uint64_t bits_ = 0;
};

/// Which party of an event a word beside its noun is.
enum class NounParty : std::uint8_t { None, Agent, Patient };

/// How the words around an event noun name its parties.
struct NounFrame {
  NounParty possessor = NounParty::None;  ///< "Russia's …"
  NounParty modifier = NounParty::None;   ///< "the Russian …"
  NounParty of = NounParty::None;         ///< "the … of Russia"
  std::vector<std::string> takes; ///< Prepositions whose phrase belongs to the noun even where the tree hangs it on the verb.
};

/// What the lexicon knows of one lemma.
struct WordEntry {
  LemmaClasses classes;
  const NounFrame* frame = nullptr;  ///< Null unless it is an event noun.
};

/// Verbs with the prepositions behind which their second predicate stands: accuse X *of* attacking.
enum class PrepositionTable : std::uint8_t { ObliqueControl, PatientActs, AgentActs };

/// The words that clause finding goes by, of one language. Immutable once loaded.
class ClauseLexicon {
 public:
  /// Reads clause.json. Errors: Io; Syntax at file:line:column; Conflict for an event noun listed twice.
  static Result<ClauseLexicon> load(const std::filesystem::path& file);

  /// All that is known of `lemma`, lower case; an empty entry if nothing is.
  [[nodiscard]] const WordEntry& find(std::string_view lemma) const noexcept;
  [[nodiscard]] bool knows(std::string_view lemma) const noexcept { return words_.contains(lemma); }
  /// The usual form of a preposition: "together with" gives "with". Valid while this lives or `text` does.
  [[nodiscard]] std::string_view plain_preposition(std::string_view text) const noexcept;
  [[nodiscard]] bool takes(PrepositionTable table, std::string_view lemma, std::string_view preposition) const noexcept;

 private:
  friend class ClauseLexiconReader;
  struct Hash {
    using is_transparent = void;
    std::size_t operator()(std::string_view text) const noexcept { return std::hash<std::string_view>{}(text); }
  };
  template <class T>
  using Table = std::unordered_map<std::string, T, Hash, std::equal_to<>>;

  Table<WordEntry> words_;
  Table<std::string> prepositions_;
  std::array<Table<std::vector<std::string>>, 3> tables_;
  std::vector<std::unique_ptr<const NounFrame>> frames_;
};

}  // namespace entente::internal
