// What to_json() writes is what schemas/statement.schema.json describes.
#include <doctest/doctest.h>
#include <rapidjson/document.h>
#include <rapidjson/schema.h>

#include "base/file.h"
#include "entente/store.h"
#include "support/statements.h"

using namespace entente;
using namespace entente::test;

namespace {

bool fits(const rapidjson::SchemaDocument& schema, const std::string& line) {
  rapidjson::Document document;
  document.Parse(line.data(), line.size());
  REQUIRE(!document.HasParseError());
  rapidjson::SchemaValidator validator(schema);
  return document.Accept(validator);
}

}  // namespace

TEST_CASE("statements fit their schema") {
  const auto text = internal::read_file(std::filesystem::path(ENTENTE_SOURCE_DIR) / "schemas/statement.schema.json");
  REQUIRE(text);
  rapidjson::Document parsed;
  parsed.Parse(text->data(), text->size());
  REQUIRE(!parsed.HasParseError());
  const rapidjson::SchemaDocument schema(parsed);
  for (const Statement& made : random_statements(3, 200)) CHECK(fits(schema, to_json(made, *graph_catalogue())));
  std::string line = to_json(random_statements(4, 1)[0], *graph_catalogue());
  CHECK(!fits(schema, line.replace(line.find("\"polarity\""), 10, "\"polarty\"")));
}
