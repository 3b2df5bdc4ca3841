#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "base/short_text.h"
#include "graph/column.h"
#include "graph/hash_index.h"

namespace entente::internal {

/// Texts by number, each kept once if it came through intern(). Number 0 is the empty text. Texts stay where they are.
class TextPool {
 public:
  static constexpr std::uint64_t kBlock = std::uint64_t{1} << 24;  ///< Bytes stand in blocks of this, and no text crosses two. On disk: do not change.
  static constexpr std::size_t kMaxBytes = kBlock - 1;

  TextPool();
  /// Lends texts that places() and the blocks of another pool describe. Requires: `bytes` and `places` outlive the pool, which is not added to.
  TextPool(std::span<const std::uint64_t> places, std::span<const char> bytes);

  /// The number of `text`, the same for the same text. Requires: at most kMaxBytes.
  std::uint32_t intern(std::string_view text);
  /// A number of its own for a text that hardly comes twice. Requires: at most kMaxBytes.
  std::uint32_t add(std::string_view text);
  /// Sees to it that `count` more can be added while another thread reads what is there.
  void make_room(std::size_t count);
  /// The number that intern() gave for `text`; nullopt if none.
  [[nodiscard]] std::optional<std::uint32_t> find(std::string_view text) const noexcept;

  [[nodiscard]] std::string_view operator[](std::uint32_t number) const noexcept {
    const std::uint64_t place = places_[number];
    return {blocks_[place >> 48] + (place >> 24 & (kBlock - 1)), static_cast<std::size_t>(place & (kBlock - 1))};
  }
  [[nodiscard]] std::uint32_t size() const noexcept { return places_.size(); }

  /// Block, offset in it and length, in 16, 24 and 24 bits.
  [[nodiscard]] const Column<std::uint64_t>& places() const noexcept { return places_; }
  /// The bytes of every block, all of kBlock but the last.
  [[nodiscard]] std::vector<std::span<const char>> blocks() const;

 private:
  std::vector<std::unique_ptr<char[]>> owned_;
  std::vector<const char*> blocks_;
  std::uint64_t used_ = 0;  ///< Of the last block.
  Column<std::uint64_t> places_;
  HashIndex index_;
};

}  // namespace entente::internal
