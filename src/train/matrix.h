#pragma once

#include <cstddef>
#include <new>
#include <vector>

namespace entente::train {

/// Memory for wide vector loads.
template <class T>
struct WideAllocator {
  using value_type = T;
  static constexpr std::align_val_t kAlign{64};
  WideAllocator() = default;
  template <class U>
  WideAllocator(const WideAllocator<U>&) {}
  T* allocate(std::size_t n) { return static_cast<T*>(::operator new(n * sizeof(T), kAlign)); }
  void deallocate(T* p, std::size_t) { ::operator delete(p, kAlign); }
  friend bool operator==(const WideAllocator&, const WideAllocator&) { return true; }
};

using Floats = std::vector<float, WideAllocator<float>>;

/// A block of rows inside a Matrix or all of it.
struct View {
  float* data = nullptr;
  std::size_t rows = 0, cols = 0, stride = 0;
  float* row(std::size_t i) const { return data + i * stride; }
};

/// A matrix by rows. Rows are padded with zeros to a whole number of vectors.
class Matrix {
 public:
  static constexpr std::size_t kLane = 16;
  static std::size_t padded(std::size_t cols) { return (cols + kLane - 1) / kLane * kLane; }

  Matrix() = default;
  Matrix(std::size_t rows, std::size_t cols) { reset(rows, cols); }
  /// Takes a new size, all zeros.
  void reset(std::size_t rows, std::size_t cols) {
    rows_ = rows;
    cols_ = cols;
    stride_ = padded(cols);
    data_.assign(rows * stride_, 0.0F);
  }
  std::size_t rows() const { return rows_; }
  std::size_t cols() const { return cols_; }
  float* row(std::size_t i) { return data_.data() + i * stride_; }
  const float* row(std::size_t i) const { return data_.data() + i * stride_; }
  Floats& data() { return data_; }
  const Floats& data() const { return data_; }
  View all() { return {data_.data(), rows_, cols_, stride_}; }
  View rows_from(std::size_t first, std::size_t count) {
    return {row(first), count, cols_, stride_};
  }

 private:
  std::size_t rows_ = 0, cols_ = 0, stride_ = 0;
  Floats data_;
};

/// c += a b. Columns of `b` and `c` are read and written in whole vectors: their strides must be
/// multiples of Matrix::kLane.
void multiply_add(View a, View b, View c);

/// c += a bᵀ and c += aᵀ b; `scratch` holds the transpose.
void multiply_add_bt(View a, View b, View c, Matrix& scratch);
void multiply_add_at(View a, View b, View c, Matrix& scratch);

/// row += sum of the rows of `a`.
void add_rows(View a, float* row);

}  // namespace entente::train
