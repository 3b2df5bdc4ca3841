#include "cli/table.h"

#include <utf8proc.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "base/text.h"
#include "export/text.h"

namespace entente::internal {

namespace {

std::string quoted_cell(std::string_view text) {
  std::string made = "\"";
  for (const char c : text) {
    if (c == '"') made += '"';
    made += c;
  }
  return made + '"';
}

std::vector<std::size_t> widths_of(const std::vector<std::vector<Cell>>& rows) {
  std::vector<std::size_t> widths;
  for (const auto& row : rows) {
    widths.resize(std::max(widths.size(), row.size()));
    for (std::size_t i = 0; i < row.size(); ++i) widths[i] = std::max(widths[i], columns_of(row[i].text));
  }
  return widths;
}

}  // namespace

std::vector<std::string> Table::lines(bool colour) const {
  constexpr std::string_view kGap = "  ";
  const std::vector<std::size_t> widths = widths_of(rows);
  std::vector<std::string> made;
  for (const auto& row : rows) {
    std::string line = indent;
    std::size_t owed = 0;  // blanks, written only if something follows
    for (std::size_t i = 0; i < row.size(); ++i) {
      const std::size_t spare = widths[i] - columns_of(row[i].text);
      const bool right = i < aligns.size() && aligns[i] == Align::Right;
      if (right) owed += spare;
      if (!row[i].text.empty()) {
        line.append(owed, ' ');
        line += coloured(row[i].text, row[i].colour, colour);
        owed = 0;
      }
      owed += (right ? 0 : spare) + kGap.size();
    }
    made.push_back(std::move(line));
  }
  return made;
}

void Table::print(std::ostream& out, bool colour) const {
  for (const std::string& line : lines(colour)) out << line << '\n';
}

std::string coloured(std::string_view text, std::string_view colour, bool wanted) {
  if (!wanted || colour.empty()) return std::string(text);
  return std::string(colour) + std::string(text) + std::string(kPlain);
}

void print_row(std::ostream& out, const std::vector<std::string>& cells, char separator) {
  for (std::size_t i = 0; i < cells.size(); ++i) {
    const std::string text = text_cell(single_blanks(cells[i]));
    if (i) out << separator;
    out << (separator == ',' && text.find_first_of("\",") != std::string::npos ? quoted_cell(text) : text);
  }
  out << '\n';
}

std::size_t columns_of(std::string_view text) {
  std::size_t columns = 0;
  for (std::size_t at = 0; at < text.size();) {
    const CodePoint point = code_point_at(text, at);
    columns += point.length == 0 ? 1 : static_cast<std::size_t>(std::max(0, utf8proc_charwidth(static_cast<utf8proc_int32_t>(point.value))));
    at += std::max<std::size_t>(1, point.length);
  }
  return columns;
}

std::string cut_to(std::string_view text, std::size_t width) {
  if (columns_of(text) <= width) return std::string(text);
  std::size_t end = 0, used = 0;
  while (end < text.size() && used + 1 < width) {
    end += std::max<std::size_t>(1, code_point_at(text, end).length);
    ++used;
  }
  return std::string(text.substr(0, end)) + "…";
}

std::string bar(double value, double whole, std::size_t width) {
  constexpr std::array<std::string_view, 8> kEighths{"", "▏", "▎", "▍", "▌", "▋", "▊", "▉"};
  if (value <= 0 || whole <= 0) return {};
  const auto eighths = std::max(1L, std::lround(std::min(1.0, value / whole) * static_cast<double>(width) * 8));
  std::string text;
  for (long i = 0; i < eighths / 8; ++i) text += "█";
  return text + std::string(kEighths[static_cast<std::size_t>(eighths % 8)]);
}

}  // namespace entente::internal
