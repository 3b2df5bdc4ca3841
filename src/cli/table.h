#pragma once

#include <cstdint>
#include <ostream>
#include <string>
#include <string_view>
#include <vector>

#include "cli/terminal.h"

namespace entente::internal {

/// A piece of a table, and its colour if it has one.
struct Cell {
  std::string text;
  std::string_view colour{};
};

enum class Align : std::uint8_t { Left, Right };

/// Rows of cells for people, every column as wide as it must be. Columns without an alignment are flush left.
struct Table {
  std::vector<Align> aligns;
  std::vector<std::vector<Cell>> rows;
  std::string indent{};

  /// The lines of the table, without their ends; no blanks at the end of one.
  [[nodiscard]] std::vector<std::string> lines(bool colour) const;
  void print(std::ostream& out, bool colour) const;
};

/// `text` between the marks of `colour`, if colours are wanted.
[[nodiscard]] std::string coloured(std::string_view text, std::string_view colour, bool wanted);

/// One row of csv (RFC 4180) or tsv for programs: what a spreadsheet would take for a formula is made text, line ends blanks.
void print_row(std::ostream& out, const std::vector<std::string>& cells, char separator);

/// The number of columns that `text` takes on a terminal.
[[nodiscard]] std::size_t columns_of(std::string_view text);
/// `text` cut to `width` columns, with an ellipsis where it was cut.
[[nodiscard]] std::string cut_to(std::string_view text, std::size_t width);

/// A bar of blocks, `width` columns long for `whole`, in eighths of a column; never empty for a value above 0.
[[nodiscard]] std::string bar(double value, double whole, std::size_t width);

}  // namespace entente::internal
