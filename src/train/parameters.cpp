#include "train/parameters.h"

#include <algorithm>
#include <cmath>

namespace entente::train {
namespace {

struct AdamStep {
  float rate, beta1, beta2, correction1, correction2, scale;

  void update(Parameter& p, std::size_t begin, std::size_t end) const {
    float* __restrict w = p.value.data().data();
    float* __restrict g = p.gradient.data().data();
    float* __restrict m = p.first_moment.data().data();
    float* __restrict v = p.second_moment.data().data();
    for (std::size_t i = begin; i < end; ++i) {
      const float gradient = g[i] * scale;
      m[i] = beta1 * m[i] + (1 - beta1) * gradient;
      v[i] = beta2 * v[i] + (1 - beta2) * gradient * gradient;
      w[i] -= rate * (m[i] * correction1) / (std::sqrt(v[i] * correction2) + 1e-8F);
      g[i] = 0;
    }
  }
};

void update(Parameter& p, const AdamStep& step) {
  if (!p.sparse) return step.update(p, 0, p.value.data().size());
  const std::size_t width = Matrix::padded(p.value.cols());
  for (const std::size_t row : p.touched) {
    step.update(p, row * width, (row + 1) * width);
    p.is_touched[row] = 0;
  }
  p.touched.clear();
}

void move_average(Parameter& p, float share) {
  float* __restrict average = p.average.data().data();
  const float* __restrict value = p.value.data().data();
  const std::size_t size = p.value.data().size();
  for (std::size_t i = 0; i < size; ++i) average[i] += share * (value[i] - average[i]);
}

}  // namespace

float* Parameter::gradient_row(std::size_t i) {
  if (sparse && !is_touched[i]) {
    is_touched[i] = 1;
    touched.push_back(i);
  }
  return gradient.row(i);
}

Parameter& Parameters::add(std::string name, std::size_t rows, std::size_t cols, double scale,
                           Kind kind, Random& random) {
  Parameter& p = all_.emplace_back();
  p.name = std::move(name);
  p.sparse = kind == Kind::Sparse;
  for (Matrix* m : {&p.value, &p.gradient, &p.first_moment, &p.second_moment}) m->reset(rows, cols);
  if (p.sparse) p.is_touched.assign(rows, 0);
  for (std::size_t i = 0; scale > 0 && i < rows; ++i) {
    for (std::size_t j = 0; j < cols; ++j) {
      p.value.row(i)[j] = static_cast<float>(random.normal() * scale);
    }
  }
  p.average = p.value;
  return p;
}

void Parameters::step(float learning_rate, const AdamOptions& options) {
  ++steps_;
  double square = 0;
  for (const Parameter& p : all_) {
    if (p.sparse) continue;
    float sum = 0;
    for (const float g : p.gradient.data()) sum += g * g;
    square += sum;
  }
  const double norm = std::sqrt(square);
  const auto t = static_cast<double>(steps_);
  const AdamStep step{learning_rate,
                      options.beta1,
                      options.beta2,
                      static_cast<float>(1 / (1 - std::pow(options.beta1, t))),
                      static_cast<float>(1 / (1 - std::pow(options.beta2, t))),
                      norm > options.clip_norm ? static_cast<float>(options.clip_norm / norm) : 1};
  for (Parameter& p : all_) update(p, step);
  if (steps_ % options.average_every != 0) return;
  const double decay = std::min(options.average_decay, 1 - 10 / (10 + t));
  const auto share = static_cast<float>(1 - std::pow(decay, options.average_every));
  for (Parameter& p : all_) move_average(p, share);
}

void Parameters::swap_averages() {
  for (Parameter& p : all_) std::swap(p.value, p.average);
}

}  // namespace entente::train
