#include "entente/store.h"

#include <algorithm>
#include <array>
#include <map>
#include <string>
#include <utility>

#include "base/try.h"
#include "store/database.h"
#include "store/schema.h"
#include "store/statement_row.h"

namespace entente {

using internal::Database;
using internal::Sql;

namespace {

/// What write-ahead logging wants: readers never wait, and a crash loses at most what was not committed.
constexpr const char* kWriterPragmas = "PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA foreign_keys = ON";

using ById = std::map<std::string_view, const Statement*>;

/// The statements by id; of two with one id that which merging keeps.
ById by_id(std::span<const Statement> statements) {
  ById sorted;
  for (const Statement& statement : statements) {
    const auto [place, fresh] = sorted.try_emplace(statement.id, &statement);
    if (!fresh && (statement.confidence > place->second->confidence || (statement.confidence == place->second->confidence && statement > *place->second))) place->second = &statement;
  }
  return sorted;
}

void bind_or_null(Sql& sql, int parameter, std::string_view text) { text.empty() ? sql.bind_null(parameter) : sql.bind(parameter, text); }

}  // namespace

struct Store::Impl {
  explicit Impl(Database opened) : database(std::move(opened)) {}

  Database database;
  bool writable = false;
  Sql upsert_article, find_statements, insert_statement, delete_statement;

