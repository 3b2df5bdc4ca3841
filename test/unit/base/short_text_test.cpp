#include "base/short_text.h"

#include <doctest/doctest.h>

#include <set>
#include <string>

using entente::internal::hash_of;
using entente::internal::same_text;

TEST_CASE("short texts compare and hash by all of their bytes, whatever their length") {
  for (std::size_t size = 0; size <= 70; ++size) {
    const std::string text(size, 'a');
    CHECK(same_text(text, std::string(text)));
    CHECK(hash_of(text) == hash_of(std::string(text)));
    CHECK_FALSE(same_text(text, text + 'a'));
    CHECK(hash_of(text) != hash_of(text + 'a'));
    for (std::size_t at = 0; at < size; ++at) {
      std::string other = text;
      other[at] = 'b';
      CHECK_FALSE(same_text(text, other));
      CHECK(hash_of(text) != hash_of(other));
    }
  }
}

TEST_CASE("hashes of names that differ in a number spread over both halves") {
  std::set<std::uint32_t> upper, lower;
  constexpr int kNames = 100000;
  for (int i = 0; i < kNames; ++i) {
    const std::uint64_t hash = hash_of("person/name-" + std::to_string(i));
    upper.insert(static_cast<std::uint32_t>(hash >> 32U));
    lower.insert(static_cast<std::uint32_t>(hash));
  }
  CHECK(upper.size() > kNames - 20);  // one or two meet by chance
  CHECK(lower.size() > kNames - 20);
}
