#include "nlp/kernel_loops.h"

namespace entente::internal {
namespace {

void multiply_add(const std::int16_t* inputs, std::size_t input_stride, std::size_t rows, const std::int16_t* weights,
                  std::size_t pairs, std::size_t outputs, std::int32_t* sums, std::size_t sum_stride) {
  for (std::size_t r = 0; r < rows; ++r) {
    std::int32_t* __restrict to = sums + r * sum_stride;
    for (std::size_t p = 0; p < pairs; ++p) {
      const std::int32_t a = inputs[r * input_stride + 2 * p];
      const std::int32_t b = inputs[r * input_stride + 2 * p + 1];
      const std::int16_t* __restrict w = weights + p * outputs * 2;
      for (std::size_t j = 0; j < outputs; ++j) to[j] += a * w[2 * j] + b * w[2 * j + 1];
    }
  }
}

constexpr Kernels kSet = {"plain",         multiply_add,   to_gates_loop, lstm_step_loop,
                          to_hidden_loop, add_rows_loop, to_scores_loop};

}  // namespace

const Kernels* const kPlainKernels = &kSet;

}  // namespace entente::internal
