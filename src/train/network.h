#pragma once

#include <cstdint>
#include <deque>
#include <vector>

#include "train/bilstm.h"
#include "train/examples.h"
#include "train/parameters.h"

namespace entente::train {

struct NetworkOptions {
  std::size_t layers = 2;
  std::size_t units = 64;   ///< Of one direction of one layer; a multiple of 16.
  std::size_t hidden = 96;  ///< Of the action classifier; a multiple of 16.
  double dropout = 0.25;
  double word_dropout = 0.25;  ///< A word of count n is hidden with this / (this + n).
};

struct Prediction {
  std::vector<std::int32_t> tags, heads, labels;
};

/// How a training batch went. The losses are sums.
struct BatchLoss {
  double tags = 0, actions = 0;
  long words = 0, right_tags = 0, states = 0, right_actions = 0;
  BatchLoss& operator+=(const BatchLoss& other);
};

/// The multi-task network: word vectors, BiLSTM layers, tags from the first layer, arc-hybrid
/// actions from the last.
class Network {
 public:
  Network(const Vocabulary& vocabulary, const NetworkOptions& options, std::uint64_t seed);

  /// Adds the gradients of a batch. `explore` is the chance to follow a wrong best action.
  BatchLoss learn(std::vector<const Example*> batch, double explore);
  std::vector<Prediction> predict(const std::vector<const Example*>& batch);

  Parameters& parameters() { return parameters_; }
  const NetworkOptions& options() const { return options_; }

 private:
  enum class Mode { Train, Predict };
  using Batch = std::vector<const Example*>;

  void encode(const Batch& batch, Mode mode);
  void embed(const Batch& batch, Mode mode);
  void drop(std::size_t layer, Mode mode);
  void score_tags();
  void hidden_row(const internal::ArcHybrid::View& view, std::int32_t size, std::size_t first_word,
                  float* row);
  void score_actions(std::size_t first, std::size_t count);
  void learn_actions(const Batch& batch, double explore, BatchLoss& loss);
  std::int32_t learn_state(const internal::ArcHybrid& state, const Example& gold, double explore,
                           float* scores, BatchLoss& loss);
  void learn_tags(const Batch& batch, BatchLoss& loss);
  void action_gradients();
  void spread(std::size_t row);
  void encoder_gradients();
  void embed_gradients();

  NetworkOptions options_;
  internal::ArcHybrid::Labels labels_;
  std::vector<double> word_count_;
  std::int32_t unknown_word_ = 0;
  std::size_t actions_ = 0;
  Random random_;
  Parameters parameters_;
  std::vector<Parameter*> tables_;  ///< By feature.
  std::deque<BiLstm> layers_;
  Parameter *tag_weight_, *tag_bias_, *slot_, *pad_, *root_, *child_label_, *count_, *hidden_bias_,
      *action_weight_, *action_bias_;

  // Of the batch in hand.
  struct Seen {
    internal::ArcHybrid::View view;
    std::int32_t size = 0;
    std::size_t first_word = 0;
  };
  Packing packing_;
  std::vector<FeatureRows> features_;
  std::vector<Matrix> x_, dx_;
  std::vector<std::vector<float>> masks_;
  Matrix tag_scores_, projected_, d_projected_, hidden_, d_hidden_, scores_, scratch_;
  std::vector<Seen> seen_;
};

}  // namespace entente::train
