#pragma once

#include <array>
#include <cstdint>
#include <string>

#include "entente/statement_view.h"

namespace entente::internal {

/// Hashes all that statements say. On disk: sums of what it gives are; do not change without a new schema version.
class StatementHasher {
 public:
  using Hash = std::array<std::uint64_t, 2>;
  [[nodiscard]] Hash operator()(const StatementView& statement);

 private:
  std::string members_;  ///< Of the last statement, for its memory.
};

/// A sum over hashes of statements: the same for the same statements, whatever the order in which they came and went.
class Revision {
 public:
  Revision() = default;
  explicit Revision(std::array<std::uint64_t, 2> sums) noexcept : sums_(sums) {}

  void add(const StatementHasher::Hash& hash) noexcept {
    sums_[0] += hash[0];
    sums_[1] += hash[1];
  }
  void remove(const StatementHasher::Hash& hash) noexcept {
    sums_[0] -= hash[0];
    sums_[1] -= hash[1];
  }
  [[nodiscard]] const std::array<std::uint64_t, 2>& sums() const noexcept { return sums_; }
  bool operator==(const Revision&) const = default;

 private:
  std::array<std::uint64_t, 2> sums_{};
};

}  // namespace entente::internal
