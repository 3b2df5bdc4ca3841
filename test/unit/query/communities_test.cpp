#include "query/communities.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <random>

using namespace entente::internal;

namespace {

/// Twice the sum that the groups have of what their ties exceed chance by, straight from the definition.
double modularity(std::uint32_t count, const std::vector<SignedTie>& ties, const std::vector<std::uint32_t>& groups) {
  std::vector<double> friendly(count), hostile(count);
  double friends = 0, foes = 0, sum = 0;
  for (const auto& [first, second, weight] : ties)
    for (const std::uint32_t end : {first, second}) {
      (weight > 0 ? friendly : hostile)[end] += std::abs(static_cast<double>(weight));
      (weight > 0 ? friends : foes) += std::abs(static_cast<double>(weight));
    }
  for (const auto& [first, second, weight] : ties)
    if (groups[first] == groups[second]) sum += 2 * static_cast<double>(weight);
  for (std::uint32_t a = 0; a < count; ++a)
    for (std::uint32_t b = 0; b < count; ++b)
      if (groups[a] == groups[b]) sum -= (friends > 0 ? friendly[a] * friendly[b] / friends : 0) - (foes > 0 ? hostile[a] * hostile[b] / foes : 0);
  return sum;
}

std::vector<SignedTie> random_ties(std::mt19937_64& random, std::uint32_t count, std::size_t ties) {
  std::vector<SignedTie> made;
  for (std::size_t i = 0; i < ties; ++i) {
    const auto first = static_cast<std::uint32_t>(random() % count), second = static_cast<std::uint32_t>(random() % count);
    if (first != second) made.push_back({first, second, static_cast<long long>(random() % 7) - 3});
  }
  std::erase_if(made, [](const SignedTie& tie) { return tie.weight == 0; });
  return made;
}

}  // namespace

TEST_CASE("two circles of friends with one acquaintance between them are two groups") {
  const std::vector<SignedTie> ties{{0, 1, 2}, {1, 2, 2}, {0, 2, 2}, {3, 4, 2}, {4, 5, 2}, {3, 5, 2}, {2, 3, 1}};
  CHECK(signed_communities(6, ties) == std::vector<std::uint32_t>{0, 0, 0, 1, 1, 1});
}

TEST_CASE("adversaries stand apart, each with its friend") {
  const std::vector<SignedTie> ties{{0, 1, 3}, {2, 3, 3}, {0, 2, -2}, {1, 3, -2}};
  CHECK(signed_communities(4, ties) == std::vector<std::uint32_t>{0, 0, 1, 1});
}

TEST_CASE("whoever has only adversaries stands alone, and nobody is no group") {
  const auto alone = signed_communities(3, std::vector<SignedTie>{{0, 1, 1}, {0, 2, -1}, {1, 2, -1}});
  CHECK(alone[0] == alone[1]);
  CHECK(alone[2] != alone[0]);
  CHECK(signed_communities(0, {}).empty());
}

TEST_CASE("groups are never worse than everybody alone, and the order of ties is of no account") {
  for (std::uint64_t seed = 1; seed <= 30; ++seed) {
    INFO("seed " << seed);
    std::mt19937_64 random(seed);
    const std::uint32_t count = 12;
    std::vector<SignedTie> ties = random_ties(random, count, 30);
    const std::vector<std::uint32_t> groups = signed_communities(count, ties);
    const double reached = modularity(count, ties, groups);
    std::vector<std::uint32_t> apart(count);
    for (std::uint32_t i = 0; i < count; ++i) apart[i] = i;
    CHECK(reached >= modularity(count, ties, apart) - 1e-6);
    std::ranges::shuffle(ties, random);
    CHECK(signed_communities(count, ties) == groups);
  }
}
