#include <algorithm>
#include <cmath>
#include <utility>

#include "base/file.h"
#include "base/json.h"
#include "base/text.h"
#include "base/try.h"
#include "ingest/json_values.h"
#include "ingest/readers.h"

namespace entente::internal {

namespace {

/// The value of a field as text: a string, a number (ids, dates), the name of an object, the first of a list.
Result<std::string> field_text(const Json& value, std::string_view name) {
  switch (value.type) {
    case Json::Type::String: return value.string;
    case Json::Type::Null: return std::string{};
    case Json::Type::Number:
      if (name != "text" && value.number == std::floor(value.number) && std::abs(value.number) < 1e15) return std::to_string(static_cast<long long>(value.number));
      break;
    case Json::Type::Object:
      if (const Json* inner = value.find("name"); inner && inner->is(Json::Type::String) && name != "text") return inner->string;
      break;
    case Json::Type::Array:
      if (!value.items.empty() && name != "text") return field_text(value.items.front(), name);
      break;
    default: break;
  }
  return std::unexpected(Error{ErrorCode::Syntax, "field '" + std::string(name) + "' is " + std::string(describe(value.type)) + "; expected a string", {}});
}

/// Column numbers count within the line only where one line is parsed.
Error placed(Error error, const SourcePos& start, std::string_view text, std::size_t offset) {
  const SourcePos inside = position_at(text, offset, start.file);
  error.where = {start.file, start.line + inside.line - 1, inside.line > 1 || start.column == 1 ? inside.column : 0};
  return error;
}

Result<RawArticle> article_of(std::string_view text, const SourcePos& where, const std::vector<FieldNames>& fields) {
  const std::string repaired = first_bad_utf8(text) ? repair_utf8(text) : std::string(text);
  auto root = parse_json(repaired, where.file);
  if (!root) {
    Error error = std::move(root).error();
    const bool first_line = error.where.line <= 1;
    error.where = {where.file, where.line + error.where.line - 1, first_line && where.column != 1 ? 0 : error.where.column};
    return std::unexpected(std::move(error));
  }
  if (!root->is(Json::Type::Object))
    return std::unexpected(Error{ErrorCode::Syntax, "found " + std::string(describe(root->type)) + "; expected an object with an article", where});
  RawArticle article;
  article.where = where;
  for (const FieldNames& field : fields) {
    for (const std::string& name : field.names) {
      const Json* value = root->find(name);
      if (!value || value->is(Json::Type::Null)) continue;
      auto read = field_text(*value, field.field);
      if (!read) return std::unexpected(placed(std::move(read).error(), where, repaired, value->offset));
      if (read->empty()) continue;
      article.*field.member = std::move(*read);
      break;
    }
  }
  if (trim(article.text).empty()) {
    std::vector<std::string_view> found;
    for (const auto& [name, value] : root->members) found.push_back(name);
    return std::unexpected(Error{ErrorCode::Syntax, missing_text(fields, found), where});
  }
  return article;
}

class JsonLinesReader : public RawReader {
 public:
  JsonLinesReader(Bytes bytes, std::vector<FieldNames> fields) : bytes_(std::move(bytes)), fields_(std::move(fields)) {}

  Result<std::optional<RawArticle>> next() override {
    for (;;) {
      const SourcePos where{bytes_.name(), bytes_.line(), 1};
      auto line = bytes_.take_line(kMaxRecordBytes);
      if (!line) return std::unexpected(std::move(line).error());
      if (!*line) return std::nullopt;
      std::string_view text = **line;
      if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
      if (trim(text).empty()) continue;
      auto article = article_of(text, where, fields_);
      if (!article) return std::unexpected(std::move(article).error());
      return std::optional(std::move(*article));
    }
  }

 private:
  Bytes bytes_;
  const std::vector<FieldNames> fields_;
};

class JsonReader : public RawReader {
 public:
  JsonReader(Bytes bytes, std::vector<FieldNames> fields) : bytes_(std::move(bytes)), values_(bytes_), fields_(std::move(fields)) {}

  Result<std::optional<RawArticle>> next() override {
    auto value = values_.next(kMaxRecordBytes);
    if (!value) return std::unexpected(std::move(value).error());
    if (!*value) return std::nullopt;
    auto article = article_of((*value)->text, (*value)->where, fields_);
    if (!article) return std::unexpected(std::move(article).error());
    return std::optional(std::move(*article));
  }

 private:
  Bytes bytes_;
  JsonValues values_;
  const std::vector<FieldNames> fields_;
};

}  // namespace

std::unique_ptr<RawReader> json_lines_reader(Bytes bytes, std::vector<FieldNames> fields) {
  return std::make_unique<JsonLinesReader>(std::move(bytes), std::move(fields));
}

std::unique_ptr<RawReader> json_reader(Bytes bytes, std::vector<FieldNames> fields) {
  return std::make_unique<JsonReader>(std::move(bytes), std::move(fields));
}

}  // namespace entente::internal
