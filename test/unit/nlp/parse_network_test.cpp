#include <doctest/doctest.h>

#include <algorithm>
#include <random>
#include <thread>

#include "unit/nlp/parse_fixture.h"

using namespace entente;
using namespace entente::internal;

namespace {

using Text = std::vector<std::vector<std::string_view>>;

/// Sentences of words drawn from the model's own lexicon, of all lengths up to 60.
Text random_text(const ParserModel& model, unsigned seed) {
  std::mt19937 random(seed);
  Text text;
  for (int s = 0; s < 90; ++s) {
    auto& sentence = text.emplace_back();
    const auto size = 1 + random() % 60;
    for (unsigned i = 0; i < size; ++i) sentence.push_back(model.lexicon[random() % model.lexicon.size()].text);
  }
  return text;
}

std::vector<SentenceWords> words_of(const Text& text) { return {text.begin(), text.end()}; }

const ParserModel& shipped_model() {
  static const ParserModel model = *decode_parser_model(test::model_bytes(), "parser.model");
  return model;
}

constexpr std::size_t kSize = 48;

/// What one kernel set makes of one input.
struct Results {
  std::vector<std::int32_t> products = std::vector<std::int32_t>(7 * kSize, 3);
  std::vector<std::int32_t> gates = std::vector<std::int32_t>(4 * kSize);
  std::vector<float> cells = std::vector<float>(kSize, 0.25F);
  std::vector<float> scores = std::vector<float>(4 * kSize);
  std::vector<std::int16_t> outputs = std::vector<std::int16_t>(kSize);
  std::vector<std::int16_t> hidden = std::vector<std::int16_t>(4 * kSize);
  std::vector<std::int16_t> total = std::vector<std::int16_t>(kSize);

  bool same_as(const Results& other) const {
    return products == other.products && gates == other.gates && cells == other.cells && scores == other.scores &&
           outputs == other.outputs && hidden == other.hidden && total == other.total;
  }
};

void check_trees(const Text& text, const std::vector<WordLabels>& labels) {
  std::size_t first = 0;
  for (const auto& sentence : text) {
    const auto part = std::span(labels).subspan(first, sentence.size());
    CHECK(std::ranges::count(part, ArcHybrid::kNone, &WordLabels::head) == 1);
    first += sentence.size();
  }
  CHECK(first == labels.size());
}

}  // namespace

TEST_CASE("every kernel set gives the same labels") {
  constexpr unsigned kSeed = 5;
  const ParseNetwork network(shipped_model());
  const Text text = random_text(shipped_model(), kSeed);
  const auto sentences = words_of(text);
  const auto plain = network.analyse(sentences, *kPlainKernels);
  check_trees(text, plain);
  REQUIRE(kernels().back() == kPlainKernels);
  for (const Kernels* set : kernels()) {
    INFO("kernel set " << set->name << ", seed " << kSeed);
    CHECK(network.analyse(sentences, *set) == plain);
  }
}

TEST_CASE("every kernel gives the same bits on every set") {
  std::mt19937 random(11);
  const auto draw = [&](int limit) { return static_cast<int>(random() % (2U * static_cast<unsigned>(limit) + 1)) - limit; };
  std::vector<std::int16_t> inputs(7 * kSize), weights(kSize * kSize);
  std::vector<std::int32_t> sums(4 * kSize);
  std::vector<float> unit(4 * kSize), bias(4 * kSize);
  for (auto& x : inputs) x = static_cast<std::int16_t>(draw(32767));
  for (auto& x : weights) x = static_cast<std::int16_t>(draw(127));
  for (auto& x : sums) x = draw(1'000'000'000);
  for (auto& x : unit) x = static_cast<float>(draw(1000)) * 1e-11F;
  for (auto& x : bias) x = static_cast<float>(draw(1000)) * 1e-3F;
  const auto run = [&](const Kernels& set) {
    Results r;
    set.multiply_add(inputs.data(), kSize, 7, weights.data(), kSize / 2, kSize, r.products.data(), kSize);
    set.to_gates(sums.data(), unit.data(), bias.data(), 4 * kSize, r.gates.data());
    set.lstm_step(sums.data(), unit.data(), kSize, r.cells.data(), r.outputs.data());
    set.to_hidden(sums.data(), unit.data(), 4 * kSize, r.hidden.data());
    set.to_scores(sums.data(), unit.data(), bias.data(), 4 * kSize, r.scores.data());
    const std::int16_t* rows[] = {inputs.data(), inputs.data() + kSize, inputs.data() + 2 * kSize};
    set.add_rows(rows, 3, kSize, r.total.data());
    return r;
  };
  const Results plain = run(*kPlainKernels);
  for (const Kernels* set : kernels()) {
    INFO("kernel set " << set->name);
    CHECK(run(*set).same_as(plain));
  }
  std::int32_t expected = 3;  // row 2, output 5
  for (std::size_t i = 0; i < kSize; ++i) expected += inputs[2 * kSize + i] * weights[(i / 2 * kSize + 5) * 2 + i % 2];
  CHECK(plain.products[2 * kSize + 5] == expected);
}

TEST_CASE("a sentence is labelled alike alone and among others") {
  const ParseNetwork network(shipped_model());
  const Text text = random_text(shipped_model(), 6);
  const auto sentences = words_of(text);
  const auto together = network.analyse(sentences);
  std::vector<WordLabels> alone;
  for (const SentenceWords& s : sentences) {
    const auto labels = network.analyse({&s, 1});
    alone.insert(alone.end(), labels.begin(), labels.end());
  }
  CHECK(alone == together);
}

TEST_CASE("what is kept of earlier forms changes no label, whoever filled it") {
  const ParseNetwork network(shipped_model());
  FormCache known;
  std::vector<Text> texts;
  for (unsigned seed = 7; seed < 11; ++seed) texts.push_back(random_text(shipped_model(), seed));
  texts[3].push_back({std::string_view("a-form-of-more-bytes-than-are-kept-of-any-form")});
  std::vector<std::vector<WordLabels>> side_by_side(2 * texts.size());
  std::vector<std::thread> readers;
  for (std::size_t i = 0; i < side_by_side.size(); ++i)
    readers.emplace_back([&, i] { side_by_side[i] = network.analyse(words_of(texts[i % texts.size()]), *kernels().front(), &known); });
  for (std::thread& reader : readers) reader.join();
  CHECK(known.size() > 4000);
  CHECK(known.size() <= FormCache::kForms + side_by_side.size());
  for (std::size_t i = 0; i < texts.size(); ++i) {
    const auto alone = network.analyse(words_of(texts[i]));
    CHECK(side_by_side[i] == alone);
    CHECK(side_by_side[i + texts.size()] == alone);
    CHECK(network.analyse(words_of(texts[i]), *kernels().front(), &known) == alone);
  }
}

TEST_CASE("no sentence is too long or too short") {
  const ParseNetwork network(shipped_model());
  CHECK(network.analyse({}).empty());
  const Text text = {{}, {"Peace"}, std::vector<std::string_view>(20'000, "and"), {"\xFF\xFE", "", std::string_view("\0", 1)}};
  const auto labels = network.analyse(words_of(text));
  REQUIRE(labels.size() == 20'004);
  CHECK(labels.front().head == ArcHybrid::kNone);
}
