#pragma once

#include <optional>
#include <vector>

#include "entente/statement.h"

namespace entente::internal {

class View;

/// By clause: the day that a report carries over to it from an earlier sentence. "X met Y today. They agreed on …": a
/// main clause in the past without a time of its own, whose agent took part in what was dated a sentence or two before.
/// Nothing for every other clause, those with a time of their own among them.
[[nodiscard]] std::vector<std::optional<DateSpan>> story_days(const View& view);

}  // namespace entente::internal
