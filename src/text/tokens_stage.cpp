#include "text/tokens_stage.h"

#include <algorithm>
#include <string>
#include <utility>

#include "base/text.h"
#include "base/try.h"
#include "text/dateline.h"
#include "text/glyph.h"
#include "text/splitter.h"
#include "text/tokenizer.h"

namespace entente::internal {

namespace {

constexpr std::size_t kMaxTitleWords = 25;
constexpr std::size_t kMaxHeadingWords = 14;       ///< Of a heading between paragraphs.
constexpr std::size_t kDatelineParagraphs = 3;     ///< A dateline stands in one of the first paragraphs of text.

/// One run of the stage over one document.
class Run {
 public:
  Run(Document& doc, const TokenizerFile& file)
      : doc_(doc), text_(doc.article.text), file_(file), title_(single_blanks(doc.article.title)) {}

  void run() {
    paragraphs_ = file_.lines.paragraphs(text_);
    kinds_ = file_.lines.kinds(text_, paragraphs_);
    mark_titles();
    doc_.tokens.reserve(text_.size() / 5);
    for (std::uint32_t i = 0; i < paragraphs_.size(); ++i) paragraph(i);
  }

 private:
  std::string_view view(std::size_t i) const { return text_.substr(paragraphs_[i].begin, paragraphs_[i].end - paragraphs_[i].begin); }
  std::size_t words(std::size_t i) const { return static_cast<std::size_t>(std::ranges::count(view(i), ' ')) + 1; }

  bool is_article_title(std::size_t i) const {
    if (title_.empty() || view(i).size() < title_.size()) return false;
    const char first = view(i).front();
    return (first == title_.front() || !is_ascii_alpha(first)) && single_blanks(view(i)) == title_;
  }

  /// A line without a full stop that does not go on: not "Among them:", not an item of a list.
  bool is_heading(std::size_t i, std::size_t max_words) const {
    const std::string_view line = view(i);
    const Glyph first = glyph_at(line, 0).glyph;
    const bool starts_well = is_word(first) ? !is_lower_at(line, 0) : first == Glyph::Quote || first == Glyph::Open || first == Glyph::Apostrophe;
    return starts_well && words(i) <= max_words && !has_final_stop(line) && !line.ends_with(':') && !line.ends_with(',') && !line.ends_with(';');
  }

  /// The title, decks below it, and headings between paragraphs.
  void mark_titles() {
    bool head = true;
    for (std::size_t i = 0; i < paragraphs_.size(); ++i) {
      if (kinds_[i] != SentenceKind::Body) continue;
      const bool title = is_article_title(i) || (paragraphs_.size() > 1 && is_heading(i, head ? kMaxTitleWords : kMaxHeadingWords));
      if (title) kinds_[i] = SentenceKind::Title;
      else head = false;
    }
  }

  void paragraph(std::uint32_t i) {
    TokenRange range{static_cast<std::uint32_t>(doc_.tokens.size()), 0};
    tokenize(text_, paragraphs_[i], file_.words, doc_.tokens);
    range.last = static_cast<std::uint32_t>(doc_.tokens.size());
    if (range.size() == 0) return;  // no-break blanks and the like
    const std::uint32_t number = written_++;
    if (kinds_[i] == SentenceKind::Body && bodies_++ < kDatelineParagraphs) {
      const std::uint32_t end = dateline_end(text_, doc_.tokens, range, file_.words);
      if (end > range.first) doc_.sentences.push_back({{range.first, end}, SentenceKind::Dateline, number});
      range.first = end;
    }
    for (const TokenRange sentence : split_sentences(text_, doc_.tokens, range, file_.words)) doc_.sentences.push_back({sentence, kinds_[i], number});
  }

  Document& doc_;
  const std::string_view text_;
  const TokenizerFile& file_;
  const std::string title_;
  std::vector<TextSpan> paragraphs_;
  std::vector<SentenceKind> kinds_;
  std::size_t bodies_ = 0;
  std::uint32_t written_ = 0;  ///< Paragraphs with tokens so far.
};

}  // namespace

Result<TokenizerFile> TokenizerFile::load(const std::filesystem::path& file) {
  auto json = read_json(file.string());
  if (!json) return std::unexpected(std::move(json).error());
  ENTENTE_TRY(expect(*json, json->root, Json::Type::Object, "the file"));
  ENTENTE_TRY(only_members(*json, json->root, {"$schema", "language", "lines", "stop_words", "words"}));
  TokenizerFile out;
  for (const std::string_view name : {"language", "lines", "words"})
    if (!json->root.find(name)) return std::unexpected(json->error(ErrorCode::Syntax, json->root, "member '" + std::string(name) + "' is missing"));
  ENTENTE_TRY(expect(*json, *json->root.find("language"), Json::Type::String, "language"));
  out.language = json->root.find("language")->string;
  auto words = TokenRules::read(*json, *json->root.find("words"));
  if (!words) return std::unexpected(std::move(words).error());
  auto lines = PageLines::read(*json, *json->root.find("lines"));
  if (!lines) return std::unexpected(std::move(lines).error());
  out.words = std::move(*words);
  out.lines = std::move(*lines);
  return out;
}

Result<void> TokensStage::run(Document& doc) const {
  if (doc.article.text.size() > kMaxArticleBytes)
    return std::unexpected(Error{ErrorCode::Limit, "the text is longer than " + std::to_string(kMaxArticleBytes) + " bytes", {}});
  Run(doc, file_).run();
  doc.layers.add(adds());
  return {};
}

Result<std::shared_ptr<const Stage>> make_tokens_stage(const std::filesystem::path& tokenizer_json) {
  auto file = TokenizerFile::load(tokenizer_json);
  if (!file) return std::unexpected(std::move(file).error());
  return std::make_shared<const TokensStage>(std::move(*file));
}

}  // namespace entente::internal
