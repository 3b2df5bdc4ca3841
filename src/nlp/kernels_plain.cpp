#include "nlp/kernel_loops.h"

#if defined(__SSE2__)
#include <emmintrin.h>
#elif defined(__aarch64__)
#include <arm_neon.h>
#endif

namespace entente::internal {
namespace {

#if defined(__SSE2__)
// Every 64-bit x86 processor has SSE2, and the compiler does not find its product of pairs by itself.

__m128i load(const void* from) { return _mm_loadu_si128(static_cast<const __m128i*>(from)); }

/// 16 outputs of one row, their sums held in registers throughout.
void block(const std::int16_t* inputs, const std::int16_t* weights, std::size_t pairs, std::size_t outputs,
           std::int32_t* sums) {
  __m128i sum[4];
  for (std::size_t v = 0; v < 4; ++v) sum[v] = load(sums + 4 * v);
  for (std::size_t p = 0; p < pairs; ++p) {
    std::int32_t pair;
    __builtin_memcpy(&pair, inputs + 2 * p, sizeof pair);
    const __m128i both = _mm_set1_epi32(pair);
    const std::int16_t* w = weights + p * outputs * 2;
    for (std::size_t v = 0; v < 4; ++v) sum[v] = _mm_add_epi32(sum[v], _mm_madd_epi16(both, load(w + 8 * v)));
  }
  for (std::size_t v = 0; v < 4; ++v) _mm_storeu_si128(reinterpret_cast<__m128i*>(sums + 4 * v), sum[v]);
}
#elif defined(__aarch64__)
// Every 64-bit ARM processor has NEON.

/// 16 outputs of one row, their sums held in registers throughout.
void block(const std::int16_t* inputs, const std::int16_t* weights, std::size_t pairs, std::size_t outputs,
           std::int32_t* sums) {
  int32x4_t sum[4];
  for (std::size_t v = 0; v < 4; ++v) sum[v] = vld1q_s32(sums + 4 * v);
  for (std::size_t p = 0; p < pairs; ++p) {
    const std::int16_t first = inputs[2 * p];
    const std::int16_t second = inputs[2 * p + 1];
    for (std::size_t half = 0; half < 2; ++half) {
      const int16x8x2_t w = vld2q_s16(weights + p * outputs * 2 + 16 * half);  // those of the first input, those of the second
      sum[2 * half] = vmlal_n_s16(sum[2 * half], vget_low_s16(w.val[0]), first);
      sum[2 * half] = vmlal_n_s16(sum[2 * half], vget_low_s16(w.val[1]), second);
      sum[2 * half + 1] = vmlal_high_n_s16(sum[2 * half + 1], w.val[0], first);
      sum[2 * half + 1] = vmlal_high_n_s16(sum[2 * half + 1], w.val[1], second);
    }
  }
  for (std::size_t v = 0; v < 4; ++v) vst1q_s32(sums + 4 * v, sum[v]);
}
#else
void block(const std::int16_t* inputs, const std::int16_t* weights, std::size_t pairs, std::size_t outputs,
           std::int32_t* sums) {
  for (std::size_t p = 0; p < pairs; ++p) {
    const std::int32_t a = inputs[2 * p];
    const std::int32_t b = inputs[2 * p + 1];
    const std::int16_t* w = weights + p * outputs * 2;
    for (std::size_t j = 0; j < 16; ++j) sums[j] += a * w[2 * j] + b * w[2 * j + 1];
  }
}
#endif

void multiply_add(const std::int16_t* inputs, std::size_t input_stride, std::size_t rows, const std::int16_t* weights,
                  std::size_t pairs, std::size_t outputs, std::int32_t* sums, std::size_t sum_stride) {
  for (std::size_t column = 0; column < outputs; column += 16) {
    for (std::size_t r = 0; r < rows; ++r) {
      block(inputs + r * input_stride, weights + column * 2, pairs, outputs, sums + r * sum_stride + column);
    }
  }
}

constexpr Kernels kSet = {"plain",         multiply_add,   to_gates_loop, lstm_step_loop,
                          to_hidden_loop, add_rows_loop, to_scores_loop};

}  // namespace

const Kernels* const kPlainKernels = &kSet;

}  // namespace entente::internal
