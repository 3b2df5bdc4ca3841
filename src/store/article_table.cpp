#include "store/article_table.h"

#include <array>
#include <string>
#include <utility>

#include "base/text.h"
#include "base/try.h"

namespace entente::internal {

namespace {

constexpr std::string_view kFind = "SELECT number FROM articles WHERE key = ?";
constexpr std::string_view kInsert = "INSERT INTO articles (key, title, url, publisher, published, sentences, words, sketch) VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (key) DO NOTHING";
constexpr std::string_view kUpdate =
    "UPDATE articles SET title = ?2, url = ?3, publisher = ?4, published = ?5, sentences = ?6, words = ?7, sketch = ?8 WHERE number = ?1 AND "
    "(title IS NOT ?2 OR url IS NOT ?3 OR publisher IS NOT ?4 OR published IS NOT ?5 OR sentences <> ?6 OR words <> ?7 OR sketch IS NOT ?8)";
constexpr std::string_view kRemove = "DELETE FROM articles WHERE number = ?";
constexpr std::string_view kSelect = "SELECT key, title, url, publisher, published, sentences, words FROM articles";

void bind_or_null(Sql& sql, int parameter, std::string_view text) { text.empty() ? sql.bind_null(parameter) : sql.bind(parameter, text); }

/// Binds all but the first parameter.
void bind_record(Sql& sql, const ArticleRecord& article, std::string_view sketch) {
  bind_or_null(sql, 2, article.title);
  bind_or_null(sql, 3, article.url);
  bind_or_null(sql, 4, article.publisher);
  article.published ? sql.bind_copy(5, to_string(*article.published)) : sql.bind_null(5);
  sql.bind(6, static_cast<std::int64_t>(article.sentences));
  sql.bind(7, static_cast<std::int64_t>(article.words));
  bind_or_null(sql, 8, sketch);
}

Result<ArticleRecord> record_of(const Database& database, const Sql& sql) {
  for (int column = 0; column < 5; ++column)
    if (first_bad_utf8(sql.text(column)))
      return database.fault(ErrorCode::Corrupt, "the graph file is damaged (article '" + repair_utf8(sql.text(0)) + "' has a text that is not UTF-8); build it again");
  return ArticleRecord{ArticleKey(sql.text(0)), std::string(sql.text(1)), std::string(sql.text(2)), std::string(sql.text(3)), parse_day(sql.text(4)),
          static_cast<std::size_t>(sql.integer(5)), static_cast<std::size_t>(sql.integer(6))};
}

}  // namespace

Result<void> ArticleTable::prepare(const Database& database) {
  for (const auto& [sql, text] : {std::pair{&find_, kFind}, std::pair{&insert_, kInsert}, std::pair{&update_, kUpdate}, std::pair{&remove_, kRemove}}) {
    Result<Sql> prepared = database.prepare(text);
    if (!prepared) return std::unexpected(std::move(prepared).error());
    *sql = *std::move(prepared);
  }
  return {};
}

void ArticleTable::close() {
  for (Sql* sql : {&find_, &insert_, &update_, &remove_}) *sql = Sql();
}

Result<std::int64_t> ArticleTable::find(const Database& database, const ArticleKey& key) {
  find_.bind(1, key.str());
  const Result<bool> row = database.step(find_);
  if (!row) return std::unexpected(row.error());
  const std::int64_t number = *row ? find_.integer(0) : 0;
  find_.reset();
  return number;
}

Result<std::int64_t> ArticleTable::insert(const Database& database, const ArticleRecord& article, std::string_view sketch) {
  insert_.bind(1, article.key.str());
  bind_record(insert_, article, sketch);
  ENTENTE_TRY(database.done(insert_));
  return database.changes() == 0 ? 0 : database.last_number();
}

Result<void> ArticleTable::update(const Database& database, std::int64_t number, const ArticleRecord& article, std::string_view sketch) {
  update_.bind(1, number);
  bind_record(update_, article, sketch);
  return database.done(update_);
}

Result<void> ArticleTable::remove(const Database& database, std::int64_t number) {
  remove_.bind(1, number);
  return database.done(remove_);
}

Result<std::vector<ArticleRecord>> read_articles(const Database& database) {
  Result<Sql> sql = database.prepare(std::string(kSelect) + " ORDER BY key");
  if (!sql) return std::unexpected(std::move(sql).error());
  std::vector<ArticleRecord> articles;
  while (true) {
    const Result<bool> row = database.step(*sql);
    if (!row) return std::unexpected(row.error());
    if (!*row) return articles;
    Result<ArticleRecord> record = record_of(database, *sql);
    if (!record) return std::unexpected(std::move(record).error());
    articles.push_back(*std::move(record));
  }
}

Result<std::optional<ArticleRecord>> read_article(const Database& database, const ArticleKey& key) {
  Result<Sql> sql = database.prepare(std::string(kSelect) + " WHERE key = ?");
  if (!sql) return std::unexpected(std::move(sql).error());
  sql->bind(1, key.str());
  const Result<bool> row = database.step(*sql);
  if (!row) return std::unexpected(row.error());
  if (!*row) return std::nullopt;
  Result<ArticleRecord> record = record_of(database, *sql);
  if (!record) return std::unexpected(std::move(record).error());
  return *std::move(record);
}

}  // namespace entente::internal
