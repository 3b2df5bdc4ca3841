// A folder for psql: the schema, one file of COPY's text format a table, and a script that loads them. See also
// https://www.postgresql.org/docs/15/sql-copy.html, "Text Format".
#include <algorithm>

#include "base/try.h"
#include "export/builtins.h"
#include "export/folder.h"
#include "export/postgres_sql.h"

namespace entente::internal {

namespace {

std::string_view sql_type(FieldType type) {
  switch (type) {
    case FieldType::Whole: return "integer";
    case FieldType::Real: return "double precision";
    case FieldType::Day: return "date";
    case FieldType::Flag: return "boolean";
    case FieldType::Text: break;
  }
  return "text";
}

std::string column_of(const Field& field) {
  std::string text = std::string(field.name) + ' ' + std::string(sql_type(field.type));
  if (field.name == "id") return text + " PRIMARY KEY";
  if (field.required) text += " NOT NULL";
  if (!field.refers.empty()) text += " REFERENCES entente." + std::string(field.refers) + " (id)";
  return text;
}

/// The names of the fields from `first` on, each after `prefix`.
std::string columns_of(const RecordType& type, std::size_t first, std::string_view prefix = "") {
  std::string list;
  for (const Field& field : type.fields.subspan(first)) list += (list.empty() ? "" : ", ") + std::string(prefix) + std::string(field.name);
  return list;
}

std::string merge_of(const RecordType& type) {
  const std::string table = postgres_table(type), columns = columns_of(type, 0);
  return "INSERT INTO " + table + " AS old (" + columns + ")\nSELECT " + columns + " FROM new_" + std::string(type.name) +
         "\nON CONFLICT (id) DO UPDATE SET (" + columns_of(type, 1) + ") = ROW (" + columns_of(type, 1, "excluded.") + ")\nWHERE old.* IS DISTINCT FROM excluded.*;\n";
}

constexpr std::string_view kIndices =
    "CREATE INDEX IF NOT EXISTS edge_subject ON entente.edge (subject_id);\n"
    "CREATE INDEX IF NOT EXISTS edge_object ON entente.edge (object_id);\n"
    "CREATE INDEX IF NOT EXISTS edge_relation ON entente.edge (relation, last_seen);\n"
    "CREATE INDEX IF NOT EXISTS mention_edge ON entente.mention (edge_id);\n"
    "CREATE INDEX IF NOT EXISTS mention_article ON entente.mention (article_id);\n";

constexpr std::string_view kView =
    "CREATE OR REPLACE VIEW entente.edge_readable AS\n"
    "SELECT s.label AS subject, e.relation, o.label AS counterpart, e.polarity, e.modality, e.support, e.first_seen, e.last_seen, e.confidence\n"
    "FROM entente.edge AS e JOIN entente.entity AS s ON s.id = e.subject_id JOIN entente.entity AS o ON o.id = e.object_id\n"
    "ORDER BY e.support DESC, e.confidence DESC, e.id;\n";

constexpr std::string_view kLoadSh =
    "#!/bin/sh\n"
    "# Loads this folder into PostgreSQL; what is given goes to psql: sh load.sh postgresql://user@host/database\n"
    "# Twice gives the same as once.\n"
    "set -eu\n"
    "cd \"$(dirname \"$0\")\"\n"
    "exec psql --no-psqlrc --quiet --set ON_ERROR_STOP=1 --file load.sql \"$@\"\n";

std::string load_script() {
  std::string sql = "-- Makes the tables of the schema entente hold what this folder holds, in one transaction; load.sh runs it.\n"
                    "\\encoding UTF8\nSET client_min_messages = warning;\nBEGIN;\n\\ir schema.sql\n";
  for (const RecordType& type : record_types()) sql += postgres_staging(type) + "\\copy new_" + std::string(type.name) + " FROM '" + std::string(type.name) + ".tsv'\n";
  return sql + postgres_replace() + "COMMIT;\n";
}

class Postgres final : public FolderExporter {
 public:
  FormatInfo info() const noexcept override {
    return {"postgres", "application/x-tar", ".tar", "a folder for PostgreSQL: schema, one COPY file a table, load.sh", true, true};
  }
  Result<void> write_files(const KnowledgeGraph& graph, const FileSink& sink, const ExportOptions&) const override {
    ENTENTE_TRY(sink("schema.sql", postgres_schema()));
    for (std::size_t kind = 0; kind < record_types().size(); ++kind) {
      std::string lines;
      each_record(graph, static_cast<RecordKind>(kind), [&lines](const Record& record) { append_copy_line(lines, record); });
      ENTENTE_TRY(sink(std::string(record_types()[kind].name) + ".tsv", lines));
    }
    ENTENTE_TRY(sink("load.sql", load_script()));
    return sink("load.sh", kLoadSh);
  }
};

}  // namespace

std::string postgres_table(const RecordType& type) { return "entente." + std::string(type.name); }

std::string postgres_schema() {
  std::string sql = "CREATE SCHEMA IF NOT EXISTS entente;\n";
  for (const RecordType& type : record_types()) {
    sql += "CREATE TABLE IF NOT EXISTS " + postgres_table(type) + " (\n";
    for (const Field& field : type.fields) sql += "  " + column_of(field) + (&field == &type.fields.back() ? "\n" : ",\n");
    sql += ");\n";
  }
  return sql + std::string(kIndices) + std::string(kView);
}

std::string postgres_staging(const RecordType& type) {
  return "CREATE TEMPORARY TABLE new_" + std::string(type.name) + " (LIKE " + postgres_table(type) + ") ON COMMIT DROP;\n";
}

std::string postgres_replace() {
  std::string sql;
  for (const RecordType& type : record_types()) sql += merge_of(type);
  for (auto type = record_types().rbegin(); type != record_types().rend(); ++type)
    sql += "DELETE FROM " + postgres_table(*type) + " AS old WHERE NOT EXISTS (SELECT FROM new_" + std::string(type->name) + " AS new WHERE new.id = old.id);\n";
  return sql;
}

void append_copy_line(std::string& out, const Record& record) {
  bool first = true;
  for (const auto& value : record) {
    if (!first) out += '\t';
    first = false;
    if (!value) { out += "\\N"; continue; }
    for (const char c : *value) {
      switch (c) {
        case '\\': out += "\\\\"; break;
        case '\t': out += "\\t"; break;
        case '\n': out += "\\n"; break;
        case '\r': out += "\\r"; break;
        default: out += c;
      }
    }
  }
  out += '\n';
}

std::unique_ptr<const Exporter> postgres_exporter() { return std::make_unique<Postgres>(); }

}  // namespace entente::internal
