#include "train/network.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <numeric>

#include "train/scores.h"

namespace entente::train {
namespace {

using internal::ArcHybrid;

std::size_t best_allowed(const ArcHybrid& state, const ArcHybrid::Labels& labels, float* scores) {
  forbid(state, labels, scores);
  const std::int32_t actions = 1 + 2 * labels.count;
  return static_cast<std::size_t>(std::max_element(scores, scores + actions) - scores);
}

}  // namespace

Network::Network(const Vocabulary& vocabulary, const NetworkOptions& options, std::uint64_t seed)
    : options_(options),
      labels_(vocabulary.labels()),
      word_count_(vocabulary.word_count),
      unknown_word_(vocabulary.features[0].size()),
      actions_(1 + 2 * index(labels_.count)),
      random_(seed) {
  assert(options.units % Matrix::kLane == 0 && options.hidden % Matrix::kLane == 0);
  using Kind = Parameters::Kind;
  const auto dense = [&](const char* name, std::size_t rows, std::size_t cols, double scale) {
    return &parameters_.add(name, rows, cols, scale, Kind::Dense, random_);
  };
  const auto inverse_root = [](std::size_t n) { return std::sqrt(1.0 / static_cast<double>(n)); };
  std::size_t width = 0;
  for (std::size_t f = 0; f < feature_specs().size(); ++f) {
    const FeatureSpec& spec = feature_specs()[f];
    tables_.push_back(&parameters_.add(spec.name, vocabulary.rows(f), spec.dims, 0.1, Kind::Sparse, random_));
    width += spec.dims;
  }
  for (std::size_t l = 0; l < options.layers; ++l) {
    layers_.emplace_back("layer" + std::to_string(l), width, options.units, parameters_, random_);
    width = 2 * options.units;
  }
  const std::size_t hidden = options.hidden;
  const auto tags = index(vocabulary.tags.size());
  tag_weight_ = dense("tag.weight", width, tags, inverse_root(width));
  tag_bias_ = dense("tag.bias", 1, tags, 0);
  slot_ = dense("slot", width, ArcHybrid::kSlots * hidden, inverse_root(3 * width));
  pad_ = dense("pad", ArcHybrid::kSlots, hidden, 0.05);
  root_ = dense("root", ArcHybrid::kSlots, hidden, 0.05);
  child_label_ = dense("child", ArcHybrid::kChildren * (index(labels_.count) + 1), hidden, 0.05);
  count_ = dense("count", ArcHybrid::kCounts * ArcHybrid::kCountValues, hidden, 0.05);
  hidden_bias_ = dense("hidden.bias", 1, hidden, 0);
  action_weight_ = dense("action.weight", hidden, actions_, inverse_root(hidden));
  action_bias_ = dense("action.bias", 1, actions_, 0);
}

void Network::embed(const Batch& batch, Mode mode) {
  features_.clear();
  for (const Example* example : batch) {
    features_.insert(features_.end(), example->features.begin(), example->features.end());
  }
  if (mode == Mode::Train) {
    for (auto& ids : features_) {
      if (ids[0] == unknown_word_) continue;
      const double chance =
          options_.word_dropout / (options_.word_dropout + word_count_[index(ids[0])]);
      if (random_.uniform() < chance) ids[0] = unknown_word_;
    }
  }
  std::size_t width = 0;
  for (const Parameter* table : tables_) width += table->value.cols();
  x_[0].reset(features_.size(), width);
  for (std::size_t i = 0; i < features_.size(); ++i) {
    float* to = x_[0].row(i);
    for (std::size_t f = 0; f < tables_.size(); ++f) {
      to = std::copy_n(tables_[f]->value.row(index(features_[i][f])), tables_[f]->value.cols(), to);
    }
  }
}

/// Zeroes a share of x_[layer], in steps of 1/256, and scales the rest up to make good.
void Network::drop(std::size_t layer, Mode mode) {
  if (mode == Mode::Predict) return;
  const auto threshold = static_cast<std::uint64_t>(options_.dropout * 256);
  const float keep = 256.0F / (256.0F - static_cast<float>(threshold));
  Floats& values = x_[layer].data();
  auto& mask = masks_[layer];
  mask.resize(values.size());
  for (std::size_t i = 0; i < mask.size(); i += 8) {
    std::uint64_t bits = random_.bits();
    for (std::size_t j = i; j < i + 8; ++j, bits >>= 8U) {
      mask[j] = (bits & 0xFFU) < threshold ? 0 : keep;
    }
  }
  for (std::size_t i = 0; i < mask.size(); ++i) values[i] *= mask[i];
}

void Network::encode(const Batch& batch, Mode mode) {
  std::vector<std::size_t> lengths;
  for (const Example* example : batch) lengths.push_back(example->features.size());
  packing_ = Packing(lengths);
  x_.resize(layers_.size() + 1);
  dx_.resize(layers_.size() + 1);
  masks_.resize(layers_.size() + 1);
  embed(batch, mode);
  drop(0, mode);
  for (std::size_t l = 0; l < layers_.size(); ++l) {
    layers_[l].forward(packing_, x_[l], x_[l + 1]);
    drop(l + 1, mode);
  }
  score_tags();
  projected_.reset(packing_.words, slot_->value.cols());
  multiply_add(x_.back().all(), slot_->value.all(), projected_.all());
}

void Network::score_tags() {
  const std::size_t tags = tag_bias_->value.cols();
  tag_scores_.reset(packing_.words, tags);
  for (std::size_t i = 0; i < packing_.words; ++i) {
    std::copy_n(tag_bias_->value.row(0), tags, tag_scores_.row(i));
  }
  multiply_add(x_[1].all(), tag_weight_->value.all(), tag_scores_.all());
}

void Network::hidden_row(const ArcHybrid::View& view, std::int32_t size, std::size_t first_word,
                         float* row) {
  const std::size_t hidden = options_.hidden;
  std::copy_n(hidden_bias_->value.row(0), hidden, row);
  for (std::size_t k = 0; k < view.slots.size(); ++k) {
    const std::int32_t token = view.slots[k];
    const float* from = token == ArcHybrid::kNone ? pad_->value.row(k)
                        : token == size           ? root_->value.row(k)
                                        : projected_.row(first_word + index(token)) + k * hidden;
    add_to(from, hidden, row);
  }
  for (std::size_t k = 0; k < view.labels.size(); ++k) {
    add_to(child_label_->value.row(k * (index(labels_.count) + 1) + index(view.labels[k])), hidden,
           row);
  }
  for (std::size_t k = 0; k < view.counts.size(); ++k) {
    add_to(count_->value.row(k * ArcHybrid::kCountValues + index(view.counts[k])), hidden, row);
  }
  for (std::size_t j = 0; j < hidden; ++j) row[j] = std::max(row[j], 0.0F);
}

void Network::score_actions(std::size_t first, std::size_t count) {
  for (std::size_t i = first; i < first + count; ++i) {
    std::copy_n(action_bias_->value.row(0), actions_, scores_.row(i));
  }
  multiply_add(hidden_.rows_from(first, count), action_weight_->value.all(),
               scores_.rows_from(first, count));
}

std::vector<Prediction> Network::predict(const Batch& given) {
  std::vector<std::size_t> order(given.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::ranges::stable_sort(order, std::greater{}, [&](std::size_t i) { return given[i]->size(); });
  Batch batch;
  for (const std::size_t i : order) batch.push_back(given[i]);
  encode(batch, Mode::Predict);
  hidden_.reset(1, options_.hidden);
  scores_.reset(1, actions_);
  std::vector<Prediction> predictions(batch.size());
  ArcHybrid state;
  for (std::size_t s = 0; s < batch.size(); ++s) {
    Prediction& prediction = predictions[order[s]];
    const std::int32_t size = batch[s]->size();
    for (state.start(size, labels_); !state.done();) {
      hidden_row(state.view(), size, packing_.begin[s], hidden_.row(0));
      score_actions(0, 1);
      state.apply(static_cast<std::int32_t>(best_allowed(state, labels_, scores_.row(0))));
    }
    for (std::int32_t i = 0; i < size; ++i) {
      const float* tags = tag_scores_.row(packing_.begin[s] + index(i));
      prediction.tags.push_back(
          static_cast<std::int32_t>(std::max_element(tags, tags + tag_scores_.cols()) - tags));
      prediction.heads.push_back(state.head(i));
      prediction.labels.push_back(state.label(i));
    }
  }
  return predictions;
}

}  // namespace entente::train
