#include "train/matrix.h"

#include <algorithm>

namespace entente::train {
namespace {

using Vector = float __attribute__((vector_size(64), aligned(64), may_alias));

/// c += a b for Rows rows and Vectors vectors of columns, held in registers throughout.
template <std::size_t Rows, std::size_t Vectors>
void block(const float* a, std::size_t a_stride, const float* b, std::size_t b_stride, float* c,
           std::size_t c_stride, std::size_t depth) {
  Vector sum[Rows][Vectors];
  for (std::size_t r = 0; r < Rows; ++r) {
    const auto* from = reinterpret_cast<const Vector*>(c + r * c_stride);
    for (std::size_t v = 0; v < Vectors; ++v) sum[r][v] = from[v];
  }
  for (std::size_t q = 0; q < depth; ++q) {
    const auto* row = reinterpret_cast<const Vector*>(b + q * b_stride);
    for (std::size_t r = 0; r < Rows; ++r) {
      const float factor = a[r * a_stride + q];
      for (std::size_t v = 0; v < Vectors; ++v) sum[r][v] += factor * row[v];
    }
  }
  for (std::size_t r = 0; r < Rows; ++r) {
    auto* to = reinterpret_cast<Vector*>(c + r * c_stride);
    for (std::size_t v = 0; v < Vectors; ++v) to[v] = sum[r][v];
  }
}

template <std::size_t Vectors>
void panel(View a, View b, View c, std::size_t column) {
  const float* from = b.data + column;
  std::size_t i = 0;
  const auto run = [&]<std::size_t Rows>() {
    block<Rows, Vectors>(a.row(i), a.stride, from, b.stride, c.row(i) + column, c.stride, b.rows);
    i += Rows;
  };
  while (i + 6 <= a.rows) run.template operator()<6>();
  switch (a.rows - i) {
    case 5: run.template operator()<5>(); break;
    case 4: run.template operator()<4>(); break;
    case 3: run.template operator()<3>(); break;
    case 2: run.template operator()<2>(); break;
    case 1: run.template operator()<1>(); break;
    default: break;
  }
}

void transpose(View from, Matrix& to) {
  to.reset(from.cols, from.rows);
  constexpr std::size_t kTile = 16;
  for (std::size_t i0 = 0; i0 < from.rows; i0 += kTile) {
    const std::size_t i1 = std::min(from.rows, i0 + kTile);
    for (std::size_t j = 0; j < from.cols; ++j) {
      float* row = to.row(j);
      for (std::size_t i = i0; i < i1; ++i) row[i] = from.data[i * from.stride + j];
    }
  }
}

}  // namespace

void multiply_add(View a, View b, View c) {
  const std::size_t width = Matrix::padded(c.cols);
  std::size_t column = 0;
  for (; column + 64 <= width; column += 64) panel<4>(a, b, c, column);
  switch ((width - column) / Matrix::kLane) {
    case 3: panel<3>(a, b, c, column); break;
    case 2: panel<2>(a, b, c, column); break;
    case 1: panel<1>(a, b, c, column); break;
    default: break;
  }
}

void multiply_add_bt(View a, View b, View c, Matrix& scratch) {
  transpose(b, scratch);
  multiply_add(a, scratch.all(), c);
}

void multiply_add_at(View a, View b, View c, Matrix& scratch) {
  transpose(a, scratch);
  multiply_add(scratch.all(), b, c);
}

void add_rows(View a, float* row) {
  for (std::size_t i = 0; i < a.rows; ++i) {
    const float* from = a.row(i);
    for (std::size_t j = 0; j < a.cols; ++j) row[j] += from[j];
  }
}

}  // namespace entente::train
