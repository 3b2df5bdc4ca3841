#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "entente/result.h"

namespace entente::internal {

/// The bytes of a file. Errors: NotFound, Io; Limit if it is longer than `max_bytes`.
[[nodiscard]] Result<std::string> read_file(const std::filesystem::path& path, std::size_t max_bytes = std::size_t{1} << 30);

/// Line and column, from 1, of the byte at `offset`.
[[nodiscard]] SourcePos position_at(std::string_view text, std::size_t offset, std::string file);

/// The regular files of `folder` whose name ends in `extension`, sorted by path. Errors: NotFound, Io.
[[nodiscard]] Result<std::vector<std::filesystem::path>> files_in(const std::filesystem::path& folder, std::string_view extension);

}  // namespace entente::internal
