#include "entente/open_triples.h"

#include <doctest/doctest.h>

#include <filesystem>
#include <string>

#include "clause/clause_stage.h"
#include "support/documents.h"

using namespace entente;

namespace {

std::string triples_of(std::string_view conllu, OpenStyle style) {
  Document doc = testing::from_conllu(conllu);
  doc.article.key = ArticleKey("a/1");
  const auto stage = internal::make_clause_stage(std::filesystem::path(ENTENTE_SOURCE_DIR) / "data/lang/en/clause.json");
  REQUIRE_MESSAGE(stage, to_string(stage.error()));
  REQUIRE((*stage)->run(doc));
  std::string out;
  append_open_triples(out, doc, style);
  return out;
}

constexpr std::string_view kSale = R"(
  1 France France PROPN NNP _ 2 nsubj
  2 agreed agree VERB VBD _ 0 root
  3 to to PART TO _ 4 mark
  4 sell sell VERB VB _ 2 xcomp
  5 jets jet NOUN NNS _ 4 obj
  6 to to ADP IN _ 7 case
  7 India India PROPN NNP _ 4 obl)";

constexpr std::string_view kPresident = R"(
  1 Russian Russian ADJ JJ _ 2 amod
  2 President president NOUN NN _ 3 nmod:desc
  3 Putin Putin PROPN NNP _ 5 nsubj
  4 was be AUX VBD _ 5 aux:pass
  5 attacked attack VERB VBN _ 0 root
  6 by by ADP IN _ 7 case
  7 rebels rebel NOUN NNS _ 5 obl:agent
  8 of of ADP IN _ 9 case
  9 Chad Chad PROPN NNP _ 7 nmod)";

}  // namespace

TEST_CASE("a chain of verbs is one relation and each adverbial a triple of its own") {
  CHECK(triples_of(kSale, OpenStyle::Benchie) ==
        "a/1\t1\tFrance\tagreed to sell\tjets\n"
        "a/1\t1\tFrance\tagreed to sell jets to\tIndia\n");
}

TEST_CASE("a passive keeps its order, and a phrase inside its object gives a triple of its own") {
  CHECK(triples_of(kPresident, OpenStyle::Benchie) ==
        "a/1\t1\tRussian President Putin\twas attacked by\trebels of Chad\n"
        "a/1\t1\tRussian President Putin\twas attacked by rebels of\tChad\n");
}

TEST_CASE("only the graph style has triples with a word that the text does not have") {
  CHECK(triples_of(kPresident, OpenStyle::Graph).starts_with("a/1\t1\tPutin\tis\tRussian President\n"));
  CHECK(triples_of(kPresident, OpenStyle::Benchie).find("\tis\t") == std::string::npos);
}

TEST_CASE("the styles of open triples have names") {
  CHECK(parse_open_style("benchie") == OpenStyle::Benchie);
  CHECK(parse_open_style(to_string(OpenStyle::Graph)) == OpenStyle::Graph);
  CHECK(!parse_open_style("graphs"));
  CHECK(open_triples_header() == "article\tsentence\targ1\trelation\targ2\n");
}
