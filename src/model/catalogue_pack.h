#pragma once

#include <cstdint>
#include <filesystem>
#include <string>

#include "model/catalogue_impl.h"

namespace entente::internal {

/// What was read of the actor tables, as the bytes of a pack, which reads in a fifth of the time. `source` is the sum of
/// the files that `data` came from.
[[nodiscard]] std::string pack_tables(const CatalogueData& data, std::uint64_t source);

/// Adds to `data` what pack_tables() wrote; false, and nothing added, if `bytes` are no pack, one of another version or
/// of other files, or damaged. Requires: kinds and relations are read.
[[nodiscard]] bool unpack_tables(std::string bytes, std::uint64_t source, CatalogueData& data);

/// A sum of the bytes of all files from which the actor tables of a catalogue are made. Errors: Io, NotFound.
[[nodiscard]] Result<std::uint64_t> sum_of_tables(const std::filesystem::path& folder);

}  // namespace entente::internal
