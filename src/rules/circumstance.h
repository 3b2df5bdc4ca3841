#pragma once

#include <optional>

#include "rules/find.h"

namespace entente::internal {

/// What surrounds a relation: who says so, when, where, in what matter. Each prefers nothing to a guess.
/// `support` is the verb that carries an event noun ("held talks"); null if there is none.

[[nodiscard]] Participant participant_of(const View& view, const Party& party);
/// The agent of the clause that reports this one or one that it hangs on, or who stands behind "according to".
[[nodiscard]] std::optional<Attribution> attribution_of(const View& view, const Clause& clause);
/// The narrowest time that belongs to the clause, the first of equal ones. `before`: only what stands before this token.
[[nodiscard]] std::optional<DateSpan> own_time(const View& view, std::uint32_t clause, std::uint32_t before);
/// True if a time belongs to the clause, be it a mere bound or unknown: "until 2018", "two days earlier".
[[nodiscard]] bool names_time(const View& view, std::uint32_t clause);
/// The time that the clause itself names, or its support verb, or the conjunct that it shares it with; else what
/// the text says of an event it is part of, or the day of its story (see story_days).
[[nodiscard]] std::optional<DateSpan> time_of(const View& view, std::uint32_t clause, const Clause* support);
/// A place in the clause, or in that of its support verb, that is neither end.
[[nodiscard]] std::optional<Party> place_of(const View& view, const Clause& clause, const Clause* support, const Party& subject, const Party& object);
/// The context whose words are most frequent in predicate and arguments; the first by name of equal ones.
[[nodiscard]] std::optional<ContextKey> context_of(const View& view, const Clause& clause, const Clause* support);
/// True if a word of the class "hedge" modifies the predicate or its support verb.
[[nodiscard]] bool is_hedged(const View& view, const Clause& clause, const Clause* support);

}  // namespace entente::internal
