#pragma once

#include <array>
#include <cstdint>

#include "entente/statement_view.h"

namespace entente::internal {

/// A sum over hashes of statements: the same for the same statements, whatever the order in which they came and went.
class Revision {
 public:
  Revision() = default;
  explicit Revision(std::array<std::uint64_t, 2> sums) noexcept : sums_(sums) {}

  void add(const StatementView& statement);
  void remove(const StatementView& statement);
  [[nodiscard]] const std::array<std::uint64_t, 2>& sums() const noexcept { return sums_; }
  bool operator==(const Revision&) const = default;

 private:
  std::array<std::uint64_t, 2> sums_{};
};

}  // namespace entente::internal
