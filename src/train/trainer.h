#pragma once

#include <filesystem>
#include <vector>

#include "train/examples.h"
#include "train/network.h"

namespace entente::train {

struct TrainingOptions {
  std::vector<std::filesystem::path> gold, silver, dev;
  std::filesystem::path clusters;
  std::filesystem::path out;        ///< Folder for the checkpoints last.bin and best.bin.
  NetworkOptions network;
  int epochs = 27;
  int gold_only_epochs = 3;         ///< The last ones, without silver.
  std::size_t silver_slice = 18000; ///< Silver sentences an epoch.
  std::size_t silver_dev = 0;       ///< The last silver sentences, to score on and not to learn from.
  std::size_t batch = 16;
  double learning_rate = 0.002;
  double explore = 0.8;
  std::uint64_t seed = 7;
};

/// Trains a network and leaves its averaged weights in `options.out`. Same options, same weights
/// (on one kind of processor). Writes its progress to stderr. False if a file fails.
bool train(const TrainingOptions& options);

}  // namespace entente::train
