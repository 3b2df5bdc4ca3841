#pragma once

#include <filesystem>
#include <memory>
#include <vector>

#include "entente/catalogue.h"
#include "entente/stage.h"

namespace entente::internal {

/// The stages of the language in `folder`, in the order in which they run. Errors: those of their files.
[[nodiscard]] Result<std::vector<std::shared_ptr<const Stage>>> make_stages(const std::filesystem::path& folder,
                                                                           const std::shared_ptr<const Catalogue>& catalogue);

}  // namespace entente::internal
