#pragma once

#include <filesystem>

#include "train/network.h"

namespace entente::train {

/// One weight matrix as a checkpoint holds it.
struct SavedMatrix {
  std::string name;
  std::size_t rows = 0, cols = 0;
  std::vector<float> values;  ///< By rows, without padding.
};

/// All that is needed to make a model file: shapes, strings, weights.
struct Checkpoint {
  NetworkOptions options;
  std::vector<std::vector<std::string>> features;  ///< Strings, by feature.
  std::vector<std::string> tags, relations;
  struct Cluster {
    std::string word;
    std::int32_t coarse = 0, fine = 0;
  };
  std::vector<Cluster> clusters;  ///< Sorted by word.
  std::vector<SavedMatrix> matrices;
};

/// Writes the network as it stands. False if the file cannot be written.
bool write_checkpoint(const Vocabulary& vocabulary, Network& network,
                      const std::filesystem::path& file);

/// False, with a message on stderr, if the file is not a whole checkpoint.
bool read_checkpoint(const std::filesystem::path& file, Checkpoint& checkpoint);

}  // namespace entente::train
