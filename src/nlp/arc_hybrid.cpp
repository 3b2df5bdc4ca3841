#include "nlp/arc_hybrid.h"

#include <algorithm>
#include <cassert>

namespace entente::internal {

void ArcHybrid::start(std::int32_t size, const Labels& labels) {
  assert(size > 0);
  labels_ = labels;
  size_ = size;
  buffer_ = 0;
  stack_.clear();
  stack_.reserve(static_cast<std::size_t>(size));
  nodes_.assign(static_cast<std::size_t>(size) + 1, Node{});
}

unsigned ArcHybrid::moves() const noexcept {
  unsigned moves = 0;
  const bool words_left = buffer_ < size_;
  if (words_left) moves |= kShift;
  // Only the last word on the stack may become a child of the root.
  if (!stack_.empty() && (words_left || stack_.size() == 1)) moves |= kLeft;
  if (stack_.size() >= 2) moves |= kRight;
  return moves;
}

bool ArcHybrid::allows(std::int32_t action) const noexcept {
  const unsigned possible = moves();
  if (action == 0) return (possible & kShift) != 0;
  const bool left = action <= labels_.count;
  const bool is_root = (left ? action - 1 : action - 1 - labels_.count) == labels_.root;
  if (left) return (possible & kLeft) != 0 && is_root == (buffer_ == size_);
  return (possible & kRight) != 0 && !is_root;
}

void ArcHybrid::apply(std::int32_t action) {
  assert(allows(action));
  if (action == 0) {
    stack_.push_back(buffer_++);
    return;
  }
  const std::int32_t dependent = stack_.back();
  stack_.pop_back();
  if (action <= labels_.count) {
    attach(dependent, buffer_, action - 1);
  } else {
    attach(dependent, stack_.back(), action - 1 - labels_.count);
  }
}

void ArcHybrid::attach(std::int32_t dependent, std::int32_t head, std::int32_t label) {
  nodes_[index(dependent)].head = head;
  nodes_[index(dependent)].label = label;
  Node& node = nodes_[index(head)];
  if (dependent < head) {
    if (node.leftmost == kNone || dependent < node.leftmost) node.leftmost = dependent;
    if (label == labels_.case_mark && node.case_child == kNone) node.case_child = dependent;
    return;
  }
  ++node.right_children;
  // Right children arrive from the inside out, but their order is not taken for granted.
  if (node.rightmost == kNone || dependent > node.rightmost) {
    node.second_rightmost = node.rightmost;
    node.rightmost = dependent;
  } else if (node.second_rightmost == kNone || dependent > node.second_rightmost) {
    node.second_rightmost = dependent;
  }
}

std::int32_t ArcHybrid::label_or_none(std::int32_t token) const noexcept {
  return token == kNone ? labels_.count : nodes_[index(token)].label;
}

std::int32_t ArcHybrid::distance(std::int32_t from, std::int32_t to) const noexcept {
  return from == kNone ? kCountValues - 1 : std::min(to - from, kCountValues - 2);
}

std::int32_t ArcHybrid::valency(std::int32_t token) const noexcept {
  if (token == kNone) return kCountValues - 1;
  const Node& node = nodes_[index(token)];
  return std::min(node.right_children, 4) + (node.leftmost == kNone ? 0 : 4);
}

ArcHybrid::View ArcHybrid::view() const noexcept {
  static constexpr Node kNoNode{};
  const auto node = [this](std::int32_t token) -> const Node& {
    return token == kNone ? kNoNode : nodes_[index(token)];
  };
  const std::int32_t s0 = stack(0);
  const std::int32_t s1 = stack(1);
  const Node& top = node(s0);
  const Node& below = node(s1);
  const Node& next = node(buffer_);
  View view;
  view.slots = {s0,           s1,             stack(2),       buffer_,
                buffer_ < size_ ? buffer_ + 1 : kNone,
                top.leftmost, top.rightmost,  below.leftmost, below.rightmost,
                next.leftmost, top.case_child};
  view.labels = {label_or_none(top.leftmost),    label_or_none(top.rightmost),
                 label_or_none(below.leftmost),  label_or_none(below.rightmost),
                 label_or_none(next.leftmost),   label_or_none(below.second_rightmost)};
  view.counts = {distance(s0, buffer_), distance(s1, s0), valency(s0), valency(s1)};
  return view;
}

}  // namespace entente::internal
