#pragma once

#include <string>
#include <string_view>

#include "entente/statement.h"

namespace entente::internal {

// A statement as bytes for files of one run of the program, which nobody else reads: nothing is checked, and each build may have
// its own form.

void append_bytes(std::string& out, const Statement& statement);
/// Requires: what append_bytes() wrote, whole.
[[nodiscard]] Statement statement_of_bytes(std::string_view bytes);

}  // namespace entente::internal
