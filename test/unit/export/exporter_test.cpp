#include "entente/exporter.h"

#include <doctest/doctest.h>
#include <sqlite3.h>

#include <sstream>

#include "base/file.h"
#include "support/graphs.h"
#include "support/pages.h"
#include "support/statements.h"

using namespace entente;
using namespace entente::test;

namespace {

std::string written(std::string_view format, const KnowledgeGraph& graph, const ExportOptions& options = {}) {
  std::ostringstream out;
  const ExporterRegistry registry = ExporterRegistry::with_builtins();
  REQUIRE(registry.find(format));
  REQUIRE(registry.find(format)->write(graph, out, options));
  return out.str();
}

/// Takes so many bytes and no more, as a full disk does.
class FullDisk : public std::streambuf {
 public:
  explicit FullDisk(std::size_t room) : room_(room) {}

 protected:
  std::streamsize xsputn(const char*, std::streamsize count) override {
    const auto taken = std::min<std::streamsize>(count, static_cast<std::streamsize>(room_));
    room_ -= static_cast<std::size_t>(taken);
    return taken;
  }
  int overflow(int) override { return traits_type::eof(); }

 private:
  std::size_t room_;
};

std::vector<Statement> many_facts(std::size_t count) {
  std::vector<Statement> statements;
  for (std::size_t i = 0; i < count; ++i) {
    const std::string object = "person/p" + std::to_string(i);
    statements.push_back(statement({.subject = "state/usa", .relation = "criticizes", .object = object}));
    if (i % 10 == 0) statements.push_back(statement({.subject = "state/usa", .relation = "criticizes", .object = object, .article = "a/2"}));
  }
  return statements;
}

}  // namespace

TEST_CASE("formats are listed by name, and no name is taken twice") {
  ExporterRegistry registry = ExporterRegistry::with_builtins();
  std::string names;
  for (const FormatInfo& format : registry.formats()) names += std::string(format.name) + " ";
  CHECK(names == "csv dot events gexf graphml html jsonld neo4j nquads postgres sqlite turtle ");
  CHECK(registry.find("graphmll") == nullptr);

  class Again final : public Exporter {
   public:
    FormatInfo info() const noexcept override { return {"csv", "", "", "", false}; }
    Result<void> write(const KnowledgeGraph&, std::ostream&, const ExportOptions&) const override { return {}; }
  };
  const auto added = registry.add(std::make_unique<Again>());
  REQUIRE(!added);
  CHECK(added.error().message == "there is an export format 'csv' already");
}

TEST_CASE("a full disk is an error of every format") {
  const KnowledgeGraph graph = graph_of(many_facts(400));
  const ExporterRegistry registry = ExporterRegistry::with_builtins();
  for (const FormatInfo& format : registry.formats()) {
    INFO(format.name);
    for (const std::size_t room : {std::size_t{0}, std::size_t{100}, std::size_t{5000}}) {
      FullDisk disk(room);
      std::ostream out(&disk);
      const auto done = write_export(*registry.find(format.name), graph, out);
      REQUIRE(!done);
      CHECK(done.error().code == ErrorCode::Io);
    }
  }
}

TEST_CASE("an empty graph is a valid document in every format") {
  const KnowledgeGraph graph(graph_catalogue());
  CHECK(written("graphml", graph).ends_with("<graph id=\"G\" edgedefault=\"directed\">\n</graph>\n</graphml>\n"));
  CHECK(written("jsonld", graph).ends_with("\"@graph\": [\n]\n}\n"));
  CHECK(written("nquads", graph).empty());
  CHECK(written("dot", graph).ends_with("}\n"));
  CHECK(written("events", graph) == events_header() + "\n");
}

TEST_CASE("the published JSON-LD context is that of the exports") {
  const auto published = internal::read_file(std::filesystem::path(ENTENTE_SOURCE_DIR) / "schemas/context.jsonld");
  REQUIRE(published);
  const std::string document = written("jsonld", KnowledgeGraph(graph_catalogue()));
  CHECK(document.substr(0, document.find(",\n\"@graph\"")) + "\n}\n" == *published);
}

TEST_CASE("IRIs live where the options say") {
  const KnowledgeGraph graph = graph_of({statement({.subject = "state/usa", .relation = "sanctions", .object = "state/rus", .article = "https://n.example/a b?c=\"<d>\""})});
  const std::string lines = written("nquads", graph, {.iri_base = "https://kg.example/<x>"});
  CHECK(lines.find("<https://kg.example/x/entity/state/usa> <https://kg.example/x/relation/sanctions> <https://kg.example/x/entity/state/rus> .\n") != std::string::npos);
  CHECK(lines.find("<https://kg.example/x/article/https%3A//n.example/a%20b%3Fc%3D%22%3Cd%3E%22>") != std::string::npos);
  CHECK(lines.find("<https://schema.org/url> \"https://n.example/a b?c=\\\"<d>\\\"\"^^<http://www.w3.org/2001/XMLSchema#anyURI> .\n") != std::string::npos);
}

