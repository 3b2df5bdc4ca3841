#pragma once

#include <array>
#include <vector>

#include "train/matrix.h"
#include "train/parameters.h"

namespace entente::train {

/// Where the sentences of a batch lie in its matrices, and how they march in step: at step t the
/// sentences longer than t, longest first, each with its word t from either end.
struct Packing {
  std::vector<std::size_t> begin, length;            ///< Of each sentence, longest first.
  std::vector<std::size_t> step_begin, step_active;  ///< Of each step, in packed rows.
  std::array<std::vector<std::size_t>, 2> row;  ///< Packed row to matrix row, forth and back.
  std::size_t words = 0;

  /// Requires: `lengths` falls.
  explicit Packing(const std::vector<std::size_t>& lengths);
  Packing() = default;
};

/// A layer of two LSTMs, one in each direction, with forward and backward pass.
class BiLstm {
 public:
  BiLstm(const std::string& name, std::size_t inputs, std::size_t units, Parameters& parameters,
         Random& random);
  void forward(const Packing& packing, Matrix& x, Matrix& y);
  /// Adds the gradients of the weights; sets `dx` from `dy`.
  void backward(const Packing& packing, Matrix& x, Matrix& dy, Matrix& dx);

 private:
  struct Direction {
    Parameter* recurrent = nullptr;
    Matrix gates, cells, hidden;  ///< By packed row; gates after their functions: i, f, o, g.
  };
  void forward(const Packing& packing, std::size_t direction, Matrix& y);
  void backward(const Packing& packing, std::size_t direction, Matrix& dy);
  void gate_gradients(const Packing& packing, std::size_t direction, std::size_t step, Matrix& dy);
  void recurrent_gradient(const Packing& packing, Direction& d);

  std::size_t units_;
  Parameter* input_;
  Parameter* bias_;
  std::array<Direction, 2> directions_;
  Matrix sums_, d_sums_, d_gates_, d_hidden_, d_cells_, transposed_, previous_, scratch_;
};

}  // namespace entente::train
