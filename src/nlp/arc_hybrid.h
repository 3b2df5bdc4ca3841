#pragma once

#include <array>
#include <cstdint>
#include <vector>

namespace entente::internal {

/// The arc-hybrid transition system (Kuhlmann, Gómez-Rodríguez and Satta 2011) with labels.
/// Tokens are 0 to size - 1; the artificial root is the last item of the buffer and has index
/// size. Every run of it ends in a tree with exactly one child of the root.
class ArcHybrid {
 public:
  static constexpr std::int32_t kNone = -1;
  static constexpr int kSlots = 11;    ///< Positions whose token vectors the network sees.
  static constexpr int kWordSlots = 5; ///< The first of them: words of stack and buffer; then their children.
  static constexpr int kChildren = 6;  ///< Children whose labels it sees.
  static constexpr int kCounts = 4;    ///< Distances and valencies it sees.
  static constexpr int kCountValues = 10;

  /// The labels that the system itself must know. `case_mark` may be kNone.
  struct Labels {
    std::int32_t count = 0;
    std::int32_t root = 0;
    std::int32_t case_mark = kNone;
  };
  enum Moves : unsigned { kShift = 1, kLeft = 2, kRight = 4 };

  /// What the network reads from a state: the tokens of each slot (kNone for none, size() for the
  /// root), the labels of some children (`labels.count` for none) and small counts.
  struct View {
    std::array<std::int32_t, kSlots> slots;
    std::array<std::int32_t, kChildren> labels;
    std::array<std::int32_t, kCounts> counts;
  };

  /// Begins anew on a sentence of `size` tokens, at least one.
  void start(std::int32_t size, const Labels& labels);

  std::int32_t size() const noexcept { return size_; }
  bool done() const noexcept { return buffer_ == size_ && stack_.empty(); }
  std::int32_t buffer() const noexcept { return buffer_; }
  /// The stack item `depth` below the top; kNone if there is none.
  std::int32_t stack(std::size_t depth) const noexcept {
    return depth < stack_.size() ? stack_[stack_.size() - 1 - depth] : kNone;
  }
  const std::vector<std::int32_t>& whole_stack() const noexcept { return stack_; }

  /// The set of Moves that lead on to a tree.
  unsigned moves() const noexcept;
  /// True if `action` is one of moves() and its label may stand there. Actions are numbered:
  /// 0 shift, then left with each label, then right with each label.
  bool allows(std::int32_t action) const noexcept;
  /// Requires: allows(action).
  void apply(std::int32_t action);
  View view() const noexcept;

  /// The head of `token`: kNone before it is attached, size() for the root.
  std::int32_t head(std::int32_t token) const noexcept { return nodes_[index(token)].head; }
  std::int32_t label(std::int32_t token) const noexcept { return nodes_[index(token)].label; }

 private:
  struct Node {
    std::int32_t head = kNone, label = kNone;
    std::int32_t leftmost = kNone, rightmost = kNone, second_rightmost = kNone;
    std::int32_t case_child = kNone;
    std::int32_t right_children = 0;
  };

  static std::size_t index(std::int32_t token) { return static_cast<std::size_t>(token); }
  void attach(std::int32_t dependent, std::int32_t head, std::int32_t label);
  std::int32_t label_or_none(std::int32_t token) const noexcept;
  std::int32_t distance(std::int32_t from, std::int32_t to) const noexcept;
  std::int32_t valency(std::int32_t token) const noexcept;

  Labels labels_;
  std::int32_t size_ = 0;
  std::int32_t buffer_ = 0;
  std::vector<std::int32_t> stack_;
  std::vector<Node> nodes_;
};

}  // namespace entente::internal
