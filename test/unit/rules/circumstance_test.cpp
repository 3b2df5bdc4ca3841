#include <doctest/doctest.h>

#include "unit/rules/sketch.h"

using namespace entente;
using entente::test::rules_from;
using entente::test::Sketch;
using entente::test::told;
using Lines = std::vector<std::string>;

namespace {

const std::string kRules = R"({"classes": {"source-marker": ["according to"], "hedge": ["reportedly"], "loose-time-marker": ["before", "since"],
  "context-military": ["troop", "fighter jet"], "context-economic": ["oil"]}}
--
{"relation": "attacks", "rules": [{"key": "en/attack", "trigger": {"lemma": ["attack"]}, "subject": ["agent"], "object": ["patient", "patient>any"], "confidence": 0.8}]})";

/// "On Monday Iran said Russia reportedly attacked French oil on Friday in Marseille", the time of the attack after it.
Sketch reported(std::string_view time_marker = "on") {
  Sketch s("On ADP on 2 case\nMonday PROPN Monday 4 obl\nIran PROPN Iran 4 nsubj\nsaid VERB say 0 root\nRussia PROPN Russia 7 nsubj\n"
           "reportedly ADV reportedly 7 advmod\nattacked VERB attack 4 ccomp\nFrench ADJ French 9 amod\noil NOUN oil 7 obj\n" +
           std::string(time_marker) + " ADP on 11 case\nFriday PROPN Friday 7 obl\nin ADP in 13 case\nMarseille PROPN Marseille 7 obl");
  s.mention("Iran", {"state/irn"}).mention("Russia", {"state/rus"}).mention("French", {"state/fra"}, MentionUse::Modifier);
  s.mention("Marseille", {"city/marseille"}, MentionUse::Place);
  s.time("Monday", "2020-01-06", "2020-01-06").time("Friday", "2020-01-03", "2020-01-03");
  s.clause("said", "say", {{Role::Agent, "Iran", ""}, {Role::Complement, "attacked", ""}});
  s.clause("attacked", "attack", {{Role::Agent, "Russia", ""}, {Role::Patient, "oil", ""}, {Role::Oblique, "Friday", "on"}, {Role::Oblique, "Marseille", "in"}});
  s.hang("attacked", "said", Link::Complement).said("attacked", "said");
  s.at("said").reporting = true;
  return s;
}

}  // namespace

TEST_CASE("a statement tells who says so, when, where and in what matter") {
  const Sketch s = reported();
  const auto statements = rules_from(kRules).match(s.doc);
  REQUIRE(told(statements) == Lines{"state/rus attacks state/fra said-by=state/irn context=economic"});
  const Statement& made = statements[0];
  CHECK(made.said_by->verb == "say");
  REQUIRE(made.on);
  CHECK(to_string(made.on->first) == "2020-01-03");
  REQUIRE(made.place);
  CHECK(made.place->key.str() == "city/marseille");
  CHECK(made.confidence == doctest::Approx(0.93 * (1 - 0.392 * 0.392)).epsilon(0.001));
}

TEST_CASE("the time of saying is not that of what is said, and a bound is no time") {
  Sketch s = reported();
  s.doc.times.pop_back();
  CHECK(!rules_from(kRules).match(s.doc)[0].on);
  CHECK(!rules_from(kRules).match(reported("before").doc)[0].on);
}

TEST_CASE("who only reports is no party") {
  const Sketch s = reported();
  const auto rules = rules_from(R"({"relation": "attacks", "rules": [{"key": "r", "trigger": {"lemma": ["attack"]}, "subject": ["outer.agent"], "object": ["patient>any"]}]})");
  CHECK(rules.match(s.doc).empty());
}

TEST_CASE("according to somebody is an attribution") {
  Sketch s(R"(Russia PROPN Russia 2 nsubj
              attacked VERB attack 0 root
              France PROPN France 2 obj
              , PUNCT , 7 punct
              according VERB accord 7 case
              to ADP to 5 fixed
              Iran PROPN Iran 2 obl)");
  s.mention("Russia", {"state/rus"}).mention("France", {"state/fra"}).mention("Iran", {"state/irn"});
  s.clause("attacked", "attack", {{Role::Agent, "Russia", ""}, {Role::Patient, "France", ""}, {Role::Oblique, "Iran", "according to"}});
  const auto statements = rules_from(kRules).match(s.doc);
  REQUIRE(told(statements) == Lines{"state/rus attacks state/fra said-by=state/irn"});
  CHECK(statements[0].said_by->verb == "according to");
}

