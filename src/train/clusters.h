#pragma once

#include <filesystem>
#include <string>
#include <unordered_map>
#include <vector>

#include "train/treebank.h"

namespace entente::train {

/// The classes of one word, coarse and fine.
struct WordClasses {
  int coarse = 0, fine = 0;
};

struct ClusterOptions {
  int coarse = 160;
  int fine = 640;
  int min_count = 3;
  int passes = 12;
};

using ClusterTable = std::unordered_map<std::string, WordClasses>;

/// Groups words by the words to their left and right (exchange clustering, Kneser and Ney 1993)
/// and writes "word coarse fine" lines, most frequent word first.
bool write_clusters(const Treebank& text, const ClusterOptions& options,
                    const std::filesystem::path& file);

bool read_clusters(const std::filesystem::path& file, ClusterTable& table);

}  // namespace entente::train
