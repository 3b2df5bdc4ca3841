#include <doctest/doctest.h>

#include "unit/rules/sketch.h"

using namespace entente;
using entente::test::rules_from;
using entente::test::Sketch;
using entente::test::told;
using Lines = std::vector<std::string>;

namespace {

const std::string kSanction = R"({"relation": "sanctions", "rules": [{"key": "en/sanction.verb", "trigger": {"lemma": ["sanction"]},
  "subject": ["agent"], "object": ["patient", "patient>any"], "confidence": 0.8}]})";

const std::string kMeet = R"({"relation": "meets-with", "rules": [{"key": "en/meet.verb", "trigger": {"lemma": ["meet"]},
  "parties": [["agent", "obl:with"], ["agent", "patient"], ["agent"]]}]})";

/// "France sanctioned Iran ." with its clause.
Sketch france_sanctioned_iran() {
  Sketch s(R"(France PROPN France 2 nsubj
              sanctioned VERB sanction 0 root
              Iran PROPN Iran 2 obj)");
  s.mention("France", {"state/fra"}).mention("Iran", {"state/irn"});
  s.clause("sanctioned", "sanction", {{Role::Agent, "France", ""}, {Role::Patient, "Iran", ""}});
  return s;
}

/// "France sanctioned the … of Iran", the object a noun that is no actor.
Sketch france_sanctioned_exports() {
  Sketch s(R"(France PROPN France 2 nsubj
              sanctioned VERB sanction 0 root
              Russian ADJ Russian 4 amod
              gas NOUN gas 2 obj
              of ADP of 6 case
              Iran PROPN Iran 4 nmod)");
  s.mention("France", {"state/fra"}).mention("Iran", {"state/irn"});
  s.clause("sanctioned", "sanction", {{Role::Agent, "France", ""}, {Role::Patient, "gas", ""}});
  return s;
}

}  // namespace

TEST_CASE("a rule turns a clause into a statement with its evidence") {
  Sketch s = france_sanctioned_iran();
  s.doc.mentions[1].score = 0.5;
  const auto statements = rules_from(kSanction).match(s.doc);
  REQUIRE(told(statements) == Lines{"state/fra sanctions state/irn"});
  const Statement& made = statements[0];
  CHECK(made.subject.label == "France");
  CHECK(made.subject.code == "FRA");
  CHECK(made.object.mention == "Iran");
  CHECK(made.provenance.sentence_text == "France sanctioned Iran");
  CHECK(made.provenance.predicate == "sanctioned");
  CHECK(made.provenance.rule.str() == "en/sanction.verb");
  CHECK(made.confidence == doctest::Approx(0.93 * (1 - 0.4 * 0.4)).epsilon(0.001));
  CHECK(made.id == statement_id(made));
}

TEST_CASE("page furniture, media and unresolved mentions give nothing") {
  Sketch furniture = france_sanctioned_iran();
  furniture.doc.sentences[0].kind = SentenceKind::Furniture;
  CHECK(rules_from(kSanction).match(furniture.doc).empty());
  Sketch media = france_sanctioned_iran();
  media.doc.mentions[0].use = MentionUse::Other;
  CHECK(rules_from(kSanction).match(media.doc).empty());
  Sketch unresolved = france_sanctioned_iran();
  unresolved.doc.mentions[1].actors.clear();
  CHECK(rules_from(kSanction).match(unresolved.doc).empty());
  Sketch place = france_sanctioned_iran();
  place.doc.mentions[1].use = MentionUse::Place;
  CHECK(rules_from(kSanction).match(place.doc).empty());
}

TEST_CASE("steps look into a noun phrase in their order") {
  Sketch s = france_sanctioned_exports();
  CHECK(told(rules_from(kSanction).match(s.doc)) == Lines{"state/fra sanctions state/irn"});
  s.mention("Russian", {"state/rus"}, MentionUse::Modifier);
  CHECK(told(rules_from(kSanction).match(s.doc)) == Lines{"state/fra sanctions state/rus"});
  const auto only_of = rules_from(R"({"relation": "sanctions", "rules": [{"key": "r", "trigger": {"lemma": ["sanction"]}, "subject": ["agent"], "object": ["patient>of"]}]})");
  CHECK(told(only_of.match(s.doc)) == Lines{"state/fra sanctions state/irn"});
  Sketch paper = france_sanctioned_exports();
  paper.mention("gas", {}, MentionUse::Other);
  CHECK(rules_from(kSanction).match(paper.doc).empty());
}

