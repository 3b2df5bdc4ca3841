#include "export/fact_view.h"

#include <algorithm>
#include <array>
#include <cassert>
#include <cmath>
#include <cstdio>
#include <utility>

#include "base/text.h"

namespace entente::internal {

Tone tone_of(const RelationType& relation) noexcept {
  switch (relation.quad) {
    case Quad::VerbalCooperation:
    case Quad::MaterialCooperation: return Tone::Cooperation;
    case Quad::VerbalConflict:
    case Quad::MaterialConflict: return Tone::Conflict;
    case Quad::None: break;
  }
  if (relation.weight == 0) return Tone::Neutral;
  return relation.weight > 0 ? Tone::Cooperation : Tone::Conflict;
}

const RelationType& relation_of(const KnowledgeGraph& graph, const Fact& fact) {
  const RelationType* relation = graph.catalogue().relation(fact.triple.relation);
  assert(relation);
  return *relation;
}

Modality modality_of(const Fact& fact) {
  Modality strongest = fact.evidence.front().modality();
  for (const StatementRef statement : fact.evidence) strongest = std::min(strongest, statement.modality());
  return strongest;
}

std::vector<StatementRef> best_evidence(const Fact& fact, std::size_t count) {
  std::vector<StatementRef> best(fact.evidence.begin(), fact.evidence.end());
  const auto day = [](StatementRef statement) {
    const auto days = statement.day();
    return days ? days->first : std::chrono::year(9999) / 12 / 31;
  };
  const auto better = [&](StatementRef a, StatementRef b) {
    if (a.modality() != b.modality()) return a.modality() < b.modality();
    if (a.confidence() != b.confidence()) return a.confidence() > b.confidence();
    if (day(a) != day(b)) return day(a) < day(b);
    return StatementRef::id_less(a, b);
  };
  count = std::min(best.size(), count);
  std::ranges::partial_sort(best, best.begin() + static_cast<std::ptrdiff_t>(count), better);
  best.resize(count);
  return best;
}

std::string edge_kind(const Fact& fact) {
  return fact.triple.relation.str() + (fact.polarity == Polarity::Negative ? "|negative" : "");
}

std::string edge_label(const Fact& fact) {
  return fact.triple.relation.str() + (fact.polarity == Polarity::Negative ? " (negative)" : "");
}

std::string_view label_of(const Node& node) noexcept { return trim(node.label).empty() ? node.key.str() : node.label; }

std::string_view iso3_of(const Node& node) noexcept {
  const bool three_capitals = node.code.size() == 3 && std::ranges::all_of(node.code, is_ascii_upper);
  return three_capitals && node.actor == node.key && (node.kind.str() == "state" || node.kind.str() == "territory") ? std::string_view(node.code) : "";
}

std::string_view wikidata_of(const KnowledgeGraph& graph, const Node& node) noexcept {
  const Actor* actor = graph.catalogue().actor(node.key);
  if (!actor || actor->wikidata.size() < 2 || actor->wikidata[0] != 'Q') return "";
  return std::ranges::all_of(actor->wikidata.substr(1), is_ascii_digit) ? std::string_view(actor->wikidata) : "";
}

Color color_of(const KindKey& kind) noexcept {
  static constexpr std::array<std::pair<std::string_view, Color>, 14> kColors{{
      {"alliance", {0x72, 0xB7, 0xB2}}, {"body", {0x72, 0xB7, 0xB2}}, {"command", {0xB2, 0x79, 0x4C}}, {"court", {0x72, 0xB7, 0xB2}},
      {"forces", {0xB2, 0x79, 0x4C}}, {"group", {0xE4, 0x57, 0x56}}, {"party", {0xE4, 0x57, 0x56}}, {"person", {0xEE, 0xCA, 0x3B}},
      {"service", {0xB2, 0x79, 0x4C}}, {"state", {0x4C, 0x78, 0xA8}}, {"territory", {0x9E, 0xCA, 0xE1}}, {"unit", {0xB2, 0x79, 0x4C}},
      {"mission", {0x72, 0xB7, 0xB2}}, {"ngo", {0x72, 0xB7, 0xB2}}}};
  const auto found = std::ranges::find(kColors, std::string_view(kind.str()), &std::pair<std::string_view, Color>::first);
  return found == kColors.end() ? Color{0x9D, 0x9D, 0x9D} : found->second;
}

std::string hex(Color color) {
  std::array<char, 8> text{};
  std::snprintf(text.data(), text.size(), "#%02x%02x%02x", unsigned{color.red}, unsigned{color.green}, unsigned{color.blue});
  return text.data();
}

double node_size(std::size_t mentions) noexcept { return 8 + 4 * std::log2(1 + static_cast<double>(mentions)); }

}  // namespace entente::internal
