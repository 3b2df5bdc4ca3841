#include "train/morphology_table.h"

#include <algorithm>
#include <iostream>
#include <map>
#include <set>
#include <sstream>

#include "nlp/morphology.h"

namespace entente::train {
namespace {

struct Kind {
  std::string upos, xpos;
  auto operator<=>(const Kind&) const = default;
};

struct Type {
  Kind kind;
  std::string form;  ///< As internal::table_form gives it.
  auto operator<=>(const Type&) const = default;
};

using Counts = std::map<std::string, int>;

/// Below this many words seen with an ending it is left to the shorter one.
constexpr int kMinEndingTypes = 2;
constexpr std::size_t kMaxReplacements = 3;
constexpr int kMinSilverBases = 3;
/// A feature belongs to all words of a kind if so large a share of them has it. Of the verb forms
/// (a participle is not always told from a gerund) the more frequent one will do; but a guessed
/// number or person would mislead.
constexpr double kVerbFormShare = 0.6;
constexpr double kKindShare = 0.8;
constexpr double kFormShare = 0.75;
constexpr int kMinFeatsForms = 3;

bool is_base_tag(const std::string& xpos) {
  static const std::set<std::string> kTags = {"VB", "NN", "JJ", "RB"};
  return kTags.contains(xpos);
}

std::string most_frequent(const Counts& counts) {
  return std::ranges::max_element(counts, {}, [](const auto& item) { return item.second; })->first;
}

std::string form_of(const Word& word) {
  return internal::table_form(word.form, parse_upos(word.upos).value_or(Upos::X));
}

bool usable(const std::string& text) {
  return !text.empty() && text != "_" && text.find_first_of("\t\n") == std::string::npos;
}

class Builder {
 public:
  void learn(const Treebank& gold);
  void add_silver(const Treebank& silver);
  void add_verbs(const std::vector<IrregularVerb>& verbs);
  bool write(std::ostream& out);

 private:
  void count_endings();
  void write_bases(std::ostream& out) const;
  void write_endings(std::ostream& out);
  bool write_words(std::ostream& out, const std::string& table) const;
  void write_feats(std::ostream& out) const;

