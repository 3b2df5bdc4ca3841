#include <algorithm>
#include <utility>

#include "base/text.h"
#include "base/try.h"
#include "entente/document.h"
#include "ingest/readers.h"

namespace entente::internal {

namespace {

using Member = std::pair<std::string_view, std::string RawArticle::*>;
constexpr std::array<Member, 6> kFrontMatter{{{"title", &RawArticle::title}, {"date", &RawArticle::date}, {"url", &RawArticle::url},
                                              {"source", &RawArticle::source}, {"id", &RawArticle::id}, {"language", &RawArticle::language}}};

std::string_view take_line(std::string_view& rest) {
  const std::size_t end = rest.find('\n');
  const std::string_view line = rest.substr(0, end);
  rest.remove_prefix(end == std::string_view::npos ? rest.size() : end + 1);
  return trim(line);
}

/// Sets the field of "title: Iran meets Oman"; false if the line is none of these.
bool read_field(std::string_view line, RawArticle& article) {
  const std::size_t colon = line.find(':');
  if (colon == std::string_view::npos) return false;
  const auto found = std::ranges::find(kFrontMatter, line.substr(0, colon), &Member::first);
  if (found == kFrontMatter.end()) return false;
  std::string_view value = trim(line.substr(colon + 1));
  if (value.size() > 1 && value.front() == '"' && value.back() == '"') value = value.substr(1, value.size() - 2);
  article.*found->second = value;
  return true;
}

/// Front matter: "title: …", "date: …" at the very top, ended by an empty line, or between two lines "---".
/// Other keys between "---" are passed over. Gives what is left.
std::string_view read_front_matter(std::string_view text, RawArticle& article) {
  std::string_view rest = text;
  RawArticle read = article;
  std::string_view line = take_line(rest);
  if (line == "---") {
    while (!rest.empty()) {
      line = take_line(rest);
      if (line == "---") { article = std::move(read); return rest; }
      read_field(line, read);
    }
    return text;
  }
  bool any = false;
  while (read_field(line, read)) {
    any = true;
    if (rest.empty()) return text;
    line = take_line(rest);
  }
  if (!any || !line.empty()) return text;
  article = std::move(read);
  return rest;
}

class TextReader : public RawReader {
 public:
  explicit TextReader(Bytes bytes) : bytes_(std::move(bytes)) {}

  Result<std::optional<RawArticle>> next() override {
    if (std::exchange(done_, true)) return std::nullopt;
    auto read = bytes_.take_rest(kMaxArticleBytes);
    if (!read) return std::unexpected(std::move(read).error());
    std::string_view text = *read;
    if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
    RawArticle article;
    article.where = {bytes_.name(), 0, 0};
    article.text = read_front_matter(text, article);
    article.first_line_is_title = article.title.empty();
    if (trim(article.text).empty()) return std::unexpected(Error{ErrorCode::Syntax, "the file has no text", {bytes_.name()}});
    return article;
  }

 private:
  Bytes bytes_;
  bool done_ = false;
};

}  // namespace

std::unique_ptr<RawReader> text_reader(Bytes bytes) { return std::make_unique<TextReader>(std::move(bytes)); }

}  // namespace entente::internal
