// Prints, for each kernel set of the processor it was built for, a sum over what the network says of sentences drawn from the
// model's own words. scripts/test-aarch64 builds it for two processors and compares.
//   labels MODEL-FILE
#include <cstdio>
#include <random>
#include <span>
#include <string_view>
#include <vector>

#include "base/file.h"
#include "nlp/parse_network.h"

namespace {

using namespace entente;
using namespace entente::internal;
using Text = std::vector<std::vector<std::string_view>>;

Text random_text(const ParserModel& model) {
  std::mt19937 random(5);
  Text text(90);
  for (auto& sentence : text) {
    const auto size = 1 + random() % 60;
    for (unsigned i = 0; i < size; ++i) sentence.push_back(model.lexicon[random() % model.lexicon.size()].text);
  }
  return text;
}

std::uint64_t sum_of(std::span<const WordLabels> labels) {
  std::uint64_t sum = 14695981039346656037U;
  for (const WordLabels& word : labels) {
    for (const std::uint32_t part : {std::uint32_t{word.tag}, std::uint32_t{word.label}, static_cast<std::uint32_t>(word.head)}) {
      sum = (sum ^ part) * 1099511628211U;
    }
  }
  return sum;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 2) return 2;
  const auto bytes = read_file(argv[1]);
  if (!bytes) return 2;
  auto model = decode_parser_model(*bytes, argv[1]);
  if (!model) return 2;
  const Text text = random_text(*model);
  const std::vector<SentenceWords> sentences(text.begin(), text.end());
  const ParseNetwork network(*model);
  for (const Kernels* set : kernels()) {
    const auto labels = network.analyse(sentences, *set);
    std::printf("%s\t%zu words\t%016llx\n", set->name.data(), labels.size(), static_cast<unsigned long long>(sum_of(labels)));
  }
  return 0;
}
