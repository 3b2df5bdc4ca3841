#pragma once

#include <array>
#include <cstdint>
#include <string_view>
#include <vector>

#include "nlp/parse_network.h"

namespace entente::internal {

/// One call of ParseNetwork::analyse: the network at work, and its scratch.
class ParseRun {
 public:
  /// `known` may be null.
  ParseRun(const ParseNetwork& network, const Kernels& kernels, FormCache* known) : net_(network), kernels_(kernels), known_(known) {}
  std::vector<WordLabels> analyse(std::span<const SentenceWords> sentences);

 private:
  /// Sentences that march through the network in step.
  static constexpr std::size_t kChunkSentences = 16;
  using Shorts = std::vector<std::int16_t>;
  using Sums = std::vector<std::int32_t>;
  using Weights = ParseNetwork::Weights;

  /// One sentence of the chunk: `words` rows from `row` on in the chunk's matrices, and from
  /// `word` on among all words.
  struct Part {
    std::size_t words, row, word;
  };

  /// A distinct form of the text. Its sums lie in the cache, or in form_gates_ once they are made.
  struct Form {
    std::string_view text;
    std::size_t hash;
    const std::int32_t* sums;
  };

  void list_forms(std::span<const SentenceWords> sentences);
  void project_forms();
  void run_chunk();
  void run_layer(std::size_t layer);
  void run_direction(std::size_t layer, std::size_t direction);
  const std::int32_t* gates_of(std::size_t layer, const Part& part, std::size_t word) const;
  void choose_tags();
  std::int16_t* slot_of(std::size_t row, std::size_t slot);
  void project_words();
  void want_children(const Part& part, const ArcHybrid::View& view);
  void project_children();
  void parse();
  void act();
  void fill_hidden(std::size_t part, std::int16_t* out);
  std::int32_t best_action(const ArcHybrid& state, const float* scores) const;
  void take_trees();
  /// sums = inputs * weights for `rows` rows.
  void multiply(const std::int16_t* inputs, std::size_t stride, std::size_t rows, const Weights& weights, Sums& sums);

  const ParseNetwork& net_;
  const Kernels& kernels_;
  FormCache* known_;
  std::vector<WordLabels> labels_;
  std::vector<std::uint32_t> form_of_word_;
  std::vector<Form> forms_;
  Sums form_gates_;  ///< First layer's input sums of the forms that were not known: a word's depend on its form alone.
  std::vector<Part> parts_;
  std::size_t rows_ = 0;
  Sums gates_, step_, sums_;
  Shorts inputs_, outputs_, previous_, projected_, hidden_;
  std::vector<float> cells_, scores_;
  std::vector<std::uint8_t> has_child_slot_;  ///< By row, a bit a slot.
  std::array<std::vector<std::size_t>, ParseNetwork::kChildSlots> wanted_;  ///< Rows to project, by slot.
  std::vector<ArcHybrid> states_;
  std::vector<ArcHybrid::View> views_;
  std::vector<std::size_t> active_;
};

}  // namespace entente::internal
