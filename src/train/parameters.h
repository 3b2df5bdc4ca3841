#pragma once

#include <cstdint>
#include <deque>
#include <string>
#include <vector>

#include "train/matrix.h"
#include "train/random.h"

namespace entente::train {

/// A weight matrix with its gradient and the moments of Adam. In a sparse one (an embedding table)
/// only the rows that were asked for by gradient_row() are updated.
struct Parameter {
  std::string name;
  bool sparse = false;
  Matrix value, gradient, first_moment, second_moment, average;
  std::vector<std::size_t> touched;
  std::vector<char> is_touched;

  float* gradient_row(std::size_t i);
};

struct AdamOptions {
  float beta1 = 0.9F, beta2 = 0.99F;
  float clip_norm = 5;
  double average_decay = 0.9995;
  int average_every = 8;
};

/// All weights of a network, in the order they were made.
class Parameters {
 public:
  enum class Kind { Dense, Sparse };
  /// Adds a matrix of normal numbers times `scale`. The reference stays valid.
  Parameter& add(std::string name, std::size_t rows, std::size_t cols, double scale, Kind kind,
                 Random& random);
  /// One step of Adam over the gradients, which are zero afterwards.
  void step(float learning_rate, const AdamOptions& options);
  /// Swaps the weights with their moving averages.
  void swap_averages();

  std::deque<Parameter>& all() { return all_; }
  const std::deque<Parameter>& all() const { return all_; }

 private:
  std::deque<Parameter> all_;
  long steps_ = 0;
};

}  // namespace entente::train
