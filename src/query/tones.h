#pragma once

#include <cstdint>

#include "entente/catalogue.h"

namespace entente::internal {

/// Whether a relation is one of cooperation (1), of conflict (-1) or neither (0): by its quad class, else by its weight.
[[nodiscard]] int sign_of(const RelationType& relation) noexcept;

}  // namespace entente::internal
