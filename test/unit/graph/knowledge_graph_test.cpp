#include "entente/graph.h"

#include <doctest/doctest.h>

#include "entente/bgl.h"
#include "graph/graph_impl.h"
#include "support/graphs.h"
#include "support/statements.h"

using namespace entente;
using namespace entente::test;

namespace {

Triple triple(std::string_view subject, std::string_view relation, std::string_view object) {
  return {EntityKey(subject), RelationKey(relation), EntityKey(object)};
}

}  // namespace

TEST_CASE("statements of one triple become one fact with its evidence") {
  const auto graph = graph_of({statement({.subject = "state/usa", .relation = "sanctions", .object = "state/rus", .article = "a/1", .publisher = "AP", .confidence = 0.5}),
                               statement({.subject = "state/usa", .relation = "sanctions", .object = "state/rus", .article = "a/2", .publisher = "AP",
                                          .published = "2023-01-01", .confidence = 0.5}),
                               statement({.subject = "state/usa", .relation = "sanctions", .object = "state/rus", .article = "a/2", .publisher = "AP",
                                          .published = "2023-01-01", .confidence = 0.25, .sentence = 4})});
  const Fact* fact = graph.find(triple("state/usa", "sanctions", "state/rus"));
  REQUIRE(fact);
  CHECK(fact->evidence.size() == 3);
  CHECK(fact->articles == 2);
  CHECK(fact->publishers == 1);
  CHECK(fact->confidence == 0.75);  // 1 - (1 - 0.5)(1 - 0.5): the second sentence of an article adds nothing
  CHECK(to_string(fact->seen->first) == "2023-01-01");
  CHECK(to_string(fact->seen->last) == "2024-02-03");
  CHECK(graph.facts().size() == 1);
  CHECK(graph.node(EntityKey("state/usa"))->mentions == 3);
}

TEST_CASE("copies of one text count once and are all listed") {
  const std::string a(12, 'a'), b(12, 'b'), c(12, 'c'), d(12, 'd'), e(12, 'e'), f(12, 'f');
  const auto said = [](std::string_view article, const std::string& sketch, std::string_view relation = "attacks") {
    Statement made = statement({.subject = "state/usa", .relation = relation, .object = "state/irq", .article = article, .publisher = article, .confidence = 0.5});
    made.provenance.sketch = sketch;
    return made;
  };
  const Statement first = said("ap/1", a + b + c), copy = said("reuters/1", a + d + e), other = said("xinhua/1", d + e + f), short_one = said("bbc/1", "");
  const auto fact_of = [](const KnowledgeGraph& graph) { return graph.find(triple("state/usa", "attacks", "state/irq")); };
  const auto two = graph_of({first, copy, other, short_one});
  CHECK(fact_of(two)->articles == 3);  // the bands of `other` stand at other places than those of `copy`
  CHECK(fact_of(two)->confidence == 0.875);
  CHECK(fact_of(two)->publishers == 4);
  CHECK(fact_of(two)->evidence.size() == 4);
  Statement later = copy;
  later.provenance.published = parse_day("2024-02-06");  // three days after
  CHECK(fact_of(graph_of({first, later}))->articles == 2);
  later.provenance.published = parse_day("2024-02-05");
  CHECK(fact_of(graph_of({first, later}))->articles == 1);
  later.provenance.published.reset();
  CHECK(fact_of(graph_of({first, later}))->articles == 2);
  // What joins two groups counts even where it says nothing of the fact.
  KnowledgeGraph joined = graph_of({first, copy, other, short_one});
  const std::vector<Statement> link{said("afp/1", d + b + e, "criticizes")};
  REQUIRE(joined.merge(link));
  CHECK(fact_of(joined)->articles == 2);
  CHECK(fact_of(joined)->confidence == 0.75);
  CHECK(fact_of(joined)->evidence.size() == 4);
}

TEST_CASE("a denial is a fact of its own") {
  const auto graph = graph_of({statement({.subject = "state/usa", .relation = "attacks", .object = "state/irq"}),
                               statement({.subject = "state/usa", .relation = "attacks", .object = "state/irq", .polarity = Polarity::Negative})});
  const Triple said = triple("state/usa", "attacks", "state/irq");
  REQUIRE(graph.facts().size() == 2);
  CHECK(graph.facts()[0] == graph.find(said));
  CHECK(graph.facts()[1] == graph.find(said, Polarity::Negative));
  CHECK(graph.facts()[0]->id() != graph.facts()[1]->id());
}

TEST_CASE("a symmetric relation is stored once, whichever end comes first") {
  const auto graph = graph_of({statement({.subject = "state/usa", .relation = "meets-with", .object = "state/chn"}),
                               statement({.subject = "state/chn", .relation = "meets-with", .object = "state/usa", .article = "a/2"})});
  REQUIRE(graph.facts().size() == 1);
  CHECK(graph.facts()[0]->triple == triple("state/chn", "meets-with", "state/usa"));
  CHECK(graph.facts()[0]->articles == 2);
  CHECK(graph.find(triple("state/usa", "meets-with", "state/chn")) == graph.facts()[0]);
}

TEST_CASE("ends rolled up to states join what was said of their ministries, and lose ties within a state") {
  const std::vector<Statement> said{statement({.subject = "ministry/rus-defence", .relation = "criticizes", .object = "state/usa"}),
                                    statement({.subject = "person/sergei-lavrov", .relation = "criticizes", .object = "state/usa", .article = "a/2"}),
                                    statement({.subject = "person/sergei-lavrov", .relation = "holds-office-in", .object = "state/rus"}),
                                    statement({.subject = "person/nobody", .relation = "criticizes", .object = "body/unsc"})};
  const auto graph = graph_of(said, Ends::States);
  REQUIRE(graph.facts().size() == 2);
  const Fact* fact = graph.find(triple("state/rus", "criticizes", "state/usa"));
  REQUIRE(fact);
  CHECK(fact->articles == 2);
  CHECK(graph.node(EntityKey("state/rus"))->label == "Russia");
  CHECK(graph.node(EntityKey("state/rus"))->mentions == 2);
  CHECK(graph.node(EntityKey("body/un"))->code == "UN");
  CHECK(graph.node(EntityKey("person/nobody"))->label == "nobody");
  CHECK(graph_of(said).facts().size() == 4);
}

