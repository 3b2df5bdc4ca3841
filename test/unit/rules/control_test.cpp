#include <doctest/doctest.h>

#include <algorithm>

#include "unit/rules/sketch.h"

using namespace entente;
using entente::test::rules_from;
using entente::test::Sketch;
using entente::test::told;
using Lines = std::vector<std::string>;

namespace {

const std::string kRules = R"({"relation": "supports", "rules": [{"key": "en/support", "trigger": {"lemma": ["support"]}, "subject": ["agent"], "object": ["patient"]}]}
--
{"relation": "attacks", "rules": [{"key": "en/attack", "trigger": {"lemma": ["attack"]}, "subject": ["agent"], "object": ["patient"]}]}
--
{"control": [
  {"key": "en/control.promise", "outer": {"lemma": ["promise", "agree"], "pos": ["verb", "noun"]}, "inner": {"quad": ["verbal-cooperation", "material-cooperation"]},
   "gives": "pledges-to", "subject": ["outer.agent"], "object": ["outer.obl:to|with", "inner.object"], "keep": "planned"},
  {"key": "en/control.demand", "outer": {"lemma": ["urge"]}, "inner": {"polarity": "any"}, "gives": "demands-of", "subject": ["outer.agent"],
   "object": ["outer.patient", "inner.subject"]},
  {"key": "en/control.refuse", "outer": {"lemma": ["refuse"]}, "gives": "rejects", "subject": ["outer.agent"], "object": ["inner.object"], "keep": "negative"}]})";

/// "France <outer> to <inner> Iran", the agent of the inner verb borrowed.
Sketch france_verbs_to(std::string_view outer, std::string_view outer_lemma, std::string_view inner) {
  Sketch s("France PROPN France 2 nsubj\n" + std::string(outer) + " VERB " + std::string(outer_lemma) + " 0 root\nto PART to 4 mark\n" +
           std::string(inner) + " VERB " + std::string(inner) + " 2 xcomp\nIran PROPN Iran 4 obj");
  s.mention("France", {"state/fra"}).mention("Iran", {"state/irn"});
  s.clause(outer, outer_lemma, {{Role::Agent, "France", ""}, {Role::Complement, inner, ""}});
  s.clause(inner, inner, {{Role::Agent, "France", "", true}, {Role::Patient, "Iran", ""}});
  s.hang(inner, outer, Link::Complement);
  return s;
}

}  // namespace

TEST_CASE("a control verb makes a relation of its own, with what it takes as content") {
  const auto rules = rules_from(kRules);
  CHECK(told(rules.match(france_verbs_to("promised", "promise", "support").doc)) ==
        Lines{"state/fra pledges-to state/irn content=supports", "state/fra supports state/irn planned"});
  CHECK(told(rules.match(france_verbs_to("promised", "promise", "attack").doc)) == Lines{"state/fra attacks state/irn"});
  CHECK(told(rules.match(france_verbs_to("refused", "refuse", "support").doc)) ==
        Lines{"state/fra rejects state/irn content=supports", "state/fra supports state/irn not"});
}

TEST_CASE("what was not promised is neither pledged nor planned") {
  Sketch s = france_verbs_to("promised", "promise", "support");
  s.at("promised").polarity = Polarity::Negative;
  CHECK(told(rules_from(kRules).match(s.doc)) == Lines{"state/fra pledges-to state/irn not content=supports"});
}

TEST_CASE("a negated content is no content unless the rule takes it") {
  Sketch s("France PROPN France 2 nsubj\nagreed VERB agree 0 root\nnot PART not 5 advmod\nto PART to 5 mark\nsupport VERB support 2 xcomp\nIran PROPN Iran 5 obj");
  s.mention("France", {"state/fra"}).mention("Iran", {"state/irn"});
  s.clause("agreed", "agree", {{Role::Agent, "France", ""}}).clause("support", "support", {{Role::Agent, "France", "", true}, {Role::Patient, "Iran", ""}});
  s.hang("support", "agreed", Link::Complement);
  s.at("support").polarity = Polarity::Negative;
  CHECK(told(rules_from(kRules).match(s.doc)) == Lines{"state/fra supports state/irn not"});
}

