#include <doctest/doctest.h>

#include <array>
#include <filesystem>
#include <random>
#include <string>

#include "clause/clause_stage.h"
#include "entente/open_triples.h"

using namespace entente;

namespace {

constexpr std::array<std::string_view, 24> kWords{"attack", "talk", "agree", "say", "accuse", "of", "not", "be", "who", "that", "Russia", "between",
                                                 "including", "and", "but", "president", "hold", "refuse", "would", "\"", "according", "to", "if", "round"};

/// A document of one sentence whose tree and tags mean nothing.
Document random_document(std::mt19937& random, std::uint32_t length) {
  const auto below = [&](std::uint32_t limit) { return static_cast<std::uint32_t>(random() % limit); };
  Document doc;
  doc.tokens.resize(length);
  std::vector<std::uint32_t> placed{below(length)};
  for (std::uint32_t i = 0; i < length; ++i) {
    Token& token = doc.tokens[i];
    const std::string_view word = kWords[below(kWords.size())];
    token.span = {static_cast<std::uint32_t>(doc.article.text.size()), static_cast<std::uint32_t>(doc.article.text.size() + word.size())};
    doc.article.text += std::string(word) + ' ';
    token.lemma = word;
    token.upos = Upos(below(int(Upos::X) + 1));
    token.xpos = Xpos(below(int(Xpos::Hash) + 1));
    token.deprel = Deprel(below(int(Deprel::Xcomp) + 1));
    if (i == placed.front()) continue;
    token.head = placed[below(static_cast<std::uint32_t>(placed.size()))];
    placed.push_back(i);
  }
  doc.tokens[placed.front()].deprel = Deprel::Root;
  doc.sentences = {{{0, length}, SentenceKind::Body, 0}};
  doc.layers = {Layer::Tokens, Layer::Sentences, Layer::Tags, Layer::Tree};
  return doc;
}

/// True if following governors from any clause comes to an end.
bool governors_end(const Document& doc) {
  for (const Clause& clause : doc.clauses) {
    std::size_t steps = 0;
    for (const Clause* up = &clause; up->governor; up = &doc.clauses[*up->governor])
      if (++steps > doc.clauses.size()) return false;
  }
  return true;
}

}  // namespace

TEST_CASE("any tree gives sound clauses, the same twice") {
  const auto stage = internal::make_clause_stage(std::filesystem::path(ENTENTE_SOURCE_DIR) / "data/lang/en/clause.json");
  REQUIRE_MESSAGE(stage, to_string(stage.error()));
  const unsigned seed = std::random_device{}();
  CAPTURE(seed);
  std::mt19937 random(seed);
  for (int round = 0; round < 3000; ++round) {
    Document doc = random_document(random, 1 + random() % 40);
    Document again = doc;
    REQUIRE((*stage)->run(doc));
    REQUIRE((*stage)->run(again));
    const auto sound = check(doc);
    REQUIRE_MESSAGE(sound, to_string(sound.error()));
    REQUIRE(governors_end(doc));
    REQUIRE(open_triples(doc) == open_triples(again));
    for (const Clause& clause : doc.clauses)
      REQUIRE(clause.words.contains(clause.predicate));
  }
}

TEST_CASE("the longest sentences, as deep as they can be, are read without trouble") {
  const auto stage = internal::make_clause_stage(std::filesystem::path(ENTENTE_SOURCE_DIR) / "data/lang/en/clause.json");
  REQUIRE(stage);
  std::mt19937 random(7);
  for (const Deprel relation : {Deprel::Conj, Deprel::Nmod, Deprel::Xcomp, Deprel::AclRelcl, Deprel::Ccomp, Deprel::Advcl}) {
    Document doc = random_document(random, kMaxSentenceTokens);
    for (std::uint32_t i = 0; i < doc.tokens.size(); ++i) {
      doc.tokens[i].head = i == 0 ? kNoToken : i - 1;
      doc.tokens[i].deprel = i == 0 ? Deprel::Root : relation;
    }
    REQUIRE((*stage)->run(doc));
    CHECK(check(doc));
    CHECK(open_triples(doc).size() < 64 * doc.tokens.size());
  }
}

TEST_CASE("a sentence that is too long is an error") {
  const auto stage = internal::make_clause_stage(std::filesystem::path(ENTENTE_SOURCE_DIR) / "data/lang/en/clause.json");
  REQUIRE(stage);
  std::mt19937 random(1);
  Document doc = random_document(random, kMaxSentenceTokens + 1);
  const auto result = (*stage)->run(doc);
  REQUIRE(!result);
  CHECK(result.error().code == ErrorCode::Limit);
  CHECK(result.error().message == "a sentence of 401 words; at most 400 are read");
}
