#include "nlp/parser_model.h"

#include <xxhash.h>

#include <algorithm>
#include <cmath>
#include <functional>
#include <optional>

#include "base/bytes.h"
#include "nlp/arc_hybrid.h"

namespace entente::internal {
namespace {

constexpr std::string_view kMagic = "ENTPARSE";
constexpr std::uint32_t kVersion = 1;
constexpr std::size_t kHeadBytes = 8 + 4 + 8;  // magic, version, checksum
// A sum of 3 * 160 products of an 8-bit and a 16-bit number still fits in 32 bits.
constexpr std::uint32_t kMaxUnits = 160;

// ---- writing

void put_text(ByteWriter& out, std::string_view before, std::string_view text) {
  // Sorted lists share prefixes with the entry before: two length bytes, then the rest.
  std::size_t shared = 0;
  while (shared < std::min(before.size(), text.size()) && before[shared] == text[shared]) ++shared;
  out.number(static_cast<std::uint8_t>(shared));
  out.number(static_cast<std::uint8_t>(text.size() - shared));
  out.raw(text.substr(shared));
}

void put_list(ByteWriter& out, const std::vector<std::string>& list) {
  out.number(static_cast<std::uint32_t>(list.size()));
  std::string_view before;
  for (const std::string& text : list) {
    put_text(out, before, text);
    before = text;
  }
}

void put_lexicon(ByteWriter& out, const std::vector<LexiconEntry>& lexicon) {
  out.number(static_cast<std::uint32_t>(lexicon.size()));
  std::string_view before;
  for (const LexiconEntry& entry : lexicon) {
    put_text(out, before, entry.text);
    before = entry.text;
    out.number(static_cast<std::uint16_t>(entry.fine * 2U + (entry.has_vector ? 1U : 0U)));
    out.number(entry.coarse);
  }
}

void put_reals(ByteWriter& out, const std::vector<float>& list) {
  out.number(static_cast<std::uint32_t>(list.size()));
  for (const float value : list) out.real(value);
}

void put_matrix(ByteWriter& out, const ByteMatrix& m) {
  out.number(m.rows);
  out.number(m.cols);
  for (const float scale : m.scales) out.real(scale);
  out.raw({reinterpret_cast<const char*>(m.values.data()), m.values.size()});
}

void put_features(ByteWriter& out, const std::vector<WordFeature>& features) {
  out.number(static_cast<std::uint8_t>(features.size()));
  for (const WordFeature& f : features) {
    out.number(static_cast<std::uint8_t>(f.kind.source));
    out.number(f.kind.points);
    put_list(out, f.strings);
    put_matrix(out, f.table);
  }
}

void put_labels(ByteWriter& out, const ParserModel& model) {
  out.number(static_cast<std::uint32_t>(model.tags.size()));
  for (const auto& [upos, xpos] : model.tags) {
    out.number(static_cast<std::uint8_t>(upos));
    out.number(static_cast<std::uint8_t>(xpos));
  }
  out.number(static_cast<std::uint32_t>(model.relations.size()));
  for (const Deprel relation : model.relations) out.number(static_cast<std::uint8_t>(relation));
}

// ---- reading

std::string take_text(ByteReader& in, std::string_view before) {
  const auto shared = in.number<std::uint8_t>();
  const auto rest = in.number<std::uint8_t>();
  std::string text(before.substr(0, shared));
  text += in.raw(rest);
  return text;
}

std::vector<std::string> take_list(ByteReader& in) {
  std::vector<std::string> list;
  const auto count = in.number<std::uint32_t>();
  if (!in.has_room(count, 2)) return list;
  for (std::uint32_t i = 0; i < count; ++i) {
    list.push_back(take_text(in, list.empty() ? std::string_view{} : list.back()));
  }
  return list;
}

std::vector<LexiconEntry> take_lexicon(ByteReader& in) {
  std::vector<LexiconEntry> lexicon;
  const auto count = in.number<std::uint32_t>();
  if (!in.has_room(count, 6)) return lexicon;
  lexicon.reserve(count);
  for (std::uint32_t i = 0; i < count; ++i) {
    LexiconEntry entry;
    entry.text = take_text(in, lexicon.empty() ? std::string_view{} : lexicon.back().text);
    const auto fine = in.number<std::uint16_t>();
    entry.fine = static_cast<std::uint16_t>(fine / 2U);
    entry.has_vector = fine % 2U == 1;
    entry.coarse = in.number<std::uint16_t>();
    lexicon.push_back(std::move(entry));
  }
  return lexicon;
}

std::vector<float> take_reals(ByteReader& in) {
  std::vector<float> list;
  const auto count = in.number<std::uint32_t>();
  if (!in.has_room(count, 4)) return list;
  for (std::uint32_t i = 0; i < count; ++i) list.push_back(in.real());
  return list;
}

ByteMatrix take_matrix(ByteReader& in) {
  ByteMatrix m;
  m.rows = in.number<std::uint32_t>();
  m.cols = in.number<std::uint32_t>();
  if (!in.has_room(m.rows, 4)) return m;
  for (std::uint32_t i = 0; i < m.rows; ++i) m.scales.push_back(in.real());
  if (!in.has_room(std::uint64_t{m.rows} * m.cols, 1)) return m;
  const std::string_view values = in.raw(std::size_t{m.rows} * m.cols);
  const auto* first = reinterpret_cast<const std::int8_t*>(values.data());
  m.values.assign(first, first + values.size());
  return m;
}

/// An enumerator, if `value` is not above the last one.
template <class Enum>
Enum take_enum(std::uint8_t value, Enum last, bool& good) {
  good = good && value <= static_cast<std::uint8_t>(last);
  return static_cast<Enum>(value);
}

bool take_labels(ByteReader& in, ParserModel& model) {
  bool good = true;
  const auto tags = in.number<std::uint32_t>();
  for (std::uint32_t i = 0; i < tags && in.ok(); ++i) {
    const Upos upos = take_enum(in.number<std::uint8_t>(), Upos::X, good);
    model.tags.emplace_back(upos, take_enum(in.number<std::uint8_t>(), Xpos::Hash, good));
  }
  const auto relations = in.number<std::uint32_t>();
  for (std::uint32_t i = 0; i < relations && in.ok(); ++i) {
    model.relations.push_back(take_enum(in.number<std::uint8_t>(), Deprel::Xcomp, good));
  }
  return good && in.ok();
}

bool take_features(ByteReader& in, std::vector<WordFeature>& features) {
  bool good = true;
  const auto count = in.number<std::uint8_t>();
  for (std::uint8_t i = 0; i < count && in.ok(); ++i) {
    WordFeature& f = features.emplace_back();
    f.kind.source = take_enum(in.number<std::uint8_t>(), FeatureSource::Fine, good);
    f.kind.points = in.number<std::uint8_t>();
    f.strings = take_list(in);
    f.table = take_matrix(in);
  }
  return good && in.ok();
}

// ---- checking

/// True if there are `size`, and none so great that sums and quotients of it could leave the range of float. NaN is refused.
bool are_usable(const std::vector<float>& list, std::size_t size) {
  constexpr float kGreatest = 1e6F;  // trained models stay below 100
  return list.size() == size && std::ranges::all_of(list, [](float x) { return std::abs(x) <= kGreatest; });
}

bool has_shape(const ByteMatrix& m, std::size_t rows, std::size_t cols) {
  return m.rows == rows && m.cols == cols && m.values.size() == rows * cols && are_usable(m.scales, rows);
}

/// Every row that a word can ask for is in the table of the feature.
bool feature_fits(const WordFeature& f, const std::vector<LexiconEntry>& lexicon) {
  const std::size_t rows = f.table.rows;
  switch (f.kind.source) {
    case FeatureSource::Word:
      return rows == static_cast<std::size_t>(std::ranges::count_if(lexicon, &LexiconEntry::has_vector)) + 1;
    case FeatureSource::Coarse:
      return std::ranges::all_of(lexicon, [&](const LexiconEntry& e) { return e.coarse < rows; });
    case FeatureSource::Fine:
      return std::ranges::all_of(lexicon, [&](const LexiconEntry& e) { return e.fine < rows; });
    default:
      return rows == f.strings.size() + 1 && (f.kind.points > 0 || f.kind.source == FeatureSource::Shape) &&
             std::ranges::adjacent_find(f.strings, std::greater_equal{}) == f.strings.end();
  }
}

bool lexicon_fits(const ParserModel& m) {
  return std::ranges::adjacent_find(m.lexicon, std::greater_equal{}, &LexiconEntry::text) == m.lexicon.end() &&
         std::ranges::all_of(m.features, [&](const WordFeature& f) { return feature_fits(f, m.lexicon); });
}

bool encoder_fits(const ParserModel& m) {
  std::size_t width = 0;
  for (const WordFeature& f : m.features) {
    if (f.table.rows == 0 || !has_shape(f.table, f.table.rows, f.table.cols)) return false;
    width += f.table.cols;
  }
  for (const LayerWeights& layer : m.layers) {
    if (width > 2 * kMaxUnits || !has_shape(layer.input, std::size_t{8} * m.units, width)) return false;
    for (const ByteMatrix& r : layer.recurrent) {
      if (!has_shape(r, std::size_t{4} * m.units, m.units)) return false;
    }
    if (!are_usable(layer.bias, std::size_t{8} * m.units)) return false;
    width = std::size_t{2} * m.units;
  }
  return !m.layers.empty();
}

bool classifier_fits(const ParserModel& m) {
  const std::size_t width = std::size_t{2} * m.units;
  const std::size_t labels = m.relations.size();
  const bool has_root = std::ranges::count(m.relations, Deprel::Root) == 1;
  return has_root && !m.tags.empty() && has_shape(m.tag_weights, m.tags.size(), width) &&
         are_usable(m.tag_bias, m.tags.size()) && has_shape(m.slots, std::size_t{ArcHybrid::kSlots} * m.hidden, width) &&
         has_shape(m.pad, ArcHybrid::kSlots, m.hidden) && has_shape(m.root, ArcHybrid::kSlots, m.hidden) &&
         has_shape(m.child_labels, ArcHybrid::kChildren * (labels + 1), m.hidden) &&
         has_shape(m.counts, std::size_t{ArcHybrid::kCounts} * ArcHybrid::kCountValues, m.hidden) &&
         are_usable(m.hidden_bias, m.hidden) && has_shape(m.action_weights, 1 + 2 * labels, m.hidden) &&
         are_usable(m.action_bias, 1 + 2 * labels);
}

bool fits(const ParserModel& m) {
  const bool sizes = m.units > 0 && m.units <= kMaxUnits && m.units % 16 == 0 && m.hidden > 0 &&
                     m.hidden <= 2 * kMaxUnits && m.hidden % 16 == 0;
  return sizes && lexicon_fits(m) && encoder_fits(m) && classifier_fits(m);
}

std::unexpected<Error> failure(ErrorCode code, std::string message, const std::string& name) {
  return std::unexpected(Error{code, std::move(message), {name}});
}

}  // namespace

std::string encode(const ParserModel& model) {
  ByteWriter body;
  body.number(model.units);
  body.number(model.hidden);
  body.number(static_cast<std::uint32_t>(model.layers.size()));
  put_labels(body, model);
  put_lexicon(body, model.lexicon);
  put_features(body, model.features);
  for (const LayerWeights& layer : model.layers) {
    for (const ByteMatrix* m : {&layer.input, &layer.recurrent[0], &layer.recurrent[1]}) put_matrix(body, *m);
    put_reals(body, layer.bias);
  }
  put_matrix(body, model.tag_weights);
  put_reals(body, model.tag_bias);
  for (const ByteMatrix* m : {&model.slots, &model.pad, &model.root, &model.child_labels, &model.counts}) put_matrix(body, *m);
  put_reals(body, model.hidden_bias);
  put_matrix(body, model.action_weights);
  put_reals(body, model.action_bias);
  ByteWriter file;
  file.raw(kMagic);
  file.number(kVersion);
  file.number(std::uint64_t{XXH3_64bits(body.bytes().data(), body.bytes().size())});
  file.raw(body.bytes());
  return std::move(file.bytes());
}

Result<ParserModel> decode_parser_model(std::string_view bytes, const std::string& name) {
  ByteReader in(bytes);
  if (in.raw(kMagic.size()) != kMagic) return failure(ErrorCode::Corrupt, "not a parser model", name);
  const auto version = in.number<std::uint32_t>();
  if (in.ok() && version != kVersion) {
    return failure(ErrorCode::Unsupported, "parser model of version " + std::to_string(version) + "; this program reads version " + std::to_string(kVersion), name);
  }
  const auto checksum = in.number<std::uint64_t>();
  const std::string_view rest = bytes.substr(std::min(kHeadBytes, bytes.size()));
  if (!in.ok() || XXH3_64bits(rest.data(), rest.size()) != checksum) {
    return failure(ErrorCode::Corrupt, "the parser model is damaged: its checksum does not fit", name);
  }
  ParserModel m;
  m.units = in.number<std::uint32_t>();
  m.hidden = in.number<std::uint32_t>();
  const auto layers = in.number<std::uint32_t>();
  bool good = take_labels(in, m);
  m.lexicon = take_lexicon(in);
  good = take_features(in, m.features) && good;
  for (std::uint32_t l = 0; l < layers && in.ok(); ++l) {
    LayerWeights& layer = m.layers.emplace_back();
    for (ByteMatrix* w : {&layer.input, &layer.recurrent[0], &layer.recurrent[1]}) *w = take_matrix(in);
    layer.bias = take_reals(in);
  }
  m.tag_weights = take_matrix(in);
  m.tag_bias = take_reals(in);
  for (ByteMatrix* w : {&m.slots, &m.pad, &m.root, &m.child_labels, &m.counts}) *w = take_matrix(in);
  m.hidden_bias = take_reals(in);
  m.action_weights = take_matrix(in);
  m.action_bias = take_reals(in);
  good = good && in.ok() && in.at_end() && fits(m);
  if (!good) return failure(ErrorCode::Corrupt, "the parser model is damaged: its parts do not fit together", name);
  return m;
}

}  // namespace entente::internal