TEST_CASE("who was known by those who act for it, and is then named itself, keeps its place among the nodes") {
  std::vector<Statement> said;
  for (std::uint32_t i = 0; i < 60; ++i) {
    const std::string council = "group/council-of-a-long-name-" + std::to_string(i * 37 % 60 + 100);  // no actor of the catalogue
    Statement& by_envoy = said.emplace_back(statement({.subject = "person/an-envoy", .relation = "criticizes", .object = "state/rus", .sentence = i}));
    by_envoy.subject.actor = EntityKey(council);
    by_envoy.id = statement_id(by_envoy);
    said.push_back(statement({.subject = council, .relation = "threatens", .object = "state/rus", .sentence = i}));
  }
  const auto graph = graph_of(said, Ends::States);
  CHECK(graph.nodes().size() == 61);
  CHECK(std::ranges::is_sorted(graph.nodes(), {}, &Node::key));
  for (const Statement& statement : said) CHECK(graph.find(statement.rolled_up()));
  CHECK(graph.node(said[1].subject.key)->label == said[1].subject.label);
  CHECK(graph.node(said[1].subject.key)->mentions == 2);
}

TEST_CASE("merging refuses as a whole and tells why") {
  KnowledgeGraph graph(graph_catalogue());
  std::vector<Statement> said{statement({.subject = "state/usa", .relation = "sanctions", .object = "state/rus"}),
                              statement({.subject = "state/usa", .relation = "sanctons", .object = "state/rus"})};
  auto merged = graph.merge(said);
  REQUIRE(!merged);
  CHECK(merged.error().code == ErrorCode::NotFound);
  CHECK(merged.error().message == "statement " + said[1].id + " of article 'a/1': unknown relation 'sanctons'; did you mean 'sanctions'?");
  CHECK(graph.facts().empty());
  said[1] = statement({.subject = "person/nobody", .relation = "sanctions", .object = "state/rus"});
  merged = graph.merge(said);
  REQUIRE(!merged);
  CHECK(merged.error().code == ErrorCode::Conflict);
  CHECK(merged.error().message == "statement " + said[1].id + " of article 'a/1': the subject of 'sanctions' must be state, body or alliance, not person ('person/nobody')");
  CHECK(graph.facts().empty());
  // A ministry may: its acts are those of a state.
  said[1] = statement({.subject = "ministry/rus-defence", .relation = "sanctions", .object = "state/usa"});
  CHECK(graph.merge(said));
  said[1].confidence = 2;
  CHECK(graph.merge(said).error().message == "statement " + said[1].id + " of article 'a/1': its confidence must be a number from 0 to 1");
}

TEST_CASE("what was learnt of the actors of one table is not believed of those of its copy") {
  KnowledgeGraph graph(graph_catalogue());
  Statement told = statement({.subject = "state/fra", .relation = "criticizes", .object = "state/chn"});
  REQUIRE(graph.merge({&told, 1}));
  told.subject.label = "Another Name";  // gets a number in the table, which its copy will not have
  told.confidence = 0;
  REQUIRE(graph.merge({&told, 1}));
  const Statement fits = statement({.subject = "state/usa", .relation = "sanctions", .object = "state/irq"});
  REQUIRE(graph.merge({&fits, 1}));
  const KnowledgeGraph sharing = internal::rolled_up(graph);
  const Statement wrong = statement({.subject = "person/nobody-known", .relation = "sanctions", .object = "state/irq"});
  const auto merged = graph.merge({&wrong, 1});
  REQUIRE(!merged);
  CHECK(merged.error().message.find("the subject of 'sanctions' must be") != std::string::npos);
}

TEST_CASE("counts tell new from repeated") {
  KnowledgeGraph graph(graph_catalogue());
  const std::vector<Statement> said{statement({.subject = "state/usa", .relation = "sanctions", .object = "state/rus"}),
                                    statement({.subject = "state/usa", .relation = "sanctions", .object = "state/rus", .article = "a/2"})};
  auto counts = graph.merge(said);
  REQUIRE(counts);
  CHECK(counts->new_statements == 2);
  CHECK(counts->new_facts == 1);
  counts = graph.merge(said);
  REQUIRE(counts);
  CHECK(counts->repeated_statements == 2);
  CHECK(counts->new_statements == 0);
  CHECK(counts->facts == 1);
  CHECK(counts->new_facts == 0);
}

TEST_CASE("Boost sees the same nodes and edges") {
  const auto graph = graph_of({statement({.subject = "state/usa", .relation = "sanctions", .object = "state/rus"}),
                               statement({.subject = "state/usa", .relation = "criticizes", .object = "state/rus"}),
                               statement({.subject = "state/chn", .relation = "meets-with", .object = "state/rus"})});
  const BoostGraph ordered = boost_graph(graph);
  CHECK(num_vertices(ordered) == 3);
  CHECK(num_edges(ordered) == 3);
  CHECK(ordered[0].key.str() == "state/chn");
  const auto [first, last] = edges(ordered);
  CHECK(std::distance(first, last) == 3);
  CHECK(ordered[*first].triple == graph.facts()[0]->triple);
}
