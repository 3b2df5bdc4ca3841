#include "entente/conllu.h"

#include <array>

#include "base/names.h"
#include "base/text.h"

namespace entente {

using namespace internal;

namespace {

struct FeatName { Feat feat; std::string_view name, value; };

/// In the order of the FEATS column: by name without regard to case, then by value.
constexpr std::array<FeatName, 23> kFeatNames{{
    {Feat::Cmp, "Degree", "Cmp"}, {Feat::Sup, "Degree", "Sup"}, {Feat::Fem, "Gender", "Fem"}, {Feat::Masc, "Gender", "Masc"},
    {Feat::Neut, "Gender", "Neut"}, {Feat::Plur, "Number", "Plur"}, {Feat::Sing, "Number", "Sing"}, {Feat::Ord, "NumType", "Ord"},
    {Feat::First, "Person", "1"}, {Feat::Second, "Person", "2"}, {Feat::Third, "Person", "3"}, {Feat::Neg, "Polarity", "Neg"},
    {Feat::Poss, "Poss", "Yes"}, {Feat::Dem, "PronType", "Dem"}, {Feat::Int, "PronType", "Int"}, {Feat::Prs, "PronType", "Prs"},
    {Feat::Rel, "PronType", "Rel"}, {Feat::Past, "Tense", "Past"}, {Feat::Pres, "Tense", "Pres"}, {Feat::Fin, "VerbForm", "Fin"},
    {Feat::Ger, "VerbForm", "Ger"}, {Feat::Inf, "VerbForm", "Inf"}, {Feat::Part, "VerbForm", "Part"}}};

constexpr EnumNames<SentenceKind, 6> kKinds{{"body", "title", "dateline", "caption", "byline", "furniture"}};

/// Writes one document; keeps the place.
class Writer {
 public:
  explicit Writer(const Document& doc) : doc_(doc) {}

  std::string run() {
    out_ += "# newdoc";
    if (!doc_.article.key.empty()) out_ += " id = " + doc_.article.key.str();
    out_ += '\n';
    for (std::size_t i = 0; i < doc_.sentences.size(); ++i) sentence(i);
    return std::move(out_);
  }

 private:
  void sentence(std::size_t number) {
    const Sentence& sentence = doc_.sentences[number];
    if (number == 0 || sentence.paragraph != doc_.sentences[number - 1].paragraph) out_ += "# newpar\n";
    out_ += "# sent_id = " + std::to_string(number + 1) + '\n';
    if (sentence.kind != SentenceKind::Body) (out_ += "# kind = ") += std::string(kKinds.name(sentence.kind)) + '\n';
    out_ += "# text = " + single_blanks(text_of(doc_, sentence.tokens)) + '\n';
    for (std::uint32_t t = sentence.tokens.first; t < sentence.tokens.last; ++t) {
      range(sentence, t);
      word(sentence, t);
    }
    out_ += '\n';
  }

  /// The line "3-4 don't" before word 3, if word 4 is a later part of the same multiword token.
  void range(const Sentence& sentence, std::uint32_t first) {
    std::uint32_t last = first + 1;
    if (doc_.tokens[first].continues) return;
    while (last < sentence.tokens.last && doc_.tokens[last].continues) ++last;
    if (last == first + 1) return;
    const auto id = [&](std::uint32_t t) { return std::to_string(t - sentence.tokens.first + 1); };
    out_ += id(first) + '-' + id(last - 1) + '\t';
    form(text_of(doc_, TokenRange{first, last}));
    out_ += "\t_\t_\t_\t_\t_\t_\t_\t";
    out_ += space_after(last - 1) ? "_\n" : "SpaceAfter=No\n";
  }

  void word(const Sentence& sentence, std::uint32_t t) {
    const Token& token = doc_.tokens[t];
    const bool tags = doc_.layers.has(Layer::Tags), tree = doc_.layers.has(Layer::Tree);
    out_ += std::to_string(t - sentence.tokens.first + 1) + '\t';
    form(text_of(doc_, token));
    out_ += '\t';
    form(token.lemma);
    ((out_ += '\t') += tags ? to_string(token.upos) : "_") += '\t';
    ((out_ += tags ? to_string(token.xpos) : "_") += '\t') += tags ? to_string(token.feats) : "_";
    out_ += '\t' + (!tree ? "_" : token.head == kNoToken ? "0" : std::to_string(token.head - sentence.tokens.first + 1));
    ((out_ += '\t') += tree ? to_string(token.deprel) : "_") += "\t_\t";
    const bool inside = token.continues || (t + 1 < sentence.tokens.last && doc_.tokens[t + 1].continues);
    out_ += inside || space_after(t) ? "_\n" : "SpaceAfter=No\n";
  }

  /// White space in a form must not break the line; a field of nothing else is "_".
  void form(std::string_view text) {
    const std::string kept = single_blanks(text);
    out_ += kept.empty() ? "_" : kept;
  }

  bool space_after(std::uint32_t t) const {
    return t + 1 >= doc_.tokens.size() || doc_.tokens[t + 1].span.begin > doc_.tokens[t].span.end;
  }

  const Document& doc_;
  std::string out_;
};

}  // namespace

std::string write_conllu(const Document& doc) { return Writer(doc).run(); }

std::string to_string(Feats feats) {
  std::string out;
  std::string_view last;
  for (const FeatName& entry : kFeatNames) {
    if (!feats.has(entry.feat)) continue;
    if (entry.name == last) out += ',';
    else (out += out.empty() ? "" : "|") += std::string(entry.name) + '=';
    out += entry.value;
    last = entry.name;
  }
  return out.empty() ? "_" : out;
}

Feats parse_feats(std::string_view column) noexcept {
  Feats feats;
  while (!column.empty()) {
    const std::string_view pair = column.substr(0, column.find('|'));
    column.remove_prefix(std::min(column.size(), pair.size() + 1));
    const std::string_view name = pair.substr(0, pair.find('='));
    std::string_view values = pair.substr(std::min(pair.size(), name.size() + 1));
    while (!values.empty()) {
      const std::string_view value = values.substr(0, values.find(','));
      values.remove_prefix(std::min(values.size(), value.size() + 1));
      for (const FeatName& entry : kFeatNames)
        if (entry.name == name && entry.value == value) feats.add(entry.feat);
    }
  }
  return feats;
}

std::string_view to_string(SentenceKind kind) noexcept { return kKinds.name(kind); }
std::optional<SentenceKind> parse_sentence_kind(std::string_view name) noexcept { return kKinds.parse(name); }

}  // namespace entente
