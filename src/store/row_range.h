#pragma once

#include <cstdint>

namespace entente::internal {

/// The number of an article's row is that of the article, shifted by this, and a place. On disk: do not change.
inline constexpr int kPlaceBits = 20;
inline constexpr std::int64_t kMostPlaces = std::int64_t{1} << kPlaceBits;
struct RowRange { std::int64_t first = 0, last = 0; };  ///< Both included.
/// The numbers of all rows that an article may have.
[[nodiscard]] constexpr RowRange rows_of(std::int64_t article) { return {article << kPlaceBits, (article << kPlaceBits) + (kMostPlaces - 1)}; }
inline constexpr RowRange kAllRows{0, INT64_MAX};

}  // namespace entente::internal
