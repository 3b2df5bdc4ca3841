#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace entente::internal {

/// A tie between two of the numbered members of a signed graph: above 0 for friends, below for adversaries.
struct SignedTie {
  std::uint32_t first = 0, second = 0;
  long long weight = 0;
};

/// Parts `count` members into groups, by the number of which each is told. Groups have more friendship and less hostility inside
/// than their members' ties would give by chance: the modularity of signed graphs (Gómez, Jensen and Arenas 2009, "Analysis of
/// community structure in networks of correlated data"), raised by the moves of Louvain (Blondel and others 2008).
/// The same ties in any order give the same groups.
[[nodiscard]] std::vector<std::uint32_t> signed_communities(std::uint32_t count, std::span<const SignedTie> ties);

}  // namespace entente::internal
