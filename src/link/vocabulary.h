#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace entente::internal {

/// A word without its case, diacritics, dots of abbreviation and inner apostrophes. 0: not in the vocabulary.
using WordId = std::uint32_t;

/// Appends the form under which a word is looked up: "U.S." and "US" give "us", "Élysée" gives "elysee",
/// "N'Djamena" gives "ndjamena", "’s" gives "'s".
void append_folded(std::string& out, std::string_view word);

/// Numbers folded words from 1. Immutable once built.
class Vocabulary {
 public:
  WordId add(std::string_view folded);
  /// Makes room for so many words.
  void reserve(std::size_t words);
  [[nodiscard]] WordId find(std::string_view folded) const noexcept;
  [[nodiscard]] std::uint32_t size() const noexcept { return static_cast<std::uint32_t>(starts_.size()); }
  /// The folded word; empty for 0. Valid until add().
  [[nodiscard]] std::string_view text(WordId word) const noexcept;

 private:
  [[nodiscard]] std::size_t slot_of(std::string_view folded) const noexcept;

  std::string bytes_;                  ///< All words, one behind the other.
  std::vector<std::uint32_t> starts_{0};  ///< starts_[id - 1] … starts_[id] are the bytes of word id.
  std::vector<WordId> slots_ = std::vector<WordId>(64, 0);
};

/// Phrases of words, each with the values it was added with. Node 0 is no node.
class PhraseTrie {
 public:
  void add(std::span<const WordId> phrase, std::uint32_t value);
  /// Call once after the last add().
  void finish();
  [[nodiscard]] std::uint32_t start(WordId word) const noexcept { return word < first_.size() ? first_[word] : 0; }
  [[nodiscard]] std::uint32_t next(std::uint32_t node, WordId word) const noexcept;
  /// In the order of adding.
  [[nodiscard]] std::span<const std::uint32_t> values(std::uint32_t node) const noexcept;

 private:
  struct Edge { std::uint64_t from = 0; std::uint32_t to = 0; };
  std::uint32_t child(std::uint32_t node, WordId word);
  [[nodiscard]] std::size_t slot_of(std::uint64_t from) const noexcept;
  void grow();

  std::vector<std::uint32_t> first_;                ///< By first word.
  std::vector<Edge> edges_ = std::vector<Edge>(64); ///< Open addressing by node and word.
  std::uint32_t nodes_ = 1, edge_count_ = 0;
  std::vector<std::pair<std::uint32_t, std::uint32_t>> added_;  ///< Node and value, until finish().
  std::vector<std::uint32_t> value_start_, values_;
};

}  // namespace entente::internal
