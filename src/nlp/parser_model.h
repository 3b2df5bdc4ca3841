#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "entente/result.h"
#include "entente/ud.h"
#include "nlp/word_features.h"

namespace entente::internal {

/// A matrix of 8-bit weights with one scale a row: weight = scale * value.
struct ByteMatrix {
  std::uint32_t rows = 0, cols = 0;
  std::vector<float> scales;
  std::vector<std::int8_t> values;  ///< By rows.

  std::int8_t at(std::size_t row, std::size_t col) const { return values[row * cols + col]; }
};

/// A word of the lexicon. Those with a vector have the rows of the word table in order.
struct LexiconEntry {
  std::string text;  ///< In normal form.
  bool has_vector = false;
  std::uint16_t coarse = 0, fine = 0;  ///< Word classes; the number of classes if it has none.

  bool operator==(const LexiconEntry&) const = default;
};

/// One property of a word form that the network has a vector for.
struct WordFeature {
  FeatureKind kind;
  std::vector<std::string> strings;  ///< Of an affix or shape, sorted; row of the table = place here.
  ByteMatrix table;                  ///< Its last row stands for what is not known.
};

/// One BiLSTM layer. Outputs are the gates i, f, o, g of the forward, then of the backward LSTM.
struct LayerWeights {
  ByteMatrix input;                    ///< One row an output.
  std::array<ByteMatrix, 2> recurrent; ///< Forth and back; one row a gate, input scales its own.
  std::vector<float> bias;
};

/// A tagger and parser as its file holds it.
struct ParserModel {
  std::uint32_t units = 0;   ///< Of one direction of one layer.
  std::uint32_t hidden = 0;  ///< Of the action classifier.
  std::vector<std::pair<Upos, Xpos>> tags;
  std::vector<Deprel> relations;
  std::vector<LexiconEntry> lexicon;  ///< Sorted by text.
  std::vector<WordFeature> features;  ///< Their vectors one after the other are the first layer's input.
  std::vector<LayerWeights> layers;
  ByteMatrix tag_weights;  ///< One row a tag, over the first layer.
  std::vector<float> tag_bias;
  ByteMatrix slots;  ///< One row a slot and hidden unit, over the last layer.
  ByteMatrix pad, root, child_labels, counts;  ///< Rows of hidden values.
  std::vector<float> hidden_bias;
  ByteMatrix action_weights;  ///< One row an action.
  std::vector<float> action_bias;
};

/// The bytes of a model file: a head with a checksum, then the model, all little-endian.
[[nodiscard]] std::string encode(const ParserModel& model);

/// Reads what encode() wrote and checks that its parts fit together. `name` is for messages.
/// Errors: Unsupported for a newer version; Corrupt for anything else that does not fit.
[[nodiscard]] Result<ParserModel> decode_parser_model(std::string_view bytes, const std::string& name);

}  // namespace entente::internal
