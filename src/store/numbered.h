#pragma once

#include <array>
#include <cstdint>
#include <deque>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "entente/result.h"
#include "entente/statement_view.h"
#include "graph/hash_index.h"
#include "store/database.h"

namespace entente::internal {

/// A table of texts that recur, one or some to a row, held in memory. Rows are added and never changed; rows name them by number.
class Numbered {
 public:
  static constexpr std::size_t kMaxColumns = 5;
  using Texts = std::array<std::string_view, kMaxColumns>;  ///< Behind the columns that there are, empty.

  /// Both live as long as this does: `columns` is what SQL calls them.
  Numbered(std::string_view table, std::span<const std::string_view> columns) : table_(table), columns_(columns) {}

  /// Reads what the file has beyond what is known. Errors: Io, Corrupt.
  [[nodiscard]] Result<void> refresh(const Database& database);
  /// Sets `number` to theirs, new or known. Requires: refresh() in this transaction. Errors: Io.
  [[nodiscard]] Result<void> find(const Database& database, const Texts& texts, std::int64_t& number);
  [[nodiscard]] bool has(std::int64_t number) const noexcept;
  /// Requires: has(number). Lifetime: until forget().
  [[nodiscard]] Texts texts(std::int64_t number) const;
  /// Forgets everything, as when numbers were given in a transaction that failed. SQL that is prepared ends.
  void forget();

 private:
  /// The texts of one row as they are kept, and their hash.
  struct Told { std::string_view all; std::uint64_t hash = 0; };
  /// Lifetime: until the next call.
  [[nodiscard]] Told tell(const Texts& texts);
  void add(const Told& told, std::int64_t number);
  [[nodiscard]] Texts texts_of(std::string_view row) const;
  [[nodiscard]] bool sound(const Texts& texts) const;

  std::string_view table_;
  std::span<const std::string_view> columns_;
  std::deque<std::string> rows_;
  std::vector<std::int64_t> numbers_;  ///< Of rows_.
  std::vector<std::uint32_t> places_;  ///< In rows_, by number.
  HashIndex index_;
  std::string told_;                   ///< Of the last row that was looked for, for its memory.
  Sql insert_;
};

/// What the rows of statements name by number.
struct Names {
  Names();
  [[nodiscard]] Result<void> refresh(const Database& database);
  void forget();
  /// Sets `number`. Errors: Io.
  [[nodiscard]] Result<void> find(const Database& database, const ParticipantView& who, std::int64_t& number);
  /// Sets `number`; to 0 for the empty text if it `may_miss`. Errors: Io.
  [[nodiscard]] Result<void> find_word(const Database& database, std::string_view text, std::int64_t& number, bool may_miss = true);

  Numbered words, descriptions;
};

}  // namespace entente::internal
