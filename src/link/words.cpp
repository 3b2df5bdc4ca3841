#include "link/words.h"

#include <algorithm>
#include <array>

#include "base/json.h"
#include "base/names.h"
#include "base/text.h"
#include "base/try.h"

namespace entente::internal {

namespace {

constexpr EnumNames<WordClass, kWordClasses> kClassNames{{
    "masculine", "feminine", "neuter", "plural", "first_singular", "first_plural", "masculine_title",
    "feminine_title", "former", "acting", "elect", "deputy", "title_modifier", "former_time", "name_particle",
    "name_suffix", "place_preposition", "motion_preposition", "place_noun", "motion", "say", "act", "pair_noun",
    "pair_person_noun", "trio_noun", "state_noun", "body_noun", "group_noun", "government_noun", "other_word",
    "own_force", "fighter_noun", "saying_thing", "style_noun", "capital_noun", "counterpart", "conflict_noun",
    "number_two", "led", "led_noun", "definite", "possessor", "title_stop", "past_word", "next_word",
    "this_word", "today", "yesterday", "tomorrow", "day_unit", "week_unit", "month_unit", "year_unit",
    "decade_unit", "weekend_unit", "day_part", "date_preposition", "no_event_date", "future_word", "earlier",
    "later", "ago", "since", "bounding_preposition", "future_aux", "us_state", "private_body", "public_body", "lone_attacker", "meet",
    "home_preposition", "ethnic", "follower", "reason_preposition", "reason_conjunction", "partner_preposition", "common_surname",
    "statement_noun", "joint_word",
    "issuer_preposition", "harm_noun", "harm_verb", "honour", "everywhere", "border_noun", "site_noun",
    "person_noun", "quality_noun", "named_after_place", "part_of_state", "help", "strike", "everyones", "international", "anyone_noun", "actor_noun", "crown_title"}};

const Json& member(const JsonFile& file, std::string_view name) {
  static const Json kNone;
  const Json* found = file.root.find(name);
  return found ? *found : kNone;
}

Result<void> read_classes(const JsonFile& file, LinkWords& words) {
  const Json& classes = member(file, "classes");
  ENTENTE_TRY(expect(file, classes, Json::Type::Object, "'classes'"));
  words.classes.resize(kWordClasses);
  for (const auto& [name, list] : classes.members) {
    const auto known = kClassNames.parse(name);
    if (!known)
      return std::unexpected(file.error(ErrorCode::Syntax, list, "unknown word class '" + name + "'" +
                                                                     did_you_mean(name, {kClassNames.names.begin(), kClassNames.names.end()})));
    Result<std::vector<std::string>> items = string_list(file, list, "a word class");
    if (!items) return std::unexpected(std::move(items).error());
    words.classes[static_cast<std::size_t>(*known)] = *std::move(items);
  }
  return {};
}

Result<void> read_numbers(const JsonFile& file, std::string_view name, std::map<std::string, int>& to) {
  const Json& object = member(file, name);
  ENTENTE_TRY(expect(file, object, Json::Type::Object, name));
  for (const auto& [key, value] : object.members) {
    ENTENTE_TRY(expect(file, value, Json::Type::Number, "each of " + std::string(name)));
    to[key] = static_cast<int>(value.number);
  }
  return {};
}

Result<void> read_group_names(const JsonFile& file, LinkWords& words) {
  const Json& object = member(file, "group_names");
  ENTENTE_TRY(expect(file, object, Json::Type::Object, "'group_names'"));
  for (const auto& [name, list] : object.members) {
    Result<std::vector<std::string>> nouns = string_list(file, list, "each of group_names");
    if (!nouns) return std::unexpected(std::move(nouns).error());
    words.group_names[name] = *std::move(nouns);
  }
  return {};
}

Result<void> read_noun_classes(const JsonFile& file, LinkWords& words) {
  static const std::vector<std::string_view> kMade{"forces", "government", "group", "people"};
  const Json& object = member(file, "noun_classes");
  ENTENTE_TRY(expect(file, object, Json::Type::Object, "'noun_classes'"));
  for (const auto& [key, value] : object.members) {
    ENTENTE_TRY(expect(file, value, Json::Type::String, "each of noun_classes"));
    if (std::ranges::find(kMade, value.string) == kMade.end())
      return std::unexpected(file.error(ErrorCode::Syntax, value, "unknown sort of actor '" + value.string + "'" + did_you_mean(value.string, kMade)));
    words.noun_classes[key] = value.string;
  }
  return {};
}

Result<void> read_armies(const JsonFile& file, LinkWords& words) {
  const Json& object = member(file, "armies");
  ENTENTE_TRY(expect(file, object, Json::Type::Object, "'armies'"));
  for (const auto& [code, other] : object.members) {
    ENTENTE_TRY(expect(file, other, Json::Type::String, "each of armies"));
    words.armies[code] = other.string;
  }
  return {};
}

Result<void> read_sites(const JsonFile& file, LinkWords& words) {
  const Json& object = member(file, "official_sites");
  ENTENTE_TRY(expect(file, object, Json::Type::Object, "'official_sites'"));
  for (const auto& [host, key] : object.members) {
    ENTENTE_TRY(expect(file, key, Json::Type::String, "each of official_sites"));
    words.official_sites[host] = key.string;
  }
  Result<std::vector<std::string>> labels = string_list(file, member(file, "government_labels"), "'government_labels'");
  if (!labels) return std::unexpected(std::move(labels).error());
  words.government_labels = *std::move(labels);
  return {};
}

}  // namespace

Result<LinkWords> load_link_words(const std::filesystem::path& path) {
  Result<JsonFile> file = read_json(path.string());
  if (!file) return std::unexpected(std::move(file).error());
  ENTENTE_TRY(only_members(*file, file->root, {"$schema", "classes", "months", "weekdays", "numbers", "family_name_first", "group_names", "noun_classes", "official_sites", "armies",
                                          "government_labels"}));
  LinkWords words;
  ENTENTE_TRY(read_classes(*file, words));
  ENTENTE_TRY(read_numbers(*file, "months", words.months));
  ENTENTE_TRY(read_numbers(*file, "weekdays", words.weekdays));
  ENTENTE_TRY(read_numbers(*file, "numbers", words.numbers));
  ENTENTE_TRY(read_group_names(*file, words));
  ENTENTE_TRY(read_noun_classes(*file, words));
  ENTENTE_TRY(read_sites(*file, words));
  ENTENTE_TRY(read_armies(*file, words));
  Result<std::vector<std::string>> states = string_list(*file, member(*file, "family_name_first"), "'family_name_first'");
  if (!states) return std::unexpected(std::move(states).error());
  words.family_name_first = *std::move(states);
  return words;
}

Result<std::vector<Error>> unknown_actors(const std::filesystem::path& path, const Catalogue& catalogue) {
  const Result<JsonFile> file = read_json(path.string());
  if (!file) return std::unexpected(file.error());
  std::vector<Error> faults;
  const auto look_up = [&](const Json& at, const std::string& key) {
    if (!catalogue.actor(EntityKey(key))) faults.push_back(file->error(ErrorCode::NotFound, at, "unknown actor '" + key + "'; expected a key of entities.tsv"));
  };
  for (const auto& [host, key] : member(*file, "official_sites").members) look_up(key, key.string);
  for (const auto& [code, other] : member(*file, "armies").members) {
    look_up(other, "state/" + code);
    look_up(other, "state/" + other.string);
  }
  for (const Json& code : member(*file, "family_name_first").items) look_up(code, "state/" + code.string);
  return faults;
}

}  // namespace entente::internal
