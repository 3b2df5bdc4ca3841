#pragma once

#include <cstdint>

#include "clause/drafts.h"

namespace entente::internal {

/// The subordinator before a clause, also where the tree calls it a preposition; kNoToken if it has none.
[[nodiscard]] std::uint32_t mark_of(const Trees& trees, std::uint32_t token);
/// True for "to" and a verb.
[[nodiscard]] bool is_to_infinitive(const Trees& trees, std::uint32_t token);
/// "Putin to visit Cairo", read as a name with an infinitive behind it: a headline that tells what is planned.
[[nodiscard]] bool is_headline_plan(const Trees& trees, std::uint32_t token);
/// The noun whose place in the clause counts for `noun`: "round" of "a round of talks", the first of joined nouns.
[[nodiscard]] std::uint32_t anchor_of_event(const Trees& trees, std::uint32_t noun);
/// Sets governor and link of the clause at `index`.
void link_clause(const Trees& trees, Drafts& drafts, std::uint32_t index);

}  // namespace entente::internal
