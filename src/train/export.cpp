#include "train/export.h"

#include <algorithm>
#include <cmath>
#include <fstream>
#include <functional>
#include <iostream>
#include <map>

#include "nlp/parser_model.h"
#include "train/checkpoint.h"

namespace entente::train {
namespace {

using internal::ByteMatrix;
using internal::ParserModel;

/// Longer strings do not fit the file, nor does any word worth a vector.
constexpr std::size_t kMaxText = 255;

const SavedMatrix& matrix(const Checkpoint& c, const std::string& name) {
  return *std::ranges::find(c.matrices, name, &SavedMatrix::name);
}

/// Rounds row by row, the largest weight of each row becoming 127.
ByteMatrix to_bytes(std::size_t rows, std::size_t cols, const std::function<float(std::size_t, std::size_t)>& at) {
  ByteMatrix m;
  m.rows = static_cast<std::uint32_t>(rows);
  m.cols = static_cast<std::uint32_t>(cols);
  for (std::size_t i = 0; i < rows; ++i) {
    float largest = 1e-12F;
    for (std::size_t j = 0; j < cols; ++j) largest = std::max(largest, std::abs(at(i, j)));
    m.scales.push_back(largest / 127);
    for (std::size_t j = 0; j < cols; ++j) {
      m.values.push_back(static_cast<std::int8_t>(std::lround(at(i, j) * 127 / largest)));
    }
  }
  return m;
}

ByteMatrix rows_of(const Checkpoint& c, const std::string& name) {
  const SavedMatrix& m = matrix(c, name);
  return to_bytes(m.rows, m.cols, [&](std::size_t i, std::size_t j) { return m.values[i * m.cols + j]; });
}

/// The trainer keeps a row an input; the model file a row an output.
ByteMatrix columns_of(const Checkpoint& c, const std::string& name) {
  const SavedMatrix& m = matrix(c, name);
  return to_bytes(m.cols, m.rows, [&](std::size_t i, std::size_t j) { return m.values[j * m.cols + i]; });
}

bool take_labels(const Checkpoint& c, ParserModel& model) {
  for (const std::string& tag : c.tags) {
    const std::size_t blank = tag.find(' ');
    const auto upos = parse_upos(std::string_view(tag).substr(0, blank));
    const auto xpos = parse_xpos(std::string_view(tag).substr(blank + 1));
    if (!upos || !xpos) {
      std::cerr << "error: tag '" << tag << "' is none of this program's\n";
      return false;
    }
    model.tags.emplace_back(*upos, *xpos);
  }
  for (const std::string& relation : c.relations) {
    const auto deprel = parse_deprel(relation);
    if (!deprel || to_string(*deprel) != relation) {
      std::cerr << "error: relation '" << relation << "' is none of this program's\n";
      return false;
    }
    model.relations.push_back(*deprel);
  }
  return true;
}

void take_lexicon(const Checkpoint& c, ParserModel& model) {
  const SavedMatrix& coarse = matrix(c, "coarse");
  const SavedMatrix& fine = matrix(c, "fine");
  const auto no_coarse = static_cast<std::uint16_t>(coarse.rows - 1);
  const auto no_fine = static_cast<std::uint16_t>(fine.rows - 1);
  std::map<std::string, internal::LexiconEntry> entries;
  const auto entry = [&](const std::string& text) -> internal::LexiconEntry& {
    return entries.try_emplace(text, internal::LexiconEntry{text, false, no_coarse, no_fine}).first->second;
  };
  for (const std::string& word : c.features[0]) entry(word).has_vector = true;
  for (const auto& cluster : c.clusters) {
    if (cluster.word.size() > kMaxText) continue;
    entry(cluster.word).coarse = static_cast<std::uint16_t>(cluster.coarse);
    entry(cluster.word).fine = static_cast<std::uint16_t>(cluster.fine);
  }
  for (auto& [text, e] : entries) model.lexicon.push_back(std::move(e));
}

void take_weights(const Checkpoint& c, ParserModel& model) {
  model.units = static_cast<std::uint32_t>(c.options.units);
  model.hidden = static_cast<std::uint32_t>(c.options.hidden);
  for (std::size_t f = 0; f < feature_specs().size(); ++f) {
    const FeatureSpec& spec = feature_specs()[f];
    model.features.push_back({spec.kind, has_strings(spec.kind) ? c.features[f] : std::vector<std::string>{}, rows_of(c, spec.name)});
  }
  for (std::size_t l = 0; l < c.options.layers; ++l) {
    const std::string name = "layer" + std::to_string(l);
    model.layers.push_back({columns_of(c, name + ".input"),
                            {columns_of(c, name + ".forth"), columns_of(c, name + ".back")},
                            matrix(c, name + ".bias").values});
  }
  model.tag_weights = columns_of(c, "tag.weight");
  model.tag_bias = matrix(c, "tag.bias").values;
  model.slots = columns_of(c, "slot");
  model.pad = rows_of(c, "pad");
  model.root = rows_of(c, "root");
  model.child_labels = rows_of(c, "child");
  model.counts = rows_of(c, "count");
  model.hidden_bias = matrix(c, "hidden.bias").values;
  model.action_weights = columns_of(c, "action.weight");
  model.action_bias = matrix(c, "action.bias").values;
}

}  // namespace

bool export_model(const std::filesystem::path& checkpoint, const std::filesystem::path& model_file) {
  Checkpoint c;
  ParserModel model;
  if (!read_checkpoint(checkpoint, c) || !take_labels(c, model)) return false;
  if (c.features.size() != feature_specs().size()) {
    std::cerr << checkpoint.string() << ": error: the checkpoint has other features than this program\n";
    return false;
  }
  take_lexicon(c, model);
  take_weights(c, model);
  const std::string bytes = internal::encode(model);
  const auto again = internal::decode_parser_model(bytes, model_file.string());
  if (!again) {
    std::cerr << to_string(again.error()) << '\n';
    return false;
  }
  std::ofstream out(model_file, std::ios::binary);
  out.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  if (out.flush()) return true;
  std::cerr << model_file.string() << ": error: cannot write the file\n";
  return false;
}

}  // namespace entente::train
