#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "entente/statement.h"
#include "store/database.h"
#include "store/numbered.h"
#include "store/row_range.h"

namespace entente::internal {

/// Inserts rows into one table, several with one run of SQL where there are several.
class RowInserter {
 public:
  RowInserter(std::string_view table, std::size_t columns) : table_(table), columns_(columns) {}

  /// Inserts `count` rows; `bind(sql, parameter, row)` binds the columns of one from a parameter on. What it binds stays until
  /// this is done. Errors: Io.
  template <class Bind>
  [[nodiscard]] Result<void> insert(const Database& database, std::size_t count, const Bind& bind) {
    for (std::size_t first = 0; first < count; first += kMost) {
      const std::size_t rows = std::min(kMost, count - first);
      const Result<Sql*> sql = prepared(database, rows);
      if (!sql) return std::unexpected(sql.error());
      for (std::size_t i = 0; i < rows; ++i) bind(**sql, static_cast<int>(i * columns_) + 1, first + i);
      Result<void> done = database.done(**sql);
      if (!done) return done;
    }
    return {};
  }
  void close() { prepared_ = {}; }

 private:
  static constexpr std::size_t kMost = 16;  ///< More at once gain nothing.
  [[nodiscard]] Result<Sql*> prepared(const Database& database, std::size_t count);

  std::string_view table_;
  std::size_t columns_;
  std::array<Sql, kMost> prepared_;  ///< For one row, two, …
};

/// A statement that is to be kept.
struct Wanted {
  std::uint64_t id = 0;  ///< Its digits.
  const Statement* statement = nullptr;
};

/// Puts the statements of articles into the file.
class StatementWriter {
 public:
  StatementWriter();
  /// Requires: those of one article, which has none in the file; names.refresh() in this transaction. Errors: Io, Limit.
  [[nodiscard]] Result<void> insert(const Database& database, Names& names, std::int64_t article, std::span<const Wanted> statements);
  /// Takes all of an article out.
  [[nodiscard]] Result<void> erase(const Database& database, std::int64_t article);
  void close();  ///< Ends the SQL that is prepared.

 private:
  struct Numbers { std::int64_t sentence = 0, subject = 0, object = 0, relation = 0, rule = 0, content = 0, context = 0, source = 0, verb = 0, place = 0; };
  struct Sentence { const Provenance* of = nullptr; std::int64_t publisher = 0; };
  [[nodiscard]] Result<void> number(const Database& database, Names& names, const Statement& statement);
  [[nodiscard]] Result<void> take_sentence(const Database& database, Names& names, const Provenance& provenance);

  RowInserter sentence_rows_, statement_rows_;
  std::array<Sql, 2> erase_;
  std::vector<Numbers> numbers_;
  std::vector<Sentence> sentences_;
};

}  // namespace entente::internal
