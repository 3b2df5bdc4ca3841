#include <doctest/doctest.h>

#include "unit/rules/sketch.h"

using namespace entente;
using entente::test::Sketch;

namespace {

/// "France sanctioned Iran" and "Iran sanctioned France" as documents; an error for any other text.
Result<Document> analyse(std::string_view text) {
  const bool forth = text == "France sanctioned Iran";
  if (!forth && text != "Iran sanctioned France") return std::unexpected(Error{ErrorCode::Limit, "too hard", {}});
  Sketch s(forth ? "France PROPN France 2 nsubj\nsanctioned VERB sanction 0 root\nIran PROPN Iran 2 obj"
                 : "Iran PROPN Iran 2 nsubj\nsanctioned VERB sanction 0 root\nFrance PROPN France 2 obj");
  s.mention("France", {"state/fra"}).mention("Iran", {"state/irn"});
  s.clause("sanctioned", "sanction", {{Role::Agent, forth ? "France" : "Iran", ""}, {Role::Patient, forth ? "Iran" : "France", ""}});
  return s.doc;
}

RuleSet rules_with(std::string_view examples) {
  return test::rules_from(R"({"relation": "sanctions", "rules": [{"key": "en/sanction", "trigger": {"lemma": ["sanction"]},
    "subject": ["agent"], "object": ["patient"], )" + std::string(examples) + "}]}");
}

}  // namespace

TEST_CASE("examples that come out and near misses that do not are no failures") {
  const auto failures = check_examples(rules_with(R"("examples": [{"text": "France sanctioned Iran", "gives": ["state/fra sanctions state/irn"]}])"), analyse);
  REQUIRE(failures);
  CHECK(failures->empty());
}

TEST_CASE("a failure tells what was expected, what came out, and where the example stands") {
  const auto failures = check_examples(rules_with(R"("examples": [{"text": "Iran sanctioned France", "gives": ["state/fra sanctions state/irn"]},
    {"text": "France sanctioned Iran", "gives": ["state/fra sanctions state/irn not"]}],
    "near": [{"text": "France sanctioned Iran", "why": "a test"}])"), analyse);
  REQUIRE(failures);
  REQUIRE(failures->size() == 3);
  CHECK((*failures)[0].problem == "expected 'state/fra sanctions state/irn', found state/irn sanctions state/fra");
  CHECK((*failures)[0].example.where.line == 2);
  CHECK((*failures)[1].problem == "expected 'state/fra sanctions state/irn not', found state/fra sanctions state/irn");
  CHECK((*failures)[2].problem == "the near miss makes the rule fire: state/fra sanctions state/irn");
}

TEST_CASE("a text that cannot be read stops the check with its error") {
  const auto failures = check_examples(rules_with(R"("near": [{"text": "else", "why": "a test"}])"), analyse);
  REQUIRE(!failures);
  CHECK(failures.error().message == "too hard");
}
