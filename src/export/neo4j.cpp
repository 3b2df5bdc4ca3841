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
std::string_view title_of(RecordKind kind) { return record_type(kind).title; }

std::string lower(std::string_view text) { return ascii_lower(text); }

/// The fields of a file of nodes or relationships after the columns that name the ends, and the load at the end.
std::string properties_header(std::span<const Field> fields) {
  std::string line;
  for (const Field& field : fields) line += std::string(field.name) + std::string(import_type(field.type)) + ',';
  return line + "entente_load\n";
}

std::string nodes_header(RecordKind kind) {
  const RecordType& type = record_type(kind);
  return "id:ID(" + std::string(type.title) + ")," + properties_header(type.fields.subspan(1));
}

std::string links_header(const Neo4jLink& link) {
  return ":START_ID(" + std::string(title_of(link.from)) + "),:END_ID(" + std::string(title_of(link.to)) + "),entente_load\n";
}

/// SET n.label = row[1], … for the fields of a node or relationship `name`, whose first is in column `column`.
std::string set_clause(std::string_view name, const RecordType& type, std::size_t column) {
  std::string text = "SET ";
  for (std::size_t i = 1; i < type.fields.size(); ++i)
    text += std::string(name) + '.' + std::string(type.fields[i].name) + " = " + neo4j_value(type.fields[i], "row[" + std::to_string(column + i) + "]") + ", ";
  return text + std::string(name) + ".entente_load = row[" + std::to_string(column + type.fields.size()) + "]";
}

std::string load_csv(std::string_view file, std::string_view body) {
  return "LOAD CSV FROM 'file:///entente/" + std::string(file) + "' AS row\nCALL { WITH row " + std::string(body) + " } IN TRANSACTIONS OF 10000 ROWS;\n";
}

constexpr std::string_view kLoadIntro =
    "// Loads this folder into a running database, and removes what an earlier load of entente left there. Twice gives the\n"
    "// same as once. Copy the folder to import/entente of the server, then: cypher-shell -f load.cypher\n";

class Neo4jFolder {
 public:
  Neo4jFolder(const KnowledgeGraph& graph, const FileSink& sink) : graph_(graph), sink_(sink), hash_(records_hash(graph)), types_(neo4j_types(graph)) {}

  Result<void> write() {
    for (std::size_t kind = 0; kind < record_types().size(); ++kind) ENTENTE_TRY(nodes(static_cast<RecordKind>(kind)));
    for (const Neo4jLink& link : neo4j_links()) ENTENTE_TRY(links(link));
    ENTENTE_TRY(relationships());
    ENTENTE_TRY(sink_("import.sh", import_script()));
    return sink_("load.cypher", load_script());
  }

 private:
  Result<void> nodes(RecordKind kind) {
    ENTENTE_TRY(sink_(std::string(nodes_name(kind)) + ".header.csv", nodes_header(kind)));
    std::string lines;
    each_record(graph_, kind, [&](Record record) {
      record.emplace_back(hash_);
      lines += csv_line(record);
    });
    return sink_(std::string(nodes_name(kind)) + ".csv", lines);
  }

  Result<void> links(const Neo4jLink& link) {
    const std::size_t field = record_type(link.from).index_of(link.field);
    ENTENTE_TRY(sink_(lower(link.type) + ".header.csv", links_header(link)));
    std::string lines;
    each_record(graph_, link.from, [&](const Record& record) { lines += csv_line({record[0], record[field], hash_}); });
    return sink_(lower(link.type) + ".csv", lines);
  }

  Result<void> relationships() {
    const RecordType& edge = record_type(RecordKind::Edge);
    std::map<std::string, std::string> lines;
    each_record(graph_, RecordKind::Edge, [&](const Record& record) {
      const Polarity polarity = *parse_polarity(*record[edge.index_of("polarity")]);
      std::string& text = lines[neo4j_type(*record[edge.index_of("relation")], polarity)];
      Record row{record[edge.index_of("subject_id")], record[edge.index_of("object_id")]};
      row.insert(row.end(), record.begin(), record.end());
      row.emplace_back(hash_);
      text += csv_line(row);
    });
    ENTENTE_TRY(sink_("edges.header.csv", ":START_ID(Entity),:END_ID(Entity),id," + properties_header(edge.fields.subspan(1))));
    for (const auto& [type, text] : lines) ENTENTE_TRY(sink_("edges." + type + ".csv", text));
    return {};
  }

