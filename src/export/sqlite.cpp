// An SQLite database of entities, edges, mentions and articles, for SQL and for programs that read SQLite. Unlike the
// graph file of the store it is computed from the graph as it is filtered, and nothing reads it back.
#include <sqlite3.h>

#include <memory>

#include "export/builtins.h"
#include "export/records.h"
#include "export/text.h"

namespace entente::internal {

namespace {

constexpr const char* kSchema = R"sql(
PRAGMA page_size = 4096;
BEGIN;
CREATE TABLE entity (
  id TEXT PRIMARY KEY, label TEXT NOT NULL, entity_type TEXT NOT NULL, iso3 TEXT, wikidata TEXT, acts_for TEXT NOT NULL, mentions INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE article (id TEXT PRIMARY KEY, publisher TEXT, published TEXT) STRICT, WITHOUT ROWID;
CREATE TABLE edge (
  id TEXT PRIMARY KEY, subject_id TEXT NOT NULL REFERENCES entity (id), relation TEXT NOT NULL, object_id TEXT NOT NULL REFERENCES entity (id),
  polarity TEXT NOT NULL, modality TEXT NOT NULL, is_symmetric INTEGER NOT NULL, plover TEXT, quad TEXT, goldstein REAL NOT NULL,
  support INTEGER NOT NULL, sources INTEGER NOT NULL, first_seen TEXT, last_seen TEXT, confidence REAL NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE mention (
  id TEXT PRIMARY KEY, edge_id TEXT NOT NULL REFERENCES edge (id), article_id TEXT NOT NULL REFERENCES article (id),
  sentence TEXT NOT NULL, sentence_begin INTEGER NOT NULL, sentence_end INTEGER NOT NULL,
  subject_text TEXT NOT NULL, predicate_text TEXT NOT NULL, object_text TEXT NOT NULL,
  modality TEXT NOT NULL, context TEXT, claimed_by TEXT, event_first TEXT, event_last TEXT, confidence REAL NOT NULL, rule TEXT
) STRICT, WITHOUT ROWID;
CREATE INDEX edge_subject ON edge (subject_id);
CREATE INDEX edge_object ON edge (object_id);
CREATE INDEX edge_relation ON edge (relation, last_seen);
CREATE INDEX mention_edge ON mention (edge_id);
CREATE INDEX mention_article ON mention (article_id);
CREATE VIEW edge_readable AS
SELECT s.label AS subject, e.relation, o.label AS object, e.polarity, e.modality, e.support, e.first_seen, e.last_seen, e.confidence
FROM edge AS e JOIN entity AS s ON s.id = e.subject_id JOIN entity AS o ON o.id = e.object_id
ORDER BY e.support DESC, e.confidence DESC, e.id;
)sql";

struct Closer {
  void operator()(sqlite3* database) const { sqlite3_close(database); }
  void operator()(sqlite3_stmt* statement) const { sqlite3_finalize(statement); }
  void operator()(unsigned char* bytes) const { sqlite3_free(bytes); }
};

/// Puts records into one table.
class Inserter {
 public:
  Inserter(sqlite3* database, const RecordType& type) : type_(type) {
    std::string sql = "INSERT INTO " + std::string(type.name) + " VALUES (?";
    for (std::size_t i = 1; i < type.fields.size(); ++i) sql += ", ?";
    sqlite3_stmt* made = nullptr;
    good_ = sqlite3_prepare_v2(database, (sql + ")").c_str(), -1, &made, nullptr) == SQLITE_OK;
    statement_.reset(made);
  }

  void put(const Record& record) {
    for (std::size_t i = 0; i < record.size(); ++i) bind(static_cast<int>(i) + 1, type_.fields[i], record[i]);
    good_ = good_ && sqlite3_step(statement_.get()) == SQLITE_DONE;
    sqlite3_reset(statement_.get());
  }
  [[nodiscard]] bool good() const noexcept { return good_; }

 private:
  /// Numbers come as decimals, which the columns' types make numbers again.
  void bind(int at, const Field& field, const std::optional<std::string>& value) {
    if (!value) sqlite3_bind_null(statement_.get(), at);
    else if (field.type == FieldType::Flag) sqlite3_bind_int(statement_.get(), at, *value == "true");
    else sqlite3_bind_text64(statement_.get(), at, value->c_str(), value->size(), SQLITE_TRANSIENT, SQLITE_UTF8);
  }

  const RecordType& type_;
  std::unique_ptr<sqlite3_stmt, Closer> statement_;
  bool good_ = false;
};

class SqliteWriter {
 public:
  explicit SqliteWriter(const KnowledgeGraph& graph) : graph_(graph) {
    sqlite3* made = nullptr;
    sqlite3_open(":memory:", &made);
    database_.reset(made);
  }

  Result<void> write(std::ostream& out) {
    if (!run(kSchema) || !put_records() || !run("COMMIT"))
      return std::unexpected(Error{ErrorCode::Internal, "SQLite: " + std::string(sqlite3_errmsg(database_.get())), {}});
    sqlite3_int64 size = 0;
    const std::unique_ptr<unsigned char, Closer> bytes(sqlite3_serialize(database_.get(), "main", &size, 0));
    if (!bytes) return std::unexpected(Error{ErrorCode::Limit, "out of memory for the database", {}});
    TextSink sink(out);
    sink << std::string_view(reinterpret_cast<const char*>(bytes.get()), static_cast<std::size_t>(size));
    return sink.finish();
  }

 private:
  bool run(const char* sql) { return sqlite3_exec(database_.get(), sql, nullptr, nullptr, nullptr) == SQLITE_OK; }

  bool put_records() {
    bool good = true;
    for (std::size_t kind = 0; kind < record_types().size(); ++kind) {
      Inserter inserter(database_.get(), record_types()[kind]);
      each_record(graph_, static_cast<RecordKind>(kind), [&inserter](const Record& record) { inserter.put(record); });
      good = good && inserter.good();
    }
    return good;
  }

  const KnowledgeGraph& graph_;
  std::unique_ptr<sqlite3, Closer> database_;
};

class Sqlite final : public Exporter {
 public:
  FormatInfo info() const noexcept override { return {"sqlite", "application/vnd.sqlite3", ".sqlite", "entities, edges, mentions and articles as one database file", true}; }
  Result<void> write(const KnowledgeGraph& graph, std::ostream& out, const ExportOptions&) const override { return SqliteWriter(graph).write(out); }
};

}  // namespace

std::unique_ptr<const Exporter> sqlite_exporter() { return std::make_unique<Sqlite>(); }

}  // namespace entente::internal
