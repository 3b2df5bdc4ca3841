#include "entente/document.h"

#include <doctest/doctest.h>

using namespace entente;

namespace {

/// "Iran met Oman" with its tree.
Document small_document() {
  Document doc;
  doc.article.text = "Iran met Oman";
  doc.tokens.resize(3);
  doc.tokens[0].span = {0, 4};
  doc.tokens[1].span = {5, 8};
  doc.tokens[2].span = {9, 13};
  doc.tokens[0].head = doc.tokens[2].head = 1;
  doc.tokens[1].deprel = Deprel::Root;
  doc.sentences = {{{0, 3}, SentenceKind::Body, 0}};
  doc.layers = {Layer::Tokens, Layer::Sentences, Layer::Tags, Layer::Tree};
  return doc;
}

}  // namespace

TEST_CASE("check() accepts a sound document and names the first fault of others") {
  Document doc = small_document();
  CHECK(check(doc));
  doc.tokens[1].head = 0;
  CHECK(check(doc).error().message == "token 0 is in a cycle");
  doc = small_document();
  doc.tokens[2].head = kNoToken;
  CHECK(check(doc).error().message == "a sentence has 2 roots");
  doc = small_document();
  doc.sentences[0].tokens.last = 2;
  CHECK(check(doc).error().message == "sentences do not cover the tokens");
}

TEST_CASE("children stand in text order") {
  const Document doc = small_document();
  const Children children = children_of(doc);
  CHECK(children.start == std::vector<std::uint32_t>{0, 0, 2, 2});
  CHECK(children.items == std::vector<std::uint32_t>{0, 2});
}

TEST_CASE("UD labels survive printing and reading") {
  for (int i = 0; i <= int(Deprel::Xcomp); ++i) CHECK(parse_deprel(to_string(Deprel(i))) == Deprel(i));
  for (int i = 0; i <= int(Xpos::Hash); ++i) CHECK(parse_xpos(to_string(Xpos(i))) == Xpos(i));
  for (int i = 0; i <= int(Upos::X); ++i) CHECK(parse_upos(to_string(Upos(i))) == Upos(i));
  CHECK(parse_deprel("nmod:tmod") == Deprel::Nmod);
  CHECK(base_of(Deprel::AclRelcl) == Deprel::Acl);
  CHECK(!parse_deprel("subj"));
}
