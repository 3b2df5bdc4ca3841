#include <doctest/doctest.h>

#include <random>
#include <string>

#include "entente/statement.h"

using namespace entente;

namespace {

/// A text of words at random.
std::string words(std::uint64_t seed, std::size_t count) {
  std::mt19937_64 random(seed);
  std::string text;
  for (std::size_t i = 0; i < count; ++i) text += (i ? " w" : "w") + std::to_string(random() % 5000);
  return text;
}

bool copies(const std::string& a, const std::string& b) {
  const std::string first = sketch_of(a), second = sketch_of(b);
  for (std::size_t at = 0; at < first.size() && at < second.size(); at += kSketchBandDigits)
    if (first.substr(at, kSketchBandDigits) == second.substr(at, kSketchBandDigits)) return true;
  return false;
}

}  // namespace

TEST_CASE("a sketch has its form, and depends on words only") {
  const std::string text = words(1, 200);
  CHECK(is_sketch(sketch_of(text)));
  CHECK(sketch_of("“" + text + "!”\n") != "");
  std::string shouted = text;
  for (char& c : shouted) c = c == 'w' ? 'W' : c == ' ' ? '\n' : c;
  CHECK(sketch_of(shouted) == sketch_of(text));
  CHECK(sketch_of(text) == "6fc449fb770f1b57b805a08156abf8ac64c8");  // stored: the same on every machine
}

TEST_CASE("a short text has no sketch") {
  CHECK(sketch_of("") == "");
  CHECK(sketch_of(words(1, 33)) == "");
  CHECK(is_sketch(sketch_of(words(1, 34))));
  CHECK(!is_sketch(""));
  CHECK(!is_sketch(std::string(36, 'g')));
  CHECK(!is_sketch(std::string(35, 'a')));
}

TEST_CASE("texts that differ in a word or an end share a band, others do not") {
  int edited = 0, cut = 0, others = 0;
  constexpr int kTexts = 200;
  for (std::uint64_t seed = 1; seed <= kTexts; ++seed) {
    const std::string text = words(seed, 300);
    std::string with_edit = text;
    with_edit.replace(with_edit.find(' ', 700), 1, " reportedly ");
    edited += copies(text, with_edit);
    cut += copies(text, "By our own staff. " + text.substr(0, text.find(' ', text.size() - 60)));
    others += copies(text, words(seed + kTexts, 300));
  }
  CHECK(edited >= 198);
  CHECK(cut >= 196);
  CHECK(others == 0);
}
