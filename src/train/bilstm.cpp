#include "train/bilstm.h"

#include <algorithm>
#include <cmath>

namespace entente::train {

Packing::Packing(const std::vector<std::size_t>& lengths) : length(lengths) {
  for (const std::size_t n : lengths) {
    begin.push_back(words);
    words += n;
  }
  const std::size_t longest = lengths.empty() ? 0 : lengths.front();
  for (std::size_t t = 0; t < longest; ++t) {
    step_begin.push_back(row[0].size());
    std::size_t active = 0;
    for (; active < lengths.size() && lengths[active] > t; ++active) {
      row[0].push_back(begin[active] + t);
      row[1].push_back(begin[active] + lengths[active] - 1 - t);
    }
    step_active.push_back(active);
  }
}

BiLstm::BiLstm(const std::string& name, std::size_t inputs, std::size_t units,
               Parameters& parameters, Random& random)
    : units_(units) {
  const double scale = std::sqrt(1.0 / static_cast<double>(inputs + units));
  using Kind = Parameters::Kind;
  input_ = &parameters.add(name + ".input", inputs, 8 * units, scale, Kind::Dense, random);
  bias_ = &parameters.add(name + ".bias", 1, 8 * units, 0, Kind::Dense, random);
  for (std::size_t d = 0; d < 2; ++d) {
    directions_[d].recurrent =
        &parameters.add(name + (d == 0 ? ".forth" : ".back"), units, 4 * units, scale,
                        Kind::Dense, random);
    // A forget gate that starts open.
    float* bias = bias_->value.row(0) + d * 4 * units + units;
    std::fill(bias, bias + units, 1.0F);
  }
  bias_->average = bias_->value;
}

void BiLstm::forward(const Packing& packing, Matrix& x, Matrix& y) {
  sums_.reset(packing.words, 8 * units_);
  for (std::size_t i = 0; i < packing.words; ++i) {
    std::copy_n(bias_->value.row(0), 8 * units_, sums_.row(i));
  }
  multiply_add(x.all(), input_->value.all(), sums_.all());
  y.reset(packing.words, 2 * units_);
  forward(packing, 0, y);
  forward(packing, 1, y);
}

void BiLstm::forward(const Packing& packing, std::size_t direction, Matrix& y) {
  Direction& d = directions_[direction];
  const std::size_t units = units_;
  d.gates.reset(packing.words, 4 * units);
  d.cells.reset(packing.words, units);
  d.hidden.reset(packing.words, units);
  for (std::size_t p = 0; p < packing.words; ++p) {
    std::copy_n(sums_.row(packing.row[direction][p]) + direction * 4 * units, 4 * units,
                d.gates.row(p));
  }
  for (std::size_t t = 0; t < packing.step_begin.size(); ++t) {
    const std::size_t begin = packing.step_begin[t];
    const std::size_t active = packing.step_active[t];
    const std::size_t before = t == 0 ? 0 : packing.step_begin[t - 1];
    if (t > 0) {
      multiply_add(d.hidden.rows_from(before, active), d.recurrent->value.all(),
                   d.gates.rows_from(begin, active));
    }
    for (std::size_t s = 0; s < active; ++s) {
      float* __restrict z = d.gates.row(begin + s);
      float* __restrict c = d.cells.row(begin + s);
      float* __restrict h = d.hidden.row(begin + s);
      const float* __restrict old = d.cells.row(before + s);
      const float carry = t == 0 ? 0.0F : 1.0F;
      for (std::size_t j = 0; j < 3 * units; ++j) z[j] = 1 / (1 + std::exp(-z[j]));
      for (std::size_t j = 3 * units; j < 4 * units; ++j) z[j] = 2 / (1 + std::exp(-2 * z[j])) - 1;
      for (std::size_t j = 0; j < units; ++j) {
        c[j] = z[j] * z[3 * units + j] + carry * z[units + j] * old[j];
        h[j] = z[2 * units + j] * (2 / (1 + std::exp(-2 * c[j])) - 1);
      }
      std::copy_n(h, units, y.row(packing.row[direction][begin + s]) + direction * units);
    }
  }
}

void BiLstm::backward(const Packing& packing, Matrix& x, Matrix& dy, Matrix& dx) {
  d_sums_.reset(packing.words, 8 * units_);
  backward(packing, 0, dy);
  backward(packing, 1, dy);
  multiply_add_at(x.all(), d_sums_.all(), input_->gradient.all(), scratch_);
  add_rows(d_sums_.all(), bias_->gradient.row(0));
  dx.reset(packing.words, x.cols());
  multiply_add_bt(d_sums_.all(), input_->value.all(), dx.all(), scratch_);
}

void BiLstm::gate_gradients(const Packing& packing, std::size_t direction, std::size_t step,
                            Matrix& dy) {
  Direction& d = directions_[direction];
  const std::size_t units = units_;
  const std::size_t begin = packing.step_begin[step];
  const std::size_t before = step == 0 ? 0 : packing.step_begin[step - 1];
  const float carry = step == 0 ? 0.0F : 1.0F;
  for (std::size_t s = 0; s < packing.step_active[step]; ++s) {
    const float* __restrict z = d.gates.row(begin + s);
    const float* __restrict c = d.cells.row(begin + s);
    const float* __restrict old = d.cells.row(before + s);
    const float* __restrict out = dy.row(packing.row[direction][begin + s]) + direction * units;
    const float* __restrict dh = d_hidden_.row(s);
    float* __restrict dc = d_cells_.row(s);
    float* __restrict dz = d_gates_.row(begin + s);
    for (std::size_t j = 0; j < units; ++j) {
      const float i = z[j], f = z[units + j], o = z[2 * units + j], g = z[3 * units + j];
      const float th = 2 / (1 + std::exp(-2 * c[j])) - 1;
      const float dout = out[j] + dh[j];
      const float q = dout * o * (1 - th * th) + dc[j];
      dz[j] = q * g * i * (1 - i);
      dz[units + j] = carry * q * old[j] * f * (1 - f);
      dz[2 * units + j] = dout * th * o * (1 - o);
      dz[3 * units + j] = q * i * (1 - g * g);
      dc[j] = q * f;
    }
  }
}

void BiLstm::recurrent_gradient(const Packing& packing, Direction& d) {
  previous_.reset(packing.words, units_);
  for (std::size_t t = 1; t < packing.step_begin.size(); ++t) {
    for (std::size_t s = 0; s < packing.step_active[t]; ++s) {
      std::copy_n(d.hidden.row(packing.step_begin[t - 1] + s), units_,
                  previous_.row(packing.step_begin[t] + s));
    }
  }
  multiply_add_at(previous_.all(), d_gates_.all(), d.recurrent->gradient.all(), scratch_);
}

void BiLstm::backward(const Packing& packing, std::size_t direction, Matrix& dy) {
  Direction& d = directions_[direction];
  d_gates_.reset(packing.words, 4 * units_);
  d_hidden_.reset(packing.length.size(), units_);
  d_cells_.reset(packing.length.size(), units_);
  transposed_.reset(4 * units_, units_);
  for (std::size_t i = 0; i < units_; ++i) {
    for (std::size_t j = 0; j < 4 * units_; ++j) {
      transposed_.row(j)[i] = d.recurrent->value.row(i)[j];
    }
  }
  for (std::size_t t = packing.step_begin.size(); t-- > 0;) {
    gate_gradients(packing, direction, t, dy);
    const std::size_t active = packing.step_active[t];
    std::fill_n(d_hidden_.row(0), active * Matrix::padded(units_), 0.0F);
    multiply_add(d_gates_.rows_from(packing.step_begin[t], active), transposed_.all(),
                 d_hidden_.rows_from(0, active));
  }
  recurrent_gradient(packing, d);
  for (std::size_t p = 0; p < packing.words; ++p) {
    std::copy_n(d_gates_.row(p), 4 * units_,
                d_sums_.row(packing.row[direction][p]) + direction * 4 * units_);
  }
}

}  // namespace entente::train
