#include <algorithm>
#include <random>

#include "base/json.h"
#include "base/try.h"
#include "entente/rules.h"
#include "rules/parse.h"
#include "rules/print.h"

namespace entente {

namespace {

using internal::Given;

bool is_end(const std::string& key, const Participant& end) { return key == end.key.str() || key == end.actor.str(); }

bool is_given(const Given& given, const Statement& statement, bool symmetric) {
  if (given.relation != statement.relation.str() || given.polarity != statement.polarity || given.modality != statement.modality) return false;
  if (given.content && (!statement.content || *given.content != statement.content->str())) return false;
  if (given.context && (!statement.context || *given.context != statement.context->str())) return false;
  if (given.said_by && (!statement.said_by || !is_end(*given.said_by, statement.said_by->source))) return false;
  if (is_end(given.subject, statement.subject) && is_end(given.object, statement.object)) return true;
  return symmetric && is_end(given.object, statement.subject) && is_end(given.subject, statement.object);
}

std::string text_of(const Statement& statement) {
  std::string text = statement.subject.key.str() + " " + statement.relation.str() + " " + statement.object.key.str();
  if (statement.polarity == Polarity::Negative) text += " not";
  if (statement.modality != Modality::Actual) text += " " + std::string(to_string(statement.modality));
  if (statement.content) text += " content=" + statement.content->str();
  if (statement.said_by) text += " said-by=" + statement.said_by->source.key.str();
  if (statement.context) text += " context=" + statement.context->str();
  return text;
}

std::string came_out(const std::vector<Statement>& statements) {
  std::string text;
  for (const Statement& statement : statements) text += (text.empty() ? "" : "; ") + text_of(statement);
  return text.empty() ? "nothing" : text;
}

/// What is wrong with one example under one rule set; empty if nothing.
std::string problem_of(const RuleSet& rules, const RuleExample& example, const Document& doc) {
  if (example.gives.empty()) {
    for (std::uint32_t s = 0; s < doc.sentences.size(); ++s)
      for (const RuleTrace& trace : rules.trace(doc, s))
        if (trace.rule == example.rule && trace.fired) return "the near miss makes the rule fire: " + came_out(rules.match(doc));
    return "";
  }
  const std::vector<Statement> statements = rules.match(doc);
  for (const std::string& text : example.gives) {
    const auto given = internal::parse_given(text);   // Cannot fail: the loader has read it.
    const RelationType* type = rules.catalogue()->relation(RelationKey(given->relation));
    const auto fits = [&](const Statement& s) { return is_given(*given, s, type && type->symmetric); };
    if (std::ranges::none_of(statements, fits)) return "expected '" + text + "', found " + came_out(statements);
  }
  return "";
}

std::string dumped(const internal::Json& json) {
  using Type = internal::Json::Type;
  std::string text;
  const auto next = [&text](std::size_t opened) { if (text.size() > opened) text += ','; };
  switch (json.type) {
    case Type::Null: return "null";
    case Type::Bool: return json.boolean ? "true" : "false";
    case Type::Number: return internal::number_text(json.number);
    case Type::String: internal::append_json_string(text, json.string); return text;
    case Type::Array:
      text = "[";
      for (const internal::Json& item : json.items) { next(1); text += dumped(item); }
      return text + "]";
    case Type::Object: break;
  }
  text = "{";
  for (const auto& [key, value] : json.members) {
    next(1);
    internal::append_json_string(text, key);
    text += ":" + dumped(value);
  }
  return text + "}";
}

/// The same rules with files, rules and classes in another order.
Result<RuleSet> shuffled(const RuleSet& rules, std::uint32_t seed) {
  std::mt19937 random(seed);
  auto files = rules.print();
  std::ranges::shuffle(files, random);
  for (auto& [name, text] : files) {
    auto root = internal::parse_json(text, name);
    if (!root) return std::unexpected(root.error());
    for (const std::string_view list : {"rules", "control"})
      if (const internal::Json* items = root->find(list)) {
        auto order = items->items;
        std::ranges::shuffle(order, random);
        std::string body;
        for (const internal::Json& item : order) body += (body.empty() ? "" : ",") + dumped(item);
        const internal::Json* relation = root->find("relation");
        text = "{" + (relation ? "\"relation\": " + dumped(*relation) + "," : std::string()) + "\"" + std::string(list) + "\": [" + body + "]}";
      }
  }
  return RuleSet::read(files, rules.catalogue());
}

}  // namespace

Result<std::vector<ExampleFailure>> check_examples(const RuleSet& rules, const Analyse& analyse, std::uint32_t seed) {
  const auto reread = RuleSet::read(rules.print(), rules.catalogue());
  if (!reread) return std::unexpected(reread.error());
  const auto mixed = shuffled(rules, seed);
  if (!mixed) return std::unexpected(mixed.error());
  const std::pair<const RuleSet*, std::string_view> passes[] = {{&rules, ""}, {&*reread, " (rules printed and read back)"}, {&*mixed, " (rules shuffled)"}};
  std::vector<ExampleFailure> failures;
  for (const RuleExample& example : rules.examples()) {
    const auto doc = analyse(example.text);
    if (!doc) return std::unexpected(doc.error());
    for (const auto& [set, pass] : passes) {
      const std::string problem = problem_of(*set, example, *doc);
      if (problem.empty()) continue;
      failures.push_back({example, problem + std::string(pass)});
      break;
    }
  }
  return failures;
}

}  // namespace entente
