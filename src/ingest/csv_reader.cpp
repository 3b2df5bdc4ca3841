#include <algorithm>
#include <utility>

#include "base/text.h"
#include "base/try.h"
#include "ingest/readers.h"

namespace entente::internal {

namespace {

/// One row, and the line it starts on.
struct Row { std::vector<std::string> cells; std::uint32_t line = 0; };

class CsvReader : public RawReader {
 public:
  CsvReader(Bytes bytes, std::vector<FieldNames> fields, char separator) : bytes_(std::move(bytes)), fields_(std::move(fields)), separator_(separator) {}

  Result<std::optional<RawArticle>> next() override {
    if (ended_) return std::nullopt;
    if (header_.empty()) {
      if (auto read = read_header(); !read) { ended_ = true; return std::unexpected(std::move(read).error()); }
      if (header_.empty()) return std::nullopt;
    }
    for (;;) {
      auto row = read_row();
      if (!row) return std::unexpected(std::move(row).error());
      if (!*row) return std::nullopt;
      if ((*row)->cells.size() == 1 && trim((*row)->cells[0]).empty()) continue;
      return article_of(std::move(**row));
    }
  }

 private:
  std::unexpected<Error> error(std::uint32_t line, std::string message, ErrorCode code = ErrorCode::Syntax) const {
    return std::unexpected(Error{code, std::move(message), {bytes_.name(), line, 0}});
  }

  Result<void> read_header() {
    auto row = read_row();
    if (!row) return std::unexpected(std::move(row).error());
    if (!*row) return {};
    header_ = std::move((*row)->cells);
    if (header_[0].starts_with("\xEF\xBB\xBF")) header_[0].erase(0, 3);
    for (std::string& name : header_) name = std::string(trim(name));
    const auto text = std::ranges::find(fields_, "text", &FieldNames::field);
    if (column(*text)) return {};
    return error(1, "the header row has " + missing_text(fields_, {header_.begin(), header_.end()}));
  }

  std::optional<std::size_t> column(const FieldNames& field) const {
    for (const std::string& name : field.names) {
      const auto found = std::ranges::find(header_, name);
      if (found != header_.end()) return static_cast<std::size_t>(found - header_.begin());
    }
    return std::nullopt;
  }

  Result<std::optional<RawArticle>> article_of(Row row) {
    if (row.cells.size() != header_.size())
      return error(row.line, "expected " + std::to_string(header_.size()) + " fields as in the header row, found " + std::to_string(row.cells.size()));
    RawArticle article;
    article.where = {bytes_.name(), row.line, 0};
    for (const FieldNames& field : fields_)
      if (const auto at = column(field)) article.*field.member = row.cells[*at];
    if (trim(article.text).empty()) return error(row.line, "the text is empty");
    return article;
  }

  /// RFC 4180, 2: quotes around a field, doubled inside; line ends inside quotes belong to the field.
  Result<std::optional<Row>> read_row() {
    Row row{{}, bytes_.line()};
    std::string cell;
    bool any = false, quoted = false, too_long = false;
    std::uint32_t quote_line = 0;
    std::size_t size = 0;
    for (;;) {
      auto c = bytes_.take();
      if (!c) { ended_ = true; return std::unexpected(std::move(c).error()); }
      if (!*c && quoted) { ended_ = true; return error(quote_line, "the quotation mark that opens here is never closed"); }
      if (!*c && !any) return std::nullopt;
      const char byte = c->value_or('\n');
      any = true;
      too_long = too_long || ++size > kMaxRecordBytes;
      if (quoted) {
        if (byte != '"') { if (!too_long) cell += byte; continue; }
        const auto next = bytes_.peek(1);
        if (next && next->starts_with('"')) { bytes_.skip(1); cell += '"'; } else { quoted = false; }
      } else if (byte == '"' && trim(cell).empty()) {
        quoted = true;
        cell.clear();
        quote_line = bytes_.line();
      } else if (byte == separator_) {
        row.cells.push_back(std::exchange(cell, {}));
      } else if (byte == '\n') {
        break;
      } else if (!too_long) {
        cell += byte;
      }
    }
    if (cell.ends_with('\r')) cell.pop_back();
    row.cells.push_back(std::move(cell));
    if (too_long) return error(row.line, "the row is longer than " + std::to_string(kMaxRecordBytes) + " bytes", ErrorCode::Limit);
    return row;
  }

  Bytes bytes_;
  const std::vector<FieldNames> fields_;
  const char separator_;
  std::vector<std::string> header_;
  bool ended_ = false;
};

}  // namespace

std::unique_ptr<RawReader> csv_reader(Bytes bytes, std::vector<FieldNames> fields, char separator) {
  return std::make_unique<CsvReader>(std::move(bytes), std::move(fields), separator);
}

}  // namespace entente::internal
