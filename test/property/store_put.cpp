// Laws of the store: whatever was there before, an article has in the end what was put last, and the file's sum says so.
#include <doctest/doctest.h>

#include <algorithm>
#include <map>
#include <random>

#include "entente/store.h"
#include "support/statements.h"

using namespace entente;
using namespace entente::test;

namespace {

/// Some statements of one article, each id once.
std::vector<Statement> of_one_article(std::uint64_t seed) {
  std::map<std::string, Statement> by_id;
  for (Statement& statement : random_statements(seed, 60)) {
    statement.provenance.article = ArticleKey("wire/one");
    statement.provenance.sketch.clear();
    statement.id = statement_id(statement);
    by_id.emplace(statement.id, std::move(statement));
  }
  std::vector<Statement> made;
  for (auto& [id, statement] : by_id) made.push_back(std::move(statement));
  return made;
}

/// The same but for something that may be small, or nothing.
std::vector<Statement> changed(std::vector<Statement> statements, std::mt19937_64& random) {
  Statement& one = statements[random() % statements.size()];
  switch (random() % 7) {
    case 0: std::ranges::shuffle(statements, random); break;
    case 1: statements.pop_back(); break;
    case 2: one.provenance.sentence_text += '.'; break;
    case 3: one.confidence = one.confidence == 0.5 ? 0.25 : 0.5; break;
    case 4: statements.push_back(Statement(one)); break;
    case 5: statements.erase(statements.begin()); break;
    default: break;
  }
  return statements;
}

/// By id, of two with one id that which merging keeps.
std::vector<Statement> sorted(std::vector<Statement> statements) {
  std::ranges::sort(statements, [](const Statement& a, const Statement& b) {
    if (a.id != b.id) return a.id < b.id;
    return a.confidence != b.confidence ? a.confidence > b.confidence : a > b;
  });
  const auto repeated = std::ranges::unique(statements, {}, &Statement::id);
  statements.erase(repeated.begin(), repeated.end());
  return statements;
}

}  // namespace

TEST_CASE("an article has what was put last, however little it differs from what was there") {
  const ScratchFolder folder("store-put");
  for (std::uint64_t seed = 1; seed <= 8; ++seed) {
    INFO("seed " << seed);
    std::mt19937_64 random(seed);
    auto store = Store::open(folder.file(std::to_string(seed) + ".db"));
    REQUIRE(store);
    std::vector<Statement> there, wanted = of_one_article(seed);
    for (int round = 0; round < 20; ++round) {
      const auto counts = store->put({ArticleKey("wire/one"), "Title", "", "", {}, 30, 600}, wanted);
      REQUIRE(counts);
      const std::vector<Statement> expected = sorted(wanted);
      const auto kept = std::ranges::count_if(expected, [&](const Statement& each) { return std::ranges::binary_search(there, each.id, {}, &Statement::id); });
      CHECK(counts->kept == static_cast<std::size_t>(kept));
      CHECK(counts->added == expected.size() - counts->kept);
      CHECK(counts->removed == there.size() - counts->kept);
      if (random() % 3 == 0) REQUIRE(store->flush());
      CHECK(store->statements() == expected);
      there = expected;
      wanted = changed(wanted, random);
    }
    REQUIRE(store->flush());
    CHECK(store->check());
  }
}
