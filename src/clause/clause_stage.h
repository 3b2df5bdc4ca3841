#pragma once

#include <filesystem>
#include <memory>

#include "entente/result.h"
#include "entente/stage.h"

namespace entente::internal {

/// The stage "clauses": trees to clauses, by the words of `lexicon` (data/lang/<code>/clause.json). Needs Tree,
/// adds Clauses, looks at no mention. Errors: Io; Syntax at file:line:column; Conflict.
[[nodiscard]] Result<std::shared_ptr<const Stage>> make_clause_stage(const std::filesystem::path& lexicon);

}  // namespace entente::internal
