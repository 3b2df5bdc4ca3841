#include "entente/query.h"

#include <doctest/doctest.h>

#include "support/graphs.h"
#include "support/statements.h"

using namespace entente;
using namespace entente::test;

namespace {

std::vector<Statement> sample() {
  return {statement({.subject = "state/prk", .relation = "threatens", .object = "state/kor"}),
          statement({.subject = "state/prk", .relation = "threatens", .object = "state/kor", .article = "a/2"}),
          statement({.subject = "state/prk", .relation = "threatens", .object = "state/usa"}),
          statement({.subject = "state/usa", .relation = "sanctions", .object = "state/prk"}),
          statement({.subject = "state/usa", .relation = "sanctions", .object = "state/rus", .polarity = Polarity::Negative}),
          statement({.subject = "state/usa", .relation = "allied-with", .object = "state/kor"}),
          statement({.subject = "ministry/rus-defence", .relation = "meets-with", .object = "state/chn"}),
          statement({.subject = "state/chn", .relation = "cooperates-with", .object = "state/rus"}),
          statement({.subject = "person/ann-lee", .relation = "visits", .object = "state/chn"}),
          statement({.subject = "state/rus", .relation = "criticizes", .object = "state/geo"})};
}

KnowledgeGraph states_of(const std::vector<Statement>& statements) { return graph_of(statements, Ends::States); }

/// The answers as lines: the bindings, then the facts.
std::string ask(std::string_view text, const KnowledgeGraph& graph, std::optional<Polarity> polarity = Polarity::Positive) {
  const auto pattern = parse_pattern(text, graph);
  if (!pattern) return to_string(pattern.error());
  const auto found = answers(*pattern, graph, polarity);
  REQUIRE_MESSAGE(found, to_string(found.error()));
  std::string lines;
  for (const Answer& answer : *found) {
    for (const auto& [name, key] : answer.bindings) lines += name + "=" + key + " ";
    for (const Fact* fact : answer.facts)
      lines += "(" + fact->triple.subject.str() + " " + fact->triple.relation.str() + " " + fact->triple.object.str() + ")";
    lines += "\n";
  }
  return lines;
}

std::string first_line(const std::string& lines) { return lines.substr(0, lines.find('\n')); }

}  // namespace

TEST_CASE("names of several words need no quotes, and answers come by support") {
  const auto graph = states_of(sample());
  CHECK(ask("North Korea threatens ?x", graph) == "x=state/kor (state/prk threatens state/kor)\nx=state/usa (state/prk threatens state/usa)\n");
  CHECK(ask("'North Korea' threatens \"South Korea\"", graph) == "(state/prk threatens state/kor)\n");
  CHECK(ask("north korea THREATENS the united states", graph) == "(state/prk threatens state/usa)\n");
}

TEST_CASE("actors go by any name, code, key or Wikidata id") {
  const auto graph = states_of(sample());
  for (const char* russia : {"Russia", "RUS", "RU", "rus", "state/rus", "Q159", "Moscow", "Kremlin", "Ministry of Defence of Russia"})
    CHECK(ask(std::string(russia) + " cooperates-with ?x", graph) == "x=state/chn (state/chn cooperates-with state/rus)\n");
  CHECK(ask("Moscow ? Beijing", graph) == "(state/chn cooperates-with state/rus)\n(state/chn meets-with state/rus)\n");
  CHECK(ask("ann-lee visits ?x", graph) == "x=state/chn (person/ann-lee visits state/chn)\n");
  // Of two meanings the one that acts, and that the graph has.
  CHECK(ask("? criticizes Georgia", graph) == "(state/rus criticizes state/geo)\n");
}

TEST_CASE("in a graph of states a person stands for the state that the texts have them act for") {
  Statement said = statement({.subject = "state/rus", .relation = "criticizes", .object = "state/usa"});
  said.subject = participant("person/ann-lee");
  said.subject.actor = EntityKey("state/rus");
  said.id = statement_id(said);
  CHECK(ask("ann-lee criticizes ?x", states_of({said})) == "x=state/usa (state/rus criticizes state/usa)\n");
}

TEST_CASE("in a graph of actors a ministry is not its state") {
  const auto graph = graph_of(sample(), Ends::Actors);
  CHECK(ask("Russia meets-with ?x", graph).empty());
  CHECK(ask("Ministry of Defence of Russia meets-with ?x", graph) == "x=state/chn (ministry/rus-defence meets-with state/chn)\n");
}

