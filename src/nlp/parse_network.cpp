#include "nlp/parse_network.h"

#include <algorithm>

#include "nlp/parse_run.h"
#include "nlp/word_features.h"

namespace entente::internal {
namespace {

using Weights = ParseNetwork::Weights;
using Rows = ParseNetwork::Rows;

std::size_t padded(std::size_t outputs) { return (outputs + 15) / 16 * 16; }

/// `m` has one row an output; `input_unit` is what 1 in an input is worth.
Weights pack(const ByteMatrix& m, const std::vector<float>& bias, float input_unit) {
  Weights w;
  w.pairs = (m.cols + 1U) / 2U;
  w.outputs = padded(m.rows);
  w.values.assign(w.pairs * w.outputs * 2, 0);
  w.unit.assign(w.outputs, 0);
  w.bias.assign(w.outputs, 0);
  for (std::size_t j = 0; j < m.rows; ++j) {
    w.unit[j] = m.scales[j] * input_unit;
    if (!bias.empty()) w.bias[j] = bias[j];
    for (std::size_t i = 0; i < m.cols; ++i) w.values[(i / 2 * w.outputs + j) * 2 + i % 2] = m.at(j, i);
  }
  return w;
}

ByteMatrix part_of(const ByteMatrix& m, std::size_t first_row, std::size_t rows) {
  const auto row = [&](std::size_t i) { return m.values.begin() + static_cast<std::ptrdiff_t>(i * m.cols); };
  const auto scale = m.scales.begin() + static_cast<std::ptrdiff_t>(first_row);
  return {static_cast<std::uint32_t>(rows), m.cols, {scale, scale + static_cast<std::ptrdiff_t>(rows)},
          {row(first_row), row(first_row + rows)}};
}

/// The nearest whole number, the greater one of two. Written so that compilers can do many at once.
std::int16_t to_short(float x) {
  const float raised = std::clamp(x, -32767.0F, 32767.0F) + 0.5F;
  const auto cut = static_cast<std::int32_t>(raised);
  return static_cast<std::int16_t>(cut - (static_cast<float>(cut) > raised ? 1 : 0));
}

/// Row `i` of `m` in units of 1 / `scale`.
void widen_row(const ByteMatrix& m, std::size_t i, float scale, std::int16_t* out) {
  const std::int8_t* row = m.values.data() + i * m.cols;
  for (std::size_t j = 0; j < m.cols; ++j) out[j] = to_short(static_cast<float>(row[j]) * m.scales[i] * scale);
}

Rows widen(const ByteMatrix& m, float scale) {
  Rows rows{m.cols, std::vector<std::int16_t>(m.values.size())};
  for (std::size_t i = 0; i < m.rows; ++i) widen_row(m, i, scale, rows.values.data() + i * m.cols);
  return rows;
}

/// The scale at which the largest value of all tables just fits in 16 bits.
float common_scale(const std::vector<WordFeature>& features) {
  float largest = 1e-6F;
  for (const WordFeature& feature : features) {
    for (const float scale : feature.table.scales) largest = std::max(largest, scale * 127.0F);
  }
  return 32767.0F / largest;
}

/// Sums of a layer's inputs are turned into units of its gates, so that the products with the
/// former output can be added as whole numbers.
ParseNetwork::Layer pack_layer(const LayerWeights& from, float input_unit) {
  ParseNetwork::Layer layer;
  layer.input = pack(from.input, from.bias, input_unit);
  for (std::size_t d = 0; d < 2; ++d) {
    layer.recurrent[d] = pack(from.recurrent[d], {}, 1 / kUnitScale);
    const std::size_t gates = layer.recurrent[d].outputs;
    for (std::size_t j = 0; j < gates; ++j) {
      const float unit = std::max(layer.recurrent[d].unit[j], 1e-8F);
      layer.recurrent[d].unit[j] = unit;
      layer.input.unit[d * gates + j] /= unit;
      layer.input.bias[d * gates + j] /= unit;
    }
  }
  return layer;
}

template <class List>
StringIndex index_of(const List& list) {
  return StringIndex(list, [](const std::string& s) -> std::string_view { return s; });
}

std::int32_t place_of(const std::vector<Deprel>& list, Deprel wanted) {
  const auto found = std::ranges::find(list, wanted);
  return found == list.end() ? ArcHybrid::kNone : static_cast<std::int32_t>(found - list.begin());
}

}  // namespace

ParseNetwork::ParseNetwork(ParserModel model)
    : units_(model.units),
      hidden_(model.hidden),
      tag_count_(model.tags.size()),
      labels_{static_cast<std::int32_t>(model.relations.size()), place_of(model.relations, Deprel::Root),
              place_of(model.relations, Deprel::Case)},
      lexicon_(model.lexicon, [](const LexiconEntry& e) -> std::string_view { return e.text; }) {
  const auto known = static_cast<std::uint32_t>(std::ranges::count_if(model.lexicon, &LexiconEntry::has_vector));
  std::uint32_t next = 0;
  lexemes_.reserve(model.lexicon.size());
  for (const LexiconEntry& e : model.lexicon) lexemes_.push_back({e.has_vector ? next++ : known, e.coarse, e.fine});
  input_scale_ = common_scale(model.features);
  for (WordFeature& f : model.features) {
    features_.push_back({f.kind, index_of(f.strings), std::move(f.table), 0});
    features_.back().unknown = features_.back().table.rows - 1U;
  }
  for (const LayerWeights& layer : model.layers) {
    layers_.push_back(pack_layer(layer, layers_.empty() ? 1 / input_scale_ : 1 / kUnitScale));
  }
  tags_ = pack(model.tag_weights, model.tag_bias, 1 / kUnitScale);
  const float to_hidden = kHiddenScale / kUnitScale;
  word_slots_ = pack(part_of(model.slots, 0, ArcHybrid::kWordSlots * hidden_), {}, to_hidden);
  for (std::size_t k = 0; k < kChildSlots; ++k) {
    child_slots_[k] = pack(part_of(model.slots, (ArcHybrid::kWordSlots + k) * hidden_, hidden_), {}, to_hidden);
  }
  actions_ = pack(model.action_weights, model.action_bias, 1 / kHiddenScale);
  pad_ = widen(model.pad, kHiddenScale);
  root_ = widen(model.root, kHiddenScale);
  child_labels_ = widen(model.child_labels, kHiddenScale);
  counts_ = widen(model.counts, kHiddenScale);
  hidden_bias_.width = hidden_;
  for (const float x : model.hidden_bias) hidden_bias_.values.push_back(to_short(x * kHiddenScale));
}

void ParseNetwork::append_input(std::string_view form, std::vector<std::int16_t>& input) const {
  const std::string normal = normal_form(form);
  const std::size_t place = lexicon_.find(normal);
  const bool listed = place < lexemes_.size();
  for (const Feature& f : features_) {
    std::size_t row = f.unknown;
    if (has_strings(f.kind)) {
      row = f.strings.find(feature_text(f.kind, form, normal));  // the place after the last, if it is not there
    } else if (listed) {
      const Lexeme& lexeme = lexemes_[place];
      row = f.kind.source == FeatureSource::Word ? lexeme.row : f.kind.source == FeatureSource::Coarse ? lexeme.coarse : lexeme.fine;
    }
    input.resize(input.size() + f.table.cols);
    widen_row(f.table, row, input_scale_, input.data() + input.size() - f.table.cols);
  }
}

std::vector<WordLabels> ParseNetwork::analyse(std::span<const SentenceWords> sentences, const Kernels& kernels, FormCache* known) const {
  return ParseRun(*this, kernels, known).analyse(sentences);
}

}  // namespace entente::internal
