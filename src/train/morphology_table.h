#pragma once

#include <filesystem>
#include <iosfwd>
#include <vector>

#include "train/treebank.h"

namespace entente::train {

struct IrregularVerb {
  std::string base;
  std::vector<std::string> past, participle;
};

/// Writes the table that internal::Morphology reads: endings and features learned from `gold`,
/// base forms of `gold`, of `silver` (where it was tagged as a base form often enough) and of
/// `verbs`, and the words of `gold` and `verbs` whose lemma these do not give. False if the result is broken.
bool write_morphology(const Treebank& gold, const Treebank& silver, const std::vector<IrregularVerb>& verbs,
                      std::ostream& out);

}  // namespace entente::train
