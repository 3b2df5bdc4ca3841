#include <doctest/doctest.h>

#include <algorithm>

#include "rules/rule.h"
#include "unit/rules/sketch.h"

using namespace entente;
using entente::test::rule_error;
using entente::test::rules_from;

namespace {

/// A file of one rule, with `more` as further members of the rule.
std::string rule_with(std::string_view more) {
  return R"({"relation": "sanctions", "rules": [{"key": "en/sanction.verb", )" + std::string(more) + "}]}";
}

std::string tested(std::string_view test) {
  return rule_with(R"("trigger": {"lemma": ["sanction"]}, "subject": ["agent"], "object": ["patient"], "where": [)" + std::string(test) + "]");
}

std::string path_error(std::string_view path) {
  const auto parsed = internal::parse_path(path);
  return parsed ? "" : parsed.error();
}

}  // namespace

TEST_CASE("paths survive reading and printing") {
  for (const std::string text : {"agent", "obl:with", "obl:on|against", "obl:*", "outer.agent", "outer.obl:to|with", "patient>any", "patient>possessor|of|in",
                                 "obl:on>with", "patient>of>modifier", "inner.other", "obl:on behalf of"}) {
    const auto path = internal::parse_path(text);
    REQUIRE_MESSAGE(path, text);
    CHECK(internal::to_string(*path) == text);
  }
}

TEST_CASE("a bad path is told with its cure") {
  CHECK(path_error("agnet") == "unknown path 'agnet'; did you mean 'agent'?");
  CHECK(path_error("obl") == "'obl' lacks its preposition; write 'obl:with', 'obl:on|against' or 'obl:*'");
  CHECK(path_error("obl:on||to") == "an empty word between the bars of 'on||to'");
  CHECK(path_error("inner.objekt") == "unknown end 'inner.objekt'; did you mean 'inner.object'?");
  CHECK(path_error("patient>") == "an empty word between the bars of ''");
  CHECK(path_error("a>b>c>d>e").starts_with("unknown path 'a'"));
  CHECK(path_error("agent>b>c>d>e") == "'agent>b>c>d>e' has more than 3 steps");
  CHECK(path_error("inner.object>any") == "'inner.object>any' steps into an end, which is an actor already");
}

TEST_CASE("mistakes in a rule are told with file, line, column and cure") {
  CHECK(rule_error("{\n  \"relaton\": \"sanctions\" }") ==
        "rules/a.json:1:1: error: a rule file must have 'classes', 'relation' with 'rules', or 'control'; found 'relaton'; did you mean 'relation'?");
  CHECK(rule_error("{\"relation\": \"sanction\", \"rules\": []}") == "rules/a.json:1:14: error: unknown relation 'sanction'; did you mean 'sanctions'?");
  CHECK(rule_error(rule_with(R"("triger": {"lemma": ["sanction"]})")).ends_with("error: unknown key 'triger'; did you mean 'trigger'?"));
  CHECK(rule_error(rule_with(R"("subject": ["agent"])")).ends_with("error: the rule has no 'trigger'"));
  CHECK(rule_error(rule_with(R"("trigger": {"lemma": []})")).ends_with("error: 'lemma' is empty; expected lemmas or '@classes'"));
  CHECK(rule_error(rule_with(R"("trigger": {"pos": ["verb"]})")).ends_with("error: the trigger has no 'lemma', so it would fit nothing"));
  CHECK(rule_error(rule_with(R"("trigger": {"lemma": ["Sanction"]})")).ends_with("error: 'Sanction' has a capital; lemmas are written in lower case: 'sanction'"));
  CHECK(rule_error(rule_with(R"("trigger": {"lemma": ["a"], "pos": ["vreb"]})")).ends_with("error: unknown part of speech 'vreb'; did you mean 'verb'?"));
  CHECK(rule_error(rule_with(R"("trigger": {"lemma": ["a"]}, "subject": ["agent"])")).ends_with("error: 'object' is missing here"));
  CHECK(rule_error(rule_with(R"("trigger": {"lemma": ["a"]}, "parties": [["agent"]])"))
            .ends_with("error: 'sanctions' has a direction; write 'subject' and 'object' instead of 'parties'"));
  CHECK(rule_error(rule_with(R"("trigger": {"lemma": ["a"]}, "subject": ["agent"], "object": ["inner.object"])")).ends_with("error: 'inner.object' is for control rules only"));
  CHECK(rule_error(rule_with(R"("trigger": {"lemma": ["a"]}, "subject": ["agent"], "object": ["patient"], "object_kind": ["sate"])"))
            .ends_with("error: unknown kind 'sate'; did you mean 'state'?"));
  CHECK(rule_error(rule_with(R"("trigger": {"lemma": ["a"]}, "subject": ["agent"], "object": ["patient"], "confidence": 2)"))
            .ends_with("error: 'confidence' must be above 0 and at most 1"));
  CHECK(rule_error(rule_with(R"("trigger": {"lemma": ["a"]}, "subject": ["agent"], "object": ["patient"], "examples": [{"text": "a", "gives": ["b"]}])"))
            .ends_with("error: 'b' is no triple; expected 'state/fra sanctions state/mli'"));
  CHECK(rule_error(rule_with(R"("trigger": {"lemma": ["a"]}, "subject": ["agent"], "object": ["patient"], "examples": [{"text": "a", "gives": ["a sanction b"]}])"))
            .ends_with("error: unknown relation 'sanction'; did you mean 'sanctions'?"));
}

