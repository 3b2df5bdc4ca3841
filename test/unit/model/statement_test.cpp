#include "entente/statement.h"

#include <doctest/doctest.h>

using namespace entente;

TEST_CASE("days are read strictly") {
  CHECK(to_string(*parse_day("2004-02-29")) == "2004-02-29");
  for (const char* bad : {"2005-02-29", "2005-2-1", "20050201", "2005-13-01", "x005-01-01", ""}) CHECK(!parse_day(bad));
}

TEST_CASE("a statement's id depends on what it says and where, not on its rule") {
  Statement a;
  a.subject.key = EntityKey("state/rus");
  a.relation = RelationKey("visits");
  a.object.key = EntityKey("state/chn");
  a.provenance.article = ArticleKey("x/1");
  Statement b = a;
  b.provenance.rule = RuleKey("en/visit.verb");
  b.confidence = 0.5;
  CHECK(statement_id(a) == statement_id(b));
  CHECK(statement_id(a) == "st_ef9ba9b0387d4ea0");
  b.polarity = Polarity::Negative;
  CHECK(statement_id(a) != statement_id(b));
}
