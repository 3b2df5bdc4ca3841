#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace entente::internal {

/// Finds the place of a string in a fixed list.
class StringIndex {
 public:
  StringIndex() = default;
  /// Requires: no string stands twice.
  template <class Range, class Projection>
  StringIndex(const Range& items, Projection text_of) {
    for (const auto& item : items) {
      text_ += std::string_view(text_of(item));
      ends_.push_back(static_cast<std::uint32_t>(text_.size()));
    }
    std::size_t slots = 4;
    while (slots < 2 * ends_.size()) slots *= 2;
    slots_.assign(slots, 0);
    for (std::size_t i = 0; i < ends_.size(); ++i) {
      std::size_t slot = hash(text_at(i)) & (slots - 1);
      while (slots_[slot] != 0) slot = (slot + 1) & (slots - 1);
      slots_[slot] = static_cast<std::uint32_t>(i + 1);
    }
  }

  std::size_t size() const noexcept { return ends_.size(); }

  /// The place of `text`; size() if it is not in the list.
  std::size_t find(std::string_view text) const noexcept {
    if (slots_.empty()) return size();
    std::size_t slot = hash(text) & (slots_.size() - 1);
    for (; slots_[slot] != 0; slot = (slot + 1) & (slots_.size() - 1)) {
      if (text_at(slots_[slot] - 1) == text) return slots_[slot] - 1;
    }
    return size();
  }

 private:
  std::string_view text_at(std::size_t i) const noexcept {
    const std::size_t begin = i == 0 ? 0 : ends_[i - 1];
    return std::string_view(text_).substr(begin, ends_[i] - begin);
  }
  static std::size_t hash(std::string_view text) noexcept {
    std::uint64_t h = 0xCBF29CE484222325U;  // FNV-1a, then one round to mix the high bits down
    for (const char c : text) h = (h ^ static_cast<unsigned char>(c)) * 0x100000001B3U;
    return static_cast<std::size_t>(h ^ (h >> 29U));
  }

  std::string text_;
  std::vector<std::uint32_t> ends_;
  std::vector<std::uint32_t> slots_;  ///< Place + 1; 0 for an empty slot.
};

}  // namespace entente::internal
