#include "train/parse.h"

#include <iostream>

#include "nlp/parse_stage.h"
#include "train/treebank.h"

namespace entente::train {
namespace {

/// All sentences as one document, words apart by blanks.
Document document_of(const Treebank& treebank) {
  Document doc;
  for (const Sentence& sentence : treebank) {
    const auto first = static_cast<std::uint32_t>(doc.tokens.size());
    for (const Word& word : sentence.words) {
      Token& token = doc.tokens.emplace_back();
      token.span.begin = static_cast<std::uint32_t>(doc.article.text.size());
      doc.article.text += word.form;
      token.span.end = static_cast<std::uint32_t>(doc.article.text.size());
      doc.article.text += ' ';
    }
    doc.sentences.push_back({{first, static_cast<std::uint32_t>(doc.tokens.size())}, SentenceKind::Body, 0});
  }
  doc.layers.add({Layer::Tokens, Layer::Sentences});
  return doc;
}

void take_labels(const Token& token, std::uint32_t first, Word& word) {
  word.lemma = token.lemma;
  word.upos = to_string(token.upos);
  word.xpos = to_string(token.xpos);
  word.feats = internal::feats_column(token.feats);
  word.head = token.head == kNoToken ? 0 : static_cast<std::int32_t>(token.head - first) + 1;
  word.deprel = to_string(token.deprel);
}

}  // namespace

bool parse(const std::filesystem::path& folder, std::istream& in, std::ostream& out) {
  const auto stage = internal::ParseStage::load(folder);
  Treebank treebank;
  if (!stage) {
    std::cerr << to_string(stage.error()) << '\n';
    return false;
  }
  if (!read_treebank(in, "standard input", treebank)) return false;
  Document doc = document_of(treebank);
  if (const auto done = (*stage)->run(doc); !done) {
    std::cerr << to_string(done.error()) << '\n';
    return false;
  }
  for (std::size_t s = 0; s < treebank.size(); ++s) {
    const TokenRange range = doc.sentences[s].tokens;
    for (std::uint32_t t = range.first; t < range.last; ++t) {
      take_labels(doc.tokens[t], range.first, treebank[s].words[t - range.first]);
    }
    write_sentence(out, treebank[s]);
  }
  return static_cast<bool>(out.flush());
}

}  // namespace entente::train
