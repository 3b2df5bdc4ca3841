#pragma once

#include <array>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "entente/result.h"

namespace entente::internal {

/// An article as its input has it, before the text is cleaned.
struct RawArticle {
  std::string id, title, text, date, url, source, language;
  SourcePos where;             ///< Where it starts.
  bool first_line_is_title = false;  ///< True for plain text: its first line may be a headline.
};

/// Gives the articles of one input. Like ArticleReader: an Error concerns one article, or what is left of the input.
class RawReader {
 public:
  virtual ~RawReader() = default;
  [[nodiscard]] virtual Result<std::optional<RawArticle>> next() = 0;
};

/// What a field of an article may be called in an input.
struct FieldNames {
  std::string_view field;
  std::vector<std::string> names;  ///< Best first.
  std::string RawArticle::* member;
};
/// Every field with the names that inputs use; `renamed` (field → name) comes before them.
/// Errors: Unsupported for a field that articles do not have.
[[nodiscard]] Result<std::vector<FieldNames>> field_names(const std::map<std::string, std::string>& renamed);
/// "no 'text' (…); the fields are 'a', 'b'": for an article that lacks its text.
[[nodiscard]] std::string missing_text(const std::vector<FieldNames>& fields, const std::vector<std::string_view>& found);

}  // namespace entente::internal
