#include <xxhash.h>

#include <algorithm>

#include "base/bytes.h"
#include "fuzz.h"
#include "nlp/arc_hybrid.h"
#include "nlp/morphology.h"
#include "nlp/parse_stage.h"
#include "nlp/parser_model.h"

namespace entente::fuzz {

namespace {

using internal::ArcHybrid;
using internal::ByteMatrix;
using internal::ParserModel;

constexpr std::size_t kNamed = 8 + 4, kHead = kNamed + 8;  // magic and version; then the sum of the rest

ByteMatrix matrix(std::size_t rows, std::size_t cols) {
  ByteMatrix made{static_cast<std::uint32_t>(rows), static_cast<std::uint32_t>(cols), std::vector<float>(rows, 0.01F), {}};
  for (std::size_t i = 0; i < rows * cols; ++i) made.values.push_back(static_cast<std::int8_t>(i * 37 % 255 - 127));
  return made;
}

/// The least model that does all that a model does.
ParserModel tiny_model() {
  ParserModel made;
  made.units = made.hidden = 16;
  made.tags = {{Upos::NOUN, Xpos::NN}, {Upos::VERB, Xpos::VBD}};
  made.relations = {Deprel::Nsubj, Deprel::Root};
  made.lexicon = {{"met", true, 0, 1}, {"who", false, 1, 0}};
  made.features = {{{internal::FeatureSource::Word, 0}, {}, matrix(2, 4)}, {{internal::FeatureSource::Suffix, 2}, {"et"}, matrix(2, 4)},
                   {{internal::FeatureSource::Shape, 0}, {"x", "xx"}, matrix(3, 4)}, {{internal::FeatureSource::Fine, 0}, {}, matrix(3, 4)}};
  const std::size_t width = 2 * made.units, labels = made.relations.size();
  made.layers = {{matrix(8 * made.units, 16), {matrix(4 * made.units, made.units), matrix(4 * made.units, made.units)}, std::vector<float>(8 * made.units, 0.1F)}};
  made.tag_weights = matrix(made.tags.size(), width);
  made.tag_bias.resize(made.tags.size());
  made.slots = matrix(ArcHybrid::kSlots * made.hidden, width);
  made.pad = made.root = matrix(ArcHybrid::kSlots, made.hidden);
  made.child_labels = matrix(ArcHybrid::kChildren * (labels + 1), made.hidden);
  made.counts = matrix(ArcHybrid::kCounts * ArcHybrid::kCountValues, made.hidden);
  made.hidden_bias.resize(made.hidden);
  made.action_weights = matrix(1 + 2 * labels, made.hidden);
  made.action_bias.resize(1 + 2 * labels);
  return made;
}

std::string mended(std::string_view bytes) {
  internal::ByteWriter out;
  out.raw(encode(tiny_model()).substr(0, kNamed));
  out.number(std::uint64_t{XXH3_64bits(bytes.data(), bytes.size())});
  out.raw(bytes);
  return std::move(out.bytes());
}

/// "who met who", in tokens.
Document three_words() {
  Document doc;
  doc.article.text = "who met who";
  for (const std::uint32_t begin : {0U, 4U, 8U}) doc.tokens.emplace_back().span = {begin, begin + 3};
  doc.sentences = {{{0, 3}, SentenceKind::Body, 0}};
  doc.layers = {Layer::Tokens, Layer::Sentences};
  return doc;
}

}  // namespace

/// The second has weights whose sums leave the range of float.
std::vector<std::string> model_seeds() {
  ParserModel great = tiny_model();
  std::ranges::fill(great.layers.front().input.scales, 3e38F);
  return {encode(tiny_model()).substr(kHead), encode(great).substr(kHead)};
}

/// What stands behind the head of a model file: a model that is read must parse.
void run_model(std::string_view bytes) {
  expect(!internal::decode_parser_model(bytes, "fuzz"), "a model without a head that is believed");
  auto model = internal::decode_parser_model(mended(bytes), "fuzz");
  if (!model) return expect_told(model.error());
  const std::string written = encode(*model);
  expect(encode(must(internal::decode_parser_model(written, "again"))) == written, "a model that changes when it is written");
  const internal::ParseStage stage(*std::move(model), must(internal::Morphology::parse("", "fuzz")));
  Document doc = three_words();
  must(stage.run(doc));
  doc.layers.add(stage.adds());
  must(check(doc));
}

}  // namespace entente::fuzz
