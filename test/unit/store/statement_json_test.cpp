#include <doctest/doctest.h>

#include "base/json.h"
#include "entente/store.h"
#include "support/statements.h"

using namespace entente;
using namespace entente::test;

namespace {

std::string replaced(std::string text, std::string_view from, std::string_view to) {
  const std::size_t at = text.find(from);
  REQUIRE(at != std::string::npos);
  return text.replace(at, from.size(), to);
}

std::string error_of(std::string_view line) {
  const auto read = statement_from_json(line, *graph_catalogue(), {"s.jsonl", 7, 0});
  return read ? "no error" : to_string(read.error());
}

}  // namespace

TEST_CASE("a statement is one line of JSON with its members in order") {
  Statement made = statement({.subject = "ministry/rus-defence", .relation = "meets-with", .object = "state/jpn", .publisher = "Xinhua"});
  made.context = ContextKey("military");
  made.said_by = Attribution{participant("person/sergei-lavrov"), "say"};
  CHECK(to_json(made, *graph_catalogue()) ==
        "{\"id\":\"" + made.id + "\",\"article\":\"a/1\",\"sentence\":{\"index\":0,\"begin\":0,\"end\":47,"
        "\"text\":\"Ministry of Defence of Russia meets-with Japan.\"},"
        "\"subject\":{\"key\":\"ministry/rus-defence\",\"label\":\"Ministry of Defence of Russia\",\"kind\":\"ministry\","
        "\"mention\":\"Ministry of Defence of Russia\",\"begin\":0,\"end\":0,\"actor\":\"state/rus\",\"iso3\":\"RUS\"},"
        "\"relation\":\"meets-with\",\"plover\":\"CONSULT\",\"quad\":\"verbal-cooperation\",\"goldstein\":2.5,"
        "\"object\":{\"key\":\"state/jpn\",\"label\":\"Japan\",\"kind\":\"state\",\"mention\":\"Japan\",\"begin\":0,\"end\":0,"
        "\"actor\":\"state/jpn\",\"iso3\":\"JPN\"},"
        "\"polarity\":\"positive\",\"modality\":\"actual\",\"content\":null,\"context\":\"military\","
        "\"source\":{\"key\":\"person/sergei-lavrov\",\"label\":\"Sergei Lavrov\",\"kind\":\"person\",\"mention\":\"Sergei Lavrov\","
        "\"begin\":0,\"end\":0,\"actor\":\"state/rus\",\"iso3\":\"RUS\",\"verb\":\"say\"},"
        "\"date\":null,\"place\":null,\"predicate\":{\"begin\":0,\"end\":0,\"text\":\"meets-with\"},\"confidence\":0.8,"
        "\"rule\":\"en/test\",\"publisher\":\"Xinhua\",\"published\":\"2024-02-03\"}");
}

TEST_CASE("statements survive JSON whatever they hold") {
  for (std::uint64_t seed = 1; seed <= 40; ++seed) {
    INFO("seed " << seed);
    for (const Statement& made : random_statements(seed, 25)) {
      const std::string line = to_json(made, *graph_catalogue());
      CHECK(line.find('\n') == std::string::npos);
      const auto read = statement_from_json(line, *graph_catalogue());
      REQUIRE_MESSAGE(read, to_string(read.error()));
      CHECK(*read == made);
    }
  }
}

TEST_CASE("a missing id is made, and a wrong one refused") {
  const Statement made = statement({.subject = "state/usa", .relation = "sanctions", .object = "state/rus"});
  const std::string line = to_json(made, *graph_catalogue());
  const auto read = statement_from_json(replaced(line, "\"id\":\"" + made.id + "\",", ""), *graph_catalogue());
  REQUIRE(read);
  CHECK(*read == made);
  CHECK(error_of(replaced(line, made.id, "st_0000000000000000")) ==
        "s.jsonl:7:7: error: id 'st_0000000000000000' is not that of this statement; expected '" + made.id + "', or no id");
}

TEST_CASE("errors in a line tell where, what and the nearest spelling") {
  const std::string line = to_json(statement({.subject = "state/usa", .relation = "sanctions", .object = "state/rus"}), *graph_catalogue());
  const auto column_of = [](const std::string& text, std::string_view part) { return std::to_string(text.find(part) + 1); };
  std::string bad = replaced(line, "\"relation\":\"sanctions\"", "\"relation\":\"sanction\"");
  CHECK(error_of(bad) == "s.jsonl:7:" + column_of(bad, "\"sanction\"") + ": error: unknown relation 'sanction'; did you mean 'sanctions'?");
  bad = replaced(line, "\"polarity\":\"positive\"", "\"polarity\":\"postive\"");
  CHECK(error_of(bad) == "s.jsonl:7:" + column_of(bad, "\"postive\"") + ": error: unknown polarity 'postive'; did you mean 'positive'?");
  bad = replaced(line, "\"confidence\":0.8", "\"confidence\":1.8");
  CHECK(error_of(bad) == "s.jsonl:7:" + column_of(bad, "1.8") + ": error: 'confidence' must be a number from 0 to 1");
  bad = replaced(line, "\"published\":\"2024-02-03\"", "\"published\":\"2024-02-30\"");
  CHECK(error_of(bad) == "s.jsonl:7:" + column_of(bad, "\"2024-02-30\"") + ": error: '2024-02-30' is no day; expected YYYY-MM-DD");
  bad = replaced(line, "\"modality\"", "\"modalty\"");
  CHECK(error_of(bad) == "s.jsonl:7:" + column_of(bad, "\"actual\"") + ": error: unknown key 'modalty'; did you mean 'modality'?");
  bad = replaced(line, "\"key\":\"state/usa\"", "\"key\":\"State/USA\"");
  CHECK(error_of(bad) == "s.jsonl:7:" + column_of(bad, "\"State/USA\"") + ": error: 'State/USA' is no key; 'key' must be lower-case parts divided by '/'");
  CHECK(error_of(replaced(line, "\"object\":{", "\"object\":3,\"x\":{")).find("unknown key 'x'") != std::string::npos);
  CHECK(error_of("{\"article\": ") == "s.jsonl:7:13: error: invalid value");
  CHECK(error_of("[]") == "s.jsonl:7:1: error: this value must be an object, not an array");
}
