#pragma once

#include <cstddef>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

#include "entente/statement_view.h"

namespace entente::internal {

/// Half-open range of UTF-16 code units, as JavaScript counts them.
using Units = std::pair<std::size_t, std::size_t>;

/// Where the subject, the predicate and the object stand in the text of the statement's sentence; nothing for one that stands
/// in another sentence or that the text does not have as it was mentioned.
struct Marks { std::optional<Units> subject, predicate, object; };
[[nodiscard]] Marks marks_of(const StatementView& statement);

}  // namespace entente::internal
