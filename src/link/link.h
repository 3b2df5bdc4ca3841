#pragma once

#include <filesystem>
#include <memory>

#include "entente/catalogue.h"
#include "entente/result.h"
#include "entente/stage.h"

namespace entente::internal {

/// The stage "link": finds mentions, links them to actors, follows pronouns and descriptions, resolves dates.
/// Needs Tree, adds Mentions. `words` is the language's link.json. Errors: those of reading it.
/// The stage keeps nothing between documents.
[[nodiscard]] Result<std::shared_ptr<const Stage>> make_link_stage(std::shared_ptr<const Catalogue> catalogue, const std::filesystem::path& words);

}  // namespace entente::internal
