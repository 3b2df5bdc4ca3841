#include "ingest/article_maker.h"

#include <xxhash.h>

#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <utility>

#include "base/text.h"
#include "base/try.h"
#include "ingest/dates.h"
#include "ingest/html.h"

namespace entente::internal {

namespace {

constexpr std::size_t kMaxTitleWords = 25;
constexpr std::size_t kMaxTitleBytes = 1000;

/// Line ends made LF, NUL and byte order marks dropped, ill-formed UTF-8 replaced.
std::string clean(std::string_view text) {
  std::string out = repair_utf8(text);
  std::size_t to = 0;
  for (std::size_t from = 0; from < out.size(); ++from) {
    if (out[from] == '\0') continue;
    if (out[from] == '\r') {
      if (from + 1 < out.size() && out[from + 1] == '\n') continue;
      out[to++] = '\n';
      continue;
    }
    if (out.compare(from, 3, "\xEF\xBB\xBF") == 0) { from += 2; continue; }
    out[to++] = out[from];
  }
  out.resize(to);
  return out;
}

std::string hash_key(std::string_view text) {
  char key[24];
  std::snprintf(key, sizeof key, "text-%016llx", static_cast<unsigned long long>(XXH3_64bits(text.data(), text.size())));
  return key;
}

/// The text without the paragraphs that are furniture; an empty line stays where one stood.
std::string without_furniture(std::string_view text, const PageLines& lines) {
  const std::vector<TextSpan> paragraphs = lines.paragraphs(text);
  const std::vector<SentenceKind> kinds = lines.kinds(text, paragraphs);
  std::string out;
  std::size_t end = 0;
  bool empty_line = false;
  for (std::size_t i = 0; i < paragraphs.size(); ++i) {
    const std::string_view gap = text.substr(end, paragraphs[i].begin - end);
    empty_line = empty_line || std::ranges::count(gap, '\n') > 1;
    end = paragraphs[i].end;
    if (kinds[i] == SentenceKind::Furniture) continue;
    if (!out.empty()) out += empty_line ? "\n\n" : "\n";
    out += text.substr(paragraphs[i].begin, paragraphs[i].end - paragraphs[i].begin);
    empty_line = false;
  }
  return out;
}

std::string_view first_line(std::string_view text) { return trim(text.substr(0, text.find('\n'))); }

/// A first line that reads as a headline: short, without a full stop, with text behind it.
bool is_title(std::string_view line, std::string_view text) {
  const auto words = static_cast<std::size_t>(std::ranges::count(line, ' ')) + 1;
  return !line.empty() && words <= kMaxTitleWords && line.size() <= kMaxTitleBytes && !has_final_stop(line) && line.size() < trim(text).size();
}

}  // namespace

std::string key_text(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c > 0x20 && c < 0x7F) { out += c; continue; }
    char code[4];
    std::snprintf(code, sizeof code, "%%%02X", static_cast<unsigned char>(c));
    out += code;
  }
  return out;
}

const PageLines* ArticleMaker::lines_of(const std::string& language) const {
  const auto found = std::ranges::find(languages_, language, &ReadingLanguage::code);
  return found != languages_.end() ? &found->lines : languages_.empty() ? nullptr : &languages_.front().lines;
}

/// The text's own words overrule what is stated: many pages state a language that they are not in.
void ArticleMaker::settle_language(const RawArticle& raw, Article& article) const {
  const std::string stated = primary_language(raw.language);
  if (languages_.empty()) { article.language = stated.empty() ? "en" : stated; return; }
  const std::size_t guess = guess_language(article.text, languages_);
  const bool stated_is_ours = std::ranges::any_of(languages_, [&](const ReadingLanguage& l) { return l.code == stated; });
  if (guess < languages_.size()) article.language = stated.empty() || stated_is_ours ? languages_[guess].code : stated;
  else article.language = stated.empty() || stated_is_ours ? "und" : stated;
}

void ArticleMaker::settle_text(const RawArticle& raw, Article& article) const {
  if (const PageLines* lines = lines_of(article.language)) article.text = without_furniture(article.text, *lines);
  else article.text = std::string(trim(article.text));
  const std::string_view line = first_line(article.text);
  if (article.title.empty() && raw.first_line_is_title && is_title(line, article.text)) {
    const PageLines* lines = lines_of(article.language);
    const std::vector<TextSpan> whole{{0, static_cast<std::uint32_t>(line.size())}};
    if (!lines || lines->kinds(line, whole).front() == SentenceKind::Body) article.title = single_blanks(line);
  }
  if (!article.title.empty() && single_blanks(line) != article.title) article.text = article.title + "\n\n" + article.text;
}

std::optional<std::chrono::year_month_day> ArticleMaker::settle_date(const RawArticle& raw, const Article& article, const std::string& file) const {
  if (const auto given = find_date(raw.date)) return given;
  if (const auto stated = date_in_head(article.text)) return stated;
  if (const auto named = find_date(std::filesystem::path(file).filename().string())) return named;
  return date_;
}

Result<Article> ArticleMaker::make(RawArticle raw, const std::string& file) const {
  Article article;
  article.title = single_blanks(clean(raw.title));
  article.text = clean(raw.text);
  if (!raw.first_line_is_title && looks_like_html(article.text)) {
    auto text = html_to_text(article.text, file);
    if (!text) return std::unexpected(Error{text.error().code, text.error().message, raw.where});
    article.text = std::move(*text);
  }
  article.url = std::string(trim(clean(raw.url)));
  article.publisher = single_blanks(clean(raw.source));
  settle_language(raw, article);
  article.published = settle_date(raw, article, file);
  settle_text(raw, article);
  if (trim(article.text).empty()) return std::unexpected(Error{ErrorCode::Syntax, "the article has no text but page furniture", raw.where});
  if (article.text.size() > kMaxArticleBytes)
    return std::unexpected(Error{ErrorCode::Limit, "the article is longer than " + std::to_string(kMaxArticleBytes) + " bytes", raw.where});
  const std::string_view id = trim(raw.id);
  article.key = ArticleKey(!id.empty() ? key_text(id) : !article.url.empty() ? key_text(article.url) : hash_key(article.text));
  return article;
}

}  // namespace entente::internal
