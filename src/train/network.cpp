#include "train/network.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <numeric>

namespace entente::train {
namespace {

using internal::ArcHybrid;

std::size_t index(std::int32_t i) { return static_cast<std::size_t>(i); }

void add_to(const float* from, std::size_t size, float* to) {
  for (std::size_t j = 0; j < size; ++j) to[j] += from[j];
}

/// Turns scores into probabilities; gives the place of the largest.
std::size_t softmax(float* scores, std::size_t size) {
  const auto best = static_cast<std::size_t>(std::max_element(scores, scores + size) - scores);
  const float largest = scores[best];
  float sum = 0;
  for (std::size_t j = 0; j < size; ++j) {
    scores[j] = std::exp(scores[j] - largest);
    sum += scores[j];
  }
  for (std::size_t j = 0; j < size; ++j) scores[j] /= sum;
  return best;
}

/// Far below every score, and still finite under fast floating-point rules.
constexpr float kNever = -1e9F;

/// Sinks the scores of all actions that `state` does not allow.
void forbid(const ArcHybrid& state, const ArcHybrid::Labels& labels, float* scores) {
  const unsigned moves = state.moves();
  const bool to_root = state.buffer() == state.size();
  const std::size_t count = index(labels.count);
  const std::size_t root = index(labels.root);
  if ((moves & ArcHybrid::kShift) == 0) scores[0] = kNever;
  float* left = scores + 1;
  float* right = left + count;
  if ((moves & ArcHybrid::kLeft) == 0 || to_root) {
    const float kept = left[root];
    std::fill_n(left, count, kNever);
    if ((moves & ArcHybrid::kLeft) != 0) left[root] = kept;
  } else {
    left[root] = kNever;
  }
  if ((moves & ArcHybrid::kRight) == 0) std::fill_n(right, count, kNever);
  right[root] = kNever;
}

std::size_t best_allowed(const ArcHybrid& state, const ArcHybrid::Labels& labels, float* scores) {
  forbid(state, labels, scores);
  const std::int32_t actions = 1 + 2 * labels.count;
  return static_cast<std::size_t>(std::max_element(scores, scores + actions) - scores);
}

/// The cheapest actions, with their gold labels.
std::vector<std::int32_t> gold_actions(const ArcHybrid& state, const Example& gold,
                                       const ArcHybrid::Labels& labels) {
  const MoveCosts costs = move_costs(state, gold);
  const std::int32_t least = std::min({costs.shift, costs.left, costs.right});
  std::vector<std::int32_t> actions;
  if (costs.shift == least) actions.push_back(0);
  if (state.stack(0) == ArcHybrid::kNone) return actions;
  const std::int32_t label = gold.labels[index(state.stack(0))];
  const std::int32_t left = 1 + (state.buffer() == state.size() ? labels.root : label);
  const std::int32_t right = 1 + labels.count + label;
  if (costs.left == least && state.allows(left)) actions.push_back(left);
  if (costs.right == least && state.allows(right)) actions.push_back(right);
  return actions;
}

}  // namespace

BatchLoss& BatchLoss::operator+=(const BatchLoss& other) {
  tags += other.tags;
  actions += other.actions;
  words += other.words;
  right_tags += other.right_tags;
  states += other.states;
  right_actions += other.right_actions;
  return *this;
}

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

BatchLoss Network::learn(Batch batch, double explore) {
  std::ranges::stable_sort(batch, std::greater{}, [](const Example* e) { return e->size(); });
  BatchLoss loss;
  encode(batch, Mode::Train);
  learn_actions(batch, explore, loss);
  action_gradients();
  learn_tags(batch, loss);
  encoder_gradients();
  return loss;
}

/// Runs all sentences of the batch in step, one action each a round, so that a round scores its
/// states in one product. scores_ is left holding the gradient at the scores.
void Network::learn_actions(const Batch& batch, double explore, BatchLoss& loss) {
  const std::size_t most = 2 * packing_.words;
  hidden_.reset(most, options_.hidden);
  scores_.reset(most, actions_);
  seen_.clear();
  std::vector<ArcHybrid> states(batch.size());
  for (std::size_t s = 0; s < batch.size(); ++s) states[s].start(batch[s]->size(), labels_);
  std::vector<std::size_t> active;
  while (true) {
    active.clear();
    const std::size_t first = seen_.size();
    for (std::size_t s = 0; s < batch.size(); ++s) {
      ArcHybrid& state = states[s];
      while (!state.done() && state.moves() == ArcHybrid::kShift) state.apply(0);
      if (state.done()) continue;
      active.push_back(s);
      const Seen& seen =
          seen_.emplace_back(state.view(), batch[s]->size(), packing_.begin[s]);
      hidden_row(seen.view, seen.size, seen.first_word, hidden_.row(seen_.size() - 1));
    }
    if (active.empty()) return;
    score_actions(first, active.size());
    for (std::size_t a = 0; a < active.size(); ++a) {
      ArcHybrid& state = states[active[a]];
      state.apply(
          learn_state(state, *batch[active[a]], explore, scores_.row(first + a), loss));
    }
  }
}

/// Turns the scores of one state into their gradient; gives the action to go on with. The loss is
/// the negative logarithm of the summed probability of the cheapest actions.
std::int32_t Network::learn_state(const ArcHybrid& state, const Example& gold, double explore,
                                  float* scores, BatchLoss& loss) {
  forbid(state, labels_, scores);
  const auto best = static_cast<std::int32_t>(softmax(scores, actions_));
  const auto good = gold_actions(state, gold, labels_);
  if (good.empty()) {
    std::fill_n(scores, actions_, 0.0F);
    return best;
  }
  float sum = 1e-12F;
  for (const std::int32_t a : good) sum += scores[a];
  const std::int32_t best_good =
      *std::ranges::max_element(good, {}, [&](std::int32_t a) { return scores[a]; });
  for (const std::int32_t a : good) scores[a] -= scores[a] / sum;
  ++loss.states;
  loss.actions -= std::log(sum);
  const bool right = std::ranges::find(good, best) != good.end();
  if (right) ++loss.right_actions;
  return right || random_.uniform() < explore ? best : best_good;
}

void Network::action_gradients() {
  const std::size_t count = seen_.size();
  const std::size_t hidden = options_.hidden;
  const View h = hidden_.rows_from(0, count);
  const View d = scores_.rows_from(0, count);
  multiply_add_at(h, d, action_weight_->gradient.all(), scratch_);
  add_rows(d, action_bias_->gradient.row(0));
  d_hidden_.reset(count, hidden);
  multiply_add_bt(d, action_weight_->value.all(), d_hidden_.all(), scratch_);
  d_projected_.reset(packing_.words, slot_->value.cols());
  for (std::size_t i = 0; i < count; ++i) {
    float* row = d_hidden_.row(i);
    const float* value = hidden_.row(i);
    for (std::size_t j = 0; j < hidden; ++j) row[j] = value[j] > 0 ? row[j] : 0;
    spread(i);
  }
}

/// Adds row `i` of d_hidden_ to the gradients of all that hidden_row() summed up.
void Network::spread(std::size_t i) {
  const std::size_t hidden = options_.hidden;
  const float* from = d_hidden_.row(i);
  const Seen& seen = seen_[i];
  add_to(from, hidden, hidden_bias_->gradient.row(0));
  for (std::size_t k = 0; k < seen.view.slots.size(); ++k) {
    const std::int32_t token = seen.view.slots[k];
    float* to = token == ArcHybrid::kNone ? pad_->gradient.row(k)
                : token == seen.size      ? root_->gradient.row(k)
                                 : d_projected_.row(seen.first_word + index(token)) + k * hidden;
    add_to(from, hidden, to);
  }
  for (std::size_t k = 0; k < seen.view.labels.size(); ++k) {
    const std::size_t row = k * (index(labels_.count) + 1) + index(seen.view.labels[k]);
    add_to(from, hidden, child_label_->gradient.row(row));
  }
  for (std::size_t k = 0; k < seen.view.counts.size(); ++k) {
    const std::size_t row = k * ArcHybrid::kCountValues + index(seen.view.counts[k]);
    add_to(from, hidden, count_->gradient.row(row));
  }
}

void Network::learn_tags(const Batch& batch, BatchLoss& loss) {
  std::size_t row = 0;
  for (const Example* example : batch) {
    for (const std::int32_t gold : example->tags) {
      float* scores = tag_scores_.row(row++);
      const std::size_t best = softmax(scores, tag_scores_.cols());
      ++loss.words;
      loss.right_tags += best == index(gold) ? 1 : 0;
      loss.tags -= std::log(std::max(scores[gold], 1e-12F));
      scores[gold] -= 1;
    }
  }
}

void Network::encoder_gradients() {
  multiply_add_at(x_.back().all(), d_projected_.all(), slot_->gradient.all(), scratch_);
  dx_.back().reset(packing_.words, x_.back().cols());
  multiply_add_bt(d_projected_.all(), slot_->value.all(), dx_.back().all(), scratch_);
  for (std::size_t l = layers_.size();; --l) {
    if (l == 1) {
      multiply_add_at(x_[1].all(), tag_scores_.all(), tag_weight_->gradient.all(), scratch_);
      add_rows(tag_scores_.all(), tag_bias_->gradient.row(0));
      multiply_add_bt(tag_scores_.all(), tag_weight_->value.all(), dx_[1].all(), scratch_);
    }
    Floats& d = dx_[l].data();
    for (std::size_t i = 0; i < d.size(); ++i) d[i] *= masks_[l][i];
    if (l == 0) break;
    layers_[l - 1].backward(packing_, x_[l - 1], dx_[l], dx_[l - 1]);
  }
  embed_gradients();
}

void Network::embed_gradients() {
  for (std::size_t i = 0; i < features_.size(); ++i) {
    const float* from = dx_[0].row(i);
    for (std::size_t f = 0; f < tables_.size(); ++f) {
      const std::size_t dims = tables_[f]->value.cols();
      add_to(from, dims, tables_[f]->gradient_row(index(features_[i][f])));
      from += dims;
    }
  }
}

}  // namespace entente::train
