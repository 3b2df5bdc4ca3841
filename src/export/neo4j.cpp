// A folder for Neo4j: comma-separated values with headers of their own, as `neo4j-admin database import` wants them and
// LOAD CSV takes them, one file a relationship type, and a script for either way.
//   https://neo4j.com/docs/operations-manual/5/tools/neo4j-admin/neo4j-admin-import/
//   https://neo4j.com/docs/cypher-manual/5/clauses/load-csv/
#include <array>
#include <map>
#include <set>

#include "base/text.h"
#include "base/try.h"
#include "export/builtins.h"
#include "export/folder.h"
#include "export/neo4j_cypher.h"

namespace entente::internal {

namespace {

/// LOAD CSV reads a backslash before a quotation mark or another backslash as an escape, and so does the import when it is told
/// to: both are doubled. Line ends become blanks, as the import takes none within a value.
void append_csv(std::string& out, const std::optional<std::string>& value) {
  if (!value) return;
  if (!value->empty() && value->find_first_of(",\"\\\r\n\t ") == std::string::npos) { out += *value; return; }
  out += '"';
  for (const char c : *value) {
    if (c == '"' || c == '\\') out += c;
    out += c == '\r' || c == '\n' || c == '\t' ? ' ' : c;
  }
  out += '"';
}

std::string csv_line(const Record& record) {
  std::string line;
  for (std::size_t i = 0; i < record.size(); ++i) {
    if (i) line += ',';
    append_csv(line, record[i]);
  }
  return line + '\n';
}

std::string_view import_type(FieldType type) {
  switch (type) {
    case FieldType::Whole: return ":long";
    case FieldType::Real: return ":double";
    case FieldType::Day: return ":date";
    case FieldType::Flag: return ":boolean";
    case FieldType::Text: break;
  }
  return "";
}

/// "entities", "articles", "facts", "mentions": the name of a file of nodes.
std::string_view nodes_name(RecordKind kind) {
  constexpr std::array<std::string_view, 4> kNames{"entities", "articles", "facts", "mentions"};
  return kNames[static_cast<std::size_t>(kind)];
}
/// The fields of a file of nodes or relationships after the columns that name the ends, and the load at the end.
std::string properties_header(std::span<const Field> fields) {
  std::string line;
  for (const Field& field : fields) line += std::string(field.name) + std::string(import_type(field.type)) + ',';
  return line + "entente_load\n";
}

/// The value of a field as Cypher takes it from text: "toInteger(row[5])".
std::string value_of(const Field& field, const std::string& text) {
  switch (field.type) {
    case FieldType::Whole: return "toInteger(" + text + ")";
    case FieldType::Real: return "toFloat(" + text + ")";
    case FieldType::Day: return "date(" + text + ")";
    case FieldType::Flag: return "toBoolean(" + text + ")";
    case FieldType::Text: break;
  }
  return text;
}

/// SET n.label = row[1], … for the fields of a node or relationship `name`, whose first is in column `column`.
std::string set_clause(std::string_view name, const RecordType& type, std::size_t column) {
  std::string text = "SET ";
  for (std::size_t i = 1; i < type.fields.size(); ++i)
    text += std::string(name) + '.' + std::string(type.fields[i].name) + " = " + value_of(type.fields[i], "row[" + std::to_string(column + i) + "]") + ", ";
  return text + std::string(name) + ".entente_load = row[" + std::to_string(column + type.fields.size()) + "]";
}

Neo4jPart nodes_of(const KnowledgeGraph& graph, RecordKind kind, const std::string& hash) {
  const RecordType& type = record_type(kind);
  const std::string name(nodes_name(kind)), title(type.title);
  return {name, "id:ID(" + title + ")," + properties_header(type.fields.subspan(1)), name, "--nodes=" + title,
          "MERGE (n:" + title + " {id: row[0]}) " + set_clause("n", type, 0), [&graph, kind, hash](const auto& sink) {
            each_record(graph, kind, [&](Record record) {
              record.emplace_back(hash);
              sink(record);
            });
          }};
}

/// A connection between two sorts of node that follows from a field: (:Fact)-[:SUBJECT]->(:Entity).
struct Link { RecordKind from; std::string_view field; RecordKind to; std::string_view type; };
constexpr std::array<Link, 4> kLinks{{{RecordKind::Edge, "subject_id", RecordKind::Entity, "SUBJECT"}, {RecordKind::Edge, "object_id", RecordKind::Entity, "OBJECT"},
                                      {RecordKind::Mention, "edge_id", RecordKind::Edge, "SUPPORTS"}, {RecordKind::Mention, "article_id", RecordKind::Article, "IN"}}};

Neo4jPart links_of(const KnowledgeGraph& graph, const Link& link, const std::string& hash) {
  const std::string name = ascii_lower(link.type), type(link.type), from(record_type(link.from).title), to(record_type(link.to).title);
  const std::size_t field = record_type(link.from).index_of(link.field);
  return {name, ":START_ID(" + from + "),:END_ID(" + to + "),entente_load\n", name, "--relationships=" + type,
          "MATCH (a:" + from + " {id: row[0]}) MATCH (b:" + to + " {id: row[1]}) MERGE (a)-[r:" + type + "]->(b) SET r.entente_load = row[2]",
          [&graph, kind = link.from, field, hash](const auto& sink) {
            each_record(graph, kind, [&](const Record& record) { sink({record[0], record[field], hash}); });
          }};
}

/// Edges as relationships between actors: both ends, the record, the load.
std::map<std::string, std::vector<Record>> edges_by_type(const KnowledgeGraph& graph, const std::string& hash) {
  const RecordType& edge = record_type(RecordKind::Edge);
  std::map<std::string, std::vector<Record>> rows;
  each_record(graph, RecordKind::Edge, [&](const Record& record) {
    Record row{record[edge.index_of("subject_id")], record[edge.index_of("object_id")]};
    row.insert(row.end(), record.begin(), record.end());
    row.emplace_back(hash);
    rows[neo4j_type(*record[edge.index_of("relation")], *parse_polarity(*record[edge.index_of("polarity")]))].push_back(std::move(row));
  });
  return rows;
}

Neo4jPart edges_of(const std::string& type, std::vector<Record> rows) {
  const RecordType& edge = record_type(RecordKind::Edge);
  return {"edges." + type, ":START_ID(Entity),:END_ID(Entity),id," + properties_header(edge.fields.subspan(1)), "edges", "--relationships=" + type,
          "MATCH (a:Entity {id: row[0]}) MATCH (b:Entity {id: row[1]}) MERGE (a)-[r:" + type + " {id: row[2]}]->(b) " + set_clause("r", edge, 2),
          [rows = std::move(rows)](const auto& sink) { for (const Record& row : rows) sink(row); }};
}

std::string load_csv(const Neo4jPart& part) {
  return "LOAD CSV FROM 'file:///entente/" + part.name + ".csv' AS row\nCALL { WITH row " + part.clause + " } IN TRANSACTIONS OF 10000 ROWS;\n";
}

constexpr std::string_view kLoadIntro =
    "// Loads this folder into a running database, and removes what an earlier load of entente left there. Twice gives the\n"
    "// same as once. Copy the folder to import/entente of the server, then: cypher-shell -f load.cypher\n";

std::string import_script(const std::vector<Neo4jPart>& parts) {
  std::string text =
      "#!/bin/sh\n"
      "# Makes a new database of this folder; for one that runs already there is load.cypher.\n"
      "#   sh import.sh [DATABASE] [OPTIONS of neo4j-admin, such as --overwrite-destination]\n"
      "set -eu\n"
      "cd \"$(dirname \"$0\")\"\n"
      "database=${1:-neo4j}\n"
      "[ $# -eq 0 ] || shift\n"
      "exec \"${NEO4J_ADMIN:-neo4j-admin}\" database import full --legacy-style-quoting=true";
  for (const Neo4jPart& part : parts) text += " \\\n  " + part.import_option + "=" + part.header_name + ".header.csv," + part.name + ".csv";
  return text + " \\\n  \"$@\" \"$database\"\n";
}

std::string load_script(const std::vector<Neo4jPart>& parts, const std::string& hash) {
  std::string text(kLoadIntro);
  for (const std::string& constraint : neo4j_constraints()) text += constraint + ";\n";
  for (const Neo4jPart& part : parts) text += load_csv(part);
  for (const std::string& removal : neo4j_removals("'" + hash + "'", "CALL { WITH x ", " } IN TRANSACTIONS OF 10000 ROWS")) text += removal + ";\n";
  return text;
}

class Neo4j final : public FolderExporter {
 public:
  FormatInfo info() const noexcept override {
    return {"neo4j", "application/x-tar", ".tar", "a folder for Neo4j: files for neo4j-admin import and LOAD CSV, with the scripts", true, true};
  }
  Result<void> write_files(const KnowledgeGraph& graph, const FileSink& sink, const ExportOptions&) const override {
    const std::string hash = records_hash(graph);
    const std::vector<Neo4jPart> parts = neo4j_parts(graph, hash);
    std::set<std::string> headers;
    for (const Neo4jPart& part : parts) {
      if (headers.insert(part.header_name).second) ENTENTE_TRY(sink(part.header_name + ".header.csv", part.header));
      std::string lines;
      part.rows([&lines](const Record& row) { lines += csv_line(row); });
      ENTENTE_TRY(sink(part.name + ".csv", lines));
    }
    ENTENTE_TRY(sink("import.sh", import_script(parts)));
    return sink("load.cypher", load_script(parts, hash));
  }
};

}  // namespace

std::string neo4j_type(std::string_view relation, Polarity polarity) {
  std::string type = polarity == Polarity::Negative ? "NOT_" : "";
  for (const char c : relation) type += is_ascii_lower(c) ? static_cast<char>(c - 'a' + 'A') : is_ascii_digit(c) ? c : '_';
  return type;
}

std::vector<std::string> neo4j_constraints() {
  std::vector<std::string> statements;
  for (const RecordType& type : record_types())
    statements.push_back("CREATE CONSTRAINT entente_" + std::string(type.name) + " IF NOT EXISTS FOR (n:" + std::string(type.title) + ") REQUIRE n.id IS UNIQUE");
  return statements;
}

std::vector<Neo4jPart> neo4j_parts(const KnowledgeGraph& graph, const std::string& hash) {
  std::vector<Neo4jPart> parts;
  for (std::size_t kind = 0; kind < record_types().size(); ++kind) parts.push_back(nodes_of(graph, static_cast<RecordKind>(kind), hash));
  for (const Link& link : kLinks) parts.push_back(links_of(graph, link, hash));
  for (auto& [type, rows] : edges_by_type(graph, hash)) parts.push_back(edges_of(type, std::move(rows)));
  return parts;
}

std::vector<std::string> neo4j_removals(std::string_view hash, std::string_view before, std::string_view after) {
  std::vector<std::string> statements;
  const std::string stale = " WHERE x.entente_load <> " + std::string(hash) + " ";
  statements.push_back("MATCH ()-[x]->()" + stale + std::string(before) + "DELETE x" + std::string(after));
  for (const RecordType& type : record_types())
    statements.push_back("MATCH (x:" + std::string(type.title) + ")" + stale + std::string(before) + "DETACH DELETE x" + std::string(after));
  return statements;
}

std::unique_ptr<const Exporter> neo4j_exporter() { return std::make_unique<Neo4j>(); }

}  // namespace entente::internal
