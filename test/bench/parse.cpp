// Words a second of tagger and parser, and of the whole stage with lemmas, for each kernel set.
//   entente_bench_parse MODEL-FOLDER FILE.conllu…
// The words of all sentences are taken in documents of 30 sentences, about an article each.

#include <algorithm>
#include <cstdio>
#include <ctime>
#include <fstream>
#include <string>
#include <vector>

#include "base/file.h"
#include "base/text.h"
#include "nlp/parse_stage.h"

namespace {

using namespace entente;
using namespace entente::internal;

constexpr std::size_t kSentencesOfDocument = 30;
constexpr int kRounds = 3;

void add_sentence(std::vector<Document>& documents, std::vector<std::string>& words) {
  if (words.empty()) return;
  if (documents.empty() || documents.back().sentences.size() == kSentencesOfDocument) documents.emplace_back();
  Document& doc = documents.back();
  const auto first = static_cast<std::uint32_t>(doc.tokens.size());
  for (const std::string& word : words) {
    const auto begin = static_cast<std::uint32_t>(doc.article.text.size());
    doc.article.text += word + ' ';
    doc.tokens.emplace_back().span = {begin, begin + static_cast<std::uint32_t>(word.size())};
  }
  doc.sentences.push_back({{first, static_cast<std::uint32_t>(doc.tokens.size())}, SentenceKind::Body, 0});
  words.clear();
}

std::vector<Document> read_documents(int files, char** names) {
  std::vector<Document> documents;
  for (int i = 0; i < files; ++i) {
    std::ifstream in(names[i]);
    std::vector<std::string> words;
    for (std::string line; std::getline(in, line);) {
      const auto columns = split(line, '\t');
      if (line.empty()) add_sentence(documents, words);
      if (columns.size() == 10 && columns[0].find_first_not_of("0123456789") == std::string_view::npos) words.emplace_back(columns[1]);
    }
    add_sentence(documents, words);
  }
  return documents;
}

/// The best of some rounds, in words a second of processor time.
template <class Work>
double speed(const std::vector<Document>& documents, Work work) {
  std::size_t words = 0;
  for (const Document& doc : documents) words += doc.tokens.size();
  double best = 0;
  for (int round = 0; round < kRounds; ++round) {
    const auto begin = std::clock();
    for (const Document& doc : documents) work(doc);
    const double seconds = static_cast<double>(std::clock() - begin) / CLOCKS_PER_SEC;
    best = std::max(best, static_cast<double>(words) / seconds);
  }
  return best;
}

void label(const ParseNetwork& network, const Kernels& set, const Document& doc) {
  std::vector<std::string_view> words;
  for (const Token& token : doc.tokens) words.push_back(text_of(doc, token));
  std::vector<SentenceWords> sentences;
  for (const Sentence& s : doc.sentences) sentences.push_back(SentenceWords(words).subspan(s.tokens.first, s.tokens.size()));
  static_cast<void>(network.analyse(sentences, set));
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 3) return std::fputs("usage: entente_bench_parse MODEL-FOLDER FILE.conllu...\n", stderr), 2;
  const std::string folder = argv[1];
  const auto stage = ParseStage::load(folder);
  const auto bytes = read_file(folder + "/parser.model");
  if (!stage || !bytes) return std::fputs("cannot read the model\n", stderr), 1;
  const auto model = decode_parser_model(*bytes, folder + "/parser.model");
  const ParseNetwork network(*model);
  const auto documents = read_documents(argc - 2, argv + 2);
  for (const Kernels* set : kernels()) {
    const double words = speed(documents, [&](const Document& doc) { label(network, *set, doc); });
    std::printf("network, %s: %.0f words/s\n", std::string(set->name).c_str(), words);
  }
  const double words = speed(documents, [&](Document doc) { static_cast<void>((*stage)->run(doc)); });
  std::printf("stage, %s: %.0f words/s\n", std::string(kernels().front()->name).c_str(), words);
}
