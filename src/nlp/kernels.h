#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

namespace entente::internal {

/// One hidden value of 1 as a 16-bit number, for LSTM outputs (all below 1 in size).
inline constexpr float kUnitScale = 32767.0F;
/// One as a 16-bit number, for what feeds the action classifier (all below 128 in size).
inline constexpr float kHiddenScale = 256.0F;

/// The inner loops of the network, for one kind of processor. Every set gives the same bits: the
/// products are whole numbers, and the rest is done element by element, each operation rounded
/// after IEEE 754 and none fused.
struct Kernels {
  std::string_view name;

  /// sums[r][j] += Σ inputs[r][i] * weights[i][j] for `rows` rows. Inputs come in pairs, and the
  /// weights of a pair lie side by side: weights[(pair * outputs + j) * 2] and its neighbour.
  /// Requires: `outputs` is a multiple of 16.
  void (*multiply_add)(const std::int16_t* inputs, std::size_t input_stride, std::size_t rows,
                       const std::int16_t* weights, std::size_t pairs, std::size_t outputs,
                       std::int32_t* sums, std::size_t sum_stride);

  /// out[j] = sums[j] * factor[j] + bias[j] as a whole number, cut at a thousand millions.
  void (*to_gates)(const std::int32_t* sums, const float* factor, const float* bias, std::size_t size,
                   std::int32_t* out);

  /// One step of an LSTM of `units` units. `sums` holds its gates i, f, o, g, each worth `unit`;
  /// `cells` goes from the old to the new state; `out` gets the output times kUnitScale.
  void (*lstm_step)(const std::int32_t* sums, const float* unit, std::size_t units, float* cells,
                    std::int16_t* out);

  /// out[j] = sums[j] * unit[j] in units of kHiddenScale, cut to 16 bits.
  void (*to_hidden)(const std::int32_t* sums, const float* unit, std::size_t size, std::int16_t* out);

  /// out[j] = the sum of row[j] over `rows`, negative sums as 0, cut to 16 bits.
  void (*add_rows)(const std::int16_t* const* rows, std::size_t count, std::size_t size, std::int16_t* out);

  /// out[j] = sums[j] * unit[j] + bias[j].
  void (*to_scores)(const std::int32_t* sums, const float* unit, const float* bias, std::size_t size, float* out);
};

/// The kernel sets that this processor can run, the fastest first; the last runs everywhere.
[[nodiscard]] std::span<const Kernels* const> kernels();

/// Sets for one kind of processor; null where the program was built without it.
extern const Kernels* const kPlainKernels;
extern const Kernels* const kAvx2Kernels;
extern const Kernels* const kAvx512Kernels;

}  // namespace entente::internal
