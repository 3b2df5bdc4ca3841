#include "clause/lexicon.h"

#include <algorithm>
#include <utility>

#include "base/json.h"
#include "base/text.h"
#include "base/try.h"

namespace entente::internal {

namespace {

using ClassKeys = std::vector<std::pair<std::string_view, LemmaClass>>;

const ClassKeys& modal_keys() {
  static const ClassKeys keys{{"planned", LemmaClass::ModalPlanned}, {"possible", LemmaClass::ModalPossible},
                              {"conditional", LemmaClass::ModalConditional}, {"wanted", LemmaClass::ModalWanted}};
  return keys;
}

const ClassKeys& reporting_keys() {
  static const ClassKeys keys{{"statement", LemmaClass::ReportStatement}, {"claim", LemmaClass::ReportClaim},
                              {"denial", LemmaClass::ReportDenial}, {"belief", LemmaClass::ReportBelief}};
  return keys;
}

const ClassKeys& list_keys() {
  static const ClassKeys keys{
      {"negators", LemmaClass::Negator}, {"negative_words", LemmaClass::NegativeWord},
      {"negative_prepositions", LemmaClass::NegativePreposition}, {"adjunct_prepositions", LemmaClass::AdjunctPreposition},
      {"doubt_adverbs", LemmaClass::DoubtAdverb}, {"possible_adjectives", LemmaClass::PossibleAdjective},
      {"planned_adjectives", LemmaClass::PlannedAdjective}, {"negative_adjectives", LemmaClass::NegativeAdjective},
      {"actual_adjectives", LemmaClass::ActualAdjective},      {"conditional_marks", LemmaClass::ConditionalMark}, {"planned", LemmaClass::Planned}, {"wanted", LemmaClass::Wanted},
      {"possible", LemmaClass::Possible}, {"negative", LemmaClass::Negative}, {"planned_objects", LemmaClass::PlannedObject},
      {"wanted_objects", LemmaClass::WantedObject}, {"possible_objects", LemmaClass::PossibleObject},
      {"negative_objects", LemmaClass::NegativeObject}, {"responding_verbs", LemmaClass::RespondingVerb}, {"negative_raising", LemmaClass::NegativeRaising},
      {"subject_control", LemmaClass::SubjectControl}, {"object_control", LemmaClass::ObjectControl},
      {"light_verbs", LemmaClass::LightVerb}, {"no_agent_lending", LemmaClass::NoAgentLending},
      {"occurrence_verbs", LemmaClass::OccurrenceVerb}, {"naming_verbs", LemmaClass::NamingVerb}, {"bare_passives", LemmaClass::BarePassive}, {"patron_participles", LemmaClass::PatronParticiple},
      {"phrasal_objects", LemmaClass::PhrasalObject}, {"expressive_verbs", LemmaClass::ExpressiveVerb},
      {"expressing_verbs", LemmaClass::ExpressingVerb},
      {"fact_verbs", LemmaClass::FactVerb}, {"transparent_nouns", LemmaClass::TransparentNoun}, {"purpose_nouns", LemmaClass::PurposeNoun},
      {"directive_nouns", LemmaClass::DirectiveNoun}, {"document_nouns", LemmaClass::DocumentNoun}, {"adjunct_nouns", LemmaClass::AdjunctNoun}, {"relational_nouns", LemmaClass::RelationalNoun},
      {"title_nouns", LemmaClass::TitleNoun}, {"time_nouns", LemmaClass::TimeNoun}, {"time_adverbs", LemmaClass::TimeAdverb},
      {"member_prepositions", LemmaClass::MemberPreposition}, {"according_prepositions", LemmaClass::AccordingPreposition}};
  return keys;
}

const std::vector<std::pair<std::string_view, PrepositionTable>>& table_keys() {
  static const std::vector<std::pair<std::string_view, PrepositionTable>> keys{
      {"oblique_control", PrepositionTable::ObliqueControl}, {"patient_acts", PrepositionTable::PatientActs},
      {"agent_acts", PrepositionTable::AgentActs}};
  return keys;
}

template <class Value>
std::vector<std::string_view> names_of(const std::vector<std::pair<std::string_view, Value>>& keys) {
  std::vector<std::string_view> names;
  for (const auto& key : keys) names.push_back(key.first);
  return names;
}

}  // namespace

/// Fills a ClauseLexicon from its file.
class ClauseLexiconReader {
 public:
  ClauseLexiconReader(const JsonFile& file, ClauseLexicon& lexicon) : file_(file), lexicon_(lexicon) {}

  Result<void> read() {
    ENTENTE_TRY(check_keys());
    ENTENTE_TRY(read_classes(file_.root, list_keys()));
    ENTENTE_TRY(read_group("modals", modal_keys()));
    ENTENTE_TRY(read_group("reporting", reporting_keys()));
    for (const auto& [key, table] : table_keys()) ENTENTE_TRY(read_table(key, table));
    ENTENTE_TRY(read_prepositions());
    return read_frames();
  }

 private:
  Result<void> check_keys() {
    std::vector<std::string_view> known = names_of(list_keys());
    std::ranges::copy(names_of(table_keys()), std::back_inserter(known));
    for (const std::string_view key : {"$schema", "language", "modals", "reporting", "prepositions", "event_nouns"})
      known.push_back(key);
    return only_members(file_, file_.root, known);
  }

  Result<const Json*> member(const Json& object, std::string_view key) {
    if (const Json* value = object.find(key)) return value;
    return std::unexpected(file_.error(ErrorCode::Syntax, object, "key '" + std::string(key) + "' is missing"));
  }

