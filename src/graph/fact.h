#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>

#include "entente/graph.h"
#include "graph/statement_table.h"
#include "graph/wire_copies.h"

namespace entente::internal {

/// The day of the event, else that of the article.
[[nodiscard]] std::optional<DateSpan> day_of(const StatementView& statement);

/// How much a statement of this confidence weighs as evidence: a whole number, so that a sum depends on no order.
[[nodiscard]] std::int64_t evidence_weight(double confidence) noexcept;
/// The confidence that evidence of such a sum gives, to six digits.
[[nodiscard]] double confidence_of(std::int64_t weight) noexcept;

/// The same, remembered for the few values that most statements have.
class EvidenceWeights {
 public:
  struct Known { double confidence = -1; std::int64_t weight = 0; double alone = 0; };
  /// The weight, and the confidence of a fact that has no other evidence.
  const Known& of(double confidence);

 private:
  std::array<Known, 256> known_;
};

/// Computes, copies of one text taken together, everything of `fact` that follows from its evidence, which stands at `places` of `table` and is sorted by id.
void summarize(Fact& fact, const StatementTable& table, std::span<std::uint32_t> places, EvidenceWeights& weights, const WireCopies& copies);

/// Of two statements with one id, which may differ in what takes no part in it, the one that merging keeps.
[[nodiscard]] bool supersedes(const StatementView& left, const StatementView& right);

}  // namespace entente::internal
