#include "train/examples.h"

#include <algorithm>
#include <map>

#include "nlp/word_features.h"

namespace entente::train {
namespace {

using Count = std::map<std::string, int>;

std::string tag_of(const Word& word) { return word.upos + " " + word.xpos; }

std::string without_subtype(const std::string& relation) {
  return relation.substr(0, relation.find(':'));
}

void take_labels(Treebank& gold, int min_count, Vocabulary& vocabulary) {
  Count count;
  for (const Sentence& s : gold) {
    for (const Word& w : s.words) ++count[w.deprel];
  }
  for (Sentence& s : gold) {
    for (Word& w : s.words) {
      if (count[w.deprel] < min_count) w.deprel = without_subtype(w.deprel);
      vocabulary.relations.add(w.deprel);
      vocabulary.tags.add(tag_of(w));
    }
  }
}

void drop_foreign(Treebank& silver, const Vocabulary& vocabulary) {
  std::erase_if(silver, [&](const Sentence& s) {
    return std::ranges::any_of(s.words, [&](const Word& w) {
      return vocabulary.tags.find(tag_of(w)) < 0 || vocabulary.relations.find(w.deprel) < 0;
    });
  });
}

struct FormCounts {
  Count gold, words;
  std::vector<Count> features;  ///< Strings of each feature that has them.
};

void count_forms(const Treebank& treebank, FormCounts& counts, bool is_gold) {
  const auto& specs = feature_specs();
  counts.features.resize(specs.size());
  for (const Sentence& s : treebank) {
    for (const Word& w : s.words) {
      const std::string form = internal::normal_form(w.form);
      ++counts.words[form];
      if (is_gold) ++counts.gold[form];
      for (std::size_t f = 0; f < specs.size(); ++f) {
        if (has_strings(specs[f].kind)) ++counts.features[f][internal::feature_text(specs[f].kind, w.form, form)];
      }
    }
  }
}

void take_frequent(const Count& count, int min_count, StringTable& table) {
  for (const auto& [text, n] : count) {
    if (n >= min_count) table.add(text);
  }
}

/// The crossing arc that spans the fewest words; `none` if the tree is projective.
std::int32_t shortest_crossing_arc(const std::vector<std::int32_t>& heads, std::int32_t none) {
  std::int32_t best = none;
  std::int32_t best_length = 0;
  for (std::int32_t i = 0; i < none; ++i) {
    const std::int32_t head = heads[static_cast<std::size_t>(i)];
    if (head == none) continue;
    const auto [a, b] = std::minmax(i, head);
    for (std::int32_t j = a + 1; j < b; ++j) {
      std::int32_t up = j;
      while (up != none && up != head) up = heads[static_cast<std::size_t>(up)];
      if (up != head && (best == none || b - a < best_length)) {
        best = i;
        best_length = b - a;
      }
    }
  }
  return best;
}

}  // namespace

const std::vector<FeatureSpec>& feature_specs() {
  using Source = internal::FeatureSource;
  static const std::vector<FeatureSpec> kSpecs = {
      {"word", {Source::Word, 0}, 64},    {"suffix3", {Source::Suffix, 3}, 24}, {"prefix3", {Source::Prefix, 3}, 16},
      {"shape", {Source::Shape, 0}, 16},  {"coarse", {Source::Coarse, 0}, 16},  {"fine", {Source::Fine, 0}, 24},
      {"suffix2", {Source::Suffix, 2}, 8}, {"suffix4", {Source::Suffix, 4}, 16}};
  return kSpecs;
}

std::int32_t StringTable::add(const std::string& text) {
  const auto [place, fresh] = ids_.try_emplace(text, size());
  if (fresh) strings_.push_back(text);
  return place->second;
}

std::int32_t StringTable::find(const std::string& text) const {
  const auto found = ids_.find(text);
  return found == ids_.end() ? kUnknown : found->second;
}

std::size_t Vocabulary::rows(std::size_t feature) const {
  switch (feature_specs()[feature].kind.source) {
    case internal::FeatureSource::Coarse: return static_cast<std::size_t>(coarse_classes) + 1;
    case internal::FeatureSource::Fine: return static_cast<std::size_t>(fine_classes) + 1;
    default: return static_cast<std::size_t>(features[feature].size()) + 1;
  }
}

FeatureRows Vocabulary::features_of(const std::string& form) const {
  const std::string normal = internal::normal_form(form);
  const auto cluster = clusters.find(normal);
  const bool clustered = cluster != clusters.end();
  FeatureRows rows;
  for (std::size_t f = 0; f < feature_specs().size(); ++f) {
    const internal::FeatureKind kind = feature_specs()[f].kind;
    if (kind.source == internal::FeatureSource::Coarse) {
      rows.push_back(clustered ? cluster->second.coarse : coarse_classes);
    } else if (kind.source == internal::FeatureSource::Fine) {
      rows.push_back(clustered ? cluster->second.fine : fine_classes);
    } else {
      const std::int32_t found = features[f].find(has_strings(kind) ? internal::feature_text(kind, form, normal) : normal);
      rows.push_back(found < 0 ? features[f].size() : found);
    }
  }
  return rows;
}

internal::ArcHybrid::Labels Vocabulary::labels() const {
  return {relations.size(), relations.find("root"), relations.find("case")};
}

Vocabulary make_vocabulary(Treebank& gold, Treebank& silver, ClusterTable clusters,
                           const VocabularyOptions& options) {
  Vocabulary vocabulary;
  take_labels(gold, options.min_relation_count, vocabulary);
  drop_foreign(silver, vocabulary);
  vocabulary.features.resize(feature_specs().size());
  FormCounts counts;
  count_forms(gold, counts, true);
  count_forms(silver, counts, false);
  for (const auto& [form, n] : counts.words) {
    const auto found = counts.gold.find(form);
    const int in_gold = found == counts.gold.end() ? 0 : found->second;
    const int needed = in_gold > 0 ? options.min_count : options.min_silver_count;
    if (in_gold < options.min_gold_count && n < needed) continue;
    vocabulary.features[0].add(form);
    vocabulary.word_count.push_back(n);
  }
  for (std::size_t f = 0; f < feature_specs().size(); ++f) {
    take_frequent(counts.features[f], options.min_affix_count, vocabulary.features[f]);
  }
  for (const auto& [form, classes] : clusters) {
    vocabulary.coarse_classes = std::max(vocabulary.coarse_classes, classes.coarse + 1);
    vocabulary.fine_classes = std::max(vocabulary.fine_classes, classes.fine + 1);
  }
  vocabulary.clusters = std::move(clusters);
  return vocabulary;
}

Example make_example(const Sentence& sentence, const Vocabulary& vocabulary) {
  Example example;
  const auto size = static_cast<std::int32_t>(sentence.words.size());
  for (const Word& word : sentence.words) {
    example.features.push_back(vocabulary.features_of(word.form));
    example.tags.push_back(vocabulary.tags.find(tag_of(word)));
    example.heads.push_back(word.head == 0 ? size : word.head - 1);
    example.labels.push_back(vocabulary.relations.find(word.deprel));
  }
  auto& heads = example.heads;
  while (true) {
    const std::int32_t crossing = shortest_crossing_arc(heads, size);
    if (crossing == size) break;
    auto& head = heads[static_cast<std::size_t>(crossing)];
    head = heads[static_cast<std::size_t>(head)];
  }
  example.children.resize(heads.size() + 1);
  for (std::int32_t i = 0; i < size; ++i) {
    example.children[static_cast<std::size_t>(heads[static_cast<std::size_t>(i)])].push_back(i);
  }
  return example;
}

MoveCosts move_costs(const internal::ArcHybrid& state, const Example& gold) {
  MoveCosts costs;
  const unsigned moves = state.moves();
  const std::int32_t next = state.buffer();
  const auto head_of = [&](std::int32_t token) { return gold.heads[static_cast<std::size_t>(token)]; };
  if ((moves & (internal::ArcHybrid::kLeft | internal::ArcHybrid::kRight)) != 0) {
    const std::int32_t top = state.stack(0);
    const std::int32_t head = head_of(top);
    const auto& children = gold.children[static_cast<std::size_t>(top)];
    const auto lost = static_cast<std::int32_t>(
        std::ranges::count_if(children, [&](std::int32_t child) { return child >= next; }));
    if ((moves & internal::ArcHybrid::kLeft) != 0) {
      costs.left = lost + (head != next && (head == state.stack(1) || head > next) ? 1 : 0);
    }
    if ((moves & internal::ArcHybrid::kRight) != 0) costs.right = lost + (head >= next ? 1 : 0);
  }
  if ((moves & internal::ArcHybrid::kShift) != 0) {
    costs.shift = 0;
    const std::int32_t top = state.stack(0);
    for (const std::int32_t item : state.whole_stack()) {
      if (item == head_of(next) && item != top) ++costs.shift;
      if (head_of(item) == next) ++costs.shift;
    }
  }
  return costs;
}

}  // namespace entente::train
