// Laws of merging: any order, any repetition and any partition of the same statements give the same graph.
#include <doctest/doctest.h>

#include <algorithm>
#include <random>

#include "entente/graph.h"
#include "entente/store.h"
#include "graph/graph_impl.h"
#include "support/graph_text.h"
#include "support/statements.h"

using namespace entente;
using namespace entente::test;

namespace {

std::string merged_in_parts(const std::vector<Statement>& statements, Ends ends, std::mt19937_64& random) {
  KnowledgeGraph graph(graph_catalogue(), ends);
  std::span<const Statement> rest = statements;
  while (!rest.empty()) {
    const std::size_t size = std::min<std::size_t>(rest.size(), random() % 60);
    if (random() % 2 == 0) REQUIRE(graph.merge(rest.first(size)));
    else REQUIRE(graph.merge(std::vector<Statement>(rest.begin(), rest.begin() + static_cast<std::ptrdiff_t>(size))));
    if (random() % 4 == 0) REQUIRE(graph.merge(rest.first(size)));
    rest = rest.subspan(size);
  }
  return text_of(graph);
}

}  // namespace

TEST_CASE("any order, repetition and partition gives one graph") {
  for (std::uint64_t seed = 1; seed <= 30; ++seed) {
    INFO("seed " << seed);
    std::vector<Statement> statements = random_statements(seed, 300);
    std::mt19937_64 random(seed);
    for (const Ends ends : {Ends::Actors, Ends::States}) {
      KnowledgeGraph whole(graph_catalogue(), ends);
      REQUIRE(whole.merge(statements));
      const std::string expected = text_of(whole);
      for (int round = 0; round < 3; ++round) {
        std::ranges::shuffle(statements, random);
        CHECK(merged_in_parts(statements, ends, random) == expected);
      }
    }
  }
}

TEST_CASE("the same holds for facts with much evidence, which are summed up bit by bit") {
  for (std::uint64_t seed = 1; seed <= 12; ++seed) {
    INFO("seed " << seed);
    std::vector<Statement> statements = random_statements(seed, 500);
    for (Statement& statement : statements) {
      statement.subject = participant("state/usa");
      statement.object = participant(statement.provenance.sentence % 4 ? "state/rus" : "state/chn");
      statement.relation = RelationKey("criticizes");
      statement.polarity = Polarity::Positive;
      statement.provenance.article = ArticleKey(statement.provenance.article.str() + "/" + std::to_string(&statement - statements.data()) .substr(0, 2));
      statement.id = statement_id(statement);
    }
    KnowledgeGraph whole(graph_catalogue());
    REQUIRE(whole.merge(statements));
    REQUIRE(std::ranges::any_of(whole.facts(), [](const Fact* fact) { return fact->evidence.size() > 200 && fact->articles + 10 < fact->evidence.size(); }));
    const std::string expected = text_of(whole);
    std::mt19937_64 random(seed);
    for (int round = 0; round < 4; ++round) {
      if (round % 2) std::ranges::shuffle(statements, random);  // else articles come one by one
      else std::ranges::sort(statements, {}, [](const Statement& statement) { return statement.provenance.article; });
      CHECK(merged_in_parts(statements, Ends::Actors, random) == expected);
    }
  }
}

TEST_CASE("a batch with a fault in it changes nothing") {
  for (std::uint64_t seed = 1; seed <= 10; ++seed) {
    INFO("seed " << seed);
    std::vector<Statement> statements = random_statements(seed, 200);
    KnowledgeGraph graph(graph_catalogue());
    REQUIRE(graph.merge({statements.data(), 120}));
    const std::string before = text_of(graph);
    std::vector<Statement> batch(statements.begin() + 60, statements.end());
    for (Statement& statement : batch) statement.confidence = 1 - statement.confidence;  // half of those that are there give way
    batch.push_back(batch.front());
    batch.back().relation = RelationKey("no-relation-of-the-catalogue");
    REQUIRE(!graph.merge(batch));
    CHECK(text_of(graph) == before);
    batch.pop_back();
    REQUIRE(graph.merge(batch));
    KnowledgeGraph other(graph_catalogue());
    REQUIRE(other.merge(batch));
    REQUIRE(other.merge({statements.data(), 120}));
    CHECK(text_of(graph) == text_of(other));
  }
}

TEST_CASE("a second thread that folds what is merged changes nothing in the graph") {
  constexpr std::size_t kMany = 20'000, kFirst = 5'000;  // a merge of fewer than 8,192 new ones has no second thread
  std::vector<Statement> statements = random_statements(7, kMany);
  const std::span<const Statement> all(statements);
  for (const Ends ends : {Ends::Actors, Ends::States}) {
    KnowledgeGraph piecewise(graph_catalogue(), ends), whole(graph_catalogue(), ends), continued(graph_catalogue(), ends);
    for (std::size_t at = 0; at < all.size(); at += 1000) REQUIRE(piecewise.merge(all.subspan(at, std::min<std::size_t>(1000, all.size() - at))));
    const std::string expected = text_of(piecewise);
    REQUIRE(whole.merge(all));
    CHECK(text_of(whole) == expected);
    REQUIRE(continued.merge(all.first(kFirst)));
    const std::string before = text_of(continued);

    std::vector<Statement> batch(all.begin() + kFirst, all.end());
    batch.push_back(batch.front());
    batch.back().relation = RelationKey("no-relation-of-the-catalogue");
    REQUIRE(!continued.merge(batch));  // when most of it is folded
    CHECK(text_of(continued) == before);

    batch.back() = all.front();
    batch.back().confidence = 1;  // gives way to none: one that may have been folded has to go
    REQUIRE(continued.merge(batch));
    KnowledgeGraph other(graph_catalogue(), ends);
    REQUIRE(other.merge({&batch.back(), 1}));
    REQUIRE(other.merge(all));
    CHECK(text_of(continued) == text_of(other));
  }
}

