#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>

#include "nlp/arc_hybrid.h"

/// What predicting and learning both do to rows of scores.
namespace entente::train {

inline std::size_t index(std::int32_t i) { return static_cast<std::size_t>(i); }

inline void add_to(const float* from, std::size_t size, float* to) {
  for (std::size_t j = 0; j < size; ++j) to[j] += from[j];
}

/// Far below every score, and still finite under fast floating-point rules.
inline constexpr float kNever = -1e9F;

/// Sinks the scores of all actions that `state` does not allow.
inline void forbid(const internal::ArcHybrid& state, const internal::ArcHybrid::Labels& labels, float* scores) {
  const unsigned moves = state.moves();
  const bool to_root = state.buffer() == state.size();
  const std::size_t count = index(labels.count);
  const std::size_t root = index(labels.root);
  if ((moves & internal::ArcHybrid::kShift) == 0) scores[0] = kNever;
  float* left = scores + 1;
  float* right = left + count;
  if ((moves & internal::ArcHybrid::kLeft) == 0 || to_root) {
    const float kept = left[root];
    std::fill_n(left, count, kNever);
    if ((moves & internal::ArcHybrid::kLeft) != 0) left[root] = kept;
  } else {
    left[root] = kNever;
  }
  if ((moves & internal::ArcHybrid::kRight) == 0) std::fill_n(right, count, kNever);
  right[root] = kNever;
}

}  // namespace entente::train
