#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/json.h"
#include "entente/result.h"

namespace entente::internal {

using WordId = std::uint32_t;
inline constexpr WordId kNoWord = 0xFFFFFFFF;

/// Numbers the words that the rules name, so that matching compares numbers.
class WordPool {
 public:
  WordId add(std::string_view word);
  [[nodiscard]] WordId find(std::string_view word) const noexcept;  ///< kNoWord if no rule names it.

 private:
  struct Hash : std::hash<std::string_view> {
    using is_transparent = void;
  };
  std::unordered_map<std::string, WordId, Hash, std::equal_to<>> ids_;
};

/// A list of lemmas and "@classes".
struct WordList {
  std::vector<std::string> written;  ///< As the file has it.
  std::vector<WordId> ids;           ///< All lemmas, classes expanded; sorted, without repeats.
  std::uint32_t longest = 1;         ///< Tokens of the longest lemma: 2 for "fighter jet", 3 for "cease-fire".

  [[nodiscard]] bool has(WordId id) const noexcept;
  [[nodiscard]] bool empty() const noexcept { return ids.empty(); }
};

/// The word classes of a rule folder.
class WordClasses {
 public:
  struct Class {
    std::vector<std::string> written;
    std::vector<std::string> lemmas;  ///< Expanded, sorted, without repeats.
    std::string file;
  };

  /// Takes the classes of one file. Errors: Syntax, Conflict for a class defined twice.
  [[nodiscard]] Result<void> add(const JsonFile& file, const Json& classes);
  /// Expands "@" entries once all files are in. Errors: NotFound for an unknown class; Conflict for a cycle.
  [[nodiscard]] Result<void> expand();
  /// Reads a list of lemmas and classes. Errors: Syntax for an empty list or a capital letter, NotFound.
  [[nodiscard]] Result<WordList> list(const JsonFile& file, const Json& value, std::string_view what, WordPool& pool) const;
  /// The words of one class; empty if there is none.
  [[nodiscard]] WordList list_of(std::string_view name, WordPool& pool) const;

  [[nodiscard]] const std::map<std::string, Class, std::less<>>& all() const noexcept { return classes_; }

 private:
  struct Entry { std::string name; const JsonFile* file; const Json* value; };

  Result<void> expand(std::string name, std::vector<std::string>& open);
  Error unknown(const JsonFile& file, const Json& value, std::string_view name) const;

  std::map<std::string, Class, std::less<>> classes_;
  std::vector<Entry> entries_;  ///< Every "@" entry with its place, until expand().
};

}  // namespace entente::internal
