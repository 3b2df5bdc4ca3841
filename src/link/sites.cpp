#include "link/sites.h"

#include <algorithm>

#include "base/text.h"

namespace entente::internal {

namespace {

/// "www.state.gov" of "https://www.state.gov/news", in lower case.
std::string host_of(std::string_view url) {
  if (const std::size_t scheme = url.find("://"); scheme != std::string_view::npos) url.remove_prefix(scheme + 3);
  url = url.substr(0, url.find_first_of("/?#:"));
  return ascii_lower(url);
}

}  // namespace

OfficialSites::OfficialSites(const Catalogue& catalogue, const LinkWords& words) : labels_(words.government_labels) {
  for (const auto& [host, key] : words.official_sites)
    if (const auto actor = catalogue.index_of(EntityKey(key))) hosts_[host] = *actor;
  const auto actors = catalogue.actors();
  for (std::uint32_t i = 0; i < actors.size(); ++i)
    if (actors[i].kind.str() == "state" && !actors[i].iso2.empty()) countries_[ascii_lower(actors[i].iso2)] = i;
}

std::optional<std::uint32_t> OfficialSites::owner_of(std::string_view url) const {
  const std::string host = host_of(url);
  for (std::string_view rest = host;;) {
    if (const auto found = hosts_.find(std::string(rest)); found != hosts_.end()) return found->second;
    const std::size_t dot = rest.find('.');
    if (dot == std::string_view::npos) return std::nullopt;
    rest.remove_prefix(dot + 1);
    const std::size_t last = rest.find('.');  // "gov.ua" in the end
    if (last == std::string_view::npos || rest.find('.', last + 1) != std::string_view::npos) continue;
    const auto country = countries_.find(std::string(rest.substr(last + 1)));
    if (country != countries_.end() && std::ranges::find(labels_, rest.substr(0, last)) != labels_.end()) return country->second;
  }
}

}  // namespace entente::internal
