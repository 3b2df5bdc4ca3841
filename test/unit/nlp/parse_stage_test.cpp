#include <doctest/doctest.h>

#include <filesystem>

#include "unit/nlp/parse_fixture.h"

using namespace entente;
using namespace entente::internal;

namespace {

const ParseStage& english() {
  static const auto stage = ParseStage::load(test::kEnglish);
  REQUIRE(stage);
  return **stage;
}

Document parsed(std::string_view text) {
  Document doc = test::tokenized(text);
  REQUIRE(english().run(doc));
  REQUIRE(check(doc));
  return doc;
}

/// "form/UPOS/lemma>head/relation" of every token.
std::string picture(const Document& doc) {
  std::string out;
  for (const Token& t : doc.tokens) {
    if (!out.empty()) out += ' ';
    out += std::string(text_of(doc, t)) + '/' + std::string(to_string(t.upos)) + '/' + t.lemma + '>';
    out += t.head == kNoToken ? "0" : std::to_string(t.head + 1);
    out += '/' + std::string(to_string(t.deprel));
  }
  return out;
}

}  // namespace

TEST_CASE("a plain sentence gets its tags, lemmas and tree") {
  CHECK(picture(parsed("France condemned Mali .")) ==
        "France/PROPN/France>2/nsubj condemned/VERB/condemn>0/root Mali/PROPN/Mali>2/obj ./PUNCT/.>2/punct");
}

TEST_CASE("a passive sentence names its agent") {
  const Document doc = parsed("Mali was sanctioned by France .");
  CHECK(doc.tokens[0].deprel == Deprel::NsubjPass);
  CHECK(doc.tokens[1].deprel == Deprel::AuxPass);
  CHECK(doc.tokens[2].lemma == "sanction");
  CHECK(doc.tokens[4].deprel == Deprel::OblAgent);
}

TEST_CASE("heads of a later sentence are counted through the document") {
  const Document doc = parsed("The talks failed .\nRussia did n't sign the treaty .");
  REQUIRE(doc.sentences.size() == 2);
  CHECK(doc.tokens[2].head == kNoToken);
  CHECK(doc.tokens[7].head == kNoToken);
  CHECK(doc.tokens[4].head == 7);
  CHECK(doc.tokens[6].lemma == "not");
  CHECK(doc.tokens[6].feats.has(Feat::Neg));
  CHECK(doc.tokens[7].feats.has(Feat::Inf));
}

TEST_CASE("an article without a sentence is parsed too") { CHECK(parsed("").tokens.empty()); }

TEST_CASE("a missing model file is named") {
  const auto stage = ParseStage::load("no/such/folder");
  REQUIRE(!stage);
  CHECK(stage.error().code == ErrorCode::NotFound);
  CHECK(stage.error().where.file == "no/such/folder/parser.model");
}
