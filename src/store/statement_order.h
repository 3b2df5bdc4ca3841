#pragma once

#include <vector>

#include "entente/statement.h"

namespace entente::internal {

/// Sorts by id. Statements are big: each is moved once.
void sort_by_id(std::vector<Statement>& statements);

}  // namespace entente::internal
