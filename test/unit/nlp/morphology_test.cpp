#include <doctest/doctest.h>

#include "nlp/morphology.h"
#include "unit/nlp/parse_fixture.h"

using namespace entente;
using namespace entente::internal;

namespace {

Morphology small() {
  auto table = Morphology::parse(
      "# a table\n"
      "base\tVERB\thope\n"
      "base\tVERB\tstop\n"
      "ending\tVERB\tVBD\ted\t\n"
      "ending\tVERB\tVBD\ted\te\n"
      "ending\tVERB\tVBD\tpped\tp\n"
      "ending\tPROPN\tNNPS\ts\t\n"
      "word\tVERB\tVBD\tmet\tmeet\n"
      "feats\tVERB\tVBD\t*\tTense=Past|VerbForm=Fin\n"
      "feats\tVERB\tVBD\twere\tMood=Ind|Number=Plur|Tense=Past\n",
      "small.tsv");
  REQUIRE(table);
  return *table;
}

std::string message_of(std::string_view text) {
  const auto table = Morphology::parse(text, "m.tsv");
  REQUIRE(!table);
  return to_string(table.error());
}

}  // namespace

TEST_CASE("a lemma is listed, or made with the longest ending, known base forms first") {
  const Morphology m = small();
  CHECK(m.lemma("met", Upos::VERB, Xpos::VBD) == "meet");
  CHECK(m.lemma("Met", Upos::VERB, Xpos::VBD) == "meet");
  CHECK(m.lemma("hoped", Upos::VERB, Xpos::VBD) == "hope");
  CHECK(m.lemma("stopped", Upos::VERB, Xpos::VBD) == "stop");
  CHECK(m.lemma("zapped", Upos::VERB, Xpos::VBD) == "zap");
  CHECK(m.lemma("walked", Upos::VERB, Xpos::VBD) == "walk");
  CHECK(m.lemma("Nations", Upos::PROPN, Xpos::NNPS) == "Nation");
  CHECK(m.lemma("Vienna", Upos::PROPN, Xpos::NNP) == "Vienna");
  CHECK(m.lemma("Table", Upos::NOUN, Xpos::NN) == "table");
  CHECK(m.lemma("ed", Upos::VERB, Xpos::VBD) == "e");
}

TEST_CASE("features are those of the form, or else of all forms of its kind") {
  const Morphology m = small();
  CHECK(m.feats("met", Upos::VERB, Xpos::VBD) == Feats{}.add(Feat::Past).add(Feat::Fin));
  CHECK(m.feats("Were", Upos::VERB, Xpos::VBD) == Feats{}.add(Feat::Plur).add(Feat::Past));
  CHECK(m.feats("met", Upos::NOUN, Xpos::NN) == Feats{});
}

TEST_CASE("a feature column is read and written") {
  const Feats feats = feats_from_column("Case=Nom|Number=Sing|Person=3|PronType=Int,Rel");
  CHECK(feats == Feats{}.add(Feat::Sing).add(Feat::Third).add(Feat::Int).add(Feat::Rel));
  CHECK(internal::feats_column(feats) == "Number=Sing|Person=3|PronType=Int,Rel");
  CHECK(feats_from_column("_") == Feats{});
  CHECK(internal::feats_column(Feats{}) == "_");
}

TEST_CASE("a broken table is refused at its place") {
  CHECK(message_of("base\tVERB\thope\nwrod\tVERB\tVBD\tmet\tmeet\n") == "m.tsv:2:1: error: unknown kind of line 'wrod'; did you mean 'word'?");
  CHECK(message_of("word\tVERBE\tVBD\tmet\tmeet") == "m.tsv:1:6: error: unknown part of speech 'VERBE'");
  CHECK(message_of("word\tVERB\tVBX\tmet\tmeet") == "m.tsv:1:11: error: unknown tag 'VBX'");
  CHECK(message_of("word\tVERB\tVBD\tmet") == "m.tsv:1:1: error: a line of kind 'word' has 4 columns; expected 5");
  CHECK(message_of("ending\tVERB\tVBD\tpinched\tp") == "m.tsv:1:17: error: an ending has at most 6 bytes");
}

TEST_CASE("the shipped table knows the verbs of the news") {
  const auto bytes = read_file(test::kEnglish + "/morphology.tsv");
  REQUIRE(bytes);
  const auto m = Morphology::parse(*bytes, "morphology.tsv");
  REQUIRE(m);
  const auto past = [&](std::string_view form) { return m->lemma(form, Upos::VERB, Xpos::VBD); };
  CHECK(past("sanctioned") == "sanction");
  CHECK(past("imposed") == "impose");
  CHECK(past("condemned") == "condemn");
  CHECK(past("signed") == "sign");
  CHECK(past("expelled") == "expel");
  CHECK(past("withdrew") == "withdraw");
  CHECK(past("agreed") == "agree");
  CHECK(past("denied") == "deny");
  CHECK(past("shelled") == "shell");
  CHECK(past("deployed") == "deploy");
  CHECK(m->lemma("allies", Upos::NOUN, Xpos::NNS) == "ally");
  CHECK(m->lemma("talks", Upos::NOUN, Xpos::NNS) == "talk");
  CHECK(m->lemma("'s", Upos::AUX, Xpos::VBZ) == "be");
  CHECK(m->lemma("n't", Upos::PART, Xpos::RB) == "not");
  CHECK(m->feats("not", Upos::PART, Xpos::RB).has(Feat::Neg));
  CHECK(m->feats("his", Upos::PRON, Xpos::PRPS).has(Feat::Poss));
  CHECK(m->feats("they", Upos::PRON, Xpos::PRP).has(Feat::Plur));
  CHECK(m->feats("signing", Upos::VERB, Xpos::VBG).has(Feat::Pres));
}
