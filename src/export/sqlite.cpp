// An SQLite database of entities, edges, mentions and articles, for SQL and for programs that read SQLite. Unlike the
// graph file of the store it is computed from the graph as it is filtered, and nothing reads it back.
#include <sqlite3.h>

#include <map>
#include <memory>

#include "base/text.h"
#include "base/try.h"
#include "export/builtins.h"
#include "export/fact_view.h"
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
  polarity TEXT NOT NULL, modality TEXT NOT NULL, symmetric INTEGER NOT NULL, plover TEXT, quad TEXT, goldstein REAL NOT NULL,
  support INTEGER NOT NULL, sources INTEGER NOT NULL, first_seen TEXT, last_seen TEXT, confidence REAL NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE mention (
  id TEXT PRIMARY KEY, edge_id TEXT NOT NULL REFERENCES edge (id), article_id TEXT NOT NULL REFERENCES article (id),
  sentence TEXT NOT NULL, sentence_begin INTEGER NOT NULL, sentence_end INTEGER NOT NULL,
  subject_text TEXT NOT NULL, predicate_text TEXT NOT NULL, object_text TEXT NOT NULL,
  modality TEXT NOT NULL, context TEXT, claimed_by TEXT, event_first TEXT, event_last TEXT, confidence REAL NOT NULL
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

/// One row after another into one table.
class Inserter {
 public:
  Inserter(sqlite3* database, const char* sql) {
    sqlite3_stmt* made = nullptr;
    good_ = sqlite3_prepare_v2(database, sql, -1, &made, nullptr) == SQLITE_OK;
    statement_.reset(made);
  }

  Inserter& text(std::string_view value) {
    std::string sound = first_bad_utf8(value) ? repair_utf8(value) : std::string(value);
    std::erase(sound, '\0');
    sqlite3_bind_text64(statement_.get(), ++at_, sound.c_str(), sound.size(), SQLITE_TRANSIENT, SQLITE_UTF8);
    return *this;
  }
  Inserter& text_or_null(std::string_view value) { return value.empty() ? null() : text(value); }
  Inserter& null() { sqlite3_bind_null(statement_.get(), ++at_); return *this; }
  Inserter& number(std::size_t value) { sqlite3_bind_int64(statement_.get(), ++at_, static_cast<sqlite3_int64>(value)); return *this; }
  Inserter& real(double value) { sqlite3_bind_double(statement_.get(), ++at_, value); return *this; }
  Inserter& day(const std::optional<std::chrono::year_month_day>& value) { return value ? text(to_string(*value)) : null(); }
  void row() {
    good_ = good_ && sqlite3_step(statement_.get()) == SQLITE_DONE;
    sqlite3_reset(statement_.get());
    at_ = 0;
  }
  [[nodiscard]] bool good() const noexcept { return good_; }

 private:
  std::unique_ptr<sqlite3_stmt, Closer> statement_;
  int at_ = 0;
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
    if (!run(kSchema) || !entities() || !articles() || !edges() || !mentions() || !run("COMMIT"))
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

  bool entities() {
    Inserter insert(database_.get(), "INSERT INTO entity VALUES (?, ?, ?, ?, ?, ?, ?)");
    for (const Node* node : graph_.nodes()) {
      insert.text(node->key.str()).text(label_of(*node)).text(node->kind.str()).text_or_null(iso3_of(*node)).text_or_null(wikidata_of(graph_, *node));
      insert.text(node->actor.str()).number(node->mentions).row();
    }
    return insert.good();
  }

  bool articles() {
    std::map<ArticleKey, const Provenance*> known;
    for (const Fact* fact : graph_.facts())
      for (const Statement* statement : fact->evidence) {
        const Provenance*& kept = known[statement->provenance.article];
        const auto rank = [](const Provenance& from) { return std::tie(from.publisher, from.published); };
        if (!kept || rank(statement->provenance) > rank(*kept)) kept = &statement->provenance;
      }
    Inserter insert(database_.get(), "INSERT INTO article VALUES (?, ?, ?)");
    for (const auto& [key, from] : known) insert.text(key.str()).text_or_null(from->publisher).day(from->published).row();
    return insert.good();
  }

  bool edges() {
    Inserter insert(database_.get(), "INSERT INTO edge VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
    for (const Fact* fact : graph_.facts()) {
      const RelationType& relation = relation_of(graph_, *fact);
      insert.text(fact->id).text(fact->triple.subject.str()).text(fact->triple.relation.str()).text(fact->triple.object.str());
      insert.text(to_string(fact->polarity)).text(to_string(modality_of(*fact))).number(relation.symmetric);
      insert.text_or_null(relation.plover).text_or_null(to_string(relation.quad)).real(relation.weight).number(fact->articles).number(fact->publishers);
      insert.day(fact->seen ? std::optional(fact->seen->first) : std::nullopt).day(fact->seen ? std::optional(fact->seen->last) : std::nullopt);
      insert.real(fact->confidence).row();
    }
    return insert.good();
  }

  bool mentions() {
    Inserter insert(database_.get(), "INSERT INTO mention VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
    for (const Fact* fact : graph_.facts())
      for (const Statement* statement : fact->evidence) {
        const Provenance& from = statement->provenance;
        insert.text(statement->id).text(fact->id).text(from.article.str()).text(from.sentence_text).number(from.sentence_span.begin).number(from.sentence_span.end);
        insert.text(statement->subject.mention).text(from.predicate).text(statement->object.mention).text(to_string(statement->modality));
        insert.text_or_null(statement->context ? statement->context->str() : "").text_or_null(statement->said_by ? statement->said_by->source.key.str() : "");
        insert.day(statement->on ? std::optional(statement->on->first) : std::nullopt).day(statement->on ? std::optional(statement->on->last) : std::nullopt);
        insert.real(statement->confidence).row();
      }
    return insert.good();
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