TEST_CASE("mistakes in a test are told") {
  CHECK(rule_error(tested(R"({"att": "agent"})")).ends_with("error: no test is called 'att'; did you mean 'at'?"));
  CHECK(rule_error(tested(R"({"at": "agent"})")).ends_with("error: 'at' needs 'lemma' (any word of the noun phrase) or 'head' (its last word), one of them"));
  CHECK(rule_error(tested(R"({"kind": "agent"})")).ends_with("error: 'kind' needs 'in' with a list of kinds"));
  CHECK(rule_error(tested(R"({"has": "agent", "in": []})")).ends_with("error: unknown key 'in'"));
  CHECK(rule_error(tested(R"({"any": []})")).ends_with("error: 'any' is empty, so it would never hold"));
  CHECK(rule_error(tested(R"({"polarity": "maybe"})")).ends_with("error: unknown polarity 'maybe'; expected one of positive negative"));
  std::string deep = R"({"has": "agent"})";
  for (int i = 0; i < 9; ++i) deep = R"({"not": )" + deep + "}";
  CHECK(rule_error(tested(deep)).ends_with("error: tests are nested deeper than 8 levels"));
}

TEST_CASE("word classes are expanded, and their mistakes told") {
  CHECK(rule_error(R"({"classes": {"a": ["x", "@b"], "b": ["@c"], "c": ["@a"]}})").ends_with("contains itself through '@a'"));
  CHECK(rule_error(R"({"classes": {"weapon": ["tank"], "harm": ["@wepon"]}})").ends_with("error: unknown word class '@wepon'; did you mean '@weapon'?"));
  CHECK(rule_error("{\"classes\": {\"a\": [\"x\"]}}\n--\n{\"classes\": {\"a\": [\"y\"]}}") == "rules/b.json:1:19: error: class 'a' is defined in rules/a.json too");
  const auto chain = internal::compile({{"c.json", R"({"classes": {"low": ["raid"], "mid": ["@low"], "top": ["@mid"]}})"}}, test::rule_catalogue());
  REQUIRE(chain);
  CHECK(chain->classes.all().at("top").lemmas == std::vector<std::string>{"raid"});
  const auto program = internal::compile({{"c.json", R"({"classes": {"all": ["@tanks", "jet"], "tanks": ["tank", "@old"], "old": ["cease-fire"]}})"}}, test::rule_catalogue());
  REQUIRE(program);
  CHECK(program->classes.all().at("all").lemmas == std::vector<std::string>{"cease-fire", "jet", "tank"});
}

TEST_CASE("a key stands for one rule of all files") {
  const std::string rule = R"({"relation": "sanctions", "rules": [{"key": "en/a", "trigger": {"lemma": ["a"]}, "subject": ["agent"], "object": ["patient"]}]})";
  CHECK(rule_error(rule + "\n--\n" + rule) == "rules/b.json:1:45: error: rule key 'en/a' is used in a.json too");
}

TEST_CASE("printed rules read back to the same rules") {
  const RuleSet rules = rules_from(R"({"classes": {"weapon": ["tank", "@jet"], "jet": ["fighter jet"]}}
--
{"relation": "sanctions", "rules": [
  {"key": "en/one", "trigger": {"lemma": ["sanction", "@weapon"], "pos": ["verb", "noun"], "construction": ["active", "passive"]},
   "where": [{"at": "patient", "lemma": ["a"]}, {"at": "patient>of", "head": ["@jet"]}, {"has": "agent"}, {"no": "obl:*"},
             {"kind": "agent", "in": ["state"]}, {"support": ["b"]}, {"no_support": ["c"]}, {"governor": ["d"], "link": ["support"]},
             {"words": ["e"]}, {"no_words": ["f"]}, {"polarity": "negative"}, {"modality": ["actual", "planned"]}, {"reporting": false},
             {"not": {"any": [{"has": "time"}, {"no": "recipient"}]}}],
   "subject": ["agent"], "object": ["patient>any", "obl:on|against"], "subject_kind": ["state"], "object_kind": ["state", "body"],
   "place_object": true, "object_state": true, "context": "economic", "polarity": "negative", "modality": "planned", "confidence": 0.35, "priority": -3, "final": true,
   "examples": [{"text": "a \"b\"", "gives": ["state/fra sanctions state/mli not planned"]}], "near": [{"text": "c", "why": "d"}]}]}
--
{"relation": "meets-with", "rules": [{"key": "en/two", "trigger": {"lemma": "meet"}, "parties": [["agent", "obl:with"], ["agent"]]}]}
--
{"relation": "holds-office-in", "rules": [{"key": "en/three", "mention": "title"}]}
--
{"control": [{"key": "en/control", "outer": {"lemma": ["agree"], "pos": ["verb", "noun"]}, "link": ["complement"],
  "inner": {"quad": ["verbal-cooperation"], "relation": ["sanctions"], "polarity": "any"}, "gives": "pledges-to",
  "subject": ["outer.agent"], "object": ["inner.other", "outer.obl:to"], "object_kind": ["state"], "keep": "planned", "confidence": 0.5}]})");
  CHECK(rules.size() == 4);
  const auto printed = rules.print();
  const auto again = RuleSet::read(printed, test::rule_catalogue());
  REQUIRE_MESSAGE(again, to_string(again.error()));
  CHECK(again->print() == printed);
  CHECK(again->examples().size() == 2);
  const auto text = std::ranges::find(printed, "b.json", [](const auto& file) { return file.first; });
  REQUIRE(text != printed.end());
  for (const std::string_view part : {R"("at": "patient>of", "head": ["@jet"])", R"("final": true)", R"("priority": -3)", R"("confidence": 0.35)", R"("why": "d")"})
    CHECK_MESSAGE(text->second.find(part) != std::string::npos, part);
}
