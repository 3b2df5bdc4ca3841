#include <doctest/doctest.h>

#include <cmath>

#include "train/network.h"

using namespace entente::train;

namespace {

Sentence sentence_of(const std::vector<std::string>& forms, const std::vector<std::int32_t>& heads) {
  Sentence s;
  for (std::size_t i = 0; i < forms.size(); ++i) {
    s.words.push_back({forms[i], forms[i], i % 2 == 0 ? "NOUN" : "VERB", i % 2 == 0 ? "NN" : "VBD", "_", heads[i], heads[i] == 0 ? "root" : i % 3 == 0 ? "nsubj" : "obj"});
  }
  return s;
}

/// The value of the loss alone: the gradients it leaves are taken away again.
double loss_of(Network& network, const std::vector<const Example*>& batch) {
  const BatchLoss loss = network.learn(batch, 0);
  for (Parameter& p : network.parameters().all()) std::fill(p.gradient.data().begin(), p.gradient.data().end(), 0.0F);
  return loss.tags + loss.actions;
}

}  // namespace

TEST_CASE("the gradients written by hand agree with differences of the loss") {
  Treebank gold = {sentence_of({"Mali", "signed", "treaties", "gladly", "today"}, {2, 0, 2, 2, 4}),
                   sentence_of({"Chad", "agreed", "too"}, {2, 0, 2}), sentence_of({"Talks", "failed"}, {2, 0})};
  Treebank silver;
  VocabularyOptions options;
  options.min_gold_count = options.min_affix_count = 1;
  const Vocabulary vocabulary = make_vocabulary(gold, silver, {{"mali", {0, 1}}, {"chad", {1, 0}}}, options);
  std::vector<Example> examples;
  for (const Sentence& s : gold) examples.push_back(make_example(s, vocabulary));
  std::vector<const Example*> batch;
  for (const Example& e : examples) batch.push_back(&e);
  NetworkOptions shape;
  shape.units = shape.hidden = 16;
  shape.dropout = shape.word_dropout = 0;
  Network network(vocabulary, shape, 1);
  network.learn(batch, 0);
  std::vector<Matrix> gradients;
  for (const Parameter& p : network.parameters().all()) gradients.push_back(p.gradient);
  loss_of(network, batch);
  std::size_t number = 0;
  for (Parameter& p : network.parameters().all()) {
    const Matrix& gradient = gradients[number++];
    // The largest gradient of each row is the one that rounding blurs least.
    for (std::size_t i = 0; i < p.value.rows(); i += 1 + p.value.rows() / 8) {
      std::size_t j = 0;
      for (std::size_t k = 0; k < p.value.cols(); ++k) j = std::abs(gradient.row(i)[k]) > std::abs(gradient.row(i)[j]) ? k : j;
      constexpr float kStep = 2e-3F;
      const float before = p.value.row(i)[j];
      p.value.row(i)[j] = before + kStep;
      const double above = loss_of(network, batch);
      p.value.row(i)[j] = before - kStep;
      const double below = loss_of(network, batch);
      p.value.row(i)[j] = before;
      const double difference = (above - below) / (2.0 * static_cast<double>(kStep));
      INFO(p.name << " row " << i << " column " << j);
      CHECK(std::abs(difference - static_cast<double>(gradient.row(i)[j])) < 0.02 + 0.02 * std::abs(difference));
    }
  }
}