TEST_CASE("a noun phrase that is an event gives its agent, not what it borrowed") {
  Sketch s(R"(France PROPN France 2 nsubj
              condemned VERB condemn 0 root
              an DET a 4 det
              attack NOUN attack 2 obj
              by ADP by 6 case
              Russia PROPN Russia 4 nmod
              on ADP on 8 case
              Iran PROPN Iran 4 nmod)");
  s.mention("France", {"state/fra"}).mention("Russia", {"state/rus"}).mention("Iran", {"state/irn"});
  s.clause("attack", "attack", {{Role::Agent, "France", "", true}, {Role::Agent, "Russia", "", true}, {Role::Oblique, "Russia", "by"}, {Role::Oblique, "Iran", "on"}}, Construction::Nominal);
  s.clause("condemned", "condemn", {{Role::Agent, "France", ""}, {Role::Patient, "attack", ""}});
  const auto rules = rules_from(R"({"relation": "criticizes", "rules": [{"key": "r", "trigger": {"lemma": ["condemn"]}, "subject": ["agent"], "object": ["patient>any"]}]})");
  CHECK(told(rules.match(s.doc)) == Lines{"state/fra criticizes state/rus"});
}

TEST_CASE("places are ends only where the rule says so") {
  Sketch s(R"(Russia PROPN Russia 2 nsubj
              bombed VERB bomb 0 root
              Marseille PROPN Marseille 2 obj)");
  s.mention("Russia", {"state/rus"}).mention("Marseille", {"city/marseille"}, MentionUse::Place);
  s.clause("bombed", "bomb", {{Role::Agent, "Russia", ""}, {Role::Patient, "Marseille", ""}});
  const std::string rule = R"({"relation": "attacks", "rules": [{"key": "r", "trigger": {"lemma": ["bomb"]}, "subject": ["agent"], "object": ["patient"])";
  CHECK(rules_from(rule + "}]}").match(s.doc).empty());
  const auto statements = rules_from(rule + R"(, "place_object": true, "object_kind": ["state"]}]})").match(s.doc);
  REQUIRE(told(statements) == Lines{"state/rus attacks city/marseille"});
  CHECK(statements[0].object.actor.str() == "state/fra");
  CHECK(statements[0].object.code == "FRA");
  Sketch visit(R"(Putin PROPN Putin 2 nsubj
                  arrived VERB arrive 0 root
                  in ADP in 4 case
                  France PROPN France 2 obl)");
  visit.mention("Putin", {"person/vladimir-putin"}).acts_for("state/rus", "RUS").mention("France", {"state/fra"}, MentionUse::Place);
  visit.clause("arrived", "arrive", {{Role::Agent, "Putin", ""}, {Role::Oblique, "France", "in"}});
  const std::string arrive = R"({"relation": "visits", "rules": [{"key": "r", "trigger": {"lemma": ["arrive"]}, "subject": ["agent"], "object": [")";
  CHECK(told(rules_from(arrive + "obl:in|at\"]}]}").match(visit.doc)) == Lines{"person/vladimir-putin visits state/fra"});
  CHECK(rules_from(arrive + "obl:*\"]}]}").match(visit.doc).empty());
}

TEST_CASE("a symmetric relation pairs its parties, sorted by key") {
  Sketch s(R"(Russia PROPN Russia 4 nsubj
              and CCONJ and 3 cc
              Iran PROPN Iran 1 conj
              met VERB meet 0 root
              with ADP with 6 case
              France PROPN France 4 obl)");
  s.mention("Russia", {"state/rus"}).mention("Iran", {"state/irn"}).mention("France", {"state/fra"});
  s.clause("met", "meet", {{Role::Agent, "Russia", ""}, {Role::Agent, "Iran", ""}, {Role::Oblique, "France", "with"}});
  CHECK(told(rules_from(kMeet).match(s.doc)) ==
        Lines{"state/fra meets-with state/irn", "state/fra meets-with state/rus", "state/irn meets-with state/rus"});
  Sketch both(R"(They PRON they 2 nsubj
                 met VERB meet 0 root)");
  both.mention("They", {"state/rus", "state/irn"}, MentionUse::Actor, MentionForm::Pronoun);
  both.clause("met", "meet", {{Role::Agent, "They", ""}});
  CHECK(told(rules_from(kMeet).match(both.doc)) == Lines{"state/irn meets-with state/rus"});
}