  std::string import_script() const {
    std::string text =
        "#!/bin/sh\n"
        "# Makes a new database of this folder; for one that runs already there is load.cypher.\n"
        "#   sh import.sh [DATABASE] [OPTIONS of neo4j-admin, such as --overwrite-destination]\n"
        "set -eu\n"
        "cd \"$(dirname \"$0\")\"\n"
        "database=${1:-neo4j}\n"
        "[ $# -eq 0 ] || shift\n"
        "exec \"${NEO4J_ADMIN:-neo4j-admin}\" database import full --legacy-style-quoting=true";
    for (std::size_t kind = 0; kind < record_types().size(); ++kind)
      text += " \\\n  --nodes=" + std::string(record_types()[kind].title) + "=" + pair_of(nodes_name(static_cast<RecordKind>(kind)));
    for (const Neo4jLink& link : neo4j_links()) text += " \\\n  --relationships=" + std::string(link.type) + "=" + pair_of(lower(link.type));
    for (const std::string& type : types_) text += " \\\n  --relationships=" + type + "=edges.header.csv,edges." + type + ".csv";
    return text + " \\\n  \"$@\" \"$database\"\n";
  }
  static std::string pair_of(std::string_view name) { return std::string(name) + ".header.csv," + std::string(name) + ".csv"; }

  std::string load_script() const {
    std::string text(kLoadIntro);
    for (const std::string& constraint : neo4j_constraints()) text += constraint + ";\n";
    for (std::size_t kind = 0; kind < record_types().size(); ++kind) {
      const RecordType& type = record_types()[kind];
      text += load_csv(std::string(nodes_name(static_cast<RecordKind>(kind))) + ".csv", "MERGE (n:" + std::string(type.title) + " {id: row[0]}) " + set_clause("n", type, 0));
    }
    for (const Neo4jLink& link : neo4j_links())
      text += load_csv(lower(link.type) + ".csv", "MATCH (a:" + std::string(title_of(link.from)) + " {id: row[0]}) MATCH (b:" + std::string(title_of(link.to)) +
                                                      " {id: row[1]}) MERGE (a)-[r:" + std::string(link.type) + "]->(b) SET r.entente_load = row[2]");
    for (const std::string& type : types_)
      text += load_csv("edges." + type + ".csv", "MATCH (a:Entity {id: row[0]}) MATCH (b:Entity {id: row[1]}) MERGE (a)-[r:" + type + " {id: row[2]}]->(b) " +
                                                     set_clause("r", record_type(RecordKind::Edge), 2));
    for (const std::string& removal : neo4j_removals("'" + hash_ + "'", "CALL { WITH x ", " } IN TRANSACTIONS OF 10000 ROWS")) text += removal + ";\n";
    return text;
  }

  const KnowledgeGraph& graph_;
  const FileSink& sink_;
  std::string hash_;
  std::vector<std::string> types_;
};

class Neo4j final : public FolderExporter {
 public:
  FormatInfo info() const noexcept override {
    return {"neo4j", "application/x-tar", ".tar", "a folder for Neo4j: files for neo4j-admin import and LOAD CSV, with the scripts", true, true};
  }
  Result<void> write_files(const KnowledgeGraph& graph, const FileSink& sink, const ExportOptions&) const override { return Neo4jFolder(graph, sink).write(); }
};

}  // namespace

std::string neo4j_type(std::string_view relation, Polarity polarity) {
  std::string type = polarity == Polarity::Negative ? "NOT_" : "";
  for (const char c : relation) type += is_ascii_lower(c) ? static_cast<char>(c - 'a' + 'A') : is_ascii_digit(c) ? c : '_';
  return type;
}

std::vector<std::string> neo4j_types(const KnowledgeGraph& graph) {
  std::set<std::string> types;
  for (const Fact* fact : graph.facts()) types.insert(neo4j_type(fact->triple.relation.str(), fact->polarity));
  return {types.begin(), types.end()};
}

std::vector<std::string> neo4j_constraints() {
  std::vector<std::string> statements;
  for (const RecordType& type : record_types())
    statements.push_back("CREATE CONSTRAINT entente_" + std::string(type.name) + " IF NOT EXISTS FOR (n:" + std::string(type.title) + ") REQUIRE n.id IS UNIQUE");
  return statements;
}

std::vector<Neo4jLink> neo4j_links() {
  return {{RecordKind::Edge, "subject_id", RecordKind::Entity, "SUBJECT"}, {RecordKind::Edge, "object_id", RecordKind::Entity, "OBJECT"},
          {RecordKind::Mention, "edge_id", RecordKind::Edge, "SUPPORTS"}, {RecordKind::Mention, "article_id", RecordKind::Article, "IN"}};
}

std::string neo4j_value(const Field& field, std::string_view expression) {
  const std::string text(expression);
  switch (field.type) {
    case FieldType::Whole: return "toInteger(" + text + ")";
    case FieldType::Real: return "toFloat(" + text + ")";
    case FieldType::Day: return "date(" + text + ")";
    case FieldType::Flag: return "toBoolean(" + text + ")";
    case FieldType::Text: break;
  }
  return text;
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
