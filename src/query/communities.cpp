#include "query/communities.h"

#include <algorithm>
#include <cstddef>
#include <map>
#include <numeric>
#include <utility>

namespace entente::internal {

namespace {

/// The members, or groups of them that move as one. All sums are of whole numbers, so that they depend on no order.
struct Level {
  struct Member {
    std::map<std::uint32_t, long long> ends;  ///< Net weight by neighbour; what lies within a group is left out.
    long long friendly = 0, hostile = 0;      ///< Sums of the ties' weights above and below 0, as there are from the start.
  };
  std::vector<Member> members;
};

Level first_level(std::uint32_t count, std::span<const SignedTie> ties) {
  Level level;
  level.members.resize(count);
  for (const auto& [first, second, weight] : ties) {
    for (const auto& [from, to] : {std::pair(first, second), std::pair(second, first)}) {
      Level::Member& member = level.members[from];
      member.ends[to] += weight;
      (weight > 0 ? member.friendly : member.hostile) += weight > 0 ? weight : -weight;
    }
  }
  return level;
}

class Mover {
 public:
  explicit Mover(const Level& level) : level_(level), group_(level.members.size()), totals_(level.members.size()) {
    std::iota(group_.begin(), group_.end(), 0U);
    for (std::size_t i = 0; i < level.members.size(); ++i) {
      totals_[i] = {level.members[i].friendly, level.members[i].hostile};
      whole_.friendly += level.members[i].friendly;
      whole_.hostile += level.members[i].hostile;
    }
  }

  /// Moves members as long as that raises the modularity. Gives whether any moved.
  bool run() {
    // Each move raises a sum that has a maximum; the limit is for sums so large that rounding matters.
    constexpr int kMaxRounds = 200;
    bool any = false, moved = true;
    for (int round = 0; moved && round < kMaxRounds; ++round) {
      moved = false;
      for (std::uint32_t member = 0; member < group_.size(); ++member) moved |= move(member);
      any |= moved;
    }
    return any;
  }

  /// The group of each member, numbered in the order in which they first come.
  [[nodiscard]] std::vector<std::uint32_t> groups() const {
    std::map<std::uint32_t, std::uint32_t> numbers;
    std::vector<std::uint32_t> numbered;
    for (const std::uint32_t group : group_) numbered.push_back(numbers.emplace(group, static_cast<std::uint32_t>(numbers.size())).first->second);
    return numbered;
  }

 private:
  struct Total { long long friendly = 0, hostile = 0; };

  /// What the member adds to the modularity within the group, the member itself not counted among it.
  [[nodiscard]] double gain(const Level::Member& member, long long weight, const Total& total) const {
    double sum = static_cast<double>(weight);
    if (whole_.friendly) sum -= static_cast<double>(member.friendly) * static_cast<double>(total.friendly) / static_cast<double>(whole_.friendly);
    if (whole_.hostile) sum += static_cast<double>(member.hostile) * static_cast<double>(total.hostile) / static_cast<double>(whole_.hostile);
    return sum;
  }

  bool move(std::uint32_t number) {
    constexpr double kLeast = 1e-9;
    const Level::Member& member = level_.members[number];
    const std::uint32_t home = group_[number];
    shift(home, member, -1);
    std::map<std::uint32_t, long long> weights{{home, 0}};
    for (const auto& [other, weight] : member.ends) weights[group_[other]] += weight;
    std::uint32_t best = home;
    double most = gain(member, weights[home], totals_[home]);
    for (const auto& [group, weight] : weights)
      if (const double value = gain(member, weight, totals_[group]); value > most + kLeast) { best = group; most = value; }
    if (most < -kLeast) {  // better off alone
      best = static_cast<std::uint32_t>(totals_.size());
      totals_.emplace_back();
    }
    shift(best, member, 1);
    group_[number] = best;
    return best != home;
  }

  void shift(std::uint32_t group, const Level::Member& member, long long sign) {
    totals_[group].friendly += sign * member.friendly;
    totals_[group].hostile += sign * member.hostile;
  }

  const Level& level_;
  std::vector<std::uint32_t> group_;
  std::vector<Total> totals_;
  Total whole_;
};

/// The groups as members of the next level.
Level joined(const Level& level, const std::vector<std::uint32_t>& groups) {
  Level next;
  next.members.resize(groups.empty() ? 0 : *std::ranges::max_element(groups) + 1);
  for (std::size_t i = 0; i < groups.size(); ++i) {
    Level::Member& member = next.members[groups[i]];
    member.friendly += level.members[i].friendly;
    member.hostile += level.members[i].hostile;
    for (const auto& [other, weight] : level.members[i].ends)
      if (groups[other] != groups[i]) member.ends[groups[other]] += weight;
  }
  return next;
}

}  // namespace

std::vector<std::uint32_t> signed_communities(std::uint32_t count, std::span<const SignedTie> ties) {
  std::vector<std::uint32_t> groups(count);
  std::iota(groups.begin(), groups.end(), 0U);
  Level level = first_level(count, ties);
  for (;;) {
    Mover mover(level);
    if (!mover.run()) return groups;
    const std::vector<std::uint32_t> moved = mover.groups();
    for (std::uint32_t& group : groups) group = moved[group];
    level = joined(level, moved);
  }
}

}  // namespace entente::internal
