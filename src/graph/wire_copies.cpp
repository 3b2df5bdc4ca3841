#include "graph/wire_copies.h"

#include <algorithm>
#include <chrono>

namespace entente::internal {

namespace {

constexpr long kReach = 2;  ///< Days between copies at most.

/// Windows of three days begin every day, so that two days share one just if they are within reach. This is the number of the last
/// window with the day; the others come before. Articles without a day have windows of their own.
long window_of(PackedDay day) {
  constexpr long kUndated = 1L << 40;
  return day == kNoDay ? kUndated : std::chrono::sys_days(*unpacked(day)).time_since_epoch().count();
}

std::string_view band_of(const StatementTable& table, std::uint32_t article, std::size_t band) {
  return table.text(table.columns().articles[article].sketch).substr(band * kSketchBandDigits, kSketchBandDigits);
}

}  // namespace

template <class Same>
bool WireCopies::join(HashIndex& index, std::uint64_t hash, std::uint32_t article, const Same& same) {
  const std::uint32_t other = index.find(hash, same);
  if (other == kNone) {
    index.add(hash, article);
    return false;
  }
  const std::uint32_t mine = group_of(article), its = group_of(other);
  if (mine == its) return false;
  const bool was_alone = mine == article;
  parents_[mine] = its;
  return !was_alone;
}

bool WireCopies::add(const StatementTable& table, std::uint32_t article) {
  if (article >= parents_.size()) parents_.resize(std::max<std::size_t>(article + 1, 2 * parents_.size()), kNone);
  parents_[article] = article;
  const auto& articles = table.columns().articles;
  const auto key_of = [&](std::uint32_t number) { return articles[number].key; };
  bool joined = join(keys_, hash_of(table.text(key_of(article))), article, [&](std::uint32_t other) { return key_of(other) == key_of(article); });
  if (!articles[article].sketch) return joined;
  for (std::size_t band = 0; band < kSketchBands; ++band) {
    const std::uint64_t hash = hash_of(band_of(table, article, band));
    const std::uint32_t first = bands_[band].find(hash, [&](std::uint32_t other) { return band_of(table, other, band) == band_of(table, article, band); });
    if (first == kNone) {  // as of most, so that their windows are not looked at
      bands_[band].add(hash, article);
      continue;
    }
    joined |= join_windows(table, first, band, hash);
    joined |= join_windows(table, article, band, hash);
  }
  return joined;
}

/// Joins an article with those that share the band and a window. Once more changes nothing.
bool WireCopies::join_windows(const StatementTable& table, std::uint32_t article, std::size_t band, std::uint64_t hash) {
  const auto& articles = table.columns().articles;
  const long window = window_of(articles[article].published);
  bool joined = false;
  for (long each = window - kReach; each <= window; ++each)
    joined |= join(windows_[band], hash + static_cast<std::uint64_t>(each) * 0x9E3779B97F4A7C15U, article, [&](std::uint32_t other) {
      const long its = window_of(articles[other].published);
      return each >= its - kReach && each <= its && band_of(table, other, band) == band_of(table, article, band);
    });
  return joined;
}

}  // namespace entente::internal
