#pragma once

#include <cstddef>
#include <cstdint>

#include "nlp/kernels.h"

// The loops that the compiler turns into vector code by itself. They are static: each file that
// includes this is built for another processor and must keep its own copy. No template or inline
// function of the standard library is used here, since the linker would share those between files.

namespace entente::internal {

/// tanh by Lambert's continued fraction, cut where it meets 1; the error is below 0.0002.
static inline float tanh_of(float x) {
  constexpr float kLimit = 4.97F;
  x = x > kLimit ? kLimit : x;
  x = x < -kLimit ? -kLimit : x;
  const float y = x * x;
  const float above = x * (135135.0F + y * (17325.0F + y * (378.0F + y)));
  const float below = 135135.0F + y * (62370.0F + y * (3150.0F + y * 28.0F));
  return above / below;
}

static inline float sigmoid_of(float x) { return 0.5F + 0.5F * tanh_of(0.5F * x); }

/// The nearest whole number, halves upwards; |x| below 2^16.
static inline std::int32_t round_of(float x) {
  constexpr std::int32_t kShift = 1 << 16;
  return static_cast<std::int32_t>(x + (static_cast<float>(kShift) + 0.5F)) - kShift;
}

static inline std::int32_t cut16(std::int32_t x) {
  x = x > 32767 ? 32767 : x;
  return x < -32767 ? -32767 : x;
}

static void to_gates_loop(const std::int32_t* __restrict sums, const float* __restrict factor,
                          const float* __restrict bias, std::size_t size, std::int32_t* __restrict out) {
  constexpr float kLimit = 1e9F;
  for (std::size_t j = 0; j < size; ++j) {
    float x = static_cast<float>(sums[j]) * factor[j] + bias[j];
    x = x > kLimit ? kLimit : x;
    x = x < -kLimit ? -kLimit : x;
    out[j] = static_cast<std::int32_t>(x);
  }
}

static void lstm_step_loop(const std::int32_t* __restrict sums, const float* __restrict unit, std::size_t units,
                           float* __restrict cells, std::int16_t* __restrict out) {
  for (std::size_t j = 0; j < units; ++j) {
    const float in = sigmoid_of(static_cast<float>(sums[j]) * unit[j]);
    const float keep = sigmoid_of(static_cast<float>(sums[units + j]) * unit[units + j]);
    const float show = sigmoid_of(static_cast<float>(sums[2 * units + j]) * unit[2 * units + j]);
    const float value = tanh_of(static_cast<float>(sums[3 * units + j]) * unit[3 * units + j]);
    cells[j] = in * value + keep * cells[j];
    out[j] = static_cast<std::int16_t>(cut16(round_of(show * tanh_of(cells[j]) * kUnitScale)));
  }
}

static void to_hidden_loop(const std::int32_t* __restrict sums, const float* __restrict unit, std::size_t size,
                           std::int16_t* __restrict out) {
  for (std::size_t j = 0; j < size; ++j) {
    float x = static_cast<float>(sums[j]) * unit[j];
    x = x > 32767.0F ? 32767.0F : x;
    x = x < -32767.0F ? -32767.0F : x;
    out[j] = static_cast<std::int16_t>(round_of(x));
  }
}

static void add_rows_loop(const std::int16_t* const* rows, std::size_t count, std::size_t size,
                          std::int16_t* __restrict out) {
  constexpr std::size_t kBlock = 16;
  for (std::size_t begin = 0; begin < size; begin += kBlock) {
    std::int32_t sum[kBlock] = {};
    for (std::size_t k = 0; k < count; ++k) {
      const std::int16_t* row = rows[k] + begin;
      for (std::size_t j = 0; j < kBlock; ++j) sum[j] += row[j];
    }
    for (std::size_t j = 0; j < kBlock; ++j) {
      const std::int32_t x = sum[j] < 0 ? 0 : sum[j];
      out[begin + j] = static_cast<std::int16_t>(x > 32767 ? 32767 : x);
    }
  }
}

static void to_scores_loop(const std::int32_t* __restrict sums, const float* __restrict unit,
                           const float* __restrict bias, std::size_t size, float* __restrict out) {
  for (std::size_t j = 0; j < size; ++j) out[j] = static_cast<float>(sums[j]) * unit[j] + bias[j];
}

}  // namespace entente::internal
