#pragma once

#include <string_view>
#include <vector>

#include "base/json.h"
#include "rules/rule.h"

namespace entente::internal {

/// Reads rules and control rules of one file into a program whose catalogue and classes are complete.
class RuleParser {
 public:
  RuleParser(const JsonFile& file, Program& program) : file_(file), program_(program) {}

  /// A file with "relation" and "rules".
  [[nodiscard]] Result<void> relation_file();
  /// A file with "control".
  [[nodiscard]] Result<void> control_file();

 private:
  Result<Rule> rule(const Json& json, const RelationType& relation);
  Result<Control> control(const Json& json);
  Result<void> rule_ends(const Json& json, Rule& rule);
  Result<void> rule_options(const Json& json, Rule& rule);
  Result<void> control_inner(const Json& json, Control& control);
  Result<Trigger> trigger(const Json& json);
  Result<Trigger> rule_trigger(const Json& json);
  Result<void> tests(const Json& json, std::vector<Test>& tests);
  Result<Test> test(const Json& json);
  Result<void> fill_test(const Json& json, std::string_view key, const Json& value, Test& test);
  Result<void> read_of(const Json& json, Test& test);
  Result<void> fill_path_test(const Json& json, const Json& value, Test& test);
  Result<Path> path(const Json& json, std::initializer_list<Scope> scopes);
  Result<std::vector<Path>> paths(const Json& json, std::string_view what, std::initializer_list<Scope> scopes);
  Result<std::vector<KindKey>> kinds(const Json& json);
  Result<const RelationType*> relation(const Json& json);
  Result<void> examples(const Json& json, const RuleKey& key);
  Result<void> check_gives(const Json& json);
  Result<RuleKey> key(const Json& json);
  Result<double> confidence(const Json& json);
  [[nodiscard]] std::unexpected<Error> wrong(const Json& at, std::string message, ErrorCode code = ErrorCode::Syntax) const {
    return std::unexpected(file_.error(code, at, std::move(message)));
  }

  const JsonFile& file_;
  Program& program_;
};

/// What an example says a sentence gives: "state/fra sanctions state/mli not planned content=…".
struct Given {
  std::string subject, relation, object;
  Polarity polarity = Polarity::Positive;
  Modality modality = Modality::Actual;
  std::optional<std::string> content, said_by, context;
};
/// Errors: a message without place.
[[nodiscard]] std::expected<Given, std::string> parse_given(std::string_view text);

}  // namespace entente::internal
