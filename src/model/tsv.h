#pragma once

#include <array>
#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "entente/result.h"

namespace entente::internal {

/// Walks the rows of a tab-separated table: a header line, then one row a line; lines that begin with '#'
/// are notes. Cells are views into the text, asked for by the column's place in the list given to open().
class TsvReader {
 public:
  static constexpr std::size_t kMaxColumns = 24;

  /// Requires: `text` and `columns` outlive the reader. Errors: Syntax at file:line:column for a column that
  /// is missing, unknown or written twice.
  static Result<TsvReader> open(std::string file, std::string_view text, std::span<const std::string_view> columns);

  /// Goes to the next row; false at the end. Errors: Syntax for a row with too few or too many cells.
  Result<bool> next();
  /// The cell of the present row under `columns[column]`.
  [[nodiscard]] std::string_view operator[](std::size_t column) const noexcept { return cells_[place_[column]]; }
  /// An error at that cell of the present row.
  [[nodiscard]] Error error(ErrorCode code, std::size_t column, std::string message) const;

 private:
  [[nodiscard]] std::size_t cut(std::string_view line);
  [[nodiscard]] std::string_view take_line();
  [[nodiscard]] Error error_at(ErrorCode code, std::string_view cell, std::string message) const;
  Result<void> read_header(std::span<const std::string_view> columns);

  std::string file_;
  std::string_view text_, line_;
  std::size_t at_ = 0, line_number_ = 0, width_ = 0;
  std::array<std::string_view, kMaxColumns + 1> cells_{};
  std::array<std::size_t, kMaxColumns> place_{};
};

}  // namespace entente::internal
