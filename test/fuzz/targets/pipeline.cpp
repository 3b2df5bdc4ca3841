#include "entente/pipeline.h"

#include "base/text.h"
#include "entente/conllu.h"
#include "entente/open_triples.h"
#include "entente/store.h"
#include "fuzz.h"

namespace entente::fuzz {

namespace {

const Pipeline& pipeline() {
  static const Pipeline kPipeline = [] {
    std::vector<LanguagePack> packs;
    packs.push_back(must(LanguagePack::load(source("data/lang/en"), shipped_catalogue())));
    return must(Pipeline::create(std::move(packs)));
  }();
  return kPipeline;
}

void check_statement(const Statement& statement) {
  expect(statement.id == statement_id(statement), "a statement with another's id");
  expect(statement.confidence > 0 && statement.confidence <= 1, "a confidence that is none");
  expect(must(statement_from_json(to_json(statement, *shipped_catalogue()), *shipped_catalogue())) == statement, "a statement that changes when it is written");
}

void check_document(const Document& doc) {
  must(check(doc));
  if (!doc.sentences.empty()) expect(must(read_conllu(write_conllu(doc), "again")).front().tokens.size() == doc.tokens.size(), "a tree that is lost when it is written");
  std::string triples;
  for (const OpenStyle style : {OpenStyle::Graph, OpenStyle::Benchie}) append_open_triples(triples, doc, style);
  expect(!internal::first_bad_utf8(triples), "open triples that are not UTF-8");
}

}  // namespace

/// From bytes to statements and their graph. The first byte chooses the format. Exports have a target of their own, as they take ten times as long.
void run_pipeline(std::string_view bytes) {
  if (bytes.empty()) return;
  static constexpr std::string_view kFormats[] = {"text", "html", "jsonl"};
  KnowledgeGraph graph(shipped_catalogue());
  for (Article& article : read_articles(kFormats[static_cast<unsigned char>(bytes[0]) % 3], bytes.substr(1))) {
    article.language = "en";
    const Document doc = must(pipeline().analyse(std::move(article)));
    check_document(doc);
    const RuleSet& rules = *pipeline().rules("en");
    const std::vector<Statement> statements = rules.match(doc);
    for (const Statement& statement : statements) check_statement(statement);
    for (std::uint32_t sentence = 0; sentence < doc.sentences.size() && sentence < 3; ++sentence) (void)rules.trace(doc, sentence);
    (void)must(graph.merge(statements));
  }
}

}  // namespace entente::fuzz
