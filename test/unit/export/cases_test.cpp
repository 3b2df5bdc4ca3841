// Every folder of test/cases/export holds statements, input.jsonl, and what each format makes of them, expected.<extension>
// or expected.<format>/ with its files.
#include <doctest/doctest.h>

#include <cstdlib>
#include <fstream>
#include <sstream>

#include "base/file.h"
#include "entente/exporter.h"
#include "entente/store.h"
#include "support/pages.h"
#include "support/statements.h"

using namespace entente;
using namespace entente::test;

namespace {

KnowledgeGraph read_case(const std::filesystem::path& folder, Ends ends) {
  KnowledgeGraph graph(graph_catalogue(), ends);
  std::ifstream in(folder / "input.jsonl");
  std::vector<Statement> statements;
  std::uint32_t number = 0;
  for (std::string line; std::getline(in, line);) {
    auto read = statement_from_json(line, *graph_catalogue(), {"input.jsonl", ++number, 0});
    REQUIRE_MESSAGE(read, to_string(read.error()));
    statements.push_back(*std::move(read));
  }
  const auto merged = graph.merge(statements);
  REQUIRE_MESSAGE(merged, to_string(merged.error()));
  return graph;
}

/// What a format writes: ".graphml" and its bytes; of a folder ".neo4j/entities.csv" and so on.
std::vector<std::pair<std::string, std::string>> files_of(const Exporter& exporter, const KnowledgeGraph& graph) {
  std::vector<std::pair<std::string, std::string>> files;
  const FormatInfo info = exporter.info();
  if (info.name == "html") {
    std::ostringstream out;
    REQUIRE(write_export(exporter, graph, out));
    return {{std::string(info.extension), out.str()}};
  }
  const auto done = exporter.write_files(graph, [&](std::string_view name, std::string_view content) -> Result<void> {
    files.emplace_back(info.is_folder ? "." + std::string(info.name) + "/" + std::string(name) : std::string(info.extension), content);
    return {};
  }, {});
  REQUIRE_MESSAGE(done, to_string(done.error()));
  return files;
}

void write_expected(const std::filesystem::path& file, const std::string& content) {
  std::filesystem::create_directories(file.parent_path());
  std::ofstream(file, std::ios::binary) << content;
}

}  // namespace

TEST_CASE("export cases") {
  const ExporterRegistry registry = ExporterRegistry::with_builtins();
  const bool update = std::getenv("ENTENTE_UPDATE_EXPECTED") != nullptr;
  for (const auto& entry : std::filesystem::directory_iterator(std::filesystem::path(ENTENTE_SOURCE_DIR) / "test/cases/export")) {
    const KnowledgeGraph graph = read_case(entry.path(), entry.path().filename().string().ends_with("-states") ? Ends::States : Ends::Actors);
    for (const FormatInfo& format : registry.formats()) {
      if (format.name == "sqlite") continue;  // its bytes carry the version of SQLite
      for (const auto& [name, found] : files_of(*registry.find(format.name), graph)) {
        const std::filesystem::path expected = entry.path() / ("expected" + name);
        if (update) write_expected(expected, found);
        const auto wanted = internal::read_file(expected);
        REQUIRE_MESSAGE(wanted, expected.string());
        CHECK_MESSAGE(found == *wanted, expected.string());
      }
    }
  }
}
