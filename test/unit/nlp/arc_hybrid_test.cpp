#include <doctest/doctest.h>

#include <random>
#include <vector>

#include "nlp/arc_hybrid.h"

using entente::internal::ArcHybrid;

namespace {

constexpr ArcHybrid::Labels kLabels{4, 1, 2};

/// True if every token reaches the root and the root has one child.
bool is_tree(const ArcHybrid& state) {
  int root_children = 0;
  for (std::int32_t i = 0; i < state.size(); ++i) {
    root_children += state.head(i) == state.size() ? 1 : 0;
    std::int32_t up = i;
    for (std::int32_t steps = 0; up != state.size(); ++steps) {
      if (up == ArcHybrid::kNone || steps > state.size()) return false;
      up = state.head(up);
    }
  }
  return root_children == 1;
}

bool labels_fit(const ArcHybrid& state) {
  for (std::int32_t i = 0; i < state.size(); ++i) {
    if ((state.label(i) == kLabels.root) != (state.head(i) == state.size())) return false;
  }
  return true;
}

}  // namespace

TEST_CASE("any run of allowed actions ends in a tree with one root") {
  constexpr unsigned kSeed = 20240711;
  INFO("seed " << kSeed);
  std::mt19937 random(kSeed);
  ArcHybrid state;
  for (int run = 0; run < 500; ++run) {
    state.start(1 + run % 17, kLabels);
    int steps = 0;
    while (!state.done()) {
      std::vector<std::int32_t> allowed;
      for (std::int32_t a = 0; a < 1 + 2 * kLabels.count; ++a) {
        if (state.allows(a)) allowed.push_back(a);
      }
      REQUIRE(!allowed.empty());
      state.apply(allowed[random() % allowed.size()]);
      ++steps;
    }
    CHECK(steps == 2 * state.size());
    CHECK(is_tree(state));
    CHECK(labels_fit(state));
  }
}

TEST_CASE("a state shows its nearest words and their outer children") {
  ArcHybrid state;
  state.start(4, kLabels);
  CHECK(state.view().slots[0] == ArcHybrid::kNone);
  CHECK(state.view().slots[3] == 0);
  CHECK(state.view().labels[0] == kLabels.count);
  state.apply(0);
  state.apply(1 + 2);  // word 0 becomes the case mark of word 1
  state.apply(0);
  const auto view = state.view();
  CHECK(view.slots[0] == 1);   // top of the stack
  CHECK(view.slots[3] == 2);   // front of the buffer
  CHECK(view.slots[4] == 3);
  CHECK(view.slots[5] == 0);   // leftmost child of the top
  CHECK(view.slots[6] == ArcHybrid::kNone);
  CHECK(view.slots[10] == 0);  // its case mark
  CHECK(view.labels[0] == 2);
  CHECK(view.counts[0] == 1);
  CHECK(view.counts[2] == 4);  // no child on the right, one on the left
}
