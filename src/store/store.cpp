#include "entente/store.h"

#include <algorithm>
#include <array>
#include <string>
#include <utility>

#include "base/try.h"
#include "store/graph_snapshot.h"
#include "store/row_range.h"
#include "store/schema.h"
#include "store/statement_order.h"
#include "store/statement_reader.h"
#include "store/store_impl.h"

namespace entente {

using internal::Database;
using internal::Names;
using internal::RowRange;
using internal::Sql;
using internal::StatementReader;

namespace {

/// The graph of all statements, each merged as it is read.
Result<KnowledgeGraph> merged(const Database& database, std::shared_ptr<const Catalogue> catalogue, Ends ends) {
  const internal::ReadTransaction whole(database);  // another writer may be adding names
  Names names;
  ENTENTE_TRY(names.refresh(database));
  StatementReader reader(database, names);
  ENTENTE_TRY(reader.start(internal::kAllRows));
  auto made = std::make_unique<KnowledgeGraph::Impl>(std::move(catalogue), ends);
  const auto counts = made->merge([&reader] { return reader.next(); });  // any order gives the same graph
  return counts ? Result<KnowledgeGraph>(std::move(made)) : std::unexpected(counts.error());
}

/// Calls `take` with the statements of the rows, which it may refuse.
template <class Take>
Result<void> for_each_statement(const Database& database, RowRange range, const Take& take) {
  const internal::ReadTransaction whole(database);  // another writer may be adding names
  Names names;
  ENTENTE_TRY(names.refresh(database));
  StatementReader reader(database, names);
  ENTENTE_TRY(reader.start(range));
  while (true) {
    const Result<const StatementView*> statement = reader.next();
    if (!statement) return std::unexpected(statement.error());
    if (!*statement) return {};
    ENTENTE_TRY(take(**statement));
  }
}

Result<std::vector<Statement>> read_statements(const Database& database, RowRange range) {
  std::vector<Statement> statements;
  const Result<void> read = for_each_statement(database, range, [&](const StatementView& statement) {
    statements.push_back(to_statement(statement));
    return Result<void>{};
  });
  return read ? Result<std::vector<Statement>>(std::move(statements)) : std::unexpected(read.error());
}

}  // namespace

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
  impl_->close();
  (void)impl_->database.run("PRAGMA busy_timeout = 0; PRAGMA journal_mode = DELETE");
}

Result<Store> Store::open(const std::filesystem::path& file, OpenMode mode) {
  const auto access = mode == OpenMode::ReadOnly ? internal::Access::Read : internal::Access::Write;
  Result<Database> database = Database::open(file.string(), access);
  if (!database) return std::unexpected(std::move(database).error());
  auto impl = std::make_unique<Impl>(*std::move(database));
  ENTENTE_TRY(internal::prepare_schema(impl->database, access));
  if (access == internal::Access::Write) ENTENTE_TRY(impl->prepare());
  return Store(std::move(impl));
}

Result<void> Store::check() const {
  Result<Sql> sql = impl_->database.prepare("PRAGMA integrity_check(1)");
  if (!sql) return std::unexpected(std::move(sql).error());
  const Result<bool> row = impl_->database.step(*sql);
  if (!row) return std::unexpected(row.error());
  if (const std::string found(sql->text(0)); found != "ok") return impl_->database.fault(ErrorCode::Corrupt, "the graph file is damaged (" + found + "); build it again");
  // What no page tells: whether each statement is, to its last byte, the one that was written.
  const auto known = internal::revision_of(impl_->database);
  internal::StatementHasher hasher;
  internal::Revision sum;
  ENTENTE_TRY(for_each_statement(impl_->database, internal::kAllRows, [&](const StatementView& statement) {
    sum.add(hasher(statement));
    return Result<void>{};
  }));
  if (!known || sum == *known) return {};
  return impl_->database.fault(ErrorCode::Corrupt, "its statements are not those that entente wrote; build the graph again, or, if you changed them by SQL, say so with: DELETE FROM revision");
}

