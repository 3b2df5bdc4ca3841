#include "train/treebank.h"

#include <charconv>
#include <fstream>
#include <iostream>
#include <string_view>

namespace entente::train {
namespace {

constexpr std::size_t kColumns = 10;

std::vector<std::string_view> columns_of(std::string_view line) {
  std::vector<std::string_view> columns;
  while (true) {
    const std::size_t tab = line.find('\t');
    columns.push_back(line.substr(0, tab));
    if (tab == std::string_view::npos) return columns;
    line.remove_prefix(tab + 1);
  }
}

bool add_word(std::string_view line, Sentence& sentence) {
  const auto columns = columns_of(line);
  if (columns.size() != kColumns) return false;
  const bool empty_node = columns[0].find('.') != std::string_view::npos;
  const bool range = columns[0].find('-') != std::string_view::npos;
  if (empty_node) return true;
  if (!range) {
    Word word{std::string(columns[1]), std::string(columns[2]), std::string(columns[3]),
              std::string(columns[4]), std::string(columns[5]), 0, std::string(columns[7])};
    const std::string_view head = columns[6];
    std::from_chars(head.data(), head.data() + head.size(), word.head);
    sentence.words.push_back(std::move(word));
    sentence.line_of_word.push_back(sentence.lines.size());
  }
  sentence.lines.emplace_back(line);
  return true;
}

}  // namespace

bool read_treebank(std::istream& in, const std::string& name, Treebank& treebank) {
  Sentence sentence;
  const auto flush = [&] {
    if (!sentence.words.empty()) treebank.push_back(std::move(sentence));
    sentence = Sentence{};
  };
  std::string line;
  for (std::size_t number = 1; std::getline(in, line); ++number) {
    if (line.empty()) {
      flush();
    } else if (line[0] == '#') {
      sentence.lines.push_back(line);
    } else if (!add_word(line, sentence)) {
      std::cerr << name << ':' << number << ":1: error: expected 10 columns\n";
      return false;
    }
  }
  flush();
  return true;
}

bool read_treebank(const std::filesystem::path& file, Treebank& treebank) {
  std::ifstream in(file);
  if (in) return read_treebank(in, file.string(), treebank);
  std::cerr << file.string() << ": error: cannot open the file\n";
  return false;
}

void write_sentence(std::ostream& out, const Sentence& sentence) {
  std::size_t next = 0;
  for (std::size_t i = 0; i < sentence.lines.size(); ++i) {
    if (next == sentence.words.size() || sentence.line_of_word[next] != i) {
      out << sentence.lines[i] << '\n';
      continue;
    }
    const Word& word = sentence.words[next++];
    const auto columns = columns_of(sentence.lines[i]);
    out << columns[0] << '\t' << word.form << '\t' << word.lemma << '\t' << word.upos << '\t'
        << word.xpos << '\t' << word.feats << '\t' << word.head << '\t' << word.deprel << "\t_\t"
        << columns[9] << '\n';
  }
  out << '\n';
}

}  // namespace entente::train