TEST_CASE("a noun takes the time of its support verb, not of a verb that takes it as a topic") {
  Sketch s(R"(France PROPN France 2 nsubj
              launched VERB launch 0 root
              attacks NOUN attack 2 obj
              on ADP on 5 case
              Iran PROPN Iran 3 nmod
              Monday PROPN Monday 2 obl:unmarked)");
  s.mention("France", {"state/fra"}).mention("Iran", {"state/irn"}).time("Monday", "2020-01-06", "2020-01-06");
  s.clause("launched", "launch", {{Role::Agent, "France", ""}, {Role::Patient, "attacks", ""}, {Role::Time, "Monday", ""}});
  s.clause("attacks", "attack", {{Role::Agent, "France", "", true}, {Role::Oblique, "Iran", "on"}}, Construction::Nominal);
  const auto rules = rules_from(R"({"relation": "attacks", "rules": [{"key": "r", "trigger": {"lemma": ["attack"], "pos": ["noun"]}, "subject": ["agent"], "object": ["obl:on"]}]})");
  s.hang("attacks", "launched", Link::Support);
  REQUIRE(rules.match(s.doc).size() == 1);
  CHECK(rules.match(s.doc)[0].on);
  Argument& agent = s.at("attacks").arguments[0];
  agent.role = Role::Possessor;
  agent.borrowed = false;
  const auto feared = rules_from(R"({"relation": "attacks", "rules": [{"key": "r", "trigger": {"lemma": ["attack"], "pos": ["noun"]}, "subject": ["possessor"], "object": ["obl:on"]}]})");
  REQUIRE(feared.match(s.doc).size() == 1);
  CHECK(!feared.match(s.doc)[0].on);
}

namespace {

/// "Iran attacked Russia on Friday. <adverb> Iran attacked France.", the second verb with this Penn tag.
Sketch two_sentences(std::string_view subject, std::string_view adverb, Xpos second) {
  const std::string mover = adverb.empty() ? "" : std::string(adverb) + " ADV " + std::string(adverb) + " 3 advmod\n";
  const std::string verb = adverb.empty() ? "2" : "3";
  Sketch s("Iran PROPN Iran 2 nsubj\nattacked VERB attack 0 root\nRussia PROPN Russia 2 obj\non ADP on 5 case\nFriday PROPN Friday 2 obl\n\n" + mover +
           std::string(subject) + " PROPN " + std::string(subject) + " " + verb + " nsubj\nattacked VERB attack 0 root\nFrance PROPN France " + verb + " obj");
  const bool same = subject == "Iran";
  s.mention("Iran", {"state/irn"}).mention("Russia", {"state/rus"});
  s.mention(same ? "Iran#2" : std::string(subject), {same ? "state/irn" : "state/mli"}).mention("France", {"state/fra"});
  s.time("Friday", "2020-01-03", "2020-01-03");
  s.clause("attacked", "attack", {{Role::Agent, "Iran", ""}, {Role::Patient, "Russia", ""}, {Role::Oblique, "Friday", "on"}});
  s.clause("attacked#2", "attack", {{Role::Agent, same ? "Iran#2" : subject, ""}, {Role::Patient, "France", ""}});
  s.doc.tokens[s.token("attacked")].xpos = Xpos::VBD;
  s.doc.tokens[s.token("attacked#2")].xpos = second;
  return s;
}

std::optional<DateSpan> day_of_second(const Sketch& s) {
  const auto statements = rules_from(R"({"classes": {"other-time": ["earlier"]}}
--
{"relation": "attacks", "rules": [{"key": "en/attack", "trigger": {"lemma": ["attack"]}, "subject": ["agent"], "object": ["patient"]}]})").match(s.doc);
  REQUIRE(statements.size() == 2);
  return statements[1].on;
}

}  // namespace

TEST_CASE("who acted on a day acts on it in the next sentence too") {
  const auto day = day_of_second(two_sentences("Iran", "", Xpos::VBD));
  REQUIRE(day);
  CHECK(to_string(day->first) == "2020-01-03");
  CHECK(to_string(day->last) == "2020-01-03");
}

TEST_CASE("a day is not carried to others, to another time or to what is not told as past") {
  CHECK(!day_of_second(two_sentences("Mali", "", Xpos::VBD)));
  CHECK(!day_of_second(two_sentences("Iran", "earlier", Xpos::VBD)));
  CHECK(!day_of_second(two_sentences("Iran", "", Xpos::VBP)));
}
