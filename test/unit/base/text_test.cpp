#include "base/text.h"

#include <doctest/doctest.h>

using namespace entente::internal;

TEST_CASE("UTF-8 is judged as Unicode does") {
  CHECK(!first_bad_utf8("Élysée €"));
  CHECK(first_bad_utf8("ab\xC3") == 2);
  CHECK(first_bad_utf8("\xC0\xAF") == 0);          // overlong
  CHECK(first_bad_utf8("x\xED\xA0\x80") == 1);     // surrogate
  CHECK(first_bad_utf8("\xF4\x90\x80\x80") == 0);  // above U+10FFFF
  CHECK(repair_utf8("a\xFFz") == "a\xEF\xBF\xBDz");
}

TEST_CASE("folding and slugs") {
  CHECK(fold_diacritics("Élysée Türkiye Łódź Straße") == "Elysee Turkiye Lodz Strasse");
  CHECK(to_lower("ÉLYSÉE Öst") == "élysée öst");
  CHECK(slug("Andrés Manuel López-Obrador") == "andres-manuel-lopez-obrador");
  CHECK(slug("U.S. Navy's 5th Fleet") == "us-navys-5th-fleet");
  CHECK(slug("中国") == "x");
}

TEST_CASE("white space") {
  CHECK(single_blanks("  a \n\t b\xC2\xA0" "c ") == "a b c");
  CHECK(trim("\r\n x y \t") == "x y");
  CHECK(split("a;;b", ';') == std::vector<std::string_view>{"a", "", "b"});
}

TEST_CASE("the nearest word is offered only if it is near") {
  CHECK(did_you_mean("triger", {"subject", "trigger"}) == "; did you mean 'trigger'?");
  CHECK(did_you_mean("colour", {"subject", "trigger"}).empty());
}
