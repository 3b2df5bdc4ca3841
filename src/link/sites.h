#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "entente/catalogue.h"
#include "link/words.h"

namespace entente::internal {

/// The sites on which states and bodies speak for themselves. Immutable once built.
class OfficialSites {
 public:
  OfficialSites(const Catalogue& catalogue, const LinkWords& words);
  /// The state or body whose own site `url` is on, as a place in Catalogue::actors(): "https://www.mfa.gov.ua/en/1" is
  /// Ukraine's. None for a newspaper's, and for a host that only lies in a country.
  [[nodiscard]] std::optional<std::uint32_t> owner_of(std::string_view url) const;

 private:
  std::unordered_map<std::string, std::uint32_t> hosts_;
  std::unordered_map<std::string, std::uint32_t> countries_;  ///< By top-level domain.
  std::vector<std::string> labels_;
};

}  // namespace entente::internal
