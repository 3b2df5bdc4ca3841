#include "nlp/parse_stage.h"

#include <tuple>

#include "base/file.h"

namespace entente::internal {

namespace {

constexpr std::size_t kBatchWords = 4096;  ///< As many as the network works on at once; bounds its memory in long articles.

}  // namespace

Result<std::shared_ptr<const ParseStage>> ParseStage::load(const std::filesystem::path& folder) {
  const auto model_file = folder / "parser.model";
  const auto table_file = folder / "morphology.tsv";
  const auto model_bytes = read_file(model_file);
  if (!model_bytes) return std::unexpected(model_bytes.error());
  auto model = decode_parser_model(*model_bytes, model_file.string());
  if (!model) return std::unexpected(model.error());
  const auto table = read_file(table_file);
  if (!table) return std::unexpected(table.error());
  auto morphology = Morphology::parse(*table, table_file.string());
  if (!morphology) return std::unexpected(morphology.error());
  return std::make_shared<const ParseStage>(std::move(*model), std::move(*morphology));
}

ParseStage::ParseStage(ParserModel model, Morphology morphology)
    : tags_(model.tags), relations_(model.relations), network_(std::move(model)), morphology_(std::move(morphology)) {}

Result<void> ParseStage::run(Document& doc) const {
  std::vector<std::string_view> words;
  words.reserve(doc.tokens.size());
  for (const Token& token : doc.tokens) words.push_back(text_of(doc, token));
  std::vector<SentenceWords> sentences;
  sentences.reserve(doc.sentences.size());
  for (const Sentence& s : doc.sentences) {
    sentences.push_back(SentenceWords(words).subspan(s.tokens.first, s.tokens.size()));
  }
  for (std::size_t first = 0, last = 0; first < sentences.size(); first = last) {
    std::size_t size = 0;
    while (last < sentences.size() && size < kBatchWords) size += sentences[last++].size();
    const auto labels = network_.analyse(std::span(sentences).subspan(first, last - first), *kernels().front(), known_.get());
    const std::uint32_t begin = doc.sentences[first].tokens.first;
    for (const Sentence& s : std::span(doc.sentences).subspan(first, last - first))
      for (std::uint32_t t = s.tokens.first; t < s.tokens.last; ++t) label(doc, t, s.tokens.first, labels[t - begin]);
  }
  doc.layers.add(adds());
  return {};
}

void ParseStage::label(Document& doc, std::uint32_t token, std::uint32_t sentence_begin, const WordLabels& labels) const {
  Token& t = doc.tokens[token];
  const std::string_view form = text_of(doc, t);
  std::tie(t.upos, t.xpos) = tags_[labels.tag];
  t.lemma = morphology_.lemma(form, t.upos, t.xpos);
  t.feats = morphology_.feats(form, t.upos, t.xpos);
  t.head = labels.head == ArcHybrid::kNone ? kNoToken : sentence_begin + static_cast<std::uint32_t>(labels.head);
  t.deprel = relations_[labels.label];
}

}  // namespace entente::internal
