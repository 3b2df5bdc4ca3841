#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

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

/// From so much on, what is new of a fact's evidence is added to the sum of the rest.
inline constexpr std::size_t kMuchEvidence = 64;

/// What is remembered of a fact with much evidence.
struct EvidenceSum {
  std::size_t count = 0;                  ///< Of the evidence that is in it, which is sorted; the rest stands behind.
  std::int64_t weight = 0;                ///< Of its articles, of each the best.
  std::vector<std::uint32_t> publishers;  ///< Sorted.
};

/// Computes everything of `fact` that follows from its only evidence.
void summarize_one(Fact& fact, const StatementTable& table, std::uint32_t place, EvidenceWeights& weights);
/// Computes, copies of one text taken together, everything of `fact` that follows from its evidence, which stands at `places` of
/// `table` and is sorted by id. Fills `sum` if there is one.
void summarize(Fact& fact, const StatementTable& table, std::span<std::uint32_t> places, EvidenceWeights& weights, const WireCopies& copies, EvidenceSum* sum);
/// The same, if what is not yet in `sum` is all of articles whose copies have numbers from `first_new_article` on, none of which is
/// in it; false, and nothing done, otherwise.
[[nodiscard]] bool add_to_summary(Fact& fact, const StatementTable& table, std::span<std::uint32_t> places, EvidenceWeights& weights, const WireCopies& copies,
                                  std::uint32_t first_new_article, EvidenceSum& sum);

/// Of two statements with one id, which may differ in what takes no part in it, the one that merging keeps.
[[nodiscard]] bool supersedes(const StatementView& left, const StatementView& right);

}  // namespace entente::internal