  [[nodiscard]] Result<void> prepare();
  [[nodiscard]] Result<void> begin() const;
  [[nodiscard]] Result<void> put_article(const ArticleRecord& article);
  [[nodiscard]] Result<std::vector<Statement>> statements_of(const ArticleKey& article);
  [[nodiscard]] Result<void> insert(const Statement& statement);
  [[nodiscard]] Result<void> erase(const std::string& id);
  [[nodiscard]] Result<PutCounts> put(const ArticleRecord& article, const ById& wanted);
  [[nodiscard]] Result<void> put_relation(Sql& sql, const RelationType& relation) const;
  [[nodiscard]] Result<void> put_relations(const Catalogue& catalogue) const;
  template <class Change>
  [[nodiscard]] auto atomically(const Change& change) -> decltype(change());
};

Result<void> Store::Impl::prepare() {
  // An article that says the same as before is left alone, so that reading it again changes nothing.
  constexpr std::string_view kUpsert =
      "INSERT INTO articles (key, title, url, publisher, published, sentences, words) VALUES (?, ?, ?, ?, ?, ?, ?) "
      "ON CONFLICT (key) DO UPDATE SET title = excluded.title, url = excluded.url, publisher = excluded.publisher, "
      "published = excluded.published, sentences = excluded.sentences, words = excluded.words "
      "WHERE title IS NOT excluded.title OR url IS NOT excluded.url OR publisher IS NOT excluded.publisher OR "
      "published IS NOT excluded.published OR sentences <> excluded.sentences OR words <> excluded.words";
  const std::string select = internal::select_statement_sql() + " WHERE article = ?";
  const std::array<std::pair<Sql*, std::string_view>, 4> all{{{&upsert_article, kUpsert},
                                                              {&find_statements, select},
                                                              {&insert_statement, internal::insert_statement_sql()},
                                                              {&delete_statement, "DELETE FROM statements WHERE id = ?"}}};
  for (const auto& [sql, text] : all) {
    Result<Sql> prepared = database.prepare(text);
    if (!prepared) return std::unexpected(std::move(prepared).error());
    *sql = *std::move(prepared);
  }
  return {};
}

Result<void> Store::Impl::begin() const {
  if (!writable) return database.fault(ErrorCode::Io, "the graph file was opened for reading only");
  return database.in_transaction() ? Result<void>{} : database.run("BEGIN IMMEDIATE");
}

/// Runs `change` so that it happens as a whole or not at all, inside the transaction that is open or a new one.
template <class Change>
auto Store::Impl::atomically(const Change& change) -> decltype(change()) {
  ENTENTE_TRY(begin());
  ENTENTE_TRY(database.run("SAVEPOINT change"));
  auto result = change();
  if (result) ENTENTE_TRY(database.run("RELEASE change"));
  // A full disk may have ended the whole transaction already.
  else if (database.in_transaction()) (void)database.run("ROLLBACK TO change; RELEASE change");
  return result;
}

Result<void> Store::Impl::put_article(const ArticleRecord& article) {
  Sql& sql = upsert_article;
  sql.bind(1, article.key.str());
  bind_or_null(sql, 2, article.title);
  bind_or_null(sql, 3, article.url);
  bind_or_null(sql, 4, article.publisher);
  bind_or_null(sql, 5, article.published ? to_string(*article.published) : "");
  sql.bind(6, static_cast<std::int64_t>(article.sentences));
  sql.bind(7, static_cast<std::int64_t>(article.words));
  const Result<bool> done = database.step(sql);
  return done ? Result<void>{} : std::unexpected(done.error());
}

namespace {

Result<std::vector<Statement>> read_all(const Database& database, Sql& sql) {
  std::vector<Statement> statements;
  while (true) {
    const Result<bool> row = database.step(sql);
    if (!row) return std::unexpected(row.error());
    if (!*row) return statements;
    statements.push_back(internal::read_statement(sql));
  }
}

}  // namespace

Result<std::vector<Statement>> Store::Impl::statements_of(const ArticleKey& article) {
  find_statements.bind(1, article.str());
  return read_all(database, find_statements);
}

Result<void> Store::Impl::insert(const Statement& statement) {
  internal::bind_statement(insert_statement, statement);
  const Result<bool> done = database.step(insert_statement);
  return done ? Result<void>{} : std::unexpected(done.error());
}

Result<void> Store::Impl::erase(const std::string& id) {
  delete_statement.bind(1, id);
  const Result<bool> done = database.step(delete_statement);
  return done ? Result<void>{} : std::unexpected(done.error());
}

Result<PutCounts> Store::Impl::put(const ArticleRecord& article, const ById& wanted) {
  ENTENTE_TRY(put_article(article));
  Result<std::vector<Statement>> known = statements_of(article.key);
  if (!known) return std::unexpected(std::move(known).error());
  PutCounts counts;
  std::map<std::string_view, const Statement*> unchanged;
  for (const Statement& old : *known) {
    const auto found = wanted.find(old.id);
    if (found == wanted.end()) ++counts.removed;
    else ++counts.kept;
    if (found != wanted.end() && *found->second == old) unchanged.emplace(old.id, &old);
    else ENTENTE_TRY(erase(old.id));
  }
  for (const auto& [id, statement] : wanted)
    if (!unchanged.contains(id)) ENTENTE_TRY(insert(*statement));
  counts.added = wanted.size() - counts.kept;
  return counts;
}

Store::Store(std::unique_ptr<Impl> impl) noexcept : impl_(std::move(impl)) {}
Store::Store(Store&&) noexcept = default;
Store& Store::operator=(Store&& other) noexcept {
  std::swap(impl_, other.impl_);
  return *this;
}

Store::~Store() {
  if (!impl_ || !impl_->writable) return;
  (void)flush();
  // At rest the file is whole without its log, so that it can be copied, or read where nothing may be written.
  for (Sql* sql : {&impl_->upsert_article, &impl_->find_statements, &impl_->insert_statement, &impl_->delete_statement}) *sql = Sql();
  (void)impl_->database.run("PRAGMA busy_timeout = 0; PRAGMA journal_mode = DELETE");
}

Result<Store> Store::open(const std::filesystem::path& file, OpenMode mode) {
  const auto access = mode == OpenMode::ReadOnly ? internal::Access::Read : internal::Access::Write;
  Result<Database> database = Database::open(file.string(), access);
  if (!database) return std::unexpected(std::move(database).error());
  auto impl = std::make_unique<Impl>(*std::move(database));
  ENTENTE_TRY(internal::prepare_schema(impl->database, access));
  if (access == internal::Access::Write) {
    ENTENTE_TRY(impl->database.run(kWriterPragmas));
    ENTENTE_TRY(impl->prepare());
    impl->writable = true;
  }
  return Store(std::move(impl));
}

Result<PutCounts> Store::put(const ArticleRecord& article, std::span<const Statement> statements) {
  for (const Statement& statement : statements)
    if (statement.provenance.article != article.key)
      return impl_->database.fault(ErrorCode::Conflict, "statement " + statement.id + " is of article '" + statement.provenance.article.str() + "', not of '" + article.key.str() + "'");
  const ById wanted = by_id(statements);
  return impl_->atomically([&] { return impl_->put(article, wanted); });
}

Result<void> Store::remove(const ArticleKey& article) {
  return impl_->atomically([&]() -> Result<void> {
    for (const char* text : {"DELETE FROM statements WHERE article = ?", "DELETE FROM articles WHERE key = ?"}) {
      Result<Sql> sql = impl_->database.prepare(text);
      if (!sql) return std::unexpected(std::move(sql).error());
      sql->bind(1, article.str());
      if (const Result<bool> done = impl_->database.step(*sql); !done) return std::unexpected(done.error());
    }
    if (impl_->database.changes()) return {};
    return impl_->database.fault(ErrorCode::NotFound, "there is no article '" + article.str() + "'");
  });
}

Result<void> Store::Impl::put_relation(Sql& sql, const RelationType& relation) const {
  sql.bind(1, relation.key.str());
  bind_or_null(sql, 2, relation.inverse);
  bind_or_null(sql, 3, relation.plover);
  bind_or_null(sql, 4, to_string(relation.quad));
  sql.bind(5, relation.weight);
  sql.bind(6, std::int64_t{relation.symmetric});
  sql.bind(7, std::int64_t{relation.standing});
  const Result<bool> done = database.step(sql);
  return done ? Result<void>{} : std::unexpected(done.error());
}

Result<void> Store::Impl::put_relations(const Catalogue& catalogue) const {
  ENTENTE_TRY(database.run("DELETE FROM relations"));
  Result<Sql> sql = database.prepare("INSERT INTO relations (key, inverse, plover, quad, weight, symmetric, standing) VALUES (?, ?, ?, ?, ?, ?, ?)");
  if (!sql) return std::unexpected(std::move(sql).error());
  for (const RelationType& relation : catalogue.relations()) ENTENTE_TRY(put_relation(*sql, relation));
  return {};
}

Result<void> Store::put_relations(const Catalogue& catalogue) {
  return impl_->atomically([&] { return impl_->put_relations(catalogue); });
}

Result<void> Store::flush() { return impl_->database.in_transaction() ? impl_->database.run("COMMIT") : Result<void>{}; }

Result<void> Store::check() const {
  Result<Sql> sql = impl_->database.prepare("PRAGMA integrity_check(1)");
  if (!sql) return std::unexpected(std::move(sql).error());
  const Result<bool> row = impl_->database.step(*sql);
  if (!row) return std::unexpected(row.error());
  if (const std::string found = sql->text(0); found != "ok") return impl_->database.fault(ErrorCode::Corrupt, "the graph file is damaged (" + found + "); build it again");
  return {};
}

Result<StoreCounts> Store::counts() const {
  StoreCounts counts;
  const std::array<std::pair<std::size_t*, std::string_view>, 3> all{{{&counts.articles, "SELECT count(*) FROM articles"},
                                                                      {&counts.sentences, "SELECT sum(sentences) FROM articles"},
                                                                      {&counts.statements, "SELECT count(*) FROM statements"}}};
  for (const auto& [count, sql] : all) {
    const Result<std::int64_t> number = impl_->database.number(sql);
    if (!number) return std::unexpected(number.error());
    *count = static_cast<std::size_t>(*number);
  }
  return counts;
}

Result<std::vector<Statement>> Store::statements() const {
  Result<Sql> sql = impl_->database.prepare(internal::select_statement_sql());
  if (!sql) return std::unexpected(std::move(sql).error());
  Result<std::vector<Statement>> statements = read_all(impl_->database, *sql);
  if (statements) std::ranges::sort(*statements, {}, &Statement::id);
  return statements;
}

Result<Statement> Store::statement(std::string_view id) const {
  Result<Sql> sql = impl_->database.prepare(internal::select_statement_sql() + " WHERE id >= ?1 AND substr(id, 1, length(?1)) = ?1 ORDER BY id LIMIT 2");
  if (!sql) return std::unexpected(std::move(sql).error());
  sql->bind(1, id);
  Result<std::vector<Statement>> found = read_all(impl_->database, *sql);
  if (!found) return std::unexpected(std::move(found).error());
  if (found->empty()) return impl_->database.fault(ErrorCode::NotFound, "there is no statement '" + std::string(id) + "'");
  if (found->size() > 1 && found->front().id != id)
    return impl_->database.fault(ErrorCode::Conflict, "several statements begin with '" + std::string(id) + "': " + found->front().id + ", " + found->back().id + " …");
  return std::move(found->front());
}

Result<std::vector<ArticleRecord>> Store::articles() const {
  Result<Sql> sql = impl_->database.prepare("SELECT key, title, url, publisher, published, sentences, words FROM articles ORDER BY key");
  if (!sql) return std::unexpected(std::move(sql).error());
  std::vector<ArticleRecord> articles;
  while (true) {
    const Result<bool> row = impl_->database.step(*sql);
    if (!row) return std::unexpected(row.error());
    if (!*row) return articles;
    articles.push_back({ArticleKey(sql->text(0)), sql->text(1), sql->text(2), sql->text(3), parse_day(sql->text(4)),
                        static_cast<std::size_t>(sql->integer(5)), static_cast<std::size_t>(sql->integer(6))});
  }
}

Result<KnowledgeGraph> Store::load(std::shared_ptr<const Catalogue> catalogue, Ends ends) const {
  const Result<std::vector<Statement>> statements = this->statements();
  if (!statements) return std::unexpected(statements.error());
  KnowledgeGraph graph(std::move(catalogue), ends);
  if (const auto merged = graph.merge(*statements); !merged) return std::unexpected(merged.error());
  return graph;
}

}  // namespace entente
