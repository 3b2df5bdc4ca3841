#include "model/tsv.h"

#include <algorithm>
#include <bit>
#include <cassert>
#include <cstdint>
#include <cstring>

#include "base/text.h"
#include "base/try.h"

namespace entente::internal {

Result<TsvReader> TsvReader::open(std::string file, std::string_view text, std::span<const std::string_view> columns) {
  assert(columns.size() <= kMaxColumns);
  TsvReader reader;
  reader.file_ = std::move(file);
  reader.text_ = text;
  ENTENTE_TRY(reader.read_header(columns));
  return reader;
}

/// The next line that is neither empty nor a note; empty at the end.
std::string_view TsvReader::take_line() {
  while (at_ < text_.size()) {
    const std::size_t end = std::min(text_.find('\n', at_), text_.size());
    std::string_view line = text_.substr(at_, end - at_);
    at_ = end + 1;
    ++line_number_;
    if (line.ends_with('\r')) line.remove_suffix(1);
    if (!line.empty() && line.front() != '#') return line;
  }
  return {};
}

namespace {

constexpr std::uint64_t kLow7 = 0x7F7F7F7F7F7F7F7FU;

/// The top bit of every byte of `bytes` that is a tab.
std::uint64_t tabs_in(std::uint64_t bytes) noexcept {
  const std::uint64_t zero_at_tab = bytes ^ 0x0909090909090909U;
  return ~(((zero_at_tab & kLow7) + kLow7) | zero_at_tab | kLow7);
}

/// The bytes of `line` from `at`, the first one lowest; zeros behind the end.
std::uint64_t eight_bytes(std::string_view line, std::size_t at) noexcept {
  std::uint64_t bytes = 0;
  if (std::endian::native == std::endian::little && line.size() - at >= sizeof bytes) {
    std::memcpy(&bytes, line.data() + at, sizeof bytes);
    return bytes;
  }
  for (std::size_t i = std::min(line.size() - at, sizeof bytes); i > 0; --i) bytes = bytes << 8 | static_cast<unsigned char>(line[at + i - 1]);
  return bytes;
}

}  // namespace

/// Fills cells_ and gives their number, which stops at kMaxColumns + 1. Cells are short, so that looking at eight
/// bytes at a time is faster than searches for the next tab.
std::size_t TsvReader::cut(std::string_view line) {
  line_ = line;
  std::size_t count = 0, from = 0;
  for (std::size_t at = 0; at < line.size(); at += 8)
    for (std::uint64_t tabs = tabs_in(eight_bytes(line, at)); tabs && count < kMaxColumns; tabs &= tabs - 1) {
      const std::size_t tab = at + static_cast<std::size_t>(std::countr_zero(tabs)) / 8;
      cells_[count++] = std::string_view(line.data() + from, tab - from);
      from = tab + 1;
    }
  const std::string_view rest = line.substr(from);
  cells_[count++] = rest.substr(0, rest.find('\t'));
  return count;
}

Result<void> TsvReader::read_header(std::span<const std::string_view> columns) {
  width_ = cut(take_line());
  if (width_ > kMaxColumns)
    return std::unexpected(error_at(ErrorCode::Syntax, cells_[kMaxColumns], "more than " + std::to_string(kMaxColumns) + " columns"));
  const std::vector<std::string_view> known(columns.begin(), columns.end());
  const std::span<const std::string_view> found(cells_.data(), width_);
  for (std::size_t i = 0; i < width_; ++i) {
    if (std::ranges::find(columns, cells_[i]) == columns.end())
      return std::unexpected(error_at(ErrorCode::Syntax, cells_[i], "unknown column '" + std::string(cells_[i]) + "'" + did_you_mean(cells_[i], known)));
    if (std::ranges::count(found, cells_[i]) > 1)
      return std::unexpected(error_at(ErrorCode::Syntax, cells_[i], "column '" + std::string(cells_[i]) + "' is written twice"));
  }
  for (std::size_t i = 0; i < columns.size(); ++i) {
    const auto place = std::ranges::find(found, columns[i]);
    if (place == found.end()) return std::unexpected(error_at(ErrorCode::Syntax, line_, "column '" + std::string(columns[i]) + "' is missing"));
    place_[i] = static_cast<std::size_t>(place - found.begin());
  }
  return {};
}

Result<bool> TsvReader::next() {
  const std::string_view line = take_line();
  if (line.empty()) return false;
  const std::size_t count = cut(line);
  if (count == width_) return true;
  const std::string_view where = count > width_ ? cells_[width_] : line.substr(line.size());
  return std::unexpected(error_at(ErrorCode::Syntax, where, (count > kMaxColumns ? "more than " + std::to_string(kMaxColumns) : std::to_string(count)) +
                                                                " cells, but the header has " + std::to_string(width_)));
}

Error TsvReader::error(ErrorCode code, std::size_t column, std::string message) const {
  return error_at(code, (*this)[column], std::move(message));
}

Error TsvReader::error_at(ErrorCode code, std::string_view cell, std::string message) const {
  const auto column = line_.data() ? static_cast<std::uint32_t>(cell.data() - line_.data()) + 1 : 1;
  return {code, std::move(message), {file_, static_cast<std::uint32_t>(std::max<std::size_t>(line_number_, 1)), column}};
}

}  // namespace entente::internal
