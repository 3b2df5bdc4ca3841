#pragma once

#include <cstdint>
#include <string>
#include <unordered_map>
#include <vector>

#include "nlp/arc_hybrid.h"
#include "nlp/word_features.h"
#include "train/clusters.h"
#include "train/treebank.h"

namespace entente::train {

/// A property of a word that the network has a vector for, and the size of that vector.
struct FeatureSpec {
  std::string name;
  internal::FeatureKind kind;
  std::size_t dims = 0;
};

/// All features, the word itself first.
const std::vector<FeatureSpec>& feature_specs();

/// A list of strings, numbered in the order of their addition.
class StringTable {
 public:
  static constexpr std::int32_t kUnknown = -1;
  std::int32_t add(const std::string& text);
  std::int32_t find(const std::string& text) const;
  std::int32_t size() const { return static_cast<std::int32_t>(strings_.size()); }
  const std::vector<std::string>& strings() const { return strings_; }

 private:
  std::unordered_map<std::string, std::int32_t> ids_;
  std::vector<std::string> strings_;
};

/// The rows of one word in the tables of its features.
using FeatureRows = std::vector<std::int32_t>;

/// All that turns words into numbers: the words and affixes worth a vector, the joint
/// "UPOS XPOS" tags and the relations.
struct Vocabulary {
  std::vector<StringTable> features;  ///< By feature; empty for word classes.
  StringTable tags, relations;
  std::vector<double> word_count;  ///< By word, in the training data.
  ClusterTable clusters;
  int coarse_classes = 0, fine_classes = 0;

  /// Rows of the table of `feature`; the last one stands for what is not known.
  std::size_t rows(std::size_t feature) const;
  FeatureRows features_of(const std::string& form) const;
  internal::ArcHybrid::Labels labels() const;
};

/// One sentence as numbers. Heads count from 0; the root has index size().
struct Example {
  std::vector<FeatureRows> features;
  std::vector<std::int32_t> tags, heads, labels;
  std::vector<std::vector<std::int32_t>> children;  ///< Of each word and of the root.
  std::int32_t size() const { return static_cast<std::int32_t>(features.size()); }
};

struct VocabularyOptions {
  int min_relation_count = 5;  ///< Rarer relations lose their subtype.
  int min_gold_count = 2;      ///< A word is known if gold has it so often,
  int min_count = 3;           ///< or gold and silver together, if gold has it at all,
  int min_silver_count = 4;    ///< or silver alone.
  int min_affix_count = 3;
};

/// Takes the tags and relations from `gold`, shortening its rare relations, drops the sentences of
/// `silver` that have others, and lists the words and affixes of both.
Vocabulary make_vocabulary(Treebank& gold, Treebank& silver, ClusterTable clusters,
                           const VocabularyOptions& options);

/// The sentence as numbers, its tree made projective by lifting the shortest crossing arcs.
Example make_example(const Sentence& sentence, const Vocabulary& vocabulary);

/// What each move costs in gold arcs that can no longer be had (dynamic oracle of Goldberg and
/// Nivre 2013 for the arc-hybrid system); kForbidden for moves that the state does not allow.
struct MoveCosts {
  static constexpr std::int32_t kForbidden = 1 << 20;
  std::int32_t shift = kForbidden, left = kForbidden, right = kForbidden;
};
MoveCosts move_costs(const internal::ArcHybrid& state, const Example& gold);

}  // namespace entente::train
