#include "train/trainer.h"

#include <algorithm>
#include <chrono>
#include <iostream>
#include <numeric>

#include "train/checkpoint.h"

namespace entente::train {
namespace {

using Examples = std::vector<Example>;

struct DevSet {
  std::string name;
  Treebank gold;
  Examples examples;
};

struct Score {
  double las = 0, uas = 0, upos = 0, xpos = 0;
};

std::string universal(const std::string& relation) {
  return relation.substr(0, relation.find(':'));
}

class Training {
 public:
  explicit Training(const TrainingOptions& options) : options_(options), random_(options.seed) {}

  bool load();
  bool run();

 private:
  std::vector<const Example*> epoch_order(int epoch);
  BatchLoss epoch(int number);
  float rate() const;
  Score score(const DevSet& dev);
  double report(int epoch, const BatchLoss& loss);
  long total_steps() const;
  std::size_t slice(int epoch) const {
    return epoch < options_.epochs - options_.gold_only_epochs
               ? std::min(options_.silver_slice, silver_.size())
               : 0;
  }

  const TrainingOptions& options_;
  Random random_;
  Vocabulary vocabulary_;
  Examples gold_, silver_;
  std::vector<DevSet> dev_;
  std::unique_ptr<Network> network_;
  std::vector<std::size_t> silver_order_;
  std::size_t silver_next_ = 0;
  long step_ = 0;
  std::chrono::steady_clock::time_point begin_ = std::chrono::steady_clock::now();
};

bool read_all(const std::vector<std::filesystem::path>& files, Treebank& treebank) {
  return std::ranges::all_of(files, [&](const auto& f) { return read_treebank(f, treebank); });
}

Examples make_examples(const Treebank& treebank, const Vocabulary& vocabulary) {
  Examples examples;
  for (const Sentence& s : treebank) {
    if (s.words.size() >= 2) examples.push_back(make_example(s, vocabulary));
  }
  return examples;
}

bool Training::load() {
  Treebank gold;
  Treebank silver;
  ClusterTable clusters;
  if (!read_all(options_.gold, gold) || !read_all(options_.silver, silver) ||
      !read_clusters(options_.clusters, clusters)) {
    return false;
  }
  DevSet unseen{"silver", {}, {}};
  while (unseen.gold.size() < options_.silver_dev && !silver.empty()) {
    unseen.gold.push_back(std::move(silver.back()));
    silver.pop_back();
  }
  vocabulary_ = make_vocabulary(gold, silver, std::move(clusters), VocabularyOptions{});
  gold_ = make_examples(gold, vocabulary_);
  silver_ = make_examples(silver, vocabulary_);
  for (const auto& file : options_.dev) {
    DevSet& dev = dev_.emplace_back();
    dev.name = file.stem().string();
    if (!read_treebank(file, dev.gold)) return false;
  }
  if (!unseen.gold.empty()) dev_.push_back(std::move(unseen));
  for (DevSet& dev : dev_) {
    for (const Sentence& s : dev.gold) dev.examples.push_back(make_example(s, vocabulary_));
  }
  network_ = std::make_unique<Network>(vocabulary_, options_.network, options_.seed);
  std::cerr << gold_.size() << " gold and " << silver_.size() << " silver sentences, "
            << vocabulary_.features[0].size() << " words, " << vocabulary_.tags.size()
            << " tags, " << vocabulary_.relations.size() << " relations\n";
  silver_order_.resize(silver_.size());
  std::iota(silver_order_.begin(), silver_order_.end(), std::size_t{0});
  random_.shuffle(silver_order_);
  return true;
}

std::vector<const Example*> Training::epoch_order(int epoch) {
  std::vector<const Example*> order;
  for (const Example& e : gold_) order.push_back(&e);
  for (std::size_t k = 0; k < slice(epoch); ++k) {
    if (silver_next_ == silver_.size()) {
      silver_next_ = 0;
      random_.shuffle(silver_order_);
    }
    order.push_back(&silver_[silver_order_[silver_next_++]]);
  }
  random_.shuffle(order);
  return order;
}

long Training::total_steps() const {
  std::size_t steps = 0;
  for (int e = 0; e < options_.epochs; ++e) {
    steps += (gold_.size() + slice(e) + options_.batch - 1) / options_.batch;
  }
  return static_cast<long>(steps);
}

/// Up in 300 steps, then down in a straight line to two parts in a hundred.
float Training::rate() const {
  const auto step = static_cast<double>(step_);
  const double decay = std::max(0.02, 1 - step / static_cast<double>(total_steps()));
  return static_cast<float>(options_.learning_rate * decay * std::min(1.0, step / 300));
}

BatchLoss Training::epoch(int number) {
  BatchLoss sum;
  const auto order = epoch_order(number);
  for (std::size_t i = 0; i < order.size(); i += options_.batch) {
    const std::size_t end = std::min(order.size(), i + options_.batch);
    const std::vector<const Example*> batch(order.begin() + static_cast<std::ptrdiff_t>(i),
                                            order.begin() + static_cast<std::ptrdiff_t>(end));
    sum += network_->learn(batch, number == 0 ? 0 : options_.explore);
    ++step_;
    network_->parameters().step(rate(), AdamOptions{});
    if (step_ % 200 == 0) {
      std::cerr << "\rstep " << step_ << " of " << total_steps() << ", loss "
                << sum.actions / static_cast<double>(sum.states) << "   ";
    }
  }
  return sum;
}

Score Training::score(const DevSet& dev) {
  Score score;
  double words = 0;
  for (std::size_t i = 0; i < dev.examples.size(); i += 32) {
    std::vector<const Example*> batch;
    for (std::size_t j = i; j < std::min(dev.examples.size(), i + 32); ++j) {
      batch.push_back(&dev.examples[j]);
    }
    const auto predictions = network_->predict(batch);
    for (std::size_t j = 0; j < batch.size(); ++j) {
      const Sentence& gold = dev.gold[i + j];
      const Prediction& p = predictions[j];
      for (std::size_t w = 0; w < gold.words.size(); ++w) {
        const Word& word = gold.words[w];
        const std::string& tag = vocabulary_.tags.strings()[static_cast<std::size_t>(p.tags[w])];
        const std::string& label =
            vocabulary_.relations.strings()[static_cast<std::size_t>(p.labels[w])];
        const auto size = static_cast<std::int32_t>(gold.words.size());
        const bool head = (p.heads[w] == size ? 0 : p.heads[w] + 1) == word.head;
        ++words;
        score.upos += tag.substr(0, tag.find(' ')) == word.upos;
        score.xpos += tag.substr(tag.find(' ') + 1) == word.xpos;
        score.uas += head;
        score.las += head && universal(label) == universal(word.deprel);
      }
    }
  }
  for (double* s : {&score.las, &score.uas, &score.upos, &score.xpos}) *s *= 100 / words;
  return score;
}

/// Prints the epoch and gives the mean LAS over the dev sets.
double Training::report(int epoch, const BatchLoss& loss) {
  const double spent =
      std::chrono::duration<double>(std::chrono::steady_clock::now() - begin_).count();
  const double left = spent * static_cast<double>(total_steps() - step_) / static_cast<double>(step_);
  const auto states = static_cast<double>(loss.states);
  const auto words = static_cast<double>(loss.words);
  std::cerr << "\repoch " << epoch + 1 << " of " << options_.epochs << ": loss "
            << loss.actions / states << " + " << loss.tags / words << ", right "
            << 100 * static_cast<double>(loss.right_actions) / states << " + "
            << 100 * static_cast<double>(loss.right_tags) / words << " %, " << spent << " s, "
            << left << " s left\n";
  double sum = 0;
  for (const DevSet& dev : dev_) {
    const Score s = score(dev);
    sum += s.las;
    std::cerr << "  " << dev.name << ": UAS " << s.uas << " LAS " << s.las << " UPOS " << s.upos
              << " XPOS " << s.xpos << '\n';
  }
  return dev_.empty() ? 0 : sum / static_cast<double>(dev_.size());
}

bool Training::run() {
  std::filesystem::create_directories(options_.out);
  double best = -1;
  for (int e = 0; e < options_.epochs; ++e) {
    const BatchLoss loss = epoch(e);
    network_->parameters().swap_averages();
    const double mean = report(e, loss);
    bool written = write_checkpoint(vocabulary_, *network_, options_.out / "last.bin");
    if (mean > best) {
      best = mean;
      written = written && write_checkpoint(vocabulary_, *network_, options_.out / "best.bin");
    }
    network_->parameters().swap_averages();
    if (written) continue;
    std::cerr << options_.out.string() << ": error: cannot write the checkpoint\n";
    return false;
  }
  return true;
}

}  // namespace

bool train(const TrainingOptions& options) {
  Training training(options);
  return training.load() && training.run();
}

}  // namespace entente::train
