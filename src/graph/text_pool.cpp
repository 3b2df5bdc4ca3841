#include "graph/text_pool.h"

#include <algorithm>
#include <cassert>

namespace entente::internal {

TextPool::TextPool() { add(""); }

TextPool::TextPool(std::span<const std::uint64_t> places, std::span<const char> bytes) : used_(bytes.size() % kBlock), places_(places) {
  for (std::size_t at = 0; at < bytes.size(); at += kBlock) blocks_.push_back(bytes.data() + at);
  if (blocks_.empty()) blocks_.push_back("");
}

std::uint32_t TextPool::add(std::string_view text) {
  assert(text.size() <= kMaxBytes);
  if (blocks_.empty() || used_ + text.size() > kBlock) {
    if (!blocks_.empty()) std::fill(owned_.back().get() + used_, owned_.back().get() + kBlock, '\0');  // the same bytes whenever they are written
    owned_.push_back(std::make_unique_for_overwrite<char[]>(kBlock));
    blocks_.push_back(owned_.back().get());
    used_ = 0;
  }
  text.copy(owned_.back().get() + used_, text.size());
  places_.push_back(static_cast<std::uint64_t>(blocks_.size() - 1) << 48 | used_ << 24 | text.size());
  used_ += text.size();
  return places_.size() - 1;
}

std::uint32_t TextPool::intern(std::string_view text) {
  if (text.empty()) return 0;
  const std::uint32_t known = index_.find_or_add(hash_of(text), size(), [&](std::uint32_t number) { return same_text((*this)[number], text); });
  return known == HashIndex::kNone ? add(text) : known;
}

void TextPool::make_room(std::size_t count) {
  constexpr std::size_t kMostBlocks = std::size_t{1} << 16;  // as a place has 16 bits for them; memory that is not written is none
  places_.make_room(count);
  blocks_.reserve(kMostBlocks);
  owned_.reserve(kMostBlocks);
}

std::optional<std::uint32_t> TextPool::find(std::string_view text) const noexcept {
  if (text.empty()) return 0;
  const std::uint32_t known = index_.find(hash_of(text), [&](std::uint32_t number) { return same_text((*this)[number], text); });
  return known == HashIndex::kNone ? std::nullopt : std::optional(known);
}

std::vector<std::span<const char>> TextPool::blocks() const {
  std::vector<std::span<const char>> all;
  for (std::size_t i = 0; i < blocks_.size(); ++i) all.emplace_back(blocks_[i], i + 1 < blocks_.size() ? kBlock : used_);
  return all;
}

}  // namespace entente::internal
