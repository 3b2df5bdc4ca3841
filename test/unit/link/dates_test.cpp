#include "support/linked.h"

using namespace entente;

namespace {

/// The days of the only time in a sentence of an article of Wednesday, 2015-05-13 (or of `date`): "first..last".
std::string days(std::string_view text, std::string_view date = "2015-05-13") {
  const Document doc = testing::linked(text, date);
  if (doc.times.empty()) return "none";
  if (doc.times.size() > 1) return "several";
  if (!doc.times[0].span) return "unresolved";
  const DateSpan span = *doc.times[0].span;
  return span.first == span.last ? to_string(span.first) : to_string(span.first) + ".." + to_string(span.last);
}

}  // namespace

TEST_CASE("absolute dates need no date of the article") {
  CHECK(days("Iran signed the accord on May 8, 2015.", "") == "2015-05-08");
  CHECK(days("Iran signed the accord on 8 May 2015.", "") == "2015-05-08");
  CHECK(days("Iran signed the accord on 2015-05-08.", "") == "2015-05-08");
  CHECK(days("Iran signed the accord in August 2005.", "") == "2005-08-01..2005-08-31");
  CHECK(days("Iran signed the accord in February 2004.", "") == "2004-02-01..2004-02-29");
  CHECK(days("Iran signed the accord in 2005.", "") == "2005-01-01..2005-12-31");
  CHECK(days("The war lasted between 1990 and 1995.", "") == "1990-01-01..1995-12-31");
  CHECK(days("The conference was held April 27-28, 2016.", "") == "2016-04-27..2016-04-28");
  CHECK(days("The two countries fought in the 1990s.", "") == "1990-01-01..1999-12-31");
}

TEST_CASE("relative dates count from the article") {
  CHECK(days("Iran signed the accord today.") == "2015-05-13");
  CHECK(days("Iran signed the accord yesterday.") == "2015-05-12");
  CHECK(days("Iran signed the accord on Friday.") == "2015-05-08");
  CHECK(days("Iran signed the accord on Wednesday.") == "2015-05-13");
  CHECK(days("Iran will sign the accord on Friday.") == "2015-05-15");
  CHECK(days("Iran signed the accord last Wednesday.") == "2015-05-06");
  CHECK(days("Iran signed the accord last week.") == "2015-05-04..2015-05-10");
  CHECK(days("Iran signed the accord last month.") == "2015-04-01..2015-04-30");
  CHECK(days("Iran signed the accord last year.") == "2014-01-01..2014-12-31");
  CHECK(days("Iran will sign the accord next year.") == "2016-01-01..2016-12-31");
  CHECK(days("Iran signed the accord earlier this week.") == "2015-05-11..2015-05-13");
  CHECK(days("Iran signed the accord earlier this year.") == "2015-01-01..2015-05-13");
  CHECK(days("Iran signed the accord in August.") == "2014-08-01..2014-08-31");
  CHECK(days("Iran will sign the accord in August.") == "2015-08-01..2015-08-31");
  CHECK(days("Iran signed the accord in September last year.") == "2014-09-01..2014-09-30");
  CHECK(days("Iran signed the accord on April 2.") == "2015-04-02");
  CHECK(days("Iran signed the accord on June 2.") == "2014-06-02");
  CHECK(days("Iran signed the accord two days ago.") == "2015-05-11");
  CHECK(days("Iran signed the accord two years ago.") == "2013-01-01..2013-12-31");
  CHECK(days("Ties have improved in the past three years.") == "2012-05-13..2015-05-13");
  CHECK(days("Ties have improved since 1991.") == "1991-01-01..2015-05-13");
}

TEST_CASE("what cannot be known stays unresolved") {
  CHECK(days("Iran signed the accord on Friday.", "") == "unresolved");
  CHECK(days("Iran signed the accord last year.", "") == "unresolved");
  CHECK(days("The treaty is valid until 2030.") == "unresolved");
  CHECK(days("The parliament paid for the army through to November 18.") == "unresolved");
  CHECK(days("They met on the eve of May 9, 2015.") == "unresolved");
  CHECK(days("They met two days earlier.") == "unresolved");
}

TEST_CASE("numbers and names are no dates") {
  CHECK(days("The army sent 2000 soldiers to the border.") == "none");
  CHECK(days("Theresa May may visit Tehran.") == "none");
  CHECK(days("The March 23 Movement left the Good Friday Agreement.") == "none");
  CHECK(days("They marked the 75th anniversary of their ties.") == "none");
}
