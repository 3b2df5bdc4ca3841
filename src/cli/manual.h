#pragma once

#include <string>

namespace entente::internal {

/// The manual page entente(1) in the man macros of roff.
[[nodiscard]] std::string manual_page();

}  // namespace entente::internal
