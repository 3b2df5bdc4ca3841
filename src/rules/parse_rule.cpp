#include <algorithm>
#include <cmath>

#include "rules/fields.h"
#include "rules/parse.h"

namespace entente::internal {

namespace {

/// Takes over a Result or returns its error.
template <class T>
Result<void> take(Result<T> result, T& target) {
  if (!result) return std::unexpected(std::move(result).error());
  target = *std::move(result);
  return {};
}

const std::vector<std::string_view> kRuleKeys{"key", "trigger", "mention", "where", "subject", "object", "parties", "subject_kind", "object_kind",
                                              "place_object", "object_state", "context", "polarity", "modality", "confidence", "priority", "final", "examples", "near"};
const std::vector<std::string_view> kModalities{"actual", "planned", "possible", "conditional", "wanted"};
constexpr int kMaxPriority = 100;

std::string file_name(const std::string& path) { return path.substr(path.find_last_of('/') + 1); }

}  // namespace

Result<void> RuleParser::relation_file() {
  ENTENTE_TRY(only_members(file_, file_.root, {"$schema", "relation", "rules"}));
  const Json& name = *file_.root.find("relation");
  const auto type = relation(name);
  if (!type) return std::unexpected(type.error());
  const auto list = required(file_, file_.root, "rules", Json::Type::Array);
  if (!list) return std::unexpected(list.error());
  for (const Json& item : (*list)->items) {
    auto made = rule(item, **type);
    if (!made) return std::unexpected(made.error());
    program_.rules.push_back(*std::move(made));
  }
  return {};
}

Result<Rule> RuleParser::rule(const Json& json, const RelationType& relation) {
  ENTENTE_TRY(only_members(file_, json, kRuleKeys));
  Rule rule;
  rule.relation = &relation;
  rule.file = file_name(file_.name);
  ENTENTE_TRY(take(key(json), rule.key));
  ENTENTE_TRY(take(rule_trigger(json), rule.trigger));
  if (const Json* where = json.find("where")) ENTENTE_TRY(tests(*where, rule.where));
  ENTENTE_TRY(rule_ends(json, rule));
  ENTENTE_TRY(rule_options(json, rule));
  ENTENTE_TRY(examples(json, rule.key));
  return rule;
}

Result<Trigger> RuleParser::rule_trigger(const Json& json) {
  const Json* mention = json.find("mention");
  const Json* trigger_json = json.find("trigger");
  if (mention && trigger_json) return wrong(*mention, "a rule has either 'trigger' or 'mention', not both");
  if (trigger_json) return trigger(*trigger_json);
  if (!mention) return wrong(json, "the rule has no 'trigger'");
  ENTENTE_TRY(expect(file_, *mention, Json::Type::String, "'mention'"));
  if (mention->string != "title") return wrong(*mention, "unknown mention '" + mention->string + "'; expected 'title'");
  Trigger title;
  title.title = true;
  return title;
}

Result<Trigger> RuleParser::trigger(const Json& json) {
  ENTENTE_TRY(only_members(file_, json, {"lemma", "pos", "construction"}));
  Trigger trigger;
  const Json* lemma = json.find("lemma");
  if (!lemma) return wrong(json, "the trigger has no 'lemma', so it would fit nothing");
  ENTENTE_TRY(take(program_.classes.list(file_, *lemma, "'lemma'", program_.pool), trigger.words));
  if (const Json* pos = json.find("pos")) {
    trigger.pos = 0;
    const auto bit = [](std::string_view name) -> std::optional<PosBit> {
      if (name == "verb") return kPosVerb;
      if (name == "noun") return kPosNoun;
      if (name == "adj") return kPosAdj;
      return std::nullopt;
    };
    const auto bits = read_names(file_, *pos, "part of speech", bit, {"verb", "noun", "adj"});
    if (!bits) return std::unexpected(bits.error());
    for (const PosBit one : *bits) trigger.pos |= one;
  }
  if (const Json* list = json.find("construction"))
    ENTENTE_TRY(take(read_names(file_, *list, "construction", parse_construction,
                                {"active", "passive", "copula", "nominal", "apposition", "title", "possessive", "relative", "participle", "headline"}),
                     trigger.constructions));
  return trigger;
}

/// A symmetric relation has parties, a directed one subject and object, a title rule neither.
Result<void> RuleParser::rule_ends(const Json& json, Rule& rule) {
  const Json *subject = json.find("subject"), *object = json.find("object"), *parties = json.find("parties");
  if (rule.trigger.title) {
    if (const Json* extra = subject ? subject : object ? object : parties) return wrong(*extra, "a rule over titles takes no paths: the person is the subject, whose office it is the object");
  } else if (parties) {
    if (subject || object) return wrong(subject ? *subject : *object, "a rule has either 'parties' or 'subject' and 'object'");
    if (!rule.relation->symmetric) return wrong(*parties, "'" + rule.relation->key.str() + "' has a direction; write 'subject' and 'object' instead of 'parties'");
    ENTENTE_TRY(expect(file_, *parties, Json::Type::Array, "'parties'"));
    for (const Json& item : parties->items) {
      auto alternative = paths(item, "an alternative of 'parties'", {Scope::Own, Scope::Outer, Scope::Complement, Scope::Condition});
      if (!alternative) return std::unexpected(alternative.error());
      rule.parties.push_back(*std::move(alternative));
    }
    if (rule.parties.empty()) return wrong(*parties, "'parties' is empty; expected lists of paths");
  } else {
    if (rule.relation->symmetric && (subject || object)) return wrong(subject ? *subject : *object, "'" + rule.relation->key.str() + "' is symmetric; write 'parties' instead of 'subject' and 'object'");
    if (!subject || !object) return wrong(json, rule.relation->symmetric ? "'parties' is missing here" : subject ? "'object' is missing here" : "'subject' is missing here");
    ENTENTE_TRY(take(paths(*subject, "'subject'", {Scope::Own, Scope::Outer, Scope::Complement, Scope::Condition}), rule.subject));
    ENTENTE_TRY(take(paths(*object, "'object'", {Scope::Own, Scope::Outer, Scope::Complement, Scope::Condition}), rule.object));
  }
  if (const Json* list = json.find("subject_kind")) ENTENTE_TRY(take(kinds(*list), rule.subject_kinds));
  if (const Json* list = json.find("object_kind")) ENTENTE_TRY(take(kinds(*list), rule.object_kinds));
  return {};
}

Result<void> RuleParser::rule_options(const Json& json, Rule& rule) {
  for (const auto& [key, option] : {std::pair{"place_object", &rule.place_object}, std::pair{"object_state", &rule.object_state}}) {
    const Json* value = json.find(key);
    if (!value) continue;
    ENTENTE_TRY(expect(file_, *value, Json::Type::Bool, "'" + std::string(key) + "'"));
    *option = value->boolean;
  }
  if (const Json* context = json.find("context")) {
    ENTENTE_TRY(expect(file_, *context, Json::Type::String, "'context'"));
    if (!is_key_path(context->string)) return wrong(*context, "context '" + context->string + "' must be a lower-case word");
    rule.context = ContextKey(context->string);
  }
  if (const Json* polarity = json.find("polarity")) {
    const auto value = read_name(file_, *polarity, "polarity", parse_polarity, {"positive", "negative"});
    if (!value) return std::unexpected(value.error());
    rule.polarity = *value;
  }
  if (const Json* modality = json.find("modality")) {
    const auto value = read_name(file_, *modality, "modality", parse_modality, kModalities);
    if (!value) return std::unexpected(value.error());
    rule.modality = *value;
  }
  if (json.find("confidence")) ENTENTE_TRY(take(confidence(json), rule.confidence));
  if (const Json* priority = json.find("priority")) {
    ENTENTE_TRY(expect(file_, *priority, Json::Type::Number, "'priority'"));
    if (std::abs(priority->number) > kMaxPriority || priority->number != std::floor(priority->number)) return wrong(*priority, "'priority' must be a whole number from -100 to 100");
    rule.priority = static_cast<int>(priority->number);
  }
  if (const Json* last = json.find("final")) {
    ENTENTE_TRY(expect(file_, *last, Json::Type::Bool, "'final'"));
    rule.final = last->boolean;
  }
  return {};
}

Result<double> RuleParser::confidence(const Json& json) {
  const Json& value = *json.find("confidence");
  ENTENTE_TRY(expect(file_, value, Json::Type::Number, "'confidence'"));
  if (!(value.number > 0 && value.number <= 1)) return wrong(value, "'confidence' must be above 0 and at most 1");
  return value.number;
}

Result<RuleKey> RuleParser::key(const Json& json) {
  const auto value = required(file_, json, "key", Json::Type::String);
  if (!value) return std::unexpected(value.error());
  const std::string& text = (*value)->string;
  if (!is_key_path(text)) return wrong(**value, "rule key '" + text + "' must be of lower-case letters, digits and any of '-_./', such as 'en/sanction.verb'");
  const RuleKey key(text);
  const auto same = [&key](const auto& known) { return known.key == key; };
  const auto rule = std::ranges::find_if(program_.rules, same);
  const auto control = std::ranges::find_if(program_.controls, same);
  if (rule != program_.rules.end()) return wrong(**value, "rule key '" + text + "' is used in " + rule->file + " too", ErrorCode::Conflict);
  if (control != program_.controls.end()) return wrong(**value, "rule key '" + text + "' is used in " + control->file + " too", ErrorCode::Conflict);
  return key;
}

Result<Path> RuleParser::path(const Json& json, std::initializer_list<Scope> scopes) {
  ENTENTE_TRY(expect(file_, json, Json::Type::String, "a path"));
  auto parsed = parse_path(json.string);
  if (!parsed) return wrong(json, parsed.error());
  if (std::ranges::find(scopes, parsed->scope) != scopes.end()) return *std::move(parsed);
  if (parsed->scope == Scope::Inner) return wrong(json, "'" + json.string + "' is for control rules only");
  return wrong(json, "'" + json.string + "' must start with 'outer.' or 'inner.' in a control rule");
}

Result<std::vector<Path>> RuleParser::paths(const Json& json, std::string_view what, std::initializer_list<Scope> scopes) {
  std::vector<Path> list;
  ENTENTE_TRY(each_string(file_, json, what, [&](const Json& item) -> Result<void> {
    auto one = path(item, scopes);
    if (!one) return std::unexpected(one.error());
    list.push_back(*std::move(one));
    return {};
  }));
  return list;
}

Result<std::vector<KindKey>> RuleParser::kinds(const Json& json) {
  std::vector<KindKey> list;
  ENTENTE_TRY(each_string(file_, json, "a list of kinds", [&](const Json& item) -> Result<void> {
    const KindKey kind(item.string);
    if (!program_.catalogue->kind(kind)) {
      std::vector<std::string_view> names;
      for (const Kind& known : program_.catalogue->kinds()) names.push_back(known.key.str());
      return wrong(item, "unknown kind '" + item.string + "'" + did_you_mean(item.string, names), ErrorCode::NotFound);
    }
    list.push_back(kind);
    return {};
  }));
  return list;
}

Result<const RelationType*> RuleParser::relation(const Json& json) {
  ENTENTE_TRY(expect(file_, json, Json::Type::String, "a relation"));
  if (const RelationType* type = program_.catalogue->relation(RelationKey(json.string))) return type;
  std::vector<std::string_view> names;
  for (const RelationType& known : program_.catalogue->relations()) names.push_back(known.key.str());
  return wrong(json, "unknown relation '" + json.string + "'" + did_you_mean(json.string, names), ErrorCode::NotFound);
}

}  // namespace entente::internal