  std::map<Type, Counts> lemmas_;
  std::map<std::pair<std::string, std::string>, int> bases_;  ///< UPOS and form.
  std::map<Type, Counts> endings_;  ///< New endings by old one, in the place of the form.
  std::map<Kind, std::map<std::string, Counts>> feats_;  ///< Feature columns by form.
};

void Builder::learn(const Treebank& gold) {
  for (const Sentence& sentence : gold) {
    for (const Word& word : sentence.words) {
      const Type type{{word.upos, word.xpos}, form_of(word)};
      if (!usable(type.form) || !usable(word.lemma)) continue;
      ++lemmas_[type][word.lemma];
      ++feats_[type.kind][type.form][internal::feats_column(internal::feats_from_column(word.feats))];
    }
  }
  for (const auto& [type, counts] : lemmas_) {
    if (is_base_tag(type.kind.xpos)) bases_[{type.kind.upos, most_frequent(counts)}] = kMinSilverBases;
  }
  count_endings();
}

void Builder::add_silver(const Treebank& silver) {
  for (const Sentence& sentence : silver) {
    for (const Word& word : sentence.words) {
      const bool lower = !word.form.empty() && word.form[0] >= 'a' && word.form[0] <= 'z';
      if (lower && is_base_tag(word.xpos)) ++bases_[{word.upos, form_of(word)}];
    }
  }
}

/// What gold says of a form is not changed.
void Builder::add_verbs(const std::vector<IrregularVerb>& verbs) {
  const auto add = [&](const std::string& form, const char* xpos, const std::string& base) {
    Counts& counts = lemmas_[{{"VERB", xpos}, form}];
    if (counts.empty()) counts[base] = 1;
  };
  for (const IrregularVerb& verb : verbs) {
    bases_[{"VERB", verb.base}] = kMinSilverBases;
    for (const std::string& form : verb.past) add(form, "VBD", verb.base);
    for (const std::string& form : verb.participle) add(form, "VBN", verb.base);
  }
}

void Builder::count_endings() {
  for (const auto& [type, counts] : lemmas_) {
    const std::string lemma = most_frequent(counts);
    const std::string& form = type.form;
    const auto same = static_cast<std::size_t>(
        std::ranges::mismatch(form, lemma).in1 - form.begin());
    const std::size_t longest = std::min(internal::Morphology::kMaxEnding, form.size());
    for (std::size_t size = form.size() - same; size <= longest; ++size) {
      const std::size_t cut = form.size() - size;
      ++endings_[{type.kind, form.substr(cut)}][lemma.substr(cut)];
    }
  }
}

void Builder::write_bases(std::ostream& out) const {
  for (const auto& [base, count] : bases_) {
    const auto& [upos, form] = base;
    const bool open_class = upos == "VERB" || upos == "NOUN" || upos == "ADJ" || upos == "ADV";
    if (open_class && count >= kMinSilverBases) out << "base\t" << upos << '\t' << form << '\n';
  }
}

void Builder::write_endings(std::ostream& out) {
  for (const auto& [type, counts] : endings_) {
    std::vector<std::pair<int, std::string>> list;
    for (const auto& [ending, count] : counts) {
      if (count >= kMinEndingTypes) list.emplace_back(-count, ending);
    }
    std::ranges::sort(list);
    if (list.size() > kMaxReplacements) list.resize(kMaxReplacements);
    // An ending that does what the next shorter one does says nothing new.
    const Type shorter{type.kind, type.form.substr(std::min<std::size_t>(1, type.form.size()))};
    const auto parent = endings_.find(shorter);
    if (!list.empty() && !type.form.empty() && parent != endings_.end()) {
      const std::string same = type.form.substr(0, 1) + most_frequent(parent->second);
      if (list.front().second == same && list.size() == 1) continue;
    }
    for (const auto& [count, ending] : list) {
      out << "ending\t" << type.kind.upos << '\t' << type.kind.xpos << '\t' << type.form << '\t' << ending << '\n';
    }
  }
}

/// Lists the words that the table so far gets wrong.
bool Builder::write_words(std::ostream& out, const std::string& table) const {
  const auto rules = internal::Morphology::parse(table, "morphology table");
  if (!rules) {
    std::cerr << to_string(rules.error()) << '\n';
    return false;
  }
  for (const auto& [type, counts] : lemmas_) {
    const std::string lemma = most_frequent(counts);
    const auto upos = parse_upos(type.kind.upos);
    const auto xpos = parse_xpos(type.kind.xpos);
    if (!upos || !xpos || rules->lemma(type.form, *upos, *xpos) == lemma) continue;
    out << "word\t" << type.kind.upos << '\t' << type.kind.xpos << '\t' << type.form << '\t' << lemma << '\n';
  }
  return true;
}

bool is_verb_form(Feat feat) {
  return feat == Feat::Past || feat == Feat::Pres || feat == Feat::Fin || feat == Feat::Inf || feat == Feat::Ger ||
         feat == Feat::Part;
}

/// The features that at least `share` of the counted columns have.
Feats common_feats(const std::vector<const Counts*>& columns, double share) {
  std::map<int, int> count;
  int total = 0;
  for (const Counts* counts : columns) {
    for (const auto& [column, n] : *counts) {
      total += n;
      const Feats feats = internal::feats_from_column(column);
      for (int f = 0; f <= static_cast<int>(Feat::Ord); ++f) {
        if (feats.has(static_cast<Feat>(f))) count[f] += n;
      }
    }
  }
  Feats common;
  for (const auto& [f, n] : count) {
    const auto feat = static_cast<Feat>(f);
    const double needed = is_verb_form(feat) ? std::min(share, kVerbFormShare) : share;
    if (n >= needed * total) common.add(feat);
  }
  return common;
}

int total_of(const Counts& counts) {
  int total = 0;
  for (const auto& [text, n] : counts) total += n;
  return total;
}

void Builder::write_feats(std::ostream& out) const {
  static const std::set<std::string> kClosed = {"PRON", "DET", "AUX", "PART", "ADV", "ADJ", "NUM", "SCONJ", "CCONJ", "INTJ"};
  for (const auto& [kind, forms] : feats_) {
    std::vector<const Counts*> all;
    for (const auto& [form, counts] : forms) all.push_back(&counts);
    const Feats of_kind = common_feats(all, kKindShare);
    const auto put = [&](const std::string& form, Feats feats) {
      out << "feats\t" << kind.upos << '\t' << kind.xpos << '\t' << form << '\t' << internal::feats_column(feats) << '\n';
    };
    if (of_kind != Feats{}) put("*", of_kind);
    if (!kClosed.contains(kind.upos)) continue;
    for (const auto& [form, counts] : forms) {
      const Feats of_form = common_feats({&counts}, kFormShare);
      if (of_form != of_kind && total_of(counts) >= kMinFeatsForms) put(form, of_form);
    }
  }
}

bool Builder::write(std::ostream& out) {
  std::ostringstream table;
  table << "# Lemmas and features of English words; made by entente-train morphology, see MODEL.md.\n";
  write_bases(table);
  write_endings(table);
  std::ostringstream words;
  if (!write_words(words, table.str())) return false;
  out << table.str() << words.str();
  write_feats(out);
  return static_cast<bool>(out.flush());
}

}  // namespace

bool write_morphology(const Treebank& gold, const Treebank& silver, const std::vector<IrregularVerb>& verbs,
                      std::ostream& out) {
  Builder builder;
  builder.learn(gold);
  builder.add_silver(silver);
  builder.add_verbs(verbs);
  return builder.write(out);
}

}  // namespace entente::train
