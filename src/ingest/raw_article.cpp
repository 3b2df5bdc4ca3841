#include "ingest/raw_article.h"

#include <algorithm>

#include "base/text.h"

namespace entente::internal {

Result<std::vector<FieldNames>> field_names(const std::map<std::string, std::string>& renamed) {
  std::vector<FieldNames> fields{
      {"id", {"id", "article_id", "guid", "uuid"}, &RawArticle::id},
      {"title", {"title", "headline"}, &RawArticle::title},
      {"text", {"text", "content", "body", "maintext", "articleBody", "article", "full_text"}, &RawArticle::text},
      {"date", {"date", "published", "date_publish", "datePublished", "publishedAt", "published_at", "pubDate", "publish_date", "date_published"}, &RawArticle::date},
      {"url", {"url", "link"}, &RawArticle::url},
      {"source", {"source", "publisher", "source_domain", "outlet", "site_name"}, &RawArticle::source},
      {"language", {"language", "lang", "inLanguage"}, &RawArticle::language}};
  std::vector<std::string_view> known;
  for (const FieldNames& field : fields) known.push_back(field.field);
  for (const auto& [name, column] : renamed) {
    const auto field = std::ranges::find(fields, name, &FieldNames::field);
    if (field == fields.end())
      return std::unexpected(Error{ErrorCode::Unsupported, "unknown article field '" + name + "'" + (did_you_mean(name, known).empty() ? "; expected id, title, text, date, url, source or language" : did_you_mean(name, known)), {}});
    field->names = {column};
  }
  return fields;
}

std::string missing_text(const std::vector<FieldNames>& fields, const std::vector<std::string_view>& found) {
  const auto text = std::ranges::find(fields, "text", &FieldNames::field);
  std::string message = "no text; expected ";
  for (std::size_t i = 0; i < text->names.size(); ++i) message += (i == 0 ? "'" : i + 1 < text->names.size() ? ", '" : " or '") + text->names[i] + "'";
  message += ", found ";
  if (found.empty()) return message + "nothing";
  for (std::size_t i = 0; i < std::min<std::size_t>(found.size(), 8); ++i) message += (i == 0 ? "'" : ", '") + std::string(found[i]) + "'";
  return found.size() > 8 ? message + ", …" : message;
}

}  // namespace entente::internal
