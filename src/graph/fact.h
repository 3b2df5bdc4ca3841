#pragma once

#include <optional>
#include <string>

#include "entente/graph.h"

namespace entente::internal {

/// The day of the event, else that of the article.
[[nodiscard]] std::optional<DateSpan> day_of(const Statement& statement);

/// The id of a fact: a hash of its triple and polarity.
[[nodiscard]] std::string fact_id(const Triple& triple, Polarity polarity);

/// Computes everything of `fact` that follows from its evidence, which this sorts by id. Floating-point
/// numbers are combined in the order of the articles, so that the same evidence gives the same bits.
void summarize(Fact& fact);

/// Of two statements with one id, which may differ in what takes no part in it, the one that merging keeps.
[[nodiscard]] bool supersedes(const Statement& left, const Statement& right);

}  // namespace entente::internal