TEST_CASE("RDF asserts only what is said to have happened") {
  const auto lines = written("nquads", graph_of({statement({.subject = "state/usa", .relation = "attacks", .object = "state/irq", .modality = Modality::Planned}),
                                                 statement({.subject = "state/usa", .relation = "sanctions", .object = "state/rus", .polarity = Polarity::Negative}),
                                                 statement({.subject = "state/usa", .relation = "meets-with", .object = "state/chn"})}));
  const auto has = [&](std::string_view subject, std::string_view relation, std::string_view object) {
    const std::string base = "<https://w3id.org/entente/";
    return lines.find(base + "entity/state/" + std::string(subject) + "> " + base + "relation/" + std::string(relation) + "> " + base + "entity/state/" + std::string(object) + "> .\n") != std::string::npos;
  };
  CHECK(!has("usa", "attacks", "irq"));
  CHECK(!has("usa", "sanctions", "rus"));
  CHECK(has("usa", "meets-with", "chn"));
  CHECK(has("chn", "meets-with", "usa"));
}

TEST_CASE("a picture shows the strongest facts and says so") {
  const KnowledgeGraph graph = graph_of(many_facts(100));
  const auto edges_in = [](const std::string& dot) {
    std::size_t edges = 0;
    for (std::size_t at = dot.find(" -> "); at != std::string::npos; at = dot.find(" -> ", at + 1)) ++edges;
    return edges;
  };
  const std::string dot = written("dot", graph);
  CHECK(dot.starts_with("// the 60 strongest of 100 facts, by the number of articles that state them\n"));
  CHECK(edges_in(dot) == 60);
  for (int i = 0; i < 100; i += 10) CHECK(dot.find("\"person/p" + std::to_string(i) + "\" [id=") != std::string::npos);
  CHECK(edges_in(written("dot", graph, {.max_edges = 0})) == 100);
}

TEST_CASE("the SQLite export is a sound database of what the graph holds") {
  const KnowledgeGraph graph = graph_of(many_facts(100));
  std::string bytes = written("sqlite", graph);
  sqlite3* database = nullptr;
  REQUIRE(sqlite3_open(":memory:", &database) == SQLITE_OK);
  REQUIRE(sqlite3_deserialize(database, "main", reinterpret_cast<unsigned char*>(bytes.data()), static_cast<sqlite3_int64>(bytes.size()),
                              static_cast<sqlite3_int64>(bytes.size()), SQLITE_DESERIALIZE_READONLY) == SQLITE_OK);
  const auto ask = [database](const char* sql) {
    sqlite3_stmt* query = nullptr;
    REQUIRE_MESSAGE(sqlite3_prepare_v2(database, sql, -1, &query, nullptr) == SQLITE_OK, sqlite3_errmsg(database));
    std::string answer;
    if (sqlite3_step(query) == SQLITE_ROW) answer = reinterpret_cast<const char*>(sqlite3_column_text(query, 0));
    sqlite3_finalize(query);
    return answer;
  };
  CHECK(ask("PRAGMA integrity_check") == "ok");
  CHECK(ask("SELECT count(*) FROM pragma_foreign_key_check") == "0");
  CHECK(ask("SELECT count(*) FROM edge") == "100");
  CHECK(ask("SELECT count(*) FROM entity") == "101");
  CHECK(ask("SELECT count(*) FROM mention") == "110");
  CHECK(ask("SELECT group_concat(id) FROM article") == "a/1,a/2");
  CHECK(ask("SELECT subject || ' ' || relation || ' ' || support FROM edge_readable LIMIT 1") == "United States criticizes 2");
  sqlite3_close(database);
}

TEST_CASE("evidence is exported on request") {
  const KnowledgeGraph graph = graph_of({statement({.subject = "state/usa", .relation = "sanctions", .object = "state/rus", .text = "=The \"USA\" sanctions Russia."})});
  CHECK(written("graphml", graph).find("evidence") == std::string::npos);
  CHECK(written("graphml", graph, {.evidence = 1}).find("<data key=\"e_evidence\">=The &quot;USA&quot; sanctions Russia.</data>") != std::string::npos);
  CHECK(written("csv", graph, {.evidence = 1}).ends_with(",\"'=The \"\"USA\"\" sanctions Russia.\"\r\n"));
}
