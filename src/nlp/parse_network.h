#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "nlp/arc_hybrid.h"
#include "nlp/form_cache.h"
#include "nlp/kernels.h"
#include "nlp/parser_model.h"
#include "nlp/string_index.h"

namespace entente::internal {

/// What the network says of one word. Tag and label are places in the model's lists.
struct WordLabels {
  std::uint16_t tag = 0;
  std::uint16_t label = 0;
  std::int32_t head = ArcHybrid::kNone;  ///< Word of the same sentence; kNone at its root.

  bool operator==(const WordLabels&) const = default;
};

/// The words of one sentence.
using SentenceWords = std::span<const std::string_view>;

/// Tagger and parser ready to run: weights of the layers widened to 16 bits and laid out for the kernels.
/// Immutable; every call has its own scratch.
class ParseNetwork {
 public:
  /// Requires: a model that decode_parser_model() accepts.
  explicit ParseNetwork(ParserModel model);

  /// Labels for all words of all sentences, in their order. What is found for a sentence does not
  /// depend on those beside it, nor on the kernel set, nor on `known`, which keeps forms from one call
  /// to the next of this network. Cost: linear in the words.
  [[nodiscard]] std::vector<WordLabels> analyse(std::span<const SentenceWords> sentences,
                                                const Kernels& kernels = *internal::kernels().front(),
                                                FormCache* known = nullptr) const;

  /// Weights of a layer as the kernels take them: inputs in pairs, outputs padded to 16.
  struct Weights {
    std::size_t pairs = 0, outputs = 0;
    std::vector<std::int16_t> values;
    std::vector<float> unit;  ///< What 1 in a sum of products is worth, by output.
    std::vector<float> bias;
  };
  /// A table of 16-bit rows.
  struct Rows {
    std::size_t width = 0;
    std::vector<std::int16_t> values;
    const std::int16_t* row(std::size_t i) const { return values.data() + i * width; }
  };
  struct Layer {
    Weights input;  ///< Its unit and bias are in units of the gates.
    std::array<Weights, 2> recurrent;
  };

 private:
  friend class ParseRun;

  /// Appends the rows that a word has in the tables of its features, one after the other.
  void append_input(std::string_view form, std::vector<std::int16_t>& input) const;

  std::size_t units_, hidden_, tag_count_;
  ArcHybrid::Labels labels_;
  StringIndex lexicon_;
  struct Lexeme {
    std::uint32_t row;
    std::uint16_t coarse, fine;
  };
  struct Feature {
    FeatureKind kind;
    StringIndex strings;
    ByteMatrix table;  ///< Kept narrow, since a text needs few of its rows.
    std::size_t unknown = 0;  ///< The last row of the table.
  };
  std::vector<Lexeme> lexemes_;
  std::vector<Feature> features_;
  float input_scale_ = 1;  ///< Inputs of the first layer are whole numbers in units of 1 / this.
  std::vector<Layer> layers_;
  static constexpr std::size_t kChildSlots = ArcHybrid::kSlots - ArcHybrid::kWordSlots;

  Weights tags_, word_slots_, actions_;
  std::array<Weights, kChildSlots> child_slots_;
  Rows pad_, root_, child_labels_, counts_, hidden_bias_;
};

}  // namespace entente::internal
