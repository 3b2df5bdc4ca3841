#include "nlp/kernels.h"

#if defined(__AVX2__)
#include <immintrin.h>

#include "nlp/kernel_loops.h"
#endif

namespace entente::internal {

#if defined(__AVX2__)
namespace {

__m256i load(const void* from) { return _mm256_loadu_si256(static_cast<const __m256i*>(from)); }

/// Two neighbouring 16-bit inputs in every lane.
__m256i pair_at(const std::int16_t* from) {
  std::int32_t pair;
  __builtin_memcpy(&pair, from, sizeof pair);
  return _mm256_set1_epi32(pair);
}

/// 16 outputs of Rows rows, their sums held in registers throughout.
template <std::size_t Rows>
void block(const std::int16_t* inputs, std::size_t input_stride, const std::int16_t* weights, std::size_t pairs,
           std::size_t outputs, std::int32_t* sums, std::size_t sum_stride) {
  __m256i sum[Rows][2];
  for (std::size_t r = 0; r < Rows; ++r) {
    sum[r][0] = load(sums + r * sum_stride);
    sum[r][1] = load(sums + r * sum_stride + 8);
  }
  for (std::size_t p = 0; p < pairs; ++p) {
    const std::int16_t* w = weights + p * outputs * 2;
    const __m256i low = load(w);
    const __m256i high = load(w + 16);
    for (std::size_t r = 0; r < Rows; ++r) {
      const __m256i pair = pair_at(inputs + r * input_stride + 2 * p);
      sum[r][0] = _mm256_add_epi32(sum[r][0], _mm256_madd_epi16(pair, low));
      sum[r][1] = _mm256_add_epi32(sum[r][1], _mm256_madd_epi16(pair, high));
    }
  }
  for (std::size_t r = 0; r < Rows; ++r) {
    _mm256_storeu_si256(reinterpret_cast<__m256i*>(sums + r * sum_stride), sum[r][0]);
    _mm256_storeu_si256(reinterpret_cast<__m256i*>(sums + r * sum_stride + 8), sum[r][1]);
  }
}

void multiply_add(const std::int16_t* inputs, std::size_t input_stride, std::size_t rows, const std::int16_t* weights,
                  std::size_t pairs, std::size_t outputs, std::int32_t* sums, std::size_t sum_stride) {
  for (std::size_t column = 0; column < outputs; column += 16) {
    const std::int16_t* w = weights + column * 2;
    const std::int16_t* in = inputs;
    std::int32_t* to = sums + column;
    std::size_t left = rows;
    for (; left >= 4; left -= 4, in += 4 * input_stride, to += 4 * sum_stride) {
      block<4>(in, input_stride, w, pairs, outputs, to, sum_stride);
    }
    if (left == 3) block<3>(in, input_stride, w, pairs, outputs, to, sum_stride);
    if (left == 2) block<2>(in, input_stride, w, pairs, outputs, to, sum_stride);
    if (left == 1) block<1>(in, input_stride, w, pairs, outputs, to, sum_stride);
  }
}

constexpr Kernels kSet = {"avx2",         multiply_add,   to_gates_loop, lstm_step_loop,
                          to_hidden_loop, add_rows_loop, to_scores_loop};

}  // namespace

const Kernels* const kAvx2Kernels = &kSet;
#else
const Kernels* const kAvx2Kernels = nullptr;
#endif

}  // namespace entente::internal