TEST_CASE("relations go by name, alias, inverse, class, quad class and tone") {
  const auto graph = states_of(sample());
  CHECK(ask("Russia condemns ?x", graph) == "x=state/geo (state/rus criticizes state/geo)\n");
  CHECK(ask("North Korea is-sanctioned-by ?x", graph) == "x=state/usa (state/usa sanctions state/prk)\n");
  CHECK(ask("?x is sanctioned by ?y", graph) == "x=state/prk y=state/usa (state/usa sanctions state/prk)\n");
  CHECK(ask("USA SANCTION ?x", graph) == "x=state/prk (state/usa sanctions state/prk)\n");
  CHECK(ask("USA material-conflict ?x", graph) == "x=state/prk (state/usa sanctions state/prk)\n");
  CHECK(ask("USA cooperation ?x", graph) == "x=state/kor (state/kor allied-with state/usa)\n");
  CHECK(ask("USA conflict ?x", graph) == "x=state/prk (state/usa sanctions state/prk)\n");
  CHECK(ask("North Korea ?r USA", graph) == "r=threatens (state/prk threatens state/usa)\n");
}

TEST_CASE("patterns join on their variables") {
  const auto graph = states_of(sample());
  CHECK(ask("?a sanctions ?b . ?b threatens ?c . ?c allied-with ?a", graph) ==
        "a=state/usa b=state/prk c=state/kor (state/usa sanctions state/prk)(state/prk threatens state/kor)(state/kor allied-with state/usa)\n");
  CHECK(ask("?a sanctions ?b. ?b threatens ?a", graph) == "a=state/usa b=state/prk (state/usa sanctions state/prk)(state/prk threatens state/usa)\n");
  CHECK(ask("?x threatens ?x", graph).empty());
}

TEST_CASE("a denial is no answer unless it is asked for") {
  const auto graph = states_of(sample());
  CHECK(ask("USA sanctions Russia", graph).empty());
  CHECK(ask("USA sanctions Russia", graph, Polarity::Negative) == "(state/usa sanctions state/rus)\n");
  CHECK(ask("USA sanctions ?x", graph, std::nullopt) == "x=state/prk (state/usa sanctions state/prk)\nx=state/rus (state/usa sanctions state/rus)\n");
}

TEST_CASE("errors in a pattern tell the column and the nearest spelling") {
  const auto graph = states_of(sample());
  CHECK(ask("Rusia sanctions ?x", graph) == "pattern:1:1: error: unknown actor 'Rusia'; did you mean 'Russia'?");
  CHECK(ask("Russia sanctions Germny", graph) == "pattern:1:18: error: unknown actor 'Germny'; did you mean 'Germany'?");
  CHECK(ask("North Korea sanctons ?x", graph) == "pattern:1:13: error: unknown relation 'sanctons'; did you mean 'sanctions'?");
  CHECK(ask("Congo sanctions ?x", graph) ==
        "pattern:1:1: error: 'Congo' may be Democratic Republic of the Congo (state/cod) or Republic of the Congo (state/cog); write one of the keys");
  CHECK(ask("state/cod sanctions ?x", graph).empty());
  CHECK(ask("Russia sanctions", graph) == "pattern:1:1: error: expected SUBJECT RELATION OBJECT, found 'Russia sanctions'");
  CHECK(ask("", graph) == "pattern:1:1: error: the pattern is empty; expected SUBJECT RELATION OBJECT");
  CHECK(ask("Russia sanctions ?x . . ", graph) == "pattern:1:23: error: expected SUBJECT RELATION OBJECT, found '.'");
  CHECK(ask("\"North Korea threatens ?x", graph) == "pattern:1:1: error: this quotation does not end");
  CHECK(ask("?a-b sanctions ?x", graph) == "pattern:1:1: error: '?a-b' is no variable; expected '?' and letters");
  CHECK(ask("?a ?a ?b", graph) == "pattern:1: error: ?a stands for a relation in one place and for an actor in another");
  std::string many = "?a sanctions ?b";
  for (int i = 0; i < 8; ++i) many += " . ?a sanctions ?b";
  CHECK(first_line(ask(many, graph)).find("a pattern has at most 8 triples") != std::string::npos);
}

namespace {

std::size_t statements_in(const KnowledgeGraph& graph) {
  std::size_t count = 0;
  for (const Fact* fact : graph.facts()) count += fact->evidence.size();
  return count;
}

}  // namespace

TEST_CASE("a pattern with too many answers is refused") {
  std::vector<Statement> statements;
  for (int i = 0; i < 400; ++i) statements.push_back(statement({.subject = "state/usa", .relation = "criticizes", .object = "person/p" + std::to_string(i)}));
  const auto graph = states_of(statements);
  const auto pattern = parse_pattern("?a ? ?b . ?c ? ?d", graph);
  REQUIRE(pattern);
  const auto found = answers(*pattern, graph);
  REQUIRE(!found);
  CHECK(found.error().code == ErrorCode::Limit);
  CHECK(found.error().message == "more than 100000 answers; name an actor or a relation in the pattern");
}

