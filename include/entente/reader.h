#pragma once

#include <chrono>
#include <filesystem>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "entente/document.h"
#include "entente/result.h"

namespace entente {

/// Gives articles one by one.
class ArticleReader {
 public:
  virtual ~ArticleReader() = default;
  /// The next article, or nullopt at the end. An Error concerns one article (or one file) only: the
  /// next call goes on behind it. Threads: one at a time.
  [[nodiscard]] virtual Result<std::optional<Article>> next() = 0;
  /// How much of the inputs has been taken, from 0 to 1; nullopt where nobody knows, as of a pipe. It runs ahead of next() by what
  /// is read in one piece. Threads: one at a time, and another may be in next().
  [[nodiscard]] virtual std::optional<double> share_read() const { return std::nullopt; }
};

/// The names that ReaderOptions::format may have, sorted. Views of string literals.
[[nodiscard]] std::vector<std::string_view> input_formats();

/// How inputs are read.
struct ReaderOptions {
  std::string format;                        ///< One of input_formats(); empty: by extension, then by content.
  std::map<std::string, std::string> fields; ///< "text" → name of the member or column that holds it; so for "id", "title",
                                             ///< "date", "url", "source" and "language".
  std::optional<std::chrono::year_month_day> date;  ///< For articles that state none.
  std::vector<std::filesystem::path> languages;  ///< tokenizer.json of each language: page furniture and stop words. Empty: no line
                                                 ///< is taken for furniture, and an article that states no language is "en".
  std::string standard_input_name = "-";     ///< What an input called "-" is called in messages.
};

/// A reader over files, folders (walked in sorted order) and "-" (standard input), in the order given.
/// `.gz` and `.zst` are read as they stand. Page furniture is left out of Article::text, a title is its first line.
/// Article::key is the id, else the URL, else a hash of the text. Article::published is the day given, else the one
/// that the text's first lines or the file's name state, else options.date. Article::language is "und" if the text
/// reads like none of the languages.
/// Errors: NotFound for an input that is not there; Unsupported for an unknown format or field; those of the language files.
[[nodiscard]] Result<std::unique_ptr<ArticleReader>> open_articles(std::vector<std::filesystem::path> inputs,
                                                                  ReaderOptions options = {});

/// A reader over articles in memory.
[[nodiscard]] std::unique_ptr<ArticleReader> articles_from(std::vector<Article> articles);

}  // namespace entente
