#include <algorithm>

#include "rules/fields.h"
#include "rules/parse.h"

namespace entente::internal {

namespace {

template <class T>
Result<void> take(Result<T> result, T& target) {
  if (!result) return std::unexpected(std::move(result).error());
  target = *std::move(result);
  return {};
}

const std::vector<std::string_view> kControlKeys{"key", "outer", "link", "inner", "gives", "subject", "object", "subject_kind",
                                                 "object_kind", "keep", "confidence", "examples", "near"};

}  // namespace

Result<void> RuleParser::control_file() {
  ENTENTE_TRY(only_members(file_, file_.root, {"$schema", "control"}));
  const auto list = required(file_, file_.root, "control", Json::Type::Array);
  if (!list) return std::unexpected(list.error());
  for (const Json& item : (*list)->items) {
    auto made = control(item);
    if (!made) return std::unexpected(made.error());
    program_.controls.push_back(*std::move(made));
  }
  return {};
}

Result<Control> RuleParser::control(const Json& json) {
  ENTENTE_TRY(only_members(file_, json, kControlKeys));
  Control control;
  control.file = file_.name.substr(file_.name.find_last_of('/') + 1);
  ENTENTE_TRY(take(key(json), control.key));
  const auto outer = required(file_, json, "outer", Json::Type::Object);
  if (!outer) return std::unexpected(outer.error());
  ENTENTE_TRY(take(trigger(**outer), control.outer));
  if (const Json* link = json.find("link"))
    ENTENTE_TRY(take(read_names(file_, *link, "link", parse_link, {"complement", "support", "inside", "adverbial", "purpose", "relative", "conjunct", "parataxis"}), control.links));
  if (const Json* inner = json.find("inner")) ENTENTE_TRY(control_inner(*inner, control));
  const auto gives = required(file_, json, "gives", Json::Type::String);
  if (!gives) return std::unexpected(gives.error());
  ENTENTE_TRY(take(relation(**gives), control.gives));
  for (const std::string_view end : {"subject", "object"}) {
    const Json* list = json.find(end);
    if (!list) return wrong(json, "'" + std::string(end) + "' is missing here");
    ENTENTE_TRY(take(paths(*list, "'" + std::string(end) + "'", {Scope::Outer, Scope::Inner}), end == "subject" ? control.subject : control.object));
  }
  if (const Json* list = json.find("subject_kind")) ENTENTE_TRY(take(kinds(*list), control.subject_kinds));
  if (const Json* list = json.find("object_kind")) ENTENTE_TRY(take(kinds(*list), control.object_kinds));
  if (const Json* keep = json.find("keep"))
    ENTENTE_TRY(take(read_name(file_, *keep, "value of 'keep'", parse_keep, {"none", "planned", "possible", "wanted", "negative", "same"}), control.keep));
  if (json.find("confidence")) ENTENTE_TRY(take(confidence(json), control.confidence));
  ENTENTE_TRY(examples(json, control.key));
  return control;
}

Result<void> RuleParser::control_inner(const Json& json, Control& control) {
  ENTENTE_TRY(only_members(file_, json, {"quad", "relation", "polarity", "modality", "own"}));
  if (const Json* quad = json.find("quad"))
    ENTENTE_TRY(take(read_names(file_, *quad, "quad class", parse_quad, {"verbal-cooperation", "material-cooperation", "verbal-conflict", "material-conflict"}), control.quads));
  if (const Json* polarity = json.find("polarity"))
    ENTENTE_TRY(take(read_name(file_, *polarity, "polarity", parse_inner_polarity, {"positive", "negative", "any"}), control.inner_polarity));
  if (const Json* own = json.find("own")) {
    ENTENTE_TRY(expect(file_, *own, Json::Type::Bool, "'own'"));
    control.inner_own = own->boolean;
  }
  if (const Json* modality = json.find("modality"))
    ENTENTE_TRY(take(read_names(file_, *modality, "modality", parse_modality, {"actual", "planned", "possible", "conditional", "wanted"}), control.inner_modalities));
  const Json* list = json.find("relation");
  if (!list) return {};
  return each_string(file_, *list, "'relation'", [&](const Json& item) -> Result<void> {
    const auto type = relation(item);
    if (!type) return std::unexpected(type.error());
    control.relations.push_back(*type);
    return {};
  });
}

Result<void> RuleParser::examples(const Json& json, const RuleKey& key) {
  for (const std::string_view list : {"examples", "near"}) {
    const Json* items = json.find(list);
    if (!items) continue;
    ENTENTE_TRY(expect(file_, *items, Json::Type::Array, "'" + std::string(list) + "'"));
    for (const Json& item : items->items) {
      const std::string_view second = list == "near" ? "why" : "gives";
      ENTENTE_TRY(only_members(file_, item, {"text", second}));
      const auto text = required(file_, item, "text", Json::Type::String);
      if (!text) return std::unexpected(text.error());
      RuleExample example{key, (*text)->string, {}, {}, file_.error(ErrorCode::Syntax, **text, "").where};
      const Json* value = item.find(second);
      if (!value) return wrong(item, "'" + std::string(second) + "' is missing here");
      if (second == "why") {
        ENTENTE_TRY(expect(file_, *value, Json::Type::String, "'why'"));
        example.why = value->string;
      } else {
        ENTENTE_TRY(each_string(file_, *value, "'gives'", [&](const Json& given) -> Result<void> {
          example.gives.push_back(given.string);
          return check_gives(given);
        }));
      }
      program_.examples.push_back(std::move(example));
    }
  }
  return {};
}

Result<void> RuleParser::check_gives(const Json& json) {
  const auto given = parse_given(json.string);
  if (!given) return wrong(json, given.error());
  for (const std::string& name : {given->relation, given->content.value_or("")}) {
    if (name.empty()) continue;
    Json at = json;
    at.string = name;
    if (const auto type = relation(at); !type) return std::unexpected(type.error());
  }
  return {};
}

std::expected<Given, std::string> parse_given(std::string_view text) {
  const std::vector<std::string_view> words = split(text, ' ');
  if (words.size() < 3) return std::unexpected("'" + std::string(text) + "' is no triple; expected 'state/fra sanctions state/mli'");
  Given given{std::string(words[0]), std::string(words[1]), std::string(words[2]), {}, {}, {}, {}, {}};
  for (std::size_t i = 3; i < words.size(); ++i) {
    const std::string_view word = words[i];
    const auto rest = [word](std::string_view prefix) { return std::string(word.substr(prefix.size())); };
    if (word == "not") given.polarity = Polarity::Negative;
    else if (const auto modality = parse_modality(word)) given.modality = *modality;
    else if (word.starts_with("content=")) given.content = rest("content=");
    else if (word.starts_with("said-by=")) given.said_by = rest("said-by=");
    else if (word.starts_with("context=")) given.context = rest("context=");
    else return std::unexpected("unknown word '" + std::string(word) + "'" + did_you_mean(word, {"not", "planned", "possible", "conditional", "wanted", "content=", "said-by=", "context="}));
  }
  for (const std::string& key : {given.subject, given.object, given.said_by.value_or("a")})
    if (!is_key_path(key)) return std::unexpected("'" + key + "' is no actor key; expected one such as 'state/fra'");
  return given;
}

}  // namespace entente::internal
