#include "entente/analysis.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <sstream>

#include "support/graphs.h"
#include "support/statements.h"

using namespace entente;
using namespace entente::test;

namespace {

KnowledgeGraph states_of(const std::vector<Statement>& statements) { return graph_of(statements, Ends::States); }

std::vector<Statement> sample() {
  return {statement({.subject = "state/usa", .relation = "cooperates-with", .object = "state/deu"}),
          statement({.subject = "state/usa", .relation = "cooperates-with", .object = "state/deu", .article = "a/2", .published = "2024-05-06"}),
          statement({.subject = "state/deu", .relation = "criticizes", .object = "state/usa", .article = "a/3", .published = "2024-02-20"}),
          statement({.subject = "state/deu", .relation = "meets-with", .object = "state/fra"}),
          statement({.subject = "state/fra", .relation = "allied-with", .object = "state/usa"}),
          statement({.subject = "state/fra", .relation = "sanctions", .object = "state/rus"}),
          statement({.subject = "state/deu", .relation = "attacks", .object = "state/rus", .polarity = Polarity::Negative}),
          statement({.subject = "state/rus", .relation = "cooperates-with", .object = "state/prk"}),
          statement({.subject = "state/usa", .relation = "threatens", .object = "state/rus"}),
          statement({.subject = "state/usa", .relation = "threatens", .object = "state/prk"})};
}

std::string joined(const std::vector<EntityKey>& keys) {
  std::string text;
  for (const EntityKey& key : keys) text += (text.empty() ? "" : " ") + key.str().substr(6);
  return text;
}

/// All that the measures give, to the last bit.
std::string measured(const KnowledgeGraph& graph) {
  std::ostringstream out;
  out << std::hexfloat;
  for (const Tie& tie : ties(graph)) out << tie.first.str() << ' ' << tie.second.str() << ' ' << tie.support() << ' ' << tie.tone << ' ' << tie.strongest->id() << '\n';
  for (const Measure measure : {Measure::PageRank, Measure::Betweenness, Measure::Degree})
    for (const Ranked& ranked : rank(graph, measure)) out << ranked.node->key.str() << ' ' << ranked.score << '\n';
  const Blocs found = blocs(graph);
  for (const auto& group : found.groups) out << joined(group) << '\n';
  for (const Triad& triad : found.triads) out << joined({triad.actors[0], triad.actors[1], triad.actors[2]}) << triad.balanced << triad.support << '\n';
  for (const Path& path : paths(graph, EntityKey("state/usa"), EntityKey("state/prk"), {.count = 20})) out << joined(path.actors) << '\n';
  return out.str();
}

}  // namespace

TEST_CASE("a tie sums up what two actors do to each other") {
  const auto graph = states_of(sample());
  const std::vector<Tie> all = ties(graph);
  REQUIRE(all.size() == 7);
  CHECK(all[1].first.str() == "state/deu");
  CHECK(all[1].second.str() == "state/usa");
  CHECK(all[1].cooperation == 2);
  CHECK(all[1].conflict == 1);
  CHECK(all[1].tone == doctest::Approx((2 * 9.5 - 2) / 3));
  CHECK(all[1].strongest->triple.relation.str() == "cooperates-with");
}

TEST_CASE("a profile lists ties and facts, the strongest first, denials among the facts") {
  const auto graph = states_of(sample());
  const auto germany = profile(graph, EntityKey("state/deu"));
  REQUIRE(germany);
  CHECK(germany->node->label == "Germany");
  REQUIRE(germany->ties.size() == 2);
  CHECK(germany->ties[0].second.str() == "state/usa");
  REQUIRE(germany->facts.size() == 4);
  CHECK(germany->facts[0]->articles == 2);
  CHECK(!profile(graph, EntityKey("state/jpn")));
}

TEST_CASE("paths are short first, then well supported, and have no circle") {
  const auto graph = states_of(sample());
  const auto found = paths(graph, EntityKey("state/deu"), EntityKey("state/prk"), {.count = 10});
  std::string routes;
  for (const Path& path : found) {
    CHECK(path.steps.size() + 1 == path.actors.size());
    routes += joined(path.actors) + "; ";
  }
  CHECK(routes == "deu usa prk; deu usa rus prk; deu fra rus prk; deu fra usa prk; deu usa fra rus prk; deu fra rus usa prk; deu fra usa rus prk; ");
  CHECK(paths(graph, EntityKey("state/deu"), EntityKey("state/prk"), {.count = 10, .max_steps = 2}).size() == 1);
  CHECK(paths(graph, EntityKey("state/deu"), EntityKey("state/jpn")).empty());
  CHECK(paths(graph, EntityKey("state/deu"), EntityKey("state/deu")).empty());
}

