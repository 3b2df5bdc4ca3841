#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "entente/statement.h"
#include "graph/hash_index.h"
#include "graph/statement_table.h"

namespace entente::internal {

/// The articles of a table in groups of one text each: those are together that share a band of their sketches and are of days
/// two apart or less, directly or by way of others. Formal notes that say the same every year are no copies. The same articles in any order give the same groups.
class WireCopies {
 public:
  [[nodiscard]] bool knows(std::uint32_t article) const noexcept { return article < parents_.size() && parents_[article] != kNone; }
  /// Takes an article in. True if groups that were there are one now.
  bool add(const StatementTable& table, std::uint32_t article);
  /// A number that an article shares with the others of its group. Requires: knows(article).
  [[nodiscard]] std::uint32_t group_of(std::uint32_t article) const noexcept {
    while (parents_[article] != article) article = parents_[article];
    return article;
  }

 private:
  /// Joins the article with the one before it for which `same` holds. True if both were of other groups already.
  template <class Same>
  bool join(HashIndex& index, std::uint64_t hash, std::uint32_t article, const Same& same);

  bool join_windows(const StatementTable& table, std::uint32_t article, std::size_t band, std::uint64_t hash);

  std::vector<std::uint32_t> parents_;  ///< By article; the head of a group is its own; kNone before add().
  HashIndex keys_;
  std::array<HashIndex, kSketchBands> bands_;    ///< The first article of each band.
  std::array<HashIndex, kSketchBands> windows_;  ///< Of bands that several articles have: the first of each window.
};

}  // namespace entente::internal
