#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "base/string_set.h"
#include "entente/result.h"
#include "model/page_lines.h"

namespace entente::internal {

/// What readers know of a language: the "lines" and "stop_words" of its tokenizer.json.
struct ReadingLanguage {
  /// Errors: NotFound, Io; Syntax at file:line:column.
  [[nodiscard]] static Result<ReadingLanguage> load(const std::filesystem::path& file);
  std::string code;
  StringSet stop_words;
  PageLines lines;
};

/// The index of the language that `text` reads like, by its commonest words; the first for a text too short to tell;
/// languages.size() if it is none of them. Cost: that of the first thousand words.
[[nodiscard]] std::size_t guess_language(std::string_view text, const std::vector<ReadingLanguage>& languages);

/// "en" for "en-US", "en_GB", "ENG" and "English"; small letters of the primary subtag for others.
[[nodiscard]] std::string primary_language(std::string_view stated);

}  // namespace entente::internal