TEST_CASE("those whom somebody meets do not meet each other") {
  Sketch s(R"(Russia PROPN Russia 2 nsubj
              met VERB meet 0 root
              Iran PROPN Iran 2 obj
              and CCONJ and 5 cc
              France PROPN France 3 conj)");
  s.mention("Russia", {"state/rus"}).mention("Iran", {"state/irn"}).mention("France", {"state/fra"});
  s.clause("met", "meet", {{Role::Agent, "Russia", ""}, {Role::Patient, "Iran", ""}, {Role::Patient, "France", ""}});
  CHECK(told(rules_from(kMeet).match(s.doc)) == Lines{"state/fra meets-with state/rus", "state/irn meets-with state/rus"});
  s.doc.mentions[0].actors.clear();
  CHECK(rules_from(kMeet).match(s.doc).empty());
}

TEST_CASE("a pronoun is none of those on whom its clause acts") {
  Sketch s(R"(They PRON they 2 nsubj
              sanctioned VERB sanction 0 root
              Iran PROPN Iran 2 obj)");
  s.mention("They", {"state/fra", "state/irn"}, MentionUse::Actor, MentionForm::Pronoun).mention("Iran", {"state/irn"});
  s.clause("sanctioned", "sanction", {{Role::Agent, "They", ""}, {Role::Patient, "Iran", ""}});
  CHECK(rules_from(kSanction).match(s.doc).empty());
  s.doc.mentions[0].actors.pop_back();
  CHECK(rules_from(kSanction).match(s.doc).size() == 1);
}

TEST_CASE("a named preposition leads on from an actor, nothing else does") {
  Sketch s(R"(France PROPN France 2 nsubj
              condemned VERB condemn 0 root
              troops NOUN troop 2 obj
              from ADP from 5 case
              Iran PROPN Iran 3 nmod)");
  s.mention("France", {"state/fra"}).mention("troops", {"forces/fra"}).mention("Iran", {"state/irn"}, MentionUse::Modifier);
  s.clause("condemned", "condemn", {{Role::Agent, "France", ""}, {Role::Patient, "troops", ""}});
  const auto object = [&](std::string path) {
    return told(rules_from(R"j({"relation": "criticizes", "rules": [{"key": "r", "trigger": {"lemma": ["condemn"]}, "subject": ["agent"], "object": [")j" + path + "\"]}]}").match(s.doc));
  };
  CHECK(object("patient>from") == Lines{"state/fra criticizes state/irn"});
  CHECK(object("patient>any").empty());
  s.doc.mentions[1].use = MentionUse::Other;
  CHECK(object("patient>from").empty());
}

TEST_CASE("a mention inside a noun phrase may be a party of a verb, not of an event noun") {
  Sketch s = france_sanctioned_iran();
  s.doc.mentions[1].use = MentionUse::Modifier;
  CHECK(rules_from(kSanction).match(s.doc).size() == 1);
  s.at("sanctioned").construction = Construction::Nominal;
  CHECK(rules_from(kSanction).match(s.doc).empty());
  s.at("sanctioned").arguments[1].role = Role::Modifier;
  const auto rules = rules_from(R"({"relation": "sanctions", "rules": [{"key": "r", "trigger": {"lemma": ["sanction"]}, "subject": ["agent"], "object": ["modifier"]}]})");
  CHECK(rules.match(s.doc).size() == 1);
}

TEST_CASE("a path that finds only the subject again gives way to the next") {
  Sketch s(R"(France PROPN France 2 nsubj
              closed VERB close 0 root
              its PRON its 4 nmod:poss
              border NOUN border 2 obj
              with ADP with 6 case
              Iran PROPN Iran 2 obl)");
  s.mention("France", {"state/fra"}).mention("its", {"state/fra"}, MentionUse::Actor, MentionForm::Pronoun).mention("Iran", {"state/irn"});
  s.clause("closed", "close", {{Role::Agent, "France", ""}, {Role::Patient, "border", ""}, {Role::Oblique, "Iran", "with"}});
  const auto rules = rules_from(R"({"relation": "coerces", "rules": [{"key": "r", "trigger": {"lemma": ["close"]}, "subject": ["agent"], "object": ["patient>any", "obl:with"]}]})");
  CHECK(told(rules.match(s.doc)) == Lines{"state/fra coerces state/irn"});
  s.at("closed").arguments.pop_back();
  CHECK(rules.trace(s.doc, 0)[0].failed == "subject and object are one actor");
}

