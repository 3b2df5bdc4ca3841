#pragma once

#include <vector>

#include "link/names.h"

namespace entente::internal {

/// Every expression of time, resolved against the article's date where that is known. One that only bounds an
/// event ("until 2018", "before Friday") or cannot be resolved has no span.
/// Words of names are no dates: "the March 23 Movement".
[[nodiscard]] std::vector<TimeMention> find_dates(const Reading& reading, const DocumentNames& names);

}  // namespace entente::internal