TEST_CASE("a timeline has every period, also the silent ones") {
  const auto graph = states_of(sample());
  const auto months = timeline(graph, EntityKey("state/usa"), EntityKey("state/deu"), Period::Month);
  REQUIRE(months.size() == 4);
  CHECK(to_string(months[0].first) == "2024-02-01");
  CHECK(to_string(months[0].last) == "2024-02-29");
  CHECK(months[0].cooperation == 1);
  CHECK(months[0].conflict == 1);
  CHECK(months[0].tone == doctest::Approx(3.75));
  CHECK(months[1].statements.empty());
  CHECK(months[3].cooperation == 1);
  CHECK(timeline(graph, EntityKey("state/usa"), std::nullopt, Period::Quarter).size() == 2);
  CHECK(timeline(graph, EntityKey("state/usa"), std::nullopt, Period::Year).size() == 1);
  CHECK(timeline(graph, EntityKey("state/usa"), std::nullopt, Period::Year)[0].statements.size() == 6);
  CHECK(timeline(graph, EntityKey("state/usa"), EntityKey("state/deu"), Period::Day).size() == 94);
  CHECK(timeline(graph, EntityKey("state/jpn"), std::nullopt, Period::Day).empty());
}

TEST_CASE("statistics count everything once") {
  const GraphStats found = stats(states_of(sample()));
  CHECK(found.nodes == 5);
  CHECK(found.facts == 9);
  CHECK(found.statements == 10);
  CHECK(found.articles == 3);
  CHECK(to_string(found.seen->last) == "2024-05-06");
  CHECK(found.kinds == std::vector<std::pair<std::string, std::size_t>>{{"state", 5}});
  CHECK(found.relations[0] == std::pair<std::string, std::size_t>("cooperates-with", 2));
  CHECK(found.modalities[0] == std::pair<std::string, std::size_t>("actual", 10));
  CHECK(stats(states_of({})).nodes == 0);
}

TEST_CASE("actors are ranked") {
  const auto graph = states_of(sample());
  const auto degrees = rank(graph, Measure::Degree);
  CHECK(degrees[0].node->key.str() == "state/usa");
  CHECK(degrees[0].score == 4);
  const auto between = rank(graph, Measure::Betweenness);
  CHECK(between[0].node->key.str() == "state/usa");
  CHECK(between[0].score > 0);
  CHECK(between[0].score <= 1);
  const auto pages = rank(graph, Measure::PageRank);
  double sum = 0;
  for (const Ranked& ranked : pages) sum += ranked.score;
  CHECK(sum == doctest::Approx(1).epsilon(0.01));
  // In a star of denials nobody has a tie.
  CHECK(rank(states_of({statement({.subject = "state/usa", .relation = "attacks", .object = "state/irq", .polarity = Polarity::Negative})}), Measure::Degree)[0].score == 0);
}

TEST_CASE("blocs part friends from foes") {
  const Blocs found = blocs(states_of(sample()));
  REQUIRE(found.groups.size() == 2);
  CHECK(joined(found.groups[0]) == "deu fra usa");
  CHECK(joined(found.groups[1]) == "prk rus");
  CHECK(found.balanced == 3);  // deu fra usa; fra rus usa; prk rus usa
  CHECK(found.unbalanced == 0);
}

TEST_CASE("measures do not depend on the order of merging") {
  for (std::uint64_t seed = 1; seed <= 10; ++seed) {
    INFO("seed " << seed);
    std::vector<Statement> statements = random_statements(seed, 80);
    const auto forwards = states_of(statements);
    std::ranges::reverse(statements);
    KnowledgeGraph backwards(graph_catalogue(), Ends::States);
    for (const Statement& statement : statements) REQUIRE(backwards.merge({&statement, 1}));
    CHECK(measured(forwards) == measured(backwards));
  }
}