TEST_CASE("nobody is both ends, nor a ministry with its state, and one state at both ends is doubted") {
  Sketch same = france_sanctioned_iran();
  same.doc.mentions[1].actors = same.doc.mentions[0].actors;
  CHECK(rules_from(kSanction).match(same.doc).empty());
  Sketch inside(R"(France PROPN France 2 nsubj
                   sanctioned VERB sanction 0 root
                   rebels NOUN rebel 2 obj)");
  inside.mention("France", {"state/fra"}).mention("rebels", {"ministry/fra-defence"});
  inside.clause("sanctioned", "sanction", {{Role::Agent, "France", ""}, {Role::Patient, "rebels", ""}});
  CHECK(rules_from(kSanction).match(inside.doc).empty());
  inside.doc.actors[1] = {EntityKey("group/fra-rebels"), "", KindKey("group"), EntityKey("state/fra"), "FRA"};
  const auto statements = rules_from(kSanction).match(inside.doc);
  REQUIRE(told(statements) == Lines{"state/fra sanctions group/fra-rebels"});
  CHECK(statements[0].confidence == doctest::Approx(0.93 * (1 - 0.36 * 0.36)).epsilon(0.001));
}

TEST_CASE("kinds are asked of the actor named or of whom it acts for") {
  Sketch s = france_sanctioned_iran();
  const std::string rule = R"({"relation": "sanctions", "rules": [{"key": "r", "trigger": {"lemma": ["sanction"]}, "subject": ["agent"], "object": ["patient"], "subject_kind": ["KIND"]}]})";
  const auto of_kind = [&](std::string kind) { std::string text = rule; return rules_from(text.replace(text.find("KIND"), 4, kind)).match(s.doc).size(); };
  CHECK(of_kind("state") == 1);
  CHECK(of_kind("ministry") == 0);
  s.doc.actors[0] = {EntityKey("ministry/fra-defence"), "", KindKey("ministry"), EntityKey("state/fra"), "FRA"};
  CHECK(of_kind("state") == 1);
  CHECK(of_kind("ministry") == 1);
}

TEST_CASE("polarity and modality are those of the clause, unless the rule fixes them") {
  Sketch s(R"(France PROPN France 4 nsubj
              did AUX do 4 aux
              not PART not 4 advmod
              hold VERB hold 0 root
              talks NOUN talk 4 obj
              with ADP with 7 case
              Iran PROPN Iran 5 nmod)");
  s.mention("France", {"state/fra"}).mention("Iran", {"state/irn"});
  s.clause("hold", "hold", {{Role::Agent, "France", ""}, {Role::Patient, "talks", ""}});
  s.clause("talks", "talk", {{Role::Agent, "France", "", true}, {Role::Oblique, "Iran", "with"}}, Construction::Nominal);
  s.hang("talks", "hold", Link::Support);
  s.at("hold").polarity = s.at("talks").polarity = Polarity::Negative;
  s.at("talks").modality = Modality::Planned;
  const std::string rule = R"({"relation": "meets-with", "rules": [{"key": "r", "trigger": {"lemma": ["talk"], "pos": ["noun"]}, "parties": [["agent", "obl:with"]])";
  const auto statements = rules_from(rule + "}]}").match(s.doc);
  CHECK(told(statements) == Lines{"state/fra meets-with state/irn not planned"});
  CHECK(statements[0].provenance.predicate == "hold talks");
  CHECK(told(rules_from(rule + R"(, "polarity": "positive", "modality": "wanted"}]})").match(s.doc)) == Lines{"state/fra meets-with state/irn wanted"});
}

