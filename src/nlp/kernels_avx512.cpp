#include "nlp/kernels.h"

#if defined(__AVX512VNNI__)
#include <immintrin.h>

#include "nlp/kernel_loops.h"
#endif

namespace entente::internal {

#if defined(__AVX512VNNI__)
namespace {

__m512i load(const void* from) { return _mm512_loadu_si512(from); }

/// Two neighbouring 16-bit inputs in every lane.
__m512i pair_at(const std::int16_t* from) {
  std::int32_t pair;
  __builtin_memcpy(&pair, from, sizeof pair);
  return _mm512_set1_epi32(pair);
}

/// 16 * Vectors outputs of Rows rows, their sums held in registers throughout.
template <std::size_t Rows, std::size_t Vectors>
void block(const std::int16_t* inputs, std::size_t input_stride, const std::int16_t* weights, std::size_t pairs,
           std::size_t outputs, std::int32_t* sums, std::size_t sum_stride) {
  __m512i sum[Rows][Vectors];
  for (std::size_t r = 0; r < Rows; ++r) {
    for (std::size_t v = 0; v < Vectors; ++v) sum[r][v] = load(sums + r * sum_stride + 16 * v);
  }
  for (std::size_t p = 0; p < pairs; ++p) {
    __m512i w[Vectors];
    for (std::size_t v = 0; v < Vectors; ++v) w[v] = load(weights + p * outputs * 2 + 32 * v);
    for (std::size_t r = 0; r < Rows; ++r) {
      const __m512i pair = pair_at(inputs + r * input_stride + 2 * p);
      for (std::size_t v = 0; v < Vectors; ++v) sum[r][v] = _mm512_dpwssd_epi32(sum[r][v], pair, w[v]);
    }
  }
  for (std::size_t r = 0; r < Rows; ++r) {
    for (std::size_t v = 0; v < Vectors; ++v) _mm512_storeu_si512(sums + r * sum_stride + 16 * v, sum[r][v]);
  }
}

template <std::size_t Vectors>
void columns(const std::int16_t* in, std::size_t input_stride, std::size_t rows, const std::int16_t* w,
             std::size_t pairs, std::size_t outputs, std::int32_t* to, std::size_t sum_stride) {
  for (; rows >= 4; rows -= 4, in += 4 * input_stride, to += 4 * sum_stride) {
    block<4, Vectors>(in, input_stride, w, pairs, outputs, to, sum_stride);
  }
  if (rows == 3) block<3, Vectors>(in, input_stride, w, pairs, outputs, to, sum_stride);
  if (rows == 2) block<2, Vectors>(in, input_stride, w, pairs, outputs, to, sum_stride);
  if (rows == 1) block<1, Vectors>(in, input_stride, w, pairs, outputs, to, sum_stride);
}

void multiply_add(const std::int16_t* inputs, std::size_t input_stride, std::size_t rows, const std::int16_t* weights,
                  std::size_t pairs, std::size_t outputs, std::int32_t* sums, std::size_t sum_stride) {
  std::size_t column = 0;
  for (; column + 64 <= outputs; column += 64) {
    columns<4>(inputs, input_stride, rows, weights + column * 2, pairs, outputs, sums + column, sum_stride);
  }
  for (; column < outputs; column += 16) {
    columns<1>(inputs, input_stride, rows, weights + column * 2, pairs, outputs, sums + column, sum_stride);
  }
}

constexpr Kernels kSet = {"avx512",         multiply_add,   to_gates_loop, lstm_step_loop,
                          to_hidden_loop, add_rows_loop, to_scores_loop};

}  // namespace

const Kernels* const kAvx512Kernels = &kSet;
#else
const Kernels* const kAvx512Kernels = nullptr;
#endif

}  // namespace entente::internal
