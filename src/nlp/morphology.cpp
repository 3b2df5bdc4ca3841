#include "nlp/morphology.h"

#include <algorithm>
#include <optional>

#include "base/text.h"
#include "base/try.h"

namespace entente::internal {
namespace {

struct FeatName {
  std::string_view name, value;
  Feat feat;
};

/// In the order of a CoNLL-U column, by name.
constexpr std::array<FeatName, 23> kFeatNames = {{
    {"Degree", "Cmp", Feat::Cmp},     {"Degree", "Sup", Feat::Sup},     {"Gender", "Fem", Feat::Fem},
    {"Gender", "Masc", Feat::Masc},   {"Gender", "Neut", Feat::Neut},   {"NumType", "Ord", Feat::Ord},
    {"Number", "Plur", Feat::Plur},   {"Number", "Sing", Feat::Sing},   {"Person", "1", Feat::First},
    {"Person", "2", Feat::Second},    {"Person", "3", Feat::Third},     {"Polarity", "Neg", Feat::Neg},
    {"Poss", "Yes", Feat::Poss},      {"PronType", "Dem", Feat::Dem},   {"PronType", "Int", Feat::Int},
    {"PronType", "Prs", Feat::Prs},   {"PronType", "Rel", Feat::Rel},   {"Tense", "Past", Feat::Past},
    {"Tense", "Pres", Feat::Pres},    {"VerbForm", "Fin", Feat::Fin},   {"VerbForm", "Ger", Feat::Ger},
    {"VerbForm", "Inf", Feat::Inf},   {"VerbForm", "Part", Feat::Part},
}};

std::string key(std::string_view text, Upos upos, Xpos xpos) {
  std::string k(text);
  k += static_cast<char>(upos);
  k += static_cast<char>(xpos);
  return k;
}

std::string base_key(std::string_view form, Upos upos) {
  std::string k(form);
  k += static_cast<char>(upos == Upos::AUX ? Upos::VERB : upos);
  return k;
}

struct Line {
  std::vector<std::string_view> columns;
  std::uint32_t number = 0;
  const std::string* name = nullptr;

  std::unexpected<Error> error(std::size_t column, std::string message) const {
    std::uint32_t at = 1;
    for (std::size_t i = 0; i < column; ++i) at += static_cast<std::uint32_t>(columns[i].size()) + 1;
    return std::unexpected(Error{ErrorCode::Syntax, std::move(message), {*name, number, at}});
  }
};

Result<Upos> upos_of(const Line& line) {
  if (const auto upos = parse_upos(line.columns[1])) return *upos;
  return line.error(1, "unknown part of speech '" + std::string(line.columns[1]) + "'");
}

Result<Xpos> xpos_of(const Line& line) {
  if (const auto xpos = parse_xpos(line.columns[2])) return *xpos;
  return line.error(2, "unknown tag '" + std::string(line.columns[2]) + "'");
}

/// Sets `values` at the place of `key`.
template <class Value>
void set(StringIndex& index, std::vector<Value>& values, std::string_view key, Value value) {
  const std::size_t place = index.add(key);
  if (place == values.size()) values.emplace_back();
  values[place] = std::move(value);
}

}  // namespace

/// A table as it is read.
struct Morphology::Builder {
  Morphology made;
  std::vector<std::pair<std::uint32_t, std::string>> replacements;  ///< Place of the ending, new ending.