TEST_CASE("triggers fit lemmas, phrases and parts of speech") {
  Sketch s(R"(Iran PROPN Iran 4 nmod:poss
              cease NOUN cease 4 compound
              - PUNCT - 4 punct
              fire NOUN fire 0 root
              with ADP with 6 case
              France PROPN France 4 nmod)");
  s.mention("Iran", {"state/irn"}).mention("France", {"state/fra"});
  s.clause("fire", "fire", {{Role::Possessor, "Iran", ""}, {Role::Oblique, "France", "with"}}, Construction::Nominal);
  const auto fires = [&](std::string trigger) {
    return rules_from(R"({"relation": "ceases-fire-with", "rules": [{"key": "r", "trigger": )" + trigger + R"(, "parties": [["possessor", "obl:with"]]}]})").match(s.doc).size() == 1;
  };
  CHECK(fires(R"({"lemma": ["cease-fire"], "pos": ["noun"]})"));
  CHECK(fires(R"({"lemma": ["fire"], "pos": ["noun"], "construction": ["nominal", "copula"]})"));
  CHECK(!fires(R"({"lemma": ["fire"], "pos": ["verb"]})"));
  CHECK(!fires(R"({"lemma": ["fire"], "pos": ["noun"], "construction": ["copula"]})"));
  CHECK(!fires(R"({"lemma": ["ceasefire"], "pos": ["noun"]})"));
  s.at("fire").lemma = "peace fire";
  CHECK(fires(R"({"lemma": ["fire"], "pos": ["noun"]})"));
}

TEST_CASE("a final rule shuts out the rules below it in its clause") {
  Sketch s = france_sanctioned_iran();
  const std::string low = R"({"relation": "criticizes", "rules": [{"key": "low", "trigger": {"lemma": ["sanction"]}, "subject": ["agent"], "object": ["patient"]}]})";
  const auto high = [&](std::string_view options) {
    return told(rules_from(low + "\n--\n" + R"({"relation": "sanctions", "rules": [{"key": "high", "trigger": {"lemma": ["sanction"]}, "subject": ["agent"], "object": ["patient"])" +
                           std::string(options) + "}]}").match(s.doc));
  };
  CHECK(high("") == Lines{"state/fra sanctions state/irn", "state/fra criticizes state/irn"});
  CHECK(high(R"(, "priority": 1)").size() == 2);
  CHECK(high(R"(, "final": true)").size() == 2);
  CHECK(high(R"(, "priority": 1, "final": true)") == Lines{"state/fra sanctions state/irn"});
}

TEST_CASE("one relation told twice in a sentence comes out once, by the surer rule") {
  Sketch s = france_sanctioned_iran();
  const auto statements = rules_from(kSanction + "\n--\n" + R"({"relation": "sanctions", "rules": [{"key": "a/surer", "trigger": {"lemma": ["sanction"]},
    "subject": ["agent"], "object": ["patient"], "confidence": 0.9}]})").match(s.doc);
  REQUIRE(statements.size() == 1);
  CHECK(statements[0].provenance.rule.str() == "a/surer");
}

TEST_CASE("former holders act for themselves") {
  Sketch s = france_sanctioned_iran();
  s.doc.actors[0] = {EntityKey("person/a"), "A", KindKey("person"), EntityKey("state/fra"), "FRA"};
  CHECK(rules_from(kSanction).match(s.doc)[0].subject.code == "FRA");
  s.doc.mentions[0].former = true;
  const auto statements = rules_from(kSanction).match(s.doc);
  CHECK(statements[0].subject.actor.str() == "person/a");
  CHECK(statements[0].subject.code.empty());
}

TEST_CASE("a title pairs a person with the state of the office") {
  Sketch s(R"(French ADJ French 2 amod
              President NOUN president 3 compound
              Macron PROPN Macron 4 nsubj
              left VERB leave 0 root)");
  s.mention("French President Macron", {"person/macron"}, MentionUse::Actor, MentionForm::Title).acts_for("state/fra", "FRA");
  const auto rules = rules_from(R"({"relation": "holds-office-in", "rules": [{"key": "r", "mention": "title"}]})");
  const auto statements = rules.match(s.doc);
  REQUIRE(told(statements) == Lines{"person/macron holds-office-in state/fra"});
  CHECK(statements[0].object.label == "France");
  CHECK(statements[0].provenance.predicate == "French President Macron");
  s.mention("French", {"state/fra"}, MentionUse::Modifier);
  CHECK(rules.match(s.doc)[0].object.mention == "French");
  for (Mention& mention : s.doc.mentions) mention.former = true;
  CHECK(rules.match(s.doc).empty());
}