TEST_CASE("an inner match without an object serves a control rule that finds one") {
  Sketch s("France PROPN France 2 nsubj\nurged VERB urge 0 root\nIran PROPN Iran 2 obj\nto PART to 5 mark\nattack VERB attack 2 xcomp");
  s.mention("France", {"state/fra"}).mention("Iran", {"state/irn"});
  s.clause("urged", "urge", {{Role::Agent, "France", ""}, {Role::Patient, "Iran", ""}}).clause("attack", "attack", {{Role::Agent, "Iran", "", true}});
  s.hang("attack", "urged", Link::Complement);
  CHECK(told(rules_from(kRules).match(s.doc)) == Lines{"state/fra demands-of state/irn content=attacks"});
}

TEST_CASE("the subject of a symmetric inner match is who acts, whatever the order of storing")  {
  Sketch s("France PROPN France 2 nsubj\nurged VERB urge 0 root\nthat SCONJ that 5 mark\nRussia PROPN Russia 5 nsubj\nmeet VERB meet 2 ccomp\nIran PROPN Iran 5 obj");
  s.mention("France", {"state/fra"}).mention("Russia", {"state/rus"}).mention("Iran", {"state/irn"});
  s.clause("urged", "urge", {{Role::Agent, "France", ""}}).clause("meet", "meet", {{Role::Agent, "Russia", ""}, {Role::Patient, "Iran", ""}});
  s.hang("meet", "urged", Link::Complement);
  const auto rules = rules_from(kRules + "\n--\n" + R"({"relation": "meets-with", "rules": [{"key": "m", "trigger": {"lemma": ["meet"]}, "parties": [["agent", "patient"]]}]})");
  CHECK(told(rules.match(s.doc)) == Lines{"state/fra demands-of state/rus content=meets-with"});
}

TEST_CASE("control rules chain") {
  Sketch s("France PROPN France 2 nsubj\nurged VERB urge 0 root\nRussia PROPN Russia 2 obj\nto PART to 5 mark\nagree VERB agree 2 xcomp\nto PART to 7 mark\n"
           "support VERB support 5 xcomp\nIran PROPN Iran 7 obj");
  s.mention("France", {"state/fra"}).mention("Russia", {"state/rus"}).mention("Iran", {"state/irn"});
  s.clause("urged", "urge", {{Role::Agent, "France", ""}, {Role::Patient, "Russia", ""}});
  s.clause("agree", "agree", {{Role::Agent, "Russia", "", true}}).clause("support", "support", {{Role::Agent, "Russia", "", true}, {Role::Patient, "Iran", ""}});
  s.hang("agree", "urged", Link::Complement).hang("support", "agree", Link::Complement);
  const Lines lines = told(rules_from(kRules).match(s.doc));
  CHECK(lines == Lines{"state/fra demands-of state/rus content=pledges-to", "state/rus supports state/irn planned"});
}

TEST_CASE("a trace tells which rules fired and why others did not") {
  const auto rules = rules_from(kRules + "\n--\n" + R"({"relation": "criticizes", "rules": [
    {"key": "en/never", "trigger": {"lemma": ["support"]}, "where": [{"has": "obl:with"}], "subject": ["agent"], "object": ["patient"]},
    {"key": "en/nobody", "trigger": {"lemma": ["support"]}, "subject": ["recipient", "obl:by"], "object": ["patient"]}]})");
  const Sketch s = france_verbs_to("promised", "promise", "support");
  const auto traces = rules.trace(s.doc, 0);
  const auto of = [&](std::string_view rule) { return *std::ranges::find(traces, rule, [](const RuleTrace& t) { return std::string_view(t.rule.str()); }); };
  REQUIRE(traces.size() == 4);
  CHECK(traces[0].fired);
  CHECK(traces[1].fired);
  CHECK(of("en/control.promise").clause == 0);
  CHECK(of("en/support").statements.size() == 1);
  CHECK(of("en/never").failed == R"(where: { "has": "obl:with" } does not hold)");
  CHECK(of("en/nobody").failed == "subject: no actor under recipient, obl:by");
}