  Result<void> add(const Line& line);
  Result<void> add_tagged(const Line& line);
  /// Puts the new endings of one ending side by side, in the order of the lines.
  void index_endings();
};

Result<void> Morphology::Builder::add_tagged(const Line& line) {
  if (line.columns.size() != 5) {
    return line.error(0, "a line of kind '" + std::string(line.columns[0]) + "' has " + std::to_string(line.columns.size()) + " columns; expected 5");
  }
  const auto upos = upos_of(line);
  ENTENTE_TRY(upos);
  const auto xpos = xpos_of(line);
  ENTENTE_TRY(xpos);
  const std::string k = key(line.columns[3], *upos, *xpos);
  const std::string_view value = line.columns[4];
  if (line.columns[0] == "word") {
    set(made.words_, made.lemmas_, k, std::string(value));
  } else if (line.columns[0] == "feats") {
    set(made.feats_, made.feats_values_, k, feats_from_column(value));
  } else if (line.columns[3].size() > Morphology::kMaxEnding) {
    return line.error(3, "an ending has at most " + std::to_string(Morphology::kMaxEnding) + " bytes");
  } else {
    replacements.emplace_back(static_cast<std::uint32_t>(made.endings_.add(k)), value);
  }
  return {};
}

Result<void> Morphology::Builder::add(const Line& line) {
  const std::string_view kind = line.columns[0];
  if (kind == "word" || kind == "ending" || kind == "feats") return add_tagged(line);
  if (kind != "base") {
    return line.error(0, "unknown kind of line '" + std::string(kind) + "'" + did_you_mean(kind, {"word", "base", "ending", "feats"}));
  }
  if (line.columns.size() != 3) return line.error(0, "a line of kind 'base' has " + std::to_string(line.columns.size()) + " columns; expected 3");
  const auto upos = upos_of(line);
  ENTENTE_TRY(upos);
  made.bases_.add(base_key(line.columns[2], *upos));
  return {};
}

void Morphology::Builder::index_endings() {
  std::ranges::stable_sort(replacements, {}, [](const auto& entry) { return entry.first; });
  made.ending_ranges_.resize(made.endings_.size());
  for (auto& [place, text] : replacements) {
    Ending& range = made.ending_ranges_[place];
    if (range.last == 0) range.first = static_cast<std::uint32_t>(made.replacements_.size());
    made.replacements_.push_back(std::move(text));
    range.last = static_cast<std::uint32_t>(made.replacements_.size());
  }
}

std::string table_form(std::string_view form, Upos upos) {
  return upos == Upos::PROPN ? std::string(form) : to_lower(form);
}

Feats feats_from_column(std::string_view column) {
  Feats feats;
  for (const std::string_view part : split(column, '|')) {
    const std::size_t equals = std::min(part.find('='), part.size());
    const std::string_view values = part.substr(std::min(equals + 1, part.size()));
    for (const std::string_view value : split(values, ',')) {
      for (const FeatName& f : kFeatNames) {
        if (f.name == part.substr(0, equals) && f.value == value) feats.add(f.feat);
      }
    }
  }
  return feats;
}

std::string feats_column(Feats feats) {
  std::string column;
  std::string_view before;
  for (const FeatName& f : kFeatNames) {
    if (!feats.has(f.feat)) continue;
    if (f.name == before) {
      column += ',';
    } else {
      if (!column.empty()) column += '|';
      column += f.name;
      column += '=';
      before = f.name;
    }
    column += f.value;
  }
  return column.empty() ? "_" : column;
}

Result<Morphology> Morphology::parse(std::string_view text, const std::string& name) {
  Builder builder;
  std::uint32_t number = 0;
  for (const std::string_view line : split(text, '\n')) {
    ++number;
    if (line.empty() || line.front() == '#') continue;
    ENTENTE_TRY(builder.add({split(line, '\t'), number, &name}));
  }
  builder.index_endings();
  return std::move(builder.made);
}

std::string Morphology::lemma(std::string_view form, Upos upos, Xpos xpos) const {
  const std::string word = table_form(form, upos);
  const std::size_t listed = words_.find(key(word, upos, xpos));
  if (listed < words_.size()) return lemmas_[listed];
  std::optional<std::string> first;
  for (std::size_t size = std::min(kMaxEnding, word.size());; --size) {
    const std::string_view stem = std::string_view(word).substr(0, word.size() - size);
    const std::size_t place = endings_.find(key(std::string_view(word).substr(stem.size()), upos, xpos));
    const Ending range = place < endings_.size() ? ending_ranges_[place] : Ending{};
    for (std::uint32_t i = range.first; i < range.last; ++i) {
      std::string candidate = std::string(stem) + replacements_[i];
      if (candidate.empty()) continue;
      if (bases_.find(base_key(candidate, upos)) < bases_.size()) return candidate;
      if (!first) first = std::move(candidate);
    }
    if (size == 0) break;
  }
  return first.value_or(word);
}

Feats Morphology::feats(std::string_view form, Upos upos, Xpos xpos) const {
  std::size_t place = feats_.find(key(table_form(form, upos), upos, xpos));
  if (place == feats_.size()) place = feats_.find(key("*", upos, xpos));
  return place == feats_.size() ? Feats{} : feats_values_[place];
}

}  // namespace entente::internal
