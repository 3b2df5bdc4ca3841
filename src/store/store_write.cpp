#include <algorithm>
#include <string>
#include <utility>

#include "base/try.h"
#include "graph/statement_table.h"
#include "store/graph_snapshot.h"
#include "store/store_impl.h"

namespace entente {

using internal::Database;
using internal::Sql;

namespace {

/// What write-ahead logging wants: readers never wait, and a crash loses at most what was not committed. Pages go from the log to
/// their place after 64 MB, not after 4.
constexpr const char* kWriterPragmas =
    "PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA temp_store = MEMORY; PRAGMA cache_size = -16384; PRAGMA wal_autocheckpoint = 16384";

using internal::Wanted;

/// Sorts by id and keeps of two with one id that which merging keeps.
void sort_by_id(std::vector<Wanted>& statements) {
  std::ranges::sort(statements, [](const Wanted& a, const Wanted& b) {
    if (a.id != b.id) return a.id < b.id;
    return a.statement->confidence != b.statement->confidence ? a.statement->confidence > b.statement->confidence : *a.statement > *b.statement;
  });
  const auto repeated = std::ranges::unique(statements, {}, &Wanted::id);
  statements.erase(repeated.begin(), repeated.end());
}

/// How `wanted` differs from what there is, both sorted by id.
PutCounts compare(const std::vector<Statement>& known, const std::vector<Wanted>& wanted) {
  PutCounts counts;
  auto old = known.begin();
  for (const auto& [id, statement] : wanted) {
    while (old != known.end() && old->id < statement->id) ++old;
    counts.kept += old != known.end() && old->id == statement->id;
  }
  counts.added = wanted.size() - counts.kept;
  counts.removed = known.size() - counts.kept;
  return counts;
}

}  // namespace

Result<void> Store::Impl::prepare() {
  ENTENTE_TRY(database.run(kWriterPragmas));
  ENTENTE_TRY(articles.prepare(database));
  writable = true;
  return {};
}

void Store::Impl::close() {
  articles.close();
  names.forget();
  reader_.close();
  writer_.close();
}

Result<void> Store::Impl::begin() {
  if (!writable) return database.fault(ErrorCode::Io, "the graph file was opened for reading only");
  if (database.in_transaction()) return {};
  ENTENTE_TRY(database.run("BEGIN IMMEDIATE"));
  Result<void> ready = names.refresh(database);  // another writer may have added some
  if (ready) ready = read_revision();
  if (!ready) roll_back();
  return ready;
}

/// Numbers that were given to names since it began are void.
void Store::Impl::roll_back() {
  // A full disk may have ended the transaction already.
  if (database.in_transaction()) (void)database.run("ROLLBACK");
  names.forget();
  revision_ = committed_;
}

template <class Change>
auto Store::Impl::atomically(const Change& change) -> decltype(change()) {
  ENTENTE_TRY(begin());
  auto result = change();
  if (!result) roll_back();
  return result;
}

/// A file of an older entente has none, and neither has one that was changed by SQL.
Result<void> Store::Impl::read_revision() {
  const auto known = internal::revision_of(database);
  is_revised_ = known.has_value();
  revision_ = known.value_or(internal::Revision());
  if (!known) {
    ENTENTE_TRY(reader_.start(internal::kAllRows));
    while (true) {
      const Result<const StatementView*> statement = reader_.next();
      if (!statement) return std::unexpected(statement.error());
      if (!*statement) break;
      revision_.add(hasher_(**statement));
    }
  }
  committed_ = revision_;
  return {};
}

Result<void> Store::Impl::write_revision() {
  if (!is_revised_ || revision_ != committed_) {
    Result<Sql> sql = database.prepare("INSERT OR REPLACE INTO revision (one, first, second) VALUES (1, ?, ?)");
    if (!sql) return std::unexpected(std::move(sql).error());
    for (int i = 0; i < 2; ++i) sql->bind(i + 1, static_cast<std::int64_t>(revision_.sums()[static_cast<std::size_t>(i)]));
    ENTENTE_TRY(database.done(*sql));
  }
  ENTENTE_TRY(database.run("COMMIT"));
  committed_ = revision_;
  return {};
}

Result<std::vector<Statement>> Store::Impl::statements_of(std::int64_t article) {
  ENTENTE_TRY(reader_.start(internal::rows_of(article)));
  std::vector<Statement> statements;
  while (true) {
    const Result<const StatementView*> statement = reader_.next();
    if (!statement) return std::unexpected(statement.error());
    if (!*statement) break;
    statements.push_back(to_statement(**statement));
  }
  std::ranges::sort(statements, {}, &Statement::id);
  return statements;
}

/// As of most articles that come again. Rows are in the order of `wanted`, so that each is compared as it is read.
Result<bool> Store::Impl::holds_wanted(std::int64_t article) {
  ENTENTE_TRY(reader_.start(internal::rows_of(article)));
  for (const Wanted& one : wanted) {
    const Result<const StatementView*> statement = reader_.next();
    if (!statement) return std::unexpected(statement.error());
    if (!*statement || **statement != StatementView(*one.statement)) return false;
  }
  const Result<const StatementView*> more = reader_.next();
  return more ? Result<bool>(*more == nullptr) : std::unexpected(more.error());
}

Result<PutCounts> Store::Impl::put(const ArticleRecord& article) {
  const auto as_given = [this] { std::ranges::sort(wanted, {}, &Wanted::statement); };  // so that those of one sentence come together
  sort_by_id(wanted);
  const std::string_view sketch = wanted.empty() ? std::string_view() : wanted.front().statement->provenance.sketch;
  as_given();
  Result<std::int64_t> number = articles.insert(database, article, sketch);
  if (!number) return std::unexpected(std::move(number).error());
  PutCounts counts{wanted.size(), 0, 0};
  if (*number == 0) {
    number = articles.find(database, article.key);
    if (!number) return std::unexpected(std::move(number).error());
    const Result<bool> same = holds_wanted(*number);
    if (!same) return std::unexpected(same.error());
    if (*same) {
      ENTENTE_TRY(articles.update(database, *number, article, sketch));
      return PutCounts{0, 0, wanted.size()};
    }
    const Result<std::vector<Statement>> known = statements_of(*number);
    if (!known) return std::unexpected(known.error());
    sort_by_id(wanted);
    ENTENTE_TRY(articles.update(database, *number, article, sketch));
    if (std::ranges::equal(*known, wanted, [](const Statement& a, const Wanted& b) { return a == *b.statement; })) return PutCounts{0, 0, known->size()};
    counts = compare(*known, wanted);
    for (const Statement& old : *known) revision_.remove(hasher_(old));
    ENTENTE_TRY(writer_.erase(database, *number));
    as_given();
  }
  for (const Wanted& one : wanted) revision_.add(hasher_(*one.statement));
  ENTENTE_TRY(writer_.insert(database, names, *number, wanted));
  return counts;
}

Result<void> Store::Impl::remove(std::int64_t article) {
  const Result<std::vector<Statement>> statements = statements_of(article);
  if (!statements) return std::unexpected(statements.error());
  for (const Statement& statement : *statements) revision_.remove(hasher_(statement));
  is_revised_ = false;  // which the file forgets together with an article
  return articles.remove(database, article);
}

namespace {

Result<void> put_relation(const Database& database, Sql& sql, const RelationType& relation) {
  const auto optional = [&](int parameter, std::string_view text) { text.empty() ? sql.bind_null(parameter) : sql.bind(parameter, text); };
  sql.bind(1, relation.key.str());
  optional(2, relation.inverse);
  optional(3, relation.plover);
  optional(4, to_string(relation.quad));
  sql.bind(5, relation.weight);
  sql.bind(6, std::int64_t{relation.symmetric});
  sql.bind(7, std::int64_t{relation.standing});
  return database.done(sql);
}

}  // namespace

Result<void> Store::Impl::put_relations(const Catalogue& catalogue) const {
  ENTENTE_TRY(database.run("DELETE FROM relations"));
  Result<Sql> sql = database.prepare("INSERT INTO relations (key, inverse, plover, quad, weight, symmetric, standing) VALUES (?, ?, ?, ?, ?, ?, ?)");
  if (!sql) return std::unexpected(std::move(sql).error());
  for (const RelationType& relation : catalogue.relations()) ENTENTE_TRY(put_relation(database, *sql, relation));
  return {};
}

Result<PutCounts> Store::put(const ArticleRecord& article, std::span<const Statement> statements) {
  const auto refused = [this](const Statement& statement, const std::string& why) { return impl_->database.fault(ErrorCode::Conflict, "statement " + statement.id + why); };
  std::vector<Wanted>& all = impl_->wanted;
  all.clear();
  for (const Statement& statement : statements) {
    if (statement.provenance.article != article.key) return refused(statement, " is of article '" + statement.provenance.article.str() + "', not of '" + article.key.str() + "'");
    const auto id = internal::digits_of(statement.id);
    if (!id) return refused(statement, " of article '" + article.key.str() + "': its id must be 'st_' and 16 hexadecimal digits");
    all.push_back({*id, &statement});
  }
  return impl_->atomically([&] { return impl_->put(article); });
}

Result<void> Store::remove(const ArticleKey& article) {
  ENTENTE_TRY(impl_->begin());
  const Result<std::int64_t> known = impl_->articles.find(impl_->database, article);
  if (!known) return std::unexpected(known.error());
  if (!*known) return impl_->database.fault(ErrorCode::NotFound, "there is no article '" + article.str() + "'");
  return impl_->atomically([&] { return impl_->remove(*known); });
}

Result<void> Store::put_relations(const Catalogue& catalogue) {
  return impl_->atomically([&] { return impl_->put_relations(catalogue); });
}

Result<void> Store::flush() { return impl_->database.in_transaction() ? impl_->write_revision() : Result<void>{}; }

}  // namespace entente
