#include <algorithm>
#include <cassert>
#include <cmath>

#include "train/network.h"
#include "train/scores.h"

namespace entente::train {
namespace {

using internal::ArcHybrid;

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
