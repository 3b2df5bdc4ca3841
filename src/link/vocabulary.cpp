#include "link/vocabulary.h"

#include <xxhash.h>

#include <algorithm>
#include <bit>
#include <cassert>

#include "base/text.h"

namespace entente::internal {

namespace {

constexpr std::string_view kCurly = "\xE2\x80\x99";

/// True if all bytes are ASCII.
bool is_plain(std::string_view word) noexcept {
  unsigned char all = 0;
  for (const char c : word) all |= static_cast<unsigned char>(c);
  return all < 0x80;
}

void append_ascii(std::string& out, std::string_view word) {
  const std::size_t before = out.size();
  out.resize(before + word.size());
  char* end = out.data() + before;
  for (std::size_t i = 0; i < word.size(); ++i) {
    const char c = word[i];
    if (word.size() > 1 && (c == '.' || (c == '\'' && i > 0 && i + 1 < word.size()))) continue;
    *end++ = ascii_lower(c);
  }
  out.resize(static_cast<std::size_t>(end - out.data()));
}

std::uint64_t mixed(std::uint64_t value) noexcept {
  value *= 0x9E3779B97F4A7C15ULL;
  return value ^ value >> 29;
}

}  // namespace

void append_folded(std::string& out, std::string_view word) {
  if (is_plain(word)) { append_ascii(out, word); return; }
  std::string straight(word);
  for (std::string_view mark : {kCurly, std::string_view("\xE2\x80\x98"), std::string_view("\xCA\xBC"), std::string_view("\xCA\xBB")})
    for (std::size_t at = straight.find(mark); at != std::string::npos; at = straight.find(mark, at + 1)) straight.replace(at, mark.size(), "'");
  append_ascii(out, to_lower(fold_diacritics(straight)));
}

std::size_t Vocabulary::slot_of(std::string_view folded) const noexcept {
  std::size_t at = XXH3_64bits(folded.data(), folded.size()) & (slots_.size() - 1);
  while (slots_[at] && text(slots_[at]) != folded) at = (at + 1) & (slots_.size() - 1);
  return at;
}

WordId Vocabulary::add(std::string_view folded) {
  const std::size_t slot = slot_of(folded);
  if (slots_[slot]) return slots_[slot];
  bytes_ += folded;
  starts_.push_back(static_cast<std::uint32_t>(bytes_.size()));
  const WordId made = size() - 1;
  slots_[slot] = made;
  if (starts_.size() * 2 > slots_.size()) reserve(slots_.size());
  return made;
}

void Vocabulary::reserve(std::size_t words) {
  if (words * 2 <= slots_.size()) return;
  slots_.assign(std::bit_ceil(words * 2), 0);
  for (WordId word = 1; word < size(); ++word) slots_[slot_of(text(word))] = word;
}

WordId Vocabulary::find(std::string_view folded) const noexcept { return slots_[slot_of(folded)]; }

std::string_view Vocabulary::text(WordId word) const noexcept {
  if (word == 0) return {};
  return std::string_view(bytes_).substr(starts_[word - 1], starts_[word] - starts_[word - 1]);
}

std::size_t PhraseTrie::slot_of(std::uint64_t from) const noexcept {
  std::size_t at = mixed(from) & (edges_.size() - 1);
  while (edges_[at].to && edges_[at].from != from) at = (at + 1) & (edges_.size() - 1);
  return at;
}

void PhraseTrie::grow() {
  std::vector<Edge> old(edges_.size() * 4);
  old.swap(edges_);
  for (const Edge& edge : old)
    if (edge.to) edges_[slot_of(edge.from)] = edge;
}

std::uint32_t PhraseTrie::child(std::uint32_t node, WordId word) {
  Edge& edge = edges_[slot_of(std::uint64_t{node} << 32 | word)];
  if (edge.to) return edge.to;
  edge = {std::uint64_t{node} << 32 | word, nodes_};
  if (++edge_count_ * 2 > edges_.size()) grow();
  return nodes_++;
}

void PhraseTrie::add(std::span<const WordId> phrase, std::uint32_t value) {
  assert(!phrase.empty());
  if (phrase[0] >= first_.size()) first_.resize(std::max<std::size_t>(phrase[0] + 1, first_.size() * 2), 0);
  std::uint32_t node = first_[phrase[0]];
  if (!node) node = first_[phrase[0]] = nodes_++;
  for (const WordId word : phrase.subspan(1)) node = child(node, word);
  added_.emplace_back(node, value);
}

void PhraseTrie::finish() {
  value_start_.assign(nodes_ + 1, 0);
  for (const auto& [node, value] : added_) ++value_start_[node + 1];
  for (std::size_t i = 1; i < value_start_.size(); ++i) value_start_[i] += value_start_[i - 1];
  values_.resize(added_.size());
  std::vector<std::uint32_t> next(value_start_.begin(), value_start_.end() - 1);
  for (const auto& [node, value] : added_) values_[next[node]++] = value;
  added_ = {};
}

std::uint32_t PhraseTrie::next(std::uint32_t node, WordId word) const noexcept { return edges_[slot_of(std::uint64_t{node} << 32 | word)].to; }

std::span<const std::uint32_t> PhraseTrie::values(std::uint32_t node) const noexcept {
  if (node + 1 >= value_start_.size()) return {};
  return std::span(values_).subspan(value_start_[node], value_start_[node + 1] - value_start_[node]);
}

}  // namespace entente::internal