TEST_CASE("a pattern that would look at too many facts is refused, though it has no answer") {
  std::vector<Statement> statements;
  for (int i = 0; i < 100; ++i) statements.push_back(statement({.subject = "state/usa", .relation = "criticizes", .object = "person/p" + std::to_string(i)}));
  const auto graph = states_of(statements);
  const auto pattern = parse_pattern("?a ? ?b . ?c ? ?d . ?e ? ?f . ?g ? ?g", graph);
  REQUIRE(pattern);
  const auto found = answers(*pattern, graph, std::nullopt, 10000);
  REQUIRE(!found);
  CHECK(found.error().code == ErrorCode::Limit);
  CHECK(found.error().message == "the pattern takes too long; name an actor or a relation in it, or join its triples by a variable");
}

TEST_CASE("a triple of very many words is refused before every way to cut it is tried") {
  std::string words;
  for (int i = 0; i < 20000; ++i) words += "attacks ";
  CHECK(ask(words, states_of(sample())) == "pattern:1:1: error: a triple has at most 60 words; put names in quotes");
}

TEST_CASE("a filtered graph and the one that it came from go their own ways") {
  const std::vector<Statement> statements = sample();
  KnowledgeGraph graph = graph_of(statements);
  auto conflict = filter(graph, {.relations = {"conflict"}});
  REQUIRE(conflict);
  const std::size_t before = statements_in(*conflict);
  const std::vector<Statement> more{statement({.subject = "state/chn", .relation = "criticizes", .object = "state/usa", .article = "z/1"}),
                                    statement({.subject = "state/chn", .relation = "meets-with", .object = "state/usa", .article = "z/1"})};
  REQUIRE(graph.merge(more));
  CHECK(statements_in(graph) == statements.size() + 2);
  CHECK(statements_in(*conflict) == before);
  REQUIRE(conflict->merge({more.data(), 1}));
  REQUIRE(conflict->merge({more.data(), 1}));
  CHECK(statements_in(*conflict) == before + 1);
  CHECK(statements_in(graph) == statements.size() + 2);
}

TEST_CASE("filters take statements by what they say, who says it and when") {
  std::vector<Statement> statements = sample();
  statements[0].context = ContextKey("military");
  statements[0].said_by = Attribution{participant("person/sergei-lavrov"), "say"};
  statements[1].provenance.publisher = "Xinhua";
  statements[2].on = DateSpan{*parse_day("2020-05-01"), *parse_day("2020-05-31")};
  statements[3].modality = Modality::Planned;
  statements[4].provenance.published.reset();
  const KnowledgeGraph graph = graph_of(statements);
  const auto count = [&](const Filters& filters) {
    const auto passed = filter(graph, filters);
    REQUIRE_MESSAGE(passed, to_string(passed.error()));
    return statements_in(*passed);
  };
  CHECK(count({}) == statements.size());
  CHECK(count({.relations = {"threatens", "SANCTION"}}) == 5);
  CHECK(count({.relations = {"conflict"}}) == 6);
  CHECK(count({.actors = {"Moscow"}}) == 4);
  CHECK(count({.actors = {"Ministry of Defence of Russia"}}) == 1);
  CHECK(count({.contexts = {"military"}}) == 1);
  CHECK(count({.publishers = {"xinhua"}}) == 1);
  CHECK(count({.said_by = {"Lavrov"}}) == 1);
  CHECK(count({.said_by = {"Russia"}}) == 1);
  CHECK(count({.polarity = Polarity::Negative}) == 1);
  CHECK(count({.modalities = {Modality::Planned, Modality::Wanted}}) == 1);
  CHECK(count({.min_confidence = 0.81}) == 0);
  CHECK(count({.since = parse_day("2020-05-31"), .until = parse_day("2020-06-01")}) == 1);
  CHECK(count({.since = parse_day("2000-01-01")}) == statements.size() - 1);
  const auto error = [&](const Filters& filters) { return filter(graph, filters).error().message; };
  CHECK(error({.relations = {"sanctons"}}) == "unknown relation 'sanctons'; did you mean 'sanctions'?");
  CHECK(error({.actors = {"Rusia"}}) == "unknown actor 'Rusia'; did you mean 'Russia'?");
  CHECK(error({.contexts = {"militry"}}) == "no statement has the context 'militry'; did you mean 'military'?");
}
