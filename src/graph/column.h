#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <vector>

namespace entente::internal {

/// A list that grows without moving what it has, or that lies in memory of another, as a mapped file, and does not grow.
template <class T, std::uint32_t kShift = 14>  // on disk nothing depends on it
class Column {
 public:
  static constexpr std::uint32_t kChunk = 1U << kShift, kMask = kChunk - 1;

  Column() = default;
  /// Lends `all`. Requires: it outlives the column, which is not added to.
  explicit Column(std::span<const T> all) : size_(static_cast<std::uint32_t>(all.size())) {
    for (std::size_t at = 0; at < all.size(); at += kChunk) chunks_.push_back(all.data() + at);
  }

  [[nodiscard]] std::uint32_t size() const { return size_; }
  [[nodiscard]] const T& operator[](std::uint32_t at) const { return chunks_[at >> kShift][at & kMask]; }

  /// Requires: the column is not lent.
  [[nodiscard]] T& at(std::uint32_t at) { return owned_[at >> kShift][at & kMask]; }

  void push_back(const T& value) {
    if ((size_ & kMask) == 0) {
      owned_.push_back(std::make_unique_for_overwrite<T[]>(kChunk));
      chunks_.push_back(owned_.back().get());
    }
    owned_[size_ >> kShift][size_ & kMask] = value;
    ++size_;
  }
  /// Sees to it that `count` more can be put at the end while another thread reads what is there.
  void make_room(std::size_t count) {
    const std::size_t chunks = ((size_ + count) >> kShift) + 1;
    chunks_.reserve(chunks);
    owned_.reserve(chunks);
  }
  /// Keeps the first `size`. Requires: the column is not lent and has as many.
  void shrink(std::uint32_t size) {
    owned_.resize((size + kMask) >> kShift);
    chunks_.resize(owned_.size());
    size_ = size;
  }
  /// Requires: the column is not lent.
  void set(std::uint32_t at, const T& value) { owned_[at >> kShift][at & kMask] = value; }

  /// Calls `sink` with one piece after another.
  template <class Sink>
  void pieces(const Sink& sink) const {
    for (std::uint32_t at = 0; at < size_; at += kChunk) sink(std::span<const T>(chunks_[at >> kShift], std::min(kChunk, size_ - at)));
  }

 private:
  std::vector<const T*> chunks_;
  std::vector<std::unique_ptr<T[]>> owned_;
  std::uint32_t size_ = 0;
};

}  // namespace entente::internal
