#include "link/vocabulary.h"

#include <doctest/doctest.h>

#include <array>
#include <string>
#include <vector>

#include "link/pieces.h"

using namespace entente::internal;

namespace {

std::string folded(std::string_view word) {
  std::string out;
  append_folded(out, word);
  return out;
}

std::vector<std::string> pieces(std::string_view word) {
  std::vector<std::string> out;
  for_each_piece(word, [&](std::string_view piece, bool joined) { out.push_back((joined ? "-" : "") + std::string(piece)); });
  return out;
}

}  // namespace

TEST_CASE("words are folded for look-up") {
  CHECK(folded("U.S.") == "us");
  CHECK(folded("Élysée") == "elysee");
  CHECK(folded("N’Djamena") == "ndjamena");
  CHECK(folded("’s") == "'s");
  CHECK(folded("St.") == "st");
  CHECK(folded(".") == ".");
}

TEST_CASE("words are cut at hyphens and possessives") {
  CHECK(pieces("US-led") == std::vector<std::string>{"US", "-led"});
  CHECK(pieces("Russia’s") == std::vector<std::string>{"Russia", "’s"});
  CHECK(pieces("Austria–Hungary") == std::vector<std::string>{"Austria", "-Hungary"});
  CHECK(pieces("d'Ivoire") == std::vector<std::string>{"d'Ivoire"});
  CHECK(pieces("states'") == std::vector<std::string>{"states", "'"});
  CHECK(pieces("Gavi,") == std::vector<std::string>{"Gavi", ","});
  CHECK(pieces("-").empty());
}

TEST_CASE("a vocabulary gives every word one number") {
  Vocabulary words;
  std::vector<WordId> ids;
  for (int i = 0; i < 1000; ++i) ids.push_back(words.add("w" + std::to_string(i)));
  for (int i = 0; i < 1000; ++i) {
    CHECK(words.find("w" + std::to_string(i)) == ids[static_cast<std::size_t>(i)]);
    CHECK(words.text(ids[static_cast<std::size_t>(i)]) == "w" + std::to_string(i));
  }
  CHECK(words.add("w7") == ids[7]);
  CHECK(words.find("other") == 0);
  CHECK(words.find("") == 0);
}

TEST_CASE("a trie finds phrases and gives what they stand for") {
  PhraseTrie trie;
  trie.add(std::array<WordId, 2>{3, 4}, 10);
  trie.add(std::array<WordId, 1>{3}, 11);
  trie.add(std::array<WordId, 2>{3, 4}, 12);
  for (WordId w = 5; w < 500; ++w) trie.add(std::array<WordId, 3>{w, 4, w}, w);
  trie.finish();
  const auto values = [&](std::uint32_t node) { const auto v = trie.values(node); return std::vector<std::uint32_t>(v.begin(), v.end()); };
  CHECK(values(trie.start(3)) == std::vector<std::uint32_t>{11});
  CHECK(values(trie.next(trie.start(3), 4)) == std::vector<std::uint32_t>{10, 12});
  CHECK(trie.next(trie.start(3), 5) == 0);
  CHECK(trie.start(1) == 0);
  CHECK(trie.start(9999) == 0);
  CHECK(values(trie.next(trie.next(trie.start(300), 4), 300)) == std::vector<std::uint32_t>{300});
}
