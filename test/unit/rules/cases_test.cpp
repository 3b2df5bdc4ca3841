#include <doctest/doctest.h>

#include "support/cases.h"
#include "unit/rules/sketch.h"

using namespace entente;

namespace {

/// The error of a rule folder, its place cut to what lies under the case; or how many rules there are.
std::string outcome_of(const std::filesystem::path& folder) {
  const auto rules = RuleSet::load(folder, test::rule_catalogue());
  if (rules) return std::to_string(rules->size()) + " rules, " + std::to_string(rules->examples().size()) + " examples\n";
  Error error = rules.error();
  error.where.file = std::filesystem::path(error.where.file).lexically_relative(folder).string();
  std::string text = to_string(error);
  const std::string path = folder.string() + "/";   // Messages name other files too.
  for (std::size_t at; (at = text.find(path)) != std::string::npos;) text.erase(at, path.size());
  return text + "\n";
}

}  // namespace

/// test/cases/rules/<case>/{*.json, expected.txt}: what reading the folder gives.
TEST_CASE("rule folders read as expected") {
  for (const auto& folder : testing::cases("rules")) testing::check_expected(folder / "expected.txt", outcome_of(folder));
}
