#pragma once

#include <cstdint>
#include <vector>

#include "entente/store.h"
#include "store/article_table.h"
#include "store/database.h"
#include "store/numbered.h"
#include "store/revision.h"
#include "store/statement_reader.h"
#include "store/statement_writer.h"

namespace entente {

/// An open graph file, and what is prepared for writing to it.
struct Store::Impl {
  explicit Impl(internal::Database opened) : database(std::move(opened)), reader_(database, names) {}

  /// Makes ready for writing.
  [[nodiscard]] Result<void> prepare();
  /// Ends the SQL that is prepared.
  void close();
  /// Begins a transaction unless one is open.
  [[nodiscard]] Result<void> begin();
  /// Runs `change` in the transaction that is open, or a new one. What can fail half-way is the disk, the file or memory; the
  /// transaction then ends as if it had not begun. A savepoint for each article would save the others of the batch, at the
  /// price of a copy of every page that is touched.
  template <class Change>
  [[nodiscard]] auto atomically(const Change& change) -> decltype(change());

  /// Puts `wanted`, in an order of its own. Requires: begin().
  [[nodiscard]] Result<PutCounts> put(const ArticleRecord& article);
  [[nodiscard]] Result<void> remove(std::int64_t article);
  [[nodiscard]] Result<void> put_relations(const Catalogue& catalogue) const;
  /// Sets down what the statements are, if it is not what the file says.
  [[nodiscard]] Result<void> write_revision();

  internal::Database database;
  bool writable = false;
  internal::ArticleTable articles;
  internal::Names names;                  ///< Those of the file, in a transaction.
  std::vector<internal::Wanted> wanted;   ///< Of the article that is put.

 private:
  [[nodiscard]] Result<void> read_revision();
  void roll_back();
  /// Whether the article has `wanted` and no more.
  [[nodiscard]] Result<bool> holds_wanted(std::int64_t article);
  /// Sorted by id.
  [[nodiscard]] Result<std::vector<Statement>> statements_of(std::int64_t article);

  internal::StatementReader reader_;
  internal::StatementWriter writer_;
  internal::StatementHasher hasher_;
  internal::Revision revision_, committed_;  ///< With what is pending, and without.
  bool is_revised_ = false;                  ///< Whether the file says `committed_`.
};

}  // namespace entente
