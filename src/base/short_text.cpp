#include "base/short_text.h"

#include <xxhash.h>

namespace entente::internal {

std::uint64_t hash_of_long(std::string_view text) noexcept { return XXH3_64bits(text.data(), text.size()); }

}  // namespace entente::internal
