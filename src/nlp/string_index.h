#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace entente::internal {

/// Numbers strings from 0 in the order in which they come, and finds their numbers.
class StringIndex {
 public:
  StringIndex() = default;
  /// The strings of a list. Requires: no string stands twice.
  template <class Range, class Projection>
  StringIndex(const Range& items, Projection text_of) {
    make_slots(items.size());
    for (const auto& item : items) add(text_of(item));
  }

  /// The place of `text`, which is put behind the others if it is new.
  std::size_t add(std::string_view text) {
    if (slots_.size() < 2 * (ends_.size() + 1)) make_slots(2 * (ends_.size() + 1));
    std::uint32_t& slot = slots_[slot_of(text)];
    if (slot != 0) return slot - 1;
    text_ += text;
    ends_.push_back(static_cast<std::uint32_t>(text_.size()));
    slot = static_cast<std::uint32_t>(ends_.size());
    return slot - 1;
  }

  std::size_t size() const noexcept { return ends_.size(); }

  /// The place of `text`; size() if it is not in the list.
  std::size_t find(std::string_view text) const noexcept {
    if (slots_.empty()) return size();
    const std::uint32_t slot = slots_[slot_of(text)];
    return slot == 0 ? size() : slot - 1;
  }

 private:
  /// Where `text` is, or where it would go.
  std::size_t slot_of(std::string_view text) const noexcept {
    std::size_t slot = hash(text) & (slots_.size() - 1);
    while (slots_[slot] != 0 && text_at(slots_[slot] - 1) != text) slot = (slot + 1) & (slots_.size() - 1);
    return slot;
  }
  void make_slots(std::size_t count) {
    std::size_t slots = 4;
    while (slots < 2 * count) slots *= 2;
    slots_.assign(slots, 0);
    for (std::size_t i = 0; i < ends_.size(); ++i) slots_[slot_of(text_at(i))] = static_cast<std::uint32_t>(i + 1);
  }
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
