#include "nlp/parse_run.h"

#include <algorithm>
#include <array>
#include <bit>
#include <functional>
#include <numeric>

namespace entente::internal {

std::vector<WordLabels> ParseRun::analyse(std::span<const SentenceWords> sentences) {
  list_forms(sentences);
  std::vector<std::size_t> first_word;
  std::size_t words = 0;
  for (const SentenceWords& s : sentences) {
    first_word.push_back(words);
    words += s.size();
  }
  labels_.resize(words);
  // Sentences of like length share a chunk, so that few rows of a step stand empty.
  std::vector<std::size_t> order(sentences.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::ranges::stable_sort(order, std::greater{}, [&](std::size_t i) { return sentences[i].size(); });
  while (!order.empty() && sentences[order.back()].empty()) order.pop_back();
  for (std::size_t begin = 0; begin < order.size(); begin += kChunkSentences) {
    parts_.clear();
    rows_ = 0;
    for (std::size_t i = begin; i < std::min(order.size(), begin + kChunkSentences); ++i) {
      parts_.push_back({sentences[order[i]].size(), rows_, first_word[order[i]]});
      rows_ += parts_.back().words;
    }
    run_chunk();
  }
  return std::move(labels_);
}

/// Numbers the distinct forms in their order, by a table of open addresses: a tree of nodes would cost an allocation a form.
void ParseRun::list_forms(std::span<const SentenceWords> sentences) {
  constexpr std::uint32_t kFree = 0xFFFFFFFF;
  std::size_t words = 0;
  for (const SentenceWords& sentence : sentences) words += sentence.size();
  const std::size_t mask = std::bit_ceil(2 * words + 1) - 1;
  std::vector<std::uint32_t> numbers(mask + 1, kFree);
  forms_.reserve(words);
  form_of_word_.reserve(words);
  for (const SentenceWords& sentence : sentences) {
    for (const std::string_view word : sentence) {
      const std::size_t hash = std::hash<std::string_view>()(word);
      std::size_t place = hash & mask;
      while (numbers[place] != kFree && (forms_[numbers[place]].hash != hash || forms_[numbers[place]].text != word)) place = (place + 1) & mask;
      if (numbers[place] == kFree) {
        numbers[place] = static_cast<std::uint32_t>(forms_.size());
        forms_.push_back({word, hash, known_ != nullptr ? known_->find(word, hash) : nullptr});
      }
      form_of_word_.push_back(numbers[place]);
    }
  }
  project_forms();
}

void ParseRun::project_forms() {
  const Weights& weights = net_.layers_.front().input;
  const std::size_t width = 2 * weights.pairs;
  constexpr std::size_t kBlock = 16;
  std::vector<Form*> unknown;
  for (Form& form : forms_)
    if (form.sums == nullptr) unknown.push_back(&form);
  form_gates_.resize(unknown.size() * weights.outputs);
  for (std::size_t begin = 0; begin < unknown.size(); begin += kBlock) {
    const std::size_t rows = std::min(kBlock, unknown.size() - begin);
    inputs_.clear();
    for (std::size_t r = 0; r < rows; ++r) {
      net_.append_input(unknown[begin + r]->text, inputs_);
      inputs_.resize((r + 1) * width);
    }
    multiply(inputs_.data(), width, rows, weights, sums_);
    for (std::size_t r = 0; r < rows; ++r) {
      Form& form = *unknown[begin + r];
      std::int32_t* gates = form_gates_.data() + (begin + r) * weights.outputs;
      kernels_.to_gates(sums_.data() + r * weights.outputs, weights.unit.data(), weights.bias.data(), weights.outputs, gates);
      form.sums = gates;
      if (known_ != nullptr) known_->add(form.text, form.hash, {gates, weights.outputs});
    }
  }
}

void ParseRun::multiply(const std::int16_t* inputs, std::size_t stride, std::size_t rows, const Weights& weights,
                        Sums& sums) {
  sums.assign(rows * weights.outputs, 0);
  kernels_.multiply_add(inputs, stride, rows, weights.values.data(), weights.pairs, weights.outputs, sums.data(),
                        weights.outputs);
}

void ParseRun::run_chunk() {
  for (std::size_t l = 0; l < net_.layers_.size(); ++l) {
    run_layer(l);
    if (l == 0) choose_tags();
  }
  project_words();
  parse();
  take_trees();
}

void ParseRun::run_layer(std::size_t layer) {
  if (layer > 0) {
    const Weights& weights = net_.layers_[layer].input;
    gates_.resize(rows_ * weights.outputs);
    constexpr std::size_t kBlock = 32;
    for (std::size_t begin = 0; begin < rows_; begin += kBlock) {
      const std::size_t rows = std::min(kBlock, rows_ - begin);
      multiply(outputs_.data() + begin * 2 * net_.units_, 2 * net_.units_, rows, weights, sums_);
      for (std::size_t r = 0; r < rows; ++r) {
        kernels_.to_gates(sums_.data() + r * weights.outputs, weights.unit.data(), weights.bias.data(),
                          weights.outputs, gates_.data() + (begin + r) * weights.outputs);
      }
    }
  }
  outputs_.resize(rows_ * 2 * net_.units_);
  run_direction(layer, 0);
  run_direction(layer, 1);
}

/// The input sums of one word for the gates of both directions.
const std::int32_t* ParseRun::gates_of(std::size_t layer, const Part& part, std::size_t word) const {
  if (layer > 0) return gates_.data() + (part.row + word) * net_.layers_[layer].input.outputs;
  return forms_[form_of_word_[part.word + word]].sums;
}

/// Step t takes word t, from one end or the other, of every sentence that has so many.
void ParseRun::run_direction(std::size_t layer, std::size_t direction) {
  const Weights& recurrent = net_.layers_[layer].recurrent[direction];
  const std::size_t units = net_.units_;
  const std::size_t gates = recurrent.outputs;
  previous_.assign(parts_.size() * units, 0);
  cells_.assign(parts_.size() * units, 0.0F);
  step_.resize(parts_.size() * gates);
  std::size_t active = parts_.size();
  for (std::size_t t = 0; t < parts_.front().words; ++t) {
    while (parts_[active - 1].words <= t) --active;
    const auto word_of = [&](const Part& part) { return direction == 0 ? t : part.words - 1 - t; };
    for (std::size_t s = 0; s < active; ++s) {
      std::copy_n(gates_of(layer, parts_[s], word_of(parts_[s])) + direction * gates, gates, step_.data() + s * gates);
    }
    if (t > 0) {
      kernels_.multiply_add(previous_.data(), units, active, recurrent.values.data(), recurrent.pairs, gates,
                            step_.data(), gates);
    }
    for (std::size_t s = 0; s < active; ++s) {
      std::int16_t* out = previous_.data() + s * units;
      kernels_.lstm_step(step_.data() + s * gates, recurrent.unit.data(), units, cells_.data() + s * units, out);
      std::copy_n(out, units, outputs_.data() + (parts_[s].row + word_of(parts_[s])) * 2 * units + direction * units);
    }
  }
}

void ParseRun::choose_tags() {
  const Weights& weights = net_.tags_;
  multiply(outputs_.data(), 2 * net_.units_, rows_, weights, sums_);
  scores_.resize(weights.outputs);
  const auto tags = static_cast<std::ptrdiff_t>(net_.tag_count_);
  for (const Part& part : parts_) {
    for (std::size_t i = 0; i < part.words; ++i) {
      kernels_.to_scores(sums_.data() + (part.row + i) * weights.outputs, weights.unit.data(), weights.bias.data(),
                         weights.outputs, scores_.data());
      const auto best = std::max_element(scores_.begin(), scores_.begin() + tags);
      labels_[part.word + i].tag = static_cast<std::uint16_t>(best - scores_.begin());
    }
  }
}

std::int16_t* ParseRun::slot_of(std::size_t row, std::size_t slot) {
  return projected_.data() + (row * ArcHybrid::kSlots + slot) * net_.hidden_;
}

/// What every word adds to a hidden layer as a word of stack or buffer: nearly all of it is asked for.
void ParseRun::project_words() {
  const Weights& weights = net_.word_slots_;
  projected_.resize(rows_ * ArcHybrid::kSlots * net_.hidden_);
  has_child_slot_.assign(rows_, 0);
  constexpr std::size_t kBlock = 16;
  for (std::size_t begin = 0; begin < rows_; begin += kBlock) {
    const std::size_t rows = std::min(kBlock, rows_ - begin);
    multiply(outputs_.data() + begin * 2 * net_.units_, 2 * net_.units_, rows, weights, sums_);
    for (std::size_t r = 0; r < rows; ++r) {
      kernels_.to_hidden(sums_.data() + r * weights.outputs, weights.unit.data(), weights.outputs,
                         slot_of(begin + r, 0));
    }
  }
}

/// Notes what the next round asks of words as somebody's children: most words are few of these.
void ParseRun::want_children(const Part& part, const ArcHybrid::View& view) {
  for (std::size_t k = 0; k < wanted_.size(); ++k) {
    const std::int32_t token = view.slots[ArcHybrid::kWordSlots + k];
    if (token == ArcHybrid::kNone) continue;
    const std::size_t row = part.row + static_cast<std::size_t>(token);
    if ((has_child_slot_[row] >> k & 1U) != 0) continue;
    has_child_slot_[row] = static_cast<std::uint8_t>(has_child_slot_[row] | 1U << k);
    wanted_[k].push_back(row);
  }
}

void ParseRun::project_children() {
  const std::size_t width = 2 * net_.units_;
  for (std::size_t k = 0; k < wanted_.size(); ++k) {
    if (wanted_[k].empty()) continue;
    const Weights& weights = net_.child_slots_[k];
    inputs_.resize(wanted_[k].size() * width);
    for (std::size_t i = 0; i < wanted_[k].size(); ++i) {
      std::copy_n(outputs_.data() + wanted_[k][i] * width, width, inputs_.data() + i * width);
    }
    multiply(inputs_.data(), width, wanted_[k].size(), weights, sums_);
    for (std::size_t i = 0; i < wanted_[k].size(); ++i) {
      kernels_.to_hidden(sums_.data() + i * weights.outputs, weights.unit.data(), weights.outputs,
                         slot_of(wanted_[k][i], ArcHybrid::kWordSlots + k));
    }
    wanted_[k].clear();
  }
}

/// All sentences of the chunk take one action a round.
void ParseRun::parse() {
  states_.resize(std::max(states_.size(), parts_.size()));
  views_.resize(parts_.size());
  for (std::size_t s = 0; s < parts_.size(); ++s) {
    states_[s].start(static_cast<std::int32_t>(parts_[s].words), net_.labels_);
  }
  hidden_.resize(parts_.size() * net_.hidden_);
  scores_.resize(net_.actions_.outputs);
  while (true) {
    active_.clear();
    for (std::size_t s = 0; s < parts_.size(); ++s) {
      while (!states_[s].done() && states_[s].moves() == ArcHybrid::kShift) states_[s].apply(0);
      if (states_[s].done()) continue;
      active_.push_back(s);
      views_[s] = states_[s].view();
      want_children(parts_[s], views_[s]);
    }
    if (active_.empty()) return;
    project_children();
    act();
  }
}

/// Scores the states of the active sentences in one product, and moves each on.
void ParseRun::act() {
  const Weights& weights = net_.actions_;
  for (std::size_t a = 0; a < active_.size(); ++a) fill_hidden(active_[a], hidden_.data() + a * net_.hidden_);
  multiply(hidden_.data(), net_.hidden_, active_.size(), weights, sums_);
  for (std::size_t a = 0; a < active_.size(); ++a) {
    kernels_.to_scores(sums_.data() + a * weights.outputs, weights.unit.data(), weights.bias.data(), weights.outputs,
                       scores_.data());
    ArcHybrid& state = states_[active_[a]];
    state.apply(best_action(state, scores_.data()));
  }
}

void ParseRun::fill_hidden(std::size_t part, std::int16_t* out) {
  const ArcHybrid::View& view = views_[part];
  std::array<const std::int16_t*, 1 + ArcHybrid::kSlots + ArcHybrid::kChildren + ArcHybrid::kCounts> rows;
  auto next = rows.begin();
  *next++ = net_.hidden_bias_.row(0);
  for (std::size_t k = 0; k < view.slots.size(); ++k) {
    const std::int32_t token = view.slots[k];
    *next++ = token == ArcHybrid::kNone         ? net_.pad_.row(k)
              : token == states_[part].size()   ? net_.root_.row(k)
                                                : slot_of(parts_[part].row + static_cast<std::size_t>(token), k);
  }
  const auto labels = static_cast<std::size_t>(net_.labels_.count) + 1;
  for (std::size_t k = 0; k < view.labels.size(); ++k) {
    *next++ = net_.child_labels_.row(k * labels + static_cast<std::size_t>(view.labels[k]));
  }
  for (std::size_t k = 0; k < view.counts.size(); ++k) {
    *next++ = net_.counts_.row(k * ArcHybrid::kCountValues + static_cast<std::size_t>(view.counts[k]));
  }
  kernels_.add_rows(rows.data(), rows.size(), net_.hidden_, out);
}

/// The best of the allowed actions, the first of equals.
std::int32_t ParseRun::best_action(const ArcHybrid& state, const float* scores) const {
  const unsigned moves = state.moves();
  const std::int32_t count = net_.labels_.count;
  const std::int32_t root = net_.labels_.root;
  std::int32_t best = -1;
  const auto consider = [&](std::int32_t action) {
    if (best < 0 || scores[action] > scores[best]) best = action;
  };
  const auto consider_labels = [&](std::int32_t first) {
    for (std::int32_t l = 0; l < count; ++l) {
      if (l != root) consider(first + l);
    }
  };
  if ((moves & ArcHybrid::kShift) != 0) consider(0);
  if ((moves & ArcHybrid::kLeft) != 0) {
    if (state.buffer() == state.size()) {
      consider(1 + root);
    } else {
      consider_labels(1);
    }
  }
  if ((moves & ArcHybrid::kRight) != 0) consider_labels(1 + count);
  return best;
}

void ParseRun::take_trees() {
  for (std::size_t s = 0; s < parts_.size(); ++s) {
    const Part& part = parts_[s];
    for (std::size_t i = 0; i < part.words; ++i) {
      const auto token = static_cast<std::int32_t>(i);
      const std::int32_t head = states_[s].head(token);
      WordLabels& labels = labels_[part.word + i];
      labels.head = head == states_[s].size() ? ArcHybrid::kNone : head;
      labels.label = static_cast<std::uint16_t>(states_[s].label(token));
    }
  }
}

}  // namespace entente::internal
