#pragma once

#include "entente/result.h"
#include "store/database.h"

namespace entente::internal {

/// Makes the tables of a new file and brings an older one up to date. Errors: Io; Corrupt if the file is another
/// program's; Unsupported if a newer entente wrote it, or an older one and it cannot be written to.
[[nodiscard]] Result<void> prepare_schema(const Database& database, Access access);

}  // namespace entente::internal
