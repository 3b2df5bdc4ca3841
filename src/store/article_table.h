#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "entente/store.h"
#include "store/database.h"

namespace entente::internal {

/// The articles of a file that is written to, by number.
class ArticleTable {
 public:
  /// Errors: Io.
  [[nodiscard]] Result<void> prepare(const Database& database);
  void close();  ///< Ends the SQL that is prepared.

  /// Its number; 0 if it is not there.
  [[nodiscard]] Result<std::int64_t> find(const Database& database, const ArticleKey& key);
  /// Its number, having inserted it; 0 if it is there already, which is then left as it is.
  [[nodiscard]] Result<std::int64_t> insert(const Database& database, const ArticleRecord& article, std::string_view sketch);
  /// Leaves an article that says the same alone, so that reading it again changes nothing.
  [[nodiscard]] Result<void> update(const Database& database, std::int64_t number, const ArticleRecord& article, std::string_view sketch);
  /// Its statements go with it.
  [[nodiscard]] Result<void> remove(const Database& database, std::int64_t number);

 private:
  Sql find_, insert_, update_, remove_;
};

/// All, sorted by key.
[[nodiscard]] Result<std::vector<ArticleRecord>> read_articles(const Database& database);
/// Nullopt if it is not there.
[[nodiscard]] Result<std::optional<ArticleRecord>> read_article(const Database& database, const ArticleKey& key);

}  // namespace entente::internal
