#include "entente/conllu.h"

#include <doctest/doctest.h>

#include "support/documents.h"

using namespace entente;

namespace {

constexpr std::string_view kTwoSentences =
    "# newdoc id = trial/1\n"
    "# newpar\n"
    "# sent_id = 1\n"
    "# text = They don't talk.\n"
    "1\tThey\tthey\tPRON\tPRP\tNumber=Plur|Person=3|PronType=Prs\t4\tnsubj\t_\t_\n"
    "2-3\tdon't\t_\t_\t_\t_\t_\t_\t_\t_\n"
    "2\tdo\tdo\tAUX\tVBP\tTense=Pres|VerbForm=Fin\t4\taux\t_\t_\n"
    "3\tn't\tnot\tPART\tRB\tPolarity=Neg\t4\tadvmod\t_\t_\n"
    "4\ttalk\ttalk\tVERB\tVB\tVerbForm=Inf\t0\troot\t_\tSpaceAfter=No\n"
    "5\t.\t.\tPUNCT\t.\t_\t4\tpunct\t_\t_\n"
    "\n"
    "# newpar\n"
    "# sent_id = 2\n"
    "# kind = caption\n"
    "# text = Photo\n"
    "1\tPhoto\tphoto\tNOUN\tNN\tNumber=Sing\t0\troot\t_\t_\n"
    "\n";

std::string failure(std::string_view text) {
  const auto read = read_conllu(text, "x.conllu");
  return read ? "no error" : to_string(read.error());
}

/// A line with the ten columns of `word`, everything but ID, FORM and HEAD left out.
std::string row(std::string_view id, std::string_view form, std::string_view head = "_", std::string_view deprel = "_") {
  return std::string(id) + '\t' + std::string(form) + "\t_\tX\t_\t_\t" + std::string(head) + '\t' + std::string(deprel) + "\t_\t_\n";
}

}  // namespace

TEST_CASE("CoNLL-U gives the text back, with paragraphs and multiword tokens") {
  const Document doc = testing::from_conllu(kTwoSentences);
  CHECK(check(doc));
  CHECK(doc.article.key == ArticleKey("trial/1"));
  CHECK(doc.article.text == "They don't talk.\n\nPhoto");
  REQUIRE(doc.tokens.size() == 6);
  CHECK(text_of(doc, doc.tokens[1]) == "do");
  CHECK(text_of(doc, doc.tokens[2]) == "n't");
  CHECK(!doc.tokens[1].continues);
  CHECK(doc.tokens[2].continues);
  CHECK(doc.tokens[2].lemma == "not");
  CHECK(doc.tokens[2].feats.has(Feat::Neg));
  CHECK(doc.tokens[3].head == kNoToken);
  CHECK(doc.tokens[0].head == 3);
  CHECK(doc.sentences[1].kind == SentenceKind::Caption);
  CHECK(doc.sentences[1].paragraph == 1);
  CHECK(doc.layers == Layers{Layer::Tokens, Layer::Sentences, Layer::Tags, Layer::Tree});
}

TEST_CASE("CoNLL-U written and read is the same") {
  const Document doc = testing::from_conllu(kTwoSentences);
  CHECK(write_conllu(doc) == kTwoSentences);
}

TEST_CASE("a form of nothing but white space is written as '_'") {
  const Document doc = testing::from_conllu("1\t\f\t\f\tPUNCT\t,\t_\t0\troot\t_\t_\n\n");
  const std::string written = write_conllu(doc);
  CHECK(written.find("\n1\t_\t_\tPUNCT") != std::string::npos);
  CHECK(testing::from_conllu(written).tokens.size() == 1);
}

TEST_CASE("reading words only leaves tags and tree out") {
  const auto docs = read_conllu(kTwoSentences, "x", ConlluLayers::Words);
  REQUIRE(docs);
  const Document& doc = docs->front();
  CHECK(doc.layers == Layers{Layer::Tokens, Layer::Sentences});
  CHECK(doc.tokens[3].lemma.empty());
  CHECK(doc.tokens[0].head == kNoToken);
  CHECK(write_conllu(doc).find("2\tdo\t_\t_\t_\t_\t_\t_\t_\t_\n") != std::string::npos);
}

