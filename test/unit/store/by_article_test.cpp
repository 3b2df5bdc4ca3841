#include "store/by_article.h"

#include <doctest/doctest.h>

#include <filesystem>
#include <map>
#include <vector>

#include "support/statements.h"

using namespace entente;
using namespace entente::test;

TEST_CASE("statements come back by article, each in its order, whatever is held in memory") {
  const ScratchFolder scratch("by-article");
  const std::vector<Statement> all = random_statements(5, 200);
  std::map<ArticleKey, std::vector<Statement>> wanted;
  for (const Statement& statement : all) wanted[statement.provenance.article].push_back(statement);
  for (const std::size_t most : {1U, 2U, 7U, 50U, 199U, 200U, 1000U}) {
    CAPTURE(most);
    internal::ByArticle articles(scratch.file(""), most);
    for (const Statement& statement : all) REQUIRE(articles.add(statement));
    CHECK(std::filesystem::is_empty(scratch.file("")));  // no name is left, however the program ends
    for (const auto& [key, statements] : wanted) {
      const auto next = articles.next();
      REQUIRE(next);
      CHECK(std::vector<Statement>(next->begin(), next->end()) == statements);
    }
    CHECK(articles.next()->empty());
    CHECK(articles.next()->empty());
  }
}

TEST_CASE("a folder that cannot hold what waits is named") {
  internal::ByArticle articles("/nowhere/at all", 2);
  const std::vector<Statement> all = random_statements(6, 2);
  REQUIRE(articles.add(all[0]));
  const auto added = articles.add(all[1]);
  REQUIRE_FALSE(added);
  CHECK(added.error().code == ErrorCode::Io);
  CHECK(to_string(added.error()) == "/nowhere/at all: error: cannot keep statements in a temporary file: No such file or directory; make room there, or merge fewer files at once");
}
