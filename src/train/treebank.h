#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace entente::train {

/// One syntactic word of a CoNLL-U file.
struct Word {
  std::string form, lemma, upos, xpos, feats;
  std::int32_t head = 0;  ///< As in the file: 0 for the root, else the number of the head.
  std::string deprel;
};

/// One sentence, with its lines as they stand so that it can be written with new columns.
struct Sentence {
  std::vector<Word> words;
  std::vector<std::string> lines;
  std::vector<std::size_t> line_of_word;
};

using Treebank = std::vector<Sentence>;

/// The sentences of a CoNLL-U file; false, with a message on stderr, if it cannot be read.
bool read_treebank(const std::filesystem::path& file, Treebank& treebank);
bool read_treebank(std::istream& in, const std::string& name, Treebank& treebank);

/// Writes `sentence` with the columns of its words in place of those read.
void write_sentence(std::ostream& out, const Sentence& sentence);

}  // namespace entente::train
