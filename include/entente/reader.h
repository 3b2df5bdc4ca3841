#pragma once

#include <chrono>
#include <filesystem>
#include <map>
#include <memory>
#include <optional>
#include <string>
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
};

/// How inputs are read.
struct ReaderOptions {
  std::string format;                        ///< "text", "html", "jsonl", "csv", "tsv", "feed", …; empty: by extension, then by content.
  std::map<std::string, std::string> fields; ///< "text" → name of the field that holds it, and so on.
  std::optional<std::chrono::year_month_day> date;  ///< For articles that state none.
  std::string standard_input_name = "-";     ///< What an input called "-" is called in messages.
};

/// A reader over files, folders (walked in sorted order) and "-" (standard input), in the order given.
/// `.gz` and `.zst` are read as they stand. Page furniture is left out of Article::text.
/// Errors: NotFound or Io for an input that cannot be opened; Unsupported for an unknown format.
[[nodiscard]] Result<std::unique_ptr<ArticleReader>> open_articles(std::vector<std::filesystem::path> inputs,
                                                                  ReaderOptions options = {});

/// A reader over articles in memory.
[[nodiscard]] std::unique_ptr<ArticleReader> articles_from(std::vector<Article> articles);

}  // namespace entente
