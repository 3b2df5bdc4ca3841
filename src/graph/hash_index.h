#pragma once

#include <cstdint>
#include <vector>

namespace entente::internal {

/// Finds things by their hash. What they are, and whether two are the same, only the caller knows: here they are
/// places in a list of his.
class HashIndex {
 public:
  static constexpr std::uint32_t kNone = 0xFFFFFFFF;

  /// The place with this hash for which `same(place)` holds; kNone if there is none.
  template <class Same>
  [[nodiscard]] std::uint32_t find(std::uint64_t hash, const Same& same) const {
    const auto tag = static_cast<std::uint32_t>(hash >> 32);
    if (slots_.empty()) return kNone;
    for (std::size_t at = tag & mask(); slots_[at].place != kNone; at = (at + 1) & mask())
      if (slots_[at].tag == tag && same(slots_[at].place)) return slots_[at].place;
    return kNone;
  }

  /// Lets memory be fetched that find() and add() will want for this hash.
  void expect(std::uint64_t hash) const {
    if (!slots_.empty()) __builtin_prefetch(&slots_[static_cast<std::uint32_t>(hash >> 32) & mask()]);
  }

  /// The place that find() gives; kNone, having added `place`, if there is none.
  template <class Same>
  [[nodiscard]] std::uint32_t find_or_add(std::uint64_t hash, std::uint32_t place, const Same& same) {
    make_room();
    const auto tag = static_cast<std::uint32_t>(hash >> 32);
    std::size_t at = tag & mask();
    for (; slots_[at].place != kNone; at = (at + 1) & mask())
      if (slots_[at].tag == tag && same(slots_[at].place)) return slots_[at].place;
    slots_[at] = {tag, place};
    ++size_;
    return kNone;
  }

  /// Requires: `place` is not there yet.
  void add(std::uint64_t hash, std::uint32_t place) {
    make_room();
    put({static_cast<std::uint32_t>(hash >> 32), place});
    ++size_;
  }

  void clear() {
    slots_.clear();
    size_ = 0;
  }

 private:
  struct Slot { std::uint32_t tag = 0, place = kNone; };

  [[nodiscard]] std::size_t mask() const { return slots_.size() - 1; }
  void make_room() {
    if (3 * slots_.size() < 4 * (size_ + 1)) grow();
  }
  void put(Slot slot) {
    std::size_t at = slot.tag & mask();
    while (slots_[at].place != kNone) at = (at + 1) & mask();
    slots_[at] = slot;
  }
  void grow() {
    const std::vector<Slot> old = std::move(slots_);
    slots_.assign(old.empty() ? 64 : old.size() * 2, {});
    for (const Slot& slot : old)
      if (slot.place != kNone) put(slot);
  }

  std::vector<Slot> slots_;  ///< A power of two, at most three quarters full.
  std::size_t size_ = 0;
};

}  // namespace entente::internal