Result<StoreCounts> Store::counts() const {
  StoreCounts counts;
  const std::array<std::pair<std::size_t*, std::string_view>, 3> all{{{&counts.articles, "SELECT count(*) FROM articles"},
                                                                      {&counts.sentences, "SELECT sum(sentences) FROM articles"},
                                                                      {&counts.statements, "SELECT count(*) FROM statement_rows"}}};
  for (const auto& [count, sql] : all) {
    const Result<std::int64_t> number = impl_->database.number(sql);
    if (!number) return std::unexpected(number.error());
    *count = static_cast<std::size_t>(*number);
  }
  return counts;
}

Result<std::vector<Statement>> Store::statements() const {
  Result<std::vector<Statement>> statements = read_statements(impl_->database, internal::kAllRows);
  if (statements) internal::sort_by_id(*statements);
  return statements;
}

namespace {

/// The ids that begin with `text`, as the numbers that rows have of them; nullopt if none can.
std::optional<RowRange> ids_from(std::string_view text) {
  constexpr std::string_view kPrefix = "st_";
  constexpr std::size_t kDigits = 16;
  if (text.size() <= kPrefix.size()) return kPrefix.starts_with(text) ? std::optional(RowRange{INT64_MIN, INT64_MAX}) : std::nullopt;
  if (text.size() > kPrefix.size() + kDigits) return std::nullopt;
  std::string least(text), most(text);
  least.resize(kPrefix.size() + kDigits, '0');
  most.resize(kPrefix.size() + kDigits, 'f');
  const auto first = internal::digits_of(least), last = internal::digits_of(most);
  return first && last ? std::optional(RowRange{static_cast<std::int64_t>(*first), static_cast<std::int64_t>(*last)}) : std::nullopt;
}

}  // namespace

Result<Statement> Store::statement(std::string_view id) const {
  const Database& database = impl_->database;
  Result<Sql> sql = database.prepare("SELECT number FROM statement_rows WHERE id BETWEEN ? AND ? LIMIT 2");
  if (!sql) return std::unexpected(std::move(sql).error());
  const auto ids = ids_from(id);
  std::vector<Statement> found;
  if (ids) {
    sql->bind(1, ids->first);
    sql->bind(2, ids->last);
    while (true) {
      const Result<bool> row = database.step(*sql);
      if (!row) return std::unexpected(row.error());
      if (!*row) break;
      Result<std::vector<Statement>> one = read_statements(database, {sql->integer(0), sql->integer(0)});
      if (!one) return std::unexpected(std::move(one).error());
      std::ranges::move(*one, std::back_inserter(found));
    }
  }
  if (found.empty()) return database.fault(ErrorCode::NotFound, "there is no statement '" + std::string(id) + "'");
  if (found.size() > 1) return database.fault(ErrorCode::Conflict, "several statements begin with '" + std::string(id) + "': " + found.front().id + ", " + found.back().id + " …");
  return std::move(found.front());
}

Result<std::vector<ArticleRecord>> Store::articles() const { return internal::read_articles(impl_->database); }

Result<std::optional<ArticleRecord>> Store::article(const ArticleKey& key) const { return internal::read_article(impl_->database, key); }

Result<KnowledgeGraph> Store::load(std::shared_ptr<const Catalogue> catalogue, Ends ends) const {
  const internal::GraphSnapshot snapshot(impl_->database, *catalogue);
  if (auto mapped = snapshot.read(catalogue, ends)) return *std::move(mapped);
  const Result<bool> kept = snapshot.is_worth_keeping();
  if (!kept) return std::unexpected(kept.error());
  Result<KnowledgeGraph> graph = merged(impl_->database, std::move(catalogue), *kept ? Ends::Actors : ends);
  if (!graph || !*kept) return graph;
  KnowledgeGraph states = internal::rolled_up(*graph);
  (void)snapshot.write(*graph, states);  // without it the next load takes as long as this one
  return ends == Ends::States ? std::move(states) : std::move(graph);
}

}  // namespace entente
