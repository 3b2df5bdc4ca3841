#pragma once

#include <filesystem>
#include <iosfwd>

namespace entente::train {

/// Tags, lemmatizes and parses CoNLL-U from `in` with the shipped code, keeping its words, and
/// writes it to `out`. `folder` holds parser.model and lemmas.tsv.
bool parse(const std::filesystem::path& folder, std::istream& in, std::ostream& out);

}  // namespace entente::train
