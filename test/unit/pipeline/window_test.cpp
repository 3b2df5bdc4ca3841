#include "pipeline/window.h"

#include <doctest/doctest.h>

#include <string>

using entente::internal::OrderedWindow;

namespace {

/// What comes out of a window into which 0 … count-1 are put, in the order in which it comes out.
std::vector<int> through(unsigned threads, std::size_t capacity, int count) {
  OrderedWindow<int, int> window(threads, capacity, [](int in) {
    for (volatile int spin = 0; spin < (in % 7) * 1000;) spin = spin + 1;  // uneven work, so that workers overtake each other
    return in * 2;
  });
  std::vector<int> out;
  for (int next = 0; next < count || !window.empty();) {
    if (next < count && !window.full()) window.push(next++);
    else out.push_back(window.pop());
  }
  return out;
}

}  // namespace

TEST_CASE("results come out in the order in which work went in, whatever the threads") {
  const std::vector<int> alone = through(1, 0, 200);
  CHECK(alone.size() == 200);
  CHECK(alone.back() == 398);
  for (unsigned threads : {2U, 5U})
    for (std::size_t capacity : {std::size_t{1}, std::size_t{3}, std::size_t{64}}) CHECK(through(threads, capacity, 200) == alone);
}

TEST_CASE("a window with work in it can be dropped") {
  OrderedWindow<std::string, std::size_t> window(2, 8, [](const std::string& in) { return in.size(); });
  for (int i = 0; i < 8; ++i) window.push(std::string(1000, 'x'));
  CHECK(window.full());
}
