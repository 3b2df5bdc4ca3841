#include "base/json.h"

#include <doctest/doctest.h>

using namespace entente;
using namespace entente::internal;

namespace {
std::string error_of(std::string_view text) {
  const auto parsed = parse_json(text, "a.json");
  return parsed ? "" : to_string(parsed.error());
}
}  // namespace

TEST_CASE("a JSON value knows where it stood") {
  const std::string text = "{\n  \"key\": [1, \"two\"]\n}";
  const auto root = parse_json(text, "a.json");
  REQUIRE(root);
  const JsonFile file{"a.json", text, *root};
  const Json& two = root->find("key")->items[1];
  CHECK(two.string == "two");
  CHECK(to_string(file.error(ErrorCode::Syntax, two, "no")) == "a.json:2:14: error: no");
}

TEST_CASE("numbers and escaped strings begin where they begin") {
  const std::string text = R"([ -12.5e3, "a\"b\\", "\u00e9", 7])";
  const auto root = parse_json(text, "a.json");
  REQUIRE(root);
  const std::vector<std::size_t> begins{text.find("-12"), text.find("\"a"), text.find("\"\\u"), text.find("7]")};
  for (std::size_t i = 0; i < begins.size(); ++i) CHECK(root->items[i].offset == begins[i]);
}

TEST_CASE("half of a surrogate pair does not bring ill-formed UTF-8 in") {
  const auto json = parse_json(R"({"a\udc80": "x\udddd \ud83d\ude00"})", "half.json");
  REQUIRE(json);
  const Json* value = json->find("a\uFFFD");
  REQUIRE(value);
  CHECK(value->string == "x\uFFFD \U0001F600");
  CHECK(!parse_json(R"("\ud83d")", "half.json"));
}

TEST_CASE("JSON errors tell the place") {
  CHECK(error_of("{\"a\": 1,}").starts_with("a.json:1:9: error: missing a name"));
  CHECK(error_of("{\"a\": 1, \"a\": 2}").find("key 'a' is written twice") != std::string::npos);
  CHECK(error_of("[\"\xFF\"]") == "a.json:1:3: error: not UTF-8; save the file as UTF-8");
  CHECK(error_of(std::string(300, '[')).find("nested deeper than 200 levels") != std::string::npos);
}

TEST_CASE("unknown keys get the nearest spelling") {
  const std::string text = "{\"triger\": 1}";
  const JsonFile file{"r.json", text, *parse_json(text, "r.json")};
  const auto result = only_members(file, file.root, {"trigger", "subject"});
  REQUIRE(!result);
  CHECK(result.error().message == "unknown key 'triger'; did you mean 'trigger'?");
}

TEST_CASE("strings are escaped for JSON") {
  std::string out;
  append_json_string(out, "a\"b\\\n\x01\xE2\x80\xA8");
  CHECK(out == "\"a\\\"b\\\\\\n\\u0001\\u2028\"");
}

TEST_CASE("numbers are read exactly, also at the ends of what a double holds") {
  const auto number = [](std::string_view text) { return parse_json(text, "n.json").value().number; };
  CHECK(number("0e-44") == 0);
  CHECK(number("-12.5") == -12.5);
  CHECK(number("0.1") == 0.1);
  CHECK(number("9007199254740993") == 9007199254740992.0);
  CHECK(number("1e-999") == 0);
  CHECK(error_of("[1e999]").find("number too big to be stored in double") != std::string::npos);
}
