#include "clause/lexicon.h"

#include <doctest/doctest.h>

#include <filesystem>
#include <fstream>
#include <string>

#include "base/file.h"

using namespace entente;
using namespace entente::internal;

namespace {

const std::filesystem::path kFile = std::filesystem::path(ENTENTE_SOURCE_DIR) / "data/lang/en/clause.json";

/// The error of the shipped lexicon with `from` replaced by `to`, without the folder of its file.
std::string error_with(std::string_view from, std::string_view to) {
  std::string text = *read_file(kFile);
  const std::size_t at = text.find(from);
  REQUIRE(at != std::string::npos);
  text.replace(at, from.size(), to);
  const std::filesystem::path copy = std::filesystem::temp_directory_path() / "entente-clause-lexicon-test.json";
  std::ofstream(copy, std::ios::binary) << text;
  const auto lexicon = ClauseLexicon::load(copy);
  std::filesystem::remove(copy);
  if (lexicon) return {};
  const std::string message = to_string(lexicon.error());
  return message.substr(message.find(".json:"));
}

}  // namespace

TEST_CASE("the English lexicon knows event nouns, classes and prepositions") {
  const auto lexicon = ClauseLexicon::load(kFile);
  REQUIRE_MESSAGE(lexicon, to_string(lexicon.error()));
  REQUIRE(lexicon->find("invasion").frame);
  CHECK(lexicon->find("invasion").frame->of == NounParty::Patient);
  CHECK(lexicon->find("invasion").frame->possessor == NounParty::Agent);
  CHECK(lexicon->find("arrest").frame->possessor == NounParty::Patient);
  CHECK(!lexicon->find("table").frame);
  CHECK(lexicon->find("accuse").classes.reports());
  CHECK(!lexicon->find("attack").classes.reports());
  CHECK(lexicon->plain_preposition("together with") == "with");
  CHECK(lexicon->plain_preposition("against") == "against");
  CHECK(lexicon->takes(PrepositionTable::PatientActs, "accuse", "of"));
  CHECK(!lexicon->takes(PrepositionTable::PatientActs, "accuse", "with"));
}

TEST_CASE("errors in a lexicon name the place and the nearest spelling") {
  CHECK(error_with("\"negators\"", "\"negator\"") == ".json:9:14: error: unknown key 'negator'; did you mean 'negators'?");
  CHECK(error_with("\"hardly\"", "\"Hardly\"") == ".json:9:16: error: 'Hardly' must be a word in lower case");
  CHECK(error_with("\"hardly\"", "3") == ".json:9:16: error: each of negators must be a string, not a number");
  CHECK(error_with("\"possessor\": \"agent\"", "\"possessor\": \"agents\"").ends_with(
      "error: possessor must be none, agent or patient, not 'agents'; did you mean 'agent'?"));
  CHECK(error_with("\"abduction\"", "\"arrest\", \"abduction\"").ends_with("error: event noun 'arrest' is listed twice"));
  CHECK(error_with("\"belief\": [", "\"beliefs\": [").ends_with("error: unknown key 'beliefs'; did you mean 'belief'?"));
}
