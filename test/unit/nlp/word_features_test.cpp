#include <doctest/doctest.h>

#include "nlp/word_features.h"

using namespace entente::internal;

TEST_CASE("the normal form of a word unites what the model need not tell apart") {
  CHECK(normal_form("Talks") == "talks");
  CHECK(normal_form("2024-11-05") == "0000-00-00");
  CHECK(normal_form("\xE2\x80\x99s") == "'s");
  CHECK(normal_form("\xE2\x80\x9C") == "\"");
  CHECK(normal_form("\xC3\x89lys\xC3\xA9" "e") == "\xC3\xA9lys\xC3\xA9" "e");
  CHECK(normal_form("\xE2\x82\xAC" "5") == "\xE2\x82\xAC" "0");
  CHECK(normal_form("").empty());
  CHECK(normal_form("\xE2\x80") == "\xE2\x80");  // cut off in the middle
}

TEST_CASE("the shape of a word keeps its pattern of letters and digits") {
  CHECK(word_shape("NATO") == "XX");
  CHECK(word_shape("McDonald") == "XxXxx");
  CHECK(word_shape("F-16s") == "X-ddx");
  CHECK(word_shape("S\xC3\xA3o") == "Xux");
}

TEST_CASE("affixes are cut between code points") {
  CHECK(first_points("\xC3\xA9lysee", 3) == "\xC3\xA9ly");
  CHECK(last_points("r\xC3\xA9\xC3\xA9l", 3) == "\xC3\xA9\xC3\xA9l");
  CHECK(first_points("ab", 3) == "ab");
  CHECK(last_points("ab", 3) == "ab");
  CHECK(last_points("", 3).empty());
}