TEST_CASE("asserted and denied stand side by side, each with its own evidence") {
  for (std::uint64_t seed = 1; seed <= 10; ++seed) {
    INFO("seed " << seed);
    const std::vector<Statement> statements = random_statements(seed, 300);
    KnowledgeGraph both(graph_catalogue());
    REQUIRE(both.merge(statements));
    for (const Polarity polarity : {Polarity::Positive, Polarity::Negative}) {
      std::vector<Statement> one_side;
      for (const Statement& statement : statements)
        if (statement.polarity == polarity) one_side.push_back(statement);
      KnowledgeGraph alone(graph_catalogue());
      REQUIRE(alone.merge(one_side));
      for (const Fact* fact : alone.facts()) {
        const Fact* same = both.find(fact->triple, polarity);
        REQUIRE(same);
        CHECK(same->evidence.size() == fact->evidence.size());
        CHECK(same->articles == fact->articles);
        CHECK(same->confidence == fact->confidence);
      }
    }
  }
}

TEST_CASE("evidence is sorted, complete and without repeats") {
  for (std::uint64_t seed = 1; seed <= 10; ++seed) {
    INFO("seed " << seed);
    const std::vector<Statement> statements = random_statements(seed, 200);
    KnowledgeGraph graph(graph_catalogue());
    const auto counts = graph.merge(statements);
    REQUIRE(counts);
    std::size_t evidence = 0;
    for (const Fact* fact : graph.facts()) {
      evidence += fact->evidence.size();
      CHECK(!fact->evidence.empty());
      CHECK(std::ranges::adjacent_find(fact->evidence, [](StatementRef a, StatementRef b) { return !StatementRef::id_less(a, b); }) == fact->evidence.end());
    }
    CHECK(evidence == counts->new_statements);
    for (const Fact* fact : graph.facts()) CHECK(graph.find(fact->triple, fact->polarity) == fact);
    for (const Node* node : graph.nodes()) CHECK(graph.node(node->key) == node);
  }
}

TEST_CASE("statements that come one by one from a source give the same graph, and none of them stays if it fails") {
  for (std::uint64_t seed = 1; seed <= 10; ++seed) {
    INFO("seed " << seed);
    const std::vector<Statement> statements = random_statements(seed, 300);
    KnowledgeGraph whole(graph_catalogue());
    REQUIRE(whole.merge(statements));
    const std::size_t fails_at = seed * 25;
    std::size_t next = 0;
    bool sound = false;
    StatementView view;
    const KnowledgeGraph::Impl::Source source = [&]() -> Result<const StatementView*> {
      if (next == statements.size()) return nullptr;
      if (next == fails_at && !sound) return std::unexpected(Error{ErrorCode::Io, "gone", {}});
      view = statements[next++];
      return &view;
    };
    auto impl = std::make_unique<KnowledgeGraph::Impl>(graph_catalogue(), Ends::Actors);
    REQUIRE(impl->merge(std::span(statements).first(20)));
    const std::uint32_t before = impl->table->size();
    const auto failed = impl->merge(source);
    REQUIRE(!failed);
    CHECK(failed.error().message == "gone");
    CHECK(impl->table->size() == before);
    std::tie(next, sound) = std::pair(0, true);
    REQUIRE(impl->merge(source));
    CHECK(text_of(KnowledgeGraph(std::move(impl))) == text_of(whole));
  }
}

TEST_CASE("an id's digits are read as one after another, and no other byte passes for one") {
  const auto digits_one_by_one = [](std::string_view id) {
    std::uint64_t number = 0;
    for (const char c : id.substr(3)) {
      const std::size_t value = std::string_view("0123456789abcdef").find(c);
      if (value == std::string_view::npos) return std::optional<std::uint64_t>();
      number = number << 4U | value;
    }
    return std::optional(number);
  };
  std::mt19937_64 random(7);
  for (int round = 0; round < 20; ++round) {
    const std::string id = internal::id_of(random()).str();
    for (std::size_t at = 3; at < id.size(); ++at)
      for (int byte = 0; byte < 256; ++byte) {
        std::string other = id;
        other[at] = static_cast<char>(byte);
        INFO("byte " << byte << " at " << at << " of " << id);
        REQUIRE(internal::digits_of(other) == digits_one_by_one(other));
      }
  }
}