TEST_CASE("a layer counts only if every word has it, and empty nodes are skipped") {
  const Document doc = testing::from_conllu("1 He he PRON PRP _ _ _\n1.1 was be AUX\n2 left leave VERB VBD _ 0 root\n");
  CHECK(doc.tokens.size() == 2);
  CHECK(doc.layers == Layers{Layer::Tokens, Layer::Sentences, Layer::Tags});
  CHECK(doc.tokens[1].deprel == Deprel::Dep);
}

TEST_CASE("a multiword token whose words are spelled otherwise is shared out by code points") {
  const Document doc = testing::from_conllu("1-3 d'œu _\n1 de _\n2 le _\n3 œuf _\n");
  CHECK(check(doc));
  CHECK(text_of(doc, doc.tokens[0]) == "d'");
  CHECK(text_of(doc, doc.tokens[1]) == "œ");
  CHECK(text_of(doc, doc.tokens[2]) == "u");
}

TEST_CASE("several documents are told apart by newdoc") {
  const auto docs = read_conllu("# newdoc id = a\n" + row("1", "One") + "\n# newdoc id = b\n" + row("1", "Two") + "\n", "x");
  REQUIRE(docs);
  REQUIRE(docs->size() == 2);
  CHECK((*docs)[1].article.text == "Two");
  CHECK((*docs)[1].article.key == ArticleKey("b"));
}

TEST_CASE("every feature survives printing and reading") {
  for (int i = 0; i <= int(Feat::Ord); ++i) CHECK(parse_feats(to_string(Feats{}.add(Feat(i)))) == Feats{}.add(Feat(i)));
  CHECK(to_string(Feats{}.add(Feat::Rel).add(Feat::Int).add(Feat::Sing)) == "Number=Sing|PronType=Int,Rel");
  CHECK(to_string(Feats{}) == "_");
}

TEST_CASE("faults of CoNLL-U are named with their place") {
  CHECK(failure("1\tHe\n") == "x.conllu:1:1: error: found 2 tab-separated columns; expected 10");
  CHECK(failure(row("1", "He") + row("3", "left")) == "x.conllu:2:1: error: found word number '3'; expected 2");
  CHECK(failure(row("2-3", "don't")) == "x.conllu:1:1: error: found multiword range '2-3'; expected one that starts at 1");
  CHECK(failure(row("1-2", "d") + row("1", "d") + row("2", "o")) == "x.conllu:1:5: error: the form 'd' is too short for 2 words");
  CHECK(failure(row("1-2", "don't") + row("1", "do") + "\n") == "x.conllu:3:1: error: the sentence ends inside a multiword token");
  CHECK(failure("1\tHe\the\tPRONN\t_\t_\t_\t_\t_\t_\n") ==
        "x.conllu:1:9: error: unknown part of speech 'PRONN'; expected one of Universal Dependencies, such as NOUN, or '_'");
  CHECK(failure(row("1", "He", "x")) == "x.conllu:1:14: error: found head 'x'; expected a number or '_'");
  CHECK(failure(row("1", "He", "0", "subj")) ==
        "x.conllu:1:16: error: unknown relation 'subj'; expected one of Universal Dependencies, such as nsubj");
  CHECK(failure("# a\n" + row("1", "He", "0", "root") + row("2", "left", "0", "root")) ==
        "x.conllu:2: error: in the sentence that starts here, word 2 is a second root");
  CHECK(failure(row("1", "He", "7", "nsubj")) == "x.conllu:1: error: in the sentence that starts here, word 1 has a head outside the sentence");
  CHECK(failure(row("1", "a", "2", "dep") + row("2", "b", "1", "dep")) ==
        "x.conllu:1: error: in the sentence that starts here, word 1 hangs on a cycle");
  CHECK(failure(row("1", "\xFF")) == "x.conllu:1:3: error: the form is not UTF-8");
  CHECK(failure("1\t\t_\tX\t_\t_\t_\t_\t_\t_\n") == "x.conllu:1:3: error: the form is empty");
  CHECK(failure(row("1", "a") + "# newdoc\n") == "x.conllu:2:1: error: '# newdoc' inside a sentence; expected an empty line before it");
  CHECK(failure("# kind = headline\n") ==
        "x.conllu:1:10: error: unknown sentence kind 'headline'; expected body, title, dateline, caption, byline or furniture");
  std::string longest;
  for (int i = 1; i <= 401; ++i) longest += row(std::to_string(i), "a");
  CHECK(failure(longest) == "x.conllu:401:1: error: the sentence has more than 400 words");
}
