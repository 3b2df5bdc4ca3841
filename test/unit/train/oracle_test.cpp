#include <doctest/doctest.h>

#include <algorithm>
#include <random>

#include "train/examples.h"

using namespace entente::train;
using entente::internal::ArcHybrid;

namespace {

constexpr ArcHybrid::Labels kLabels{1, 1, ArcHybrid::kNone};  // one label, and none that only a root has

Example example_of(const std::vector<std::int32_t>& heads) {
  Example e;
  e.heads = heads;
  e.features.resize(heads.size());
  e.children.resize(heads.size() + 1);
  for (std::size_t i = 0; i < heads.size(); ++i) e.children[static_cast<std::size_t>(heads[i])].push_back(static_cast<std::int32_t>(i));
  return e;
}

/// A bare arc-hybrid state in which, as the oracle takes it, several words may hang on the root.
struct Free {
  std::vector<std::int32_t> stack;
  std::int32_t next = 0, missed = 0;

  bool may(std::int32_t action, const Example& gold) const {
    return action == 0 ? next < gold.size() : action == 1 ? !stack.empty() : stack.size() >= 2;
  }
  void apply(std::int32_t action, const Example& gold) {
    if (action == 0) return stack.push_back(next++);
    const std::int32_t word = stack.back();
    stack.pop_back();
    missed += gold.heads[static_cast<std::size_t>(word)] != (action == 1 ? next : stack.back()) ? 1 : 0;
  }
};

/// The fewest gold arcs that the best way on from `state` misses, by trying all ways.
int fewest_missed(const Free& state, const Example& gold) {
  if (state.stack.empty() && state.next == gold.size()) return state.missed;
  int best = 1 << 20;
  for (std::int32_t action = 0; action < 3; ++action) {
    if (!state.may(action, gold)) continue;
    Free after = state;
    after.apply(action, gold);
    best = std::min(best, fewest_missed(after, gold));
  }
  return best;
}

void check_move(const ArcHybrid& state, const Example& gold, std::int32_t action, std::int32_t cost) {
  if (cost == MoveCosts::kForbidden) return;
  const Free before{state.whole_stack(), state.buffer()};
  Free after = before;
  after.apply(action, gold);
  CHECK(fewest_missed(after, gold) - fewest_missed(before, gold) == cost);
}

}  // namespace

TEST_CASE("the oracle's costs are those that a full search finds") {
  constexpr unsigned kSeed = 3;
  INFO("seed " << kSeed);
  std::mt19937 random(kSeed);
  // Projective trees of six words; 6 is the root.
  const std::vector<std::vector<std::int32_t>> trees = {
      {1, 6, 1, 4, 1, 4}, {6, 0, 1, 2, 3, 4}, {1, 2, 3, 4, 5, 6}, {2, 0, 6, 2, 5, 2}, {3, 0, 0, 6, 5, 3}, {5, 0, 1, 1, 0, 6}};
  for (const auto& heads : trees) {
    const Example gold = example_of(heads);
    for (int run = 0; run < 12; ++run) {
      ArcHybrid state;
      for (state.start(gold.size(), kLabels); !state.done();) {
        const MoveCosts costs = move_costs(state, gold);
        check_move(state, gold, 0, costs.shift);
        check_move(state, gold, 1, costs.left);
        check_move(state, gold, 2, costs.right);
        std::vector<std::int32_t> actions;
        if (costs.shift != MoveCosts::kForbidden) actions.push_back(0);
        if (costs.left != MoveCosts::kForbidden) actions.push_back(1);
        if (costs.right != MoveCosts::kForbidden) actions.push_back(2);
        state.apply(actions[random() % actions.size()]);
      }
    }
  }
}

TEST_CASE("a crossing arc is lifted to its grandparent") {
  Vocabulary vocabulary;
  vocabulary.features.resize(feature_specs().size());
  Sentence sentence;
  for (const std::int32_t head : {3, 4, 0, 3}) sentence.words.push_back({"w", "w", "X", "_", "_", head, "dep"});
  // Words 1 and 2 hang on 3 and 4: the arcs 1-3 and 2-4 cross; 2-4 is lifted to 3.
  CHECK(make_example(sentence, vocabulary).heads == std::vector<std::int32_t>{2, 2, 4, 2});
}
