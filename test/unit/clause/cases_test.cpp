#include <doctest/doctest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include "clause/clause_stage.h"
#include "support/clauses.h"
#include "entente/conllu.h"

using namespace entente;

namespace {

std::string read_text(const std::filesystem::path& file) {
  std::ifstream in(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

/// The clauses of every document of a CoNLL-U file.
std::string clauses_of(const std::filesystem::path& file, const Stage& stage) {
  auto documents = read_conllu(read_text(file), file.string());
  REQUIRE_MESSAGE(documents, to_string(documents.error()));
  std::string out;
  for (Document& doc : *documents) {
    const auto done = stage.run(doc);
    REQUIRE_MESSAGE(done, to_string(done.error()));
    CHECK(check(doc));
    out += testing::print_clauses(doc);
  }
  return out;
}

}  // namespace

/// test/cases/clause/<case>/{input.conllu,expected.txt}; ENTENTE_UPDATE_EXPECTED=1 rewrites the latter.
TEST_CASE("every clause case gives the clauses it expects") {
  const std::filesystem::path root = ENTENTE_SOURCE_DIR;
  const auto stage = internal::make_clause_stage(root / "data/lang/en/clause.json");
  REQUIRE_MESSAGE(stage, to_string(stage.error()));
  std::size_t count = 0;
  for (const auto& entry : std::filesystem::directory_iterator(root / "test/cases/clause")) {
    CAPTURE(entry.path().string());
    const std::string found = clauses_of(entry.path() / "input.conllu", **stage);
    if (std::getenv("ENTENTE_UPDATE_EXPECTED")) std::ofstream(entry.path() / "expected.txt", std::ios::binary) << found;
    CHECK(found == read_text(entry.path() / "expected.txt"));
    ++count;
  }
  CHECK(count > 0);
}