  /// A word as the tables keep it. Errors: Syntax for capitals, which would never match a lemma.
  Result<std::string> word(const Json& value, std::string_view what) {
    ENTENTE_TRY(expect(file_, value, Json::Type::String, what));
    if (value.string.empty() || to_lower(value.string) != value.string)
      return std::unexpected(file_.error(ErrorCode::Syntax, value, "'" + value.string + "' must be a word in lower case"));
    return value.string;
  }

  Result<std::vector<std::string>> words(const Json& value, std::string_view what) {
    ENTENTE_TRY(expect(file_, value, Json::Type::Array, what));
    std::vector<std::string> list;
    for (const Json& item : value.items) {
      auto text = word(item, "each of " + std::string(what));
      if (!text) return std::unexpected(text.error());
      list.push_back(*std::move(text));
    }
    return list;
  }

  Result<void> read_classes(const Json& object, const ClassKeys& keys) {
    for (const auto& [key, word_class] : keys) {
      const auto value = member(object, key);
      if (!value) return std::unexpected(value.error());
      const auto list = words(**value, key);
      if (!list) return std::unexpected(list.error());
      for (const std::string& text : *list) lexicon_.words_[text].classes.add(word_class);
    }
    return {};
  }

  Result<void> read_group(std::string_view key, const ClassKeys& keys) {
    const auto value = member(file_.root, key);
    if (!value) return std::unexpected(value.error());
    ENTENTE_TRY(only_members(file_, **value, names_of(keys)));
    return read_classes(**value, keys);
  }

  Result<void> read_table(std::string_view key, PrepositionTable table) {
    const auto value = member(file_.root, key);
    if (!value) return std::unexpected(value.error());
    ENTENTE_TRY(expect(file_, **value, Json::Type::Object, key));
    for (const auto& [verb, list] : (*value)->members) {
      auto prepositions = words(list, verb);
      if (!prepositions) return std::unexpected(prepositions.error());
      lexicon_.tables_[std::size_t(table)][verb] = *std::move(prepositions);
    }
    return {};
  }

  Result<void> read_prepositions() {
    const auto value = member(file_.root, "prepositions");
    if (!value) return std::unexpected(value.error());
    ENTENTE_TRY(expect(file_, **value, Json::Type::Object, "prepositions"));
    for (const auto& [variant, plain] : (*value)->members) {
      auto text = word(plain, variant);
      if (!text) return std::unexpected(text.error());
      lexicon_.prepositions_[variant] = *std::move(text);
    }
    return {};
  }

  Result<void> read_frames() {
    const auto value = member(file_.root, "event_nouns");
    if (!value) return std::unexpected(value.error());
    ENTENTE_TRY(expect(file_, **value, Json::Type::Array, "event_nouns"));
    for (const Json& item : (*value)->items) ENTENTE_TRY(read_frame(item));
    return {};
  }

  Result<void> read_frame(const Json& item) {
    ENTENTE_TRY(only_members(file_, item, {"possessor", "modifier", "of", "takes", "nouns"}));
    auto frame = std::make_unique<NounFrame>();
    ENTENTE_TRY(read_party(item, "possessor", frame->possessor));
    ENTENTE_TRY(read_party(item, "modifier", frame->modifier));
    ENTENTE_TRY(read_party(item, "of", frame->of));
    for (const std::string_view key : {"takes", "nouns"})
      if (const auto value = member(item, key); !value) return std::unexpected(value.error());
    auto takes = words(*item.find("takes"), "takes");
    if (!takes) return std::unexpected(takes.error());
    frame->takes = *std::move(takes);
    const Json& nouns = *item.find("nouns");
    if (const auto list = words(nouns, "nouns"); !list) return std::unexpected(list.error());
    for (const Json& noun : nouns.items)
      if (std::exchange(lexicon_.words_[noun.string].frame, frame.get()))
        return std::unexpected(file_.error(ErrorCode::Conflict, noun, "event noun '" + noun.string + "' is listed twice"));
    lexicon_.frames_.push_back(std::move(frame));
    return {};
  }

  Result<void> read_party(const Json& item, std::string_view key, NounParty& party) {
    static const std::vector<std::string_view> kNames{"none", "agent", "patient"};
    const Json* value = item.find(key);
    if (!value) return {};
    ENTENTE_TRY(expect(file_, *value, Json::Type::String, key));
    const auto found = std::ranges::find(kNames, value->string);
    if (found == kNames.end())
      return std::unexpected(file_.error(ErrorCode::Syntax, *value, std::string(key) + " must be none, agent or patient, not '" +
                                                                        value->string + "'" + did_you_mean(value->string, kNames)));
    party = NounParty(found - kNames.begin());
    return {};
  }

  const JsonFile& file_;
  ClauseLexicon& lexicon_;
};

Result<ClauseLexicon> ClauseLexicon::load(const std::filesystem::path& file) {
  const auto json = read_json(file.string());
  if (!json) return std::unexpected(json.error());
  ClauseLexicon lexicon;
  ENTENTE_TRY(ClauseLexiconReader(*json, lexicon).read());
  return lexicon;
}

const WordEntry& ClauseLexicon::find(std::string_view lemma) const noexcept {
  static const WordEntry kNothing;
  const auto found = words_.find(lemma);
  return found == words_.end() ? kNothing : found->second;
}

std::string_view ClauseLexicon::plain_preposition(std::string_view text) const noexcept {
  const auto found = prepositions_.find(text);
  return found == prepositions_.end() ? text : std::string_view(found->second);
}

bool ClauseLexicon::takes(PrepositionTable table, std::string_view lemma, std::string_view preposition) const noexcept {
  const auto& verbs = tables_[std::size_t(table)];
  const auto found = verbs.find(lemma);
  return found != verbs.end() && std::ranges::find(found->second, preposition) != found->second.end();
}

}  // namespace entente::internal
