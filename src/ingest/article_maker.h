#pragma once

#include <string>
#include <vector>

#include "entente/reader.h"
#include "ingest/language.h"
#include "ingest/raw_article.h"

namespace entente::internal {

/// Makes articles of what the inputs hold: repairs the text, leaves furniture out, settles key, date and language.
class ArticleMaker {
 public:
  ArticleMaker(std::vector<ReadingLanguage> languages, std::optional<std::chrono::year_month_day> date)
      : languages_(std::move(languages)), date_(date) {}
  /// `file` is the input's name, which may state a date. Errors: Syntax for an article without text; Limit.
  [[nodiscard]] Result<Article> make(RawArticle raw, const std::string& file) const;

 private:
  void settle_language(const RawArticle& raw, Article& article) const;
  void settle_text(const RawArticle& raw, Article& article) const;
  std::optional<std::chrono::year_month_day> settle_date(const RawArticle& raw, const Article& article, const std::string& file) const;
  const PageLines* lines_of(const std::string& language) const;

  const std::vector<ReadingLanguage> languages_;
  const std::optional<std::chrono::year_month_day> date_;
};

/// Printable ASCII without blanks; other bytes as %XX.
[[nodiscard]] std::string key_text(std::string_view text);

}  // namespace entente::internal
