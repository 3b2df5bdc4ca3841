#include "entente/store.h"

#include <algorithm>
#include <array>
#include <map>
#include <string>
#include <utility>

#include "base/try.h"
#include "store/database.h"
#include "store/graph_snapshot.h"
#include "store/revision.h"
#include "store/schema.h"
#include "store/statement_row.h"

namespace entente {

using internal::Database;
using internal::Sql;

namespace {

/// What write-ahead logging wants: readers never wait, and a crash loses at most what was not committed. The ids of
/// statements are hashes, so that a commit touches pages all over their index: it stays in memory (256 MB at most), and
/// pages go from the log to their place after 64 MB, not after 4. Articles are always there before their statements, so
/// that foreign keys need not be checked row by row.
constexpr const char* kWriterPragmas =
    "PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA foreign_keys = OFF; PRAGMA temp_store = MEMORY; PRAGMA cache_size = -262144; PRAGMA wal_autocheckpoint = 16384";

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
  internal::Revision revision, committed;  ///< With what is pending, and without.
  bool is_revised = false;                 ///< Whether the file says `committed`.
  Sql find_article, upsert_article, find_statements, insert_statement, delete_statement;

  [[nodiscard]] Result<void> prepare();
  /// Runs a statement that gives no rows.
  [[nodiscard]] Result<void> done(Sql& sql) const;
  [[nodiscard]] Result<void> begin();
  [[nodiscard]] Result<void> put_article(const ArticleRecord& article, std::string_view sketch);
  [[nodiscard]] Result<bool> is_known(const ArticleKey& article);
  [[nodiscard]] Result<std::vector<Statement>> statements_of(const ArticleKey& article);
  [[nodiscard]] Result<std::vector<Statement>> all_statements() const;  ///< In no order.
  [[nodiscard]] Result<void> insert(const Statement& statement);
  [[nodiscard]] Result<void> erase(const Statement& statement);
  /// Finds out what the statements are, which another writer may have changed since, or sets it down.
  [[nodiscard]] Result<void> read_revision();
  [[nodiscard]] Result<void> write_revision() const;
  [[nodiscard]] Result<PutCounts> put(const ArticleRecord& article, const ById& wanted);
  [[nodiscard]] Result<void> remove(const ArticleKey& article);
  [[nodiscard]] Result<void> put_relation(Sql& sql, const RelationType& relation) const;
  [[nodiscard]] Result<void> put_relations(const Catalogue& catalogue) const;
  template <class Change>
  [[nodiscard]] auto atomically(const Change& change) -> decltype(change());
};

Result<void> Store::Impl::prepare() {
  // An article that says the same as before is left alone, so that reading it again changes nothing.
  constexpr std::string_view kUpsert =
      "INSERT INTO articles (key, title, url, publisher, published, sentences, words, sketch) VALUES (?, ?, ?, ?, ?, ?, ?, ?) "
      "ON CONFLICT (key) DO UPDATE SET title = excluded.title, url = excluded.url, publisher = excluded.publisher, "
      "published = excluded.published, sentences = excluded.sentences, words = excluded.words, sketch = excluded.sketch "
      "WHERE title IS NOT excluded.title OR url IS NOT excluded.url OR publisher IS NOT excluded.publisher OR "
      "published IS NOT excluded.published OR sentences <> excluded.sentences OR words <> excluded.words OR sketch IS NOT excluded.sketch";
  const std::string select = internal::select_statement_sql() + " WHERE article = ?";
  const std::array<std::pair<Sql*, std::string_view>, 5> all{{{&find_article, "SELECT 1 FROM articles WHERE key = ?"},
                                                              {&upsert_article, kUpsert},
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

Result<void> Store::Impl::done(Sql& sql) const {
  const Result<bool> row = database.step(sql);
  return row ? Result<void>{} : std::unexpected(row.error());
}

Result<void> Store::Impl::begin() {
  if (!writable) return database.fault(ErrorCode::Io, "the graph file was opened for reading only");
  if (database.in_transaction()) return {};
  ENTENTE_TRY(database.run("BEGIN IMMEDIATE"));
  Result<void> read = read_revision();
  if (!read) (void)database.run("ROLLBACK");
  return read;
}

/// Runs `change` inside the transaction that is open, or a new one. What can fail half-way is the disk, the file or memory;
/// the transaction then ends as if it had not begun. A savepoint for each article would save the others of the batch,
/// at the price of a copy of every page that is touched.
template <class Change>
auto Store::Impl::atomically(const Change& change) -> decltype(change()) {
  ENTENTE_TRY(begin());
  auto result = change();
  // A full disk may have ended the transaction already.
  if (!result && database.in_transaction()) (void)database.run("ROLLBACK");
  if (!result) revision = committed;
  return result;
}

/// A file of an older entente has none, and neither has one that was changed by SQL.
Result<void> Store::Impl::read_revision() {
  const auto known = internal::revision_of(database);
  is_revised = known.has_value();
  revision = known.value_or(internal::Revision());
  if (!known) {
    const Result<std::vector<Statement>> statements = all_statements();
    if (!statements) return std::unexpected(statements.error());
    for (const Statement& statement : *statements) revision.add(statement);
  }
  committed = revision;
  return {};
}

Result<void> Store::Impl::write_revision() const {
  Result<Sql> sql = database.prepare("INSERT OR REPLACE INTO revision (one, first, second) VALUES (1, ?, ?)");
  if (!sql) return std::unexpected(std::move(sql).error());
  for (int i = 0; i < 2; ++i) sql->bind(i + 1, static_cast<std::int64_t>(revision.sums()[static_cast<std::size_t>(i)]));
  return done(*sql);
}

Result<void> Store::Impl::put_article(const ArticleRecord& article, std::string_view sketch) {
  Sql& sql = upsert_article;
  sql.bind(1, article.key.str());
  bind_or_null(sql, 2, article.title);
  bind_or_null(sql, 3, article.url);
  bind_or_null(sql, 4, article.publisher);
  article.published ? sql.bind_copy(5, to_string(*article.published)) : sql.bind_null(5);
  sql.bind(6, static_cast<std::int64_t>(article.sentences));
  sql.bind(7, static_cast<std::int64_t>(article.words));
  bind_or_null(sql, 8, sketch);
  return done(sql);
}

namespace {

/// `count` is how many there may be.
Result<std::vector<Statement>> read_all(const Database& database, Sql& sql, std::size_t count = 0) {
  std::vector<Statement> statements;
  statements.reserve(count);
  while (true) {
    const Result<bool> row = database.step(sql);
    if (!row) return std::unexpected(row.error());
    if (!*row) return statements;
    internal::read_statement(sql, statements.emplace_back());
  }
}

/// The first digits of an id as a number that sorts as they do.
std::uint64_t first_digits(std::string_view id) {
  std::uint64_t number = 0;
  for (std::size_t at = 3; at < 11; ++at) number = number << 8 | (at < id.size() ? static_cast<unsigned char>(id[at]) : 0U);
  return number;
}

/// The places of the statements in the order of their ids. Most ids differ in the digits behind "st_", which are compared
/// without looking them up.
std::vector<std::size_t> order_by_id(const std::vector<Statement>& statements) {
  std::vector<std::pair<std::uint64_t, std::size_t>> places;
  places.reserve(statements.size());
  const bool alike = std::ranges::all_of(statements, [](const Statement& statement) { return statement.id.starts_with("st_"); });
  for (const Statement& statement : statements) places.emplace_back(alike ? first_digits(statement.id) : 0, places.size());
  std::ranges::sort(places, [&](const auto& a, const auto& b) { return a.first != b.first ? a.first < b.first : statements[a.second].id < statements[b.second].id; });
  std::vector<std::size_t> order;
  order.reserve(places.size());
  for (const auto& [digits, place] : places) order.push_back(place);
  return order;
}

/// Statements are big: their order is found first, then each is moved once, along the cycles of the permutation.
void sort_by_id(std::vector<Statement>& statements) {
  std::vector<std::size_t> from = order_by_id(statements);
  for (std::size_t start = 0; start < from.size(); ++start) {
    if (from[start] == start) continue;
    Statement first = std::move(statements[start]);
    std::size_t at = start;
    while (from[at] != start) {
      const std::size_t next = from[at];
      statements[at] = std::move(statements[next]);
      from[at] = at;
      at = next;
    }
    statements[at] = std::move(first);
    from[at] = at;
  }
}

}  // namespace

Result<bool> Store::Impl::is_known(const ArticleKey& article) {
  find_article.bind(1, article.str());
  Result<bool> row = database.step(find_article);
  find_article.reset();
  return row;
}

Result<std::vector<Statement>> Store::Impl::statements_of(const ArticleKey& article) {
  find_statements.bind(1, article.str());
  return read_all(database, find_statements);
}

Result<void> Store::Impl::insert(const Statement& statement) {
  revision.add(statement);
  internal::bind_statement(insert_statement, statement);
  return done(insert_statement);
}

Result<void> Store::Impl::erase(const Statement& statement) {
  revision.remove(statement);
  delete_statement.bind(1, statement.id);
  return done(delete_statement);
}

Result<PutCounts> Store::Impl::put(const ArticleRecord& article, const ById& wanted) {
  const Result<bool> seen = is_known(article.key);
  if (!seen) return std::unexpected(seen.error());
  Result<std::vector<Statement>> known = *seen ? statements_of(article.key) : std::vector<Statement>();
  if (!known) return std::unexpected(std::move(known).error());
  ENTENTE_TRY(put_article(article, wanted.empty() ? std::string_view() : wanted.begin()->second->provenance.sketch));
  PutCounts counts;
  std::map<std::string_view, const Statement*> unchanged;
  for (const Statement& old : *known) {
    const auto found = wanted.find(old.id);
    if (found == wanted.end()) ++counts.removed;
    else ++counts.kept;
    if (found != wanted.end() && *found->second == old) unchanged.emplace(old.id, &old);
    else ENTENTE_TRY(erase(old));
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
  for (Sql* sql : {&impl_->find_article, &impl_->upsert_article, &impl_->find_statements, &impl_->insert_statement, &impl_->delete_statement}) *sql = Sql();
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

Result<void> Store::Impl::remove(const ArticleKey& article) {
  const Result<std::vector<Statement>> statements = statements_of(article);
  if (!statements) return std::unexpected(statements.error());
  for (const Statement& statement : *statements) ENTENTE_TRY(erase(statement));
  Result<Sql> sql = database.prepare("DELETE FROM articles WHERE key = ?");
  if (!sql) return std::unexpected(std::move(sql).error());
  sql->bind(1, article.str());
  return done(*sql);
}

Result<void> Store::remove(const ArticleKey& article) {
  ENTENTE_TRY(impl_->begin());
  const Result<bool> known = impl_->is_known(article);
  if (!known) return std::unexpected(known.error());
  if (!*known) return impl_->database.fault(ErrorCode::NotFound, "there is no article '" + article.str() + "'");
  return impl_->atomically([&] { return impl_->remove(article); });
}

Result<void> Store::Impl::put_relation(Sql& sql, const RelationType& relation) const {
  sql.bind(1, relation.key.str());
  bind_or_null(sql, 2, relation.inverse);
  bind_or_null(sql, 3, relation.plover);
  bind_or_null(sql, 4, to_string(relation.quad));
  sql.bind(5, relation.weight);
  sql.bind(6, std::int64_t{relation.symmetric});
  sql.bind(7, std::int64_t{relation.standing});
  return done(sql);
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

Result<void> Store::flush() {
  if (!impl_->database.in_transaction()) return {};
  if (!impl_->is_revised || impl_->revision != impl_->committed) ENTENTE_TRY(impl_->write_revision());
  ENTENTE_TRY(impl_->database.run("COMMIT"));
  impl_->committed = impl_->revision;
  return {};
}

Result<void> Store::check() const {
  Result<Sql> sql = impl_->database.prepare("PRAGMA integrity_check(1)");
  if (!sql) return std::unexpected(std::move(sql).error());
  const Result<bool> row = impl_->database.step(*sql);
  if (!row) return std::unexpected(row.error());
  if (const std::string found(sql->text(0)); found != "ok") return impl_->database.fault(ErrorCode::Corrupt, "the graph file is damaged (" + found + "); build it again");
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

Result<std::vector<Statement>> Store::Impl::all_statements() const {
  const Result<std::int64_t> count = database.number("SELECT count(*) FROM statements");
  if (!count) return std::unexpected(count.error());
  Result<Sql> sql = database.prepare(internal::select_statement_sql());
  if (!sql) return std::unexpected(std::move(sql).error());
  return read_all(database, *sql, static_cast<std::size_t>(*count));
}

Result<std::vector<Statement>> Store::statements() const {
  Result<std::vector<Statement>> statements = impl_->all_statements();
  if (statements) sort_by_id(*statements);
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

namespace {

constexpr std::string_view kSelectArticles = "SELECT key, title, url, publisher, published, sentences, words FROM articles";

ArticleRecord read_article(const Sql& sql) {
  return {ArticleKey(sql.text(0)), std::string(sql.text(1)), std::string(sql.text(2)), std::string(sql.text(3)), parse_day(sql.text(4)),
          static_cast<std::size_t>(sql.integer(5)), static_cast<std::size_t>(sql.integer(6))};
}

}  // namespace

Result<std::vector<ArticleRecord>> Store::articles() const {
  Result<Sql> sql = impl_->database.prepare(std::string(kSelectArticles) + " ORDER BY key");
  if (!sql) return std::unexpected(std::move(sql).error());
  std::vector<ArticleRecord> articles;
  while (true) {
    const Result<bool> row = impl_->database.step(*sql);
    if (!row) return std::unexpected(row.error());
    if (!*row) return articles;
    articles.push_back(read_article(*sql));
  }
}

Result<std::optional<ArticleRecord>> Store::article(const ArticleKey& key) const {
  Result<Sql> sql = impl_->database.prepare(std::string(kSelectArticles) + " WHERE key = ?");
  if (!sql) return std::unexpected(std::move(sql).error());
  sql->bind(1, key.str());
  const Result<bool> row = impl_->database.step(*sql);
  if (!row) return std::unexpected(row.error());
  return *row ? std::optional(read_article(*sql)) : std::nullopt;
}

Result<KnowledgeGraph> Store::load(std::shared_ptr<const Catalogue> catalogue, Ends ends) const {
  const internal::GraphSnapshot snapshot(impl_->database, *catalogue);
  if (auto mapped = snapshot.read(catalogue, ends)) return *std::move(mapped);
  const Result<std::vector<Statement>> statements = impl_->all_statements();  // any order gives the same graph
  if (!statements) return std::unexpected(statements.error());
  KnowledgeGraph graph(std::move(catalogue), snapshot.is_of(statements->size()) ? Ends::Actors : ends);
  if (const auto merged = graph.merge(*statements); !merged) return std::unexpected(merged.error());
  if (!snapshot.is_of(statements->size())) return graph;
  KnowledgeGraph states = internal::rolled_up(graph);
  (void)snapshot.write(graph, states);  // without it the next load takes as long as this one
  return ends == Ends::States ? std::move(states) : std::move(graph);
}

}  // namespace entente
