#include "cli/facts_table.h"

#include <utf8proc.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>
#include <set>

#include "base/text.h"
#include "cli/console.h"

namespace entente::internal {

namespace {

constexpr std::string_view kDim = "\033[2m", kBold = "\033[1m", kRed = "\033[31m", kGreen = "\033[32m", kPlain = "\033[0m";

/// One column's cells.
struct Row { std::array<std::string, 6> cells; std::string_view colour; };

std::string_view colour_of(const RelationType* relation) {
  if (!relation) return {};
  if (relation->quad == Quad::MaterialConflict || relation->quad == Quad::VerbalConflict) return kRed;
  if (relation->quad != Quad::None || relation->weight > 0) return kGreen;
  return relation->weight < 0 ? kRed : std::string_view{};
}

/// What all evidence agrees on beside the triple: "not", "planned" …
std::string qualifier_of(const Fact& fact) {
  std::string words = fact.polarity == Polarity::Negative ? "not " : "";
  std::set<Modality> modalities;
  for (const Statement* statement : fact.evidence) modalities.insert(statement->modality);
  if (!modalities.contains(Modality::Actual)) words += std::string(to_string(*modalities.begin())) + ' ';
  return words;
}

Row row_of(const KnowledgeGraph& graph, const Fact& fact) {
  const auto label = [&](const EntityKey& key) {
    const Node* node = graph.node(key);
    return harmless(node ? node->label : key.str());
  };
  std::array<char, 8> confidence{};
  std::snprintf(confidence.data(), confidence.size(), "%.2f", fact.confidence);
  return {{label(fact.triple.subject), qualifier_of(fact) + fact.triple.relation.str(), label(fact.triple.object),
           std::to_string(fact.articles), short_days(fact.seen), confidence.data()},
          colour_of(graph.catalogue().relation(fact.triple.relation))};
}

std::string padded(const std::string& cell, std::size_t width) {
  const std::size_t have = columns_of(cell);
  return cell + std::string(width > have ? width - have : 0, ' ');
}

/// `text` cut to `width` columns, with an ellipsis where it was cut.
std::string cut_to(std::string_view text, std::size_t width) {
  if (columns_of(text) <= width) return std::string(text);
  std::size_t end = 0, used = 0;
  while (end < text.size() && used + 1 < width) {
    end += std::max<std::size_t>(1, code_point_at(text, end).length);
    ++used;
  }
  return std::string(text.substr(0, end)) + "…";
}

void print_evidence(std::ostream& out, const Fact& fact, const TableStyle& style) {
  std::vector<const Statement*> best(fact.evidence.begin(), fact.evidence.end());
  std::ranges::stable_sort(best, std::ranges::greater{}, &Statement::confidence);
  for (std::size_t i = 0; i < best.size() && i < style.evidence; ++i) {
    const Provenance& where = best[i]->provenance;
    const std::string line = "    “" + harmless(where.sentence_text) + "” " + harmless(where.article.str());
    out << (style.colour ? kDim : "") << cut_to(line, std::max<std::size_t>(style.width, 60) * 2) << (style.colour ? kPlain : "") << '\n';
  }
}

}  // namespace

std::size_t columns_of(std::string_view text) {
  std::size_t columns = 0;
  for (std::size_t at = 0; at < text.size();) {
    const CodePoint point = code_point_at(text, at);
    columns += point.length == 0 ? 1 : static_cast<std::size_t>(std::max(0, utf8proc_charwidth(static_cast<utf8proc_int32_t>(point.value))));
    at += std::max<std::size_t>(1, point.length);
  }
  return columns;
}

std::string short_days(const std::optional<DateSpan>& days) {
  if (!days) return {};
  using namespace std::chrono;
  const auto [first, last] = *days;
  if (first == last) return to_string(first);
  const bool starts = unsigned(first.day()) == 1, ends = last == year_month_day{year_month_day_last{last.year() / last.month() / std::chrono::last}};
  if (starts && ends && first.year() == last.year()) {
    if (first.month() == last.month()) return to_string(first).substr(0, 7);
    if (unsigned(first.month()) == 1 && unsigned(last.month()) == 12) return to_string(first).substr(0, 4);
  }
  return to_string(first) + " – " + to_string(last);
}

std::vector<const Fact*> strongest_first(std::vector<const Fact*> facts) {
  std::ranges::stable_sort(facts, [](const Fact* a, const Fact* b) {
    if (a->articles != b->articles) return a->articles > b->articles;
    if (a->confidence != b->confidence) return a->confidence > b->confidence;
    return std::tie(a->triple, a->polarity) < std::tie(b->triple, b->polarity);
  });
  return facts;
}

void print_facts(std::ostream& out, const KnowledgeGraph& graph, const std::vector<const Fact*>& facts, const TableStyle& style) {
  std::vector<Row> rows{{{"subject", "relation", "object", "articles", "when", "confidence"}, kBold}};
  for (const Fact* fact : facts) rows.push_back(row_of(graph, *fact));
  std::array<std::size_t, 6> widths{};
  for (const Row& row : rows)
    for (std::size_t i = 0; i < widths.size(); ++i) widths[i] = std::max(widths[i], columns_of(row.cells[i]));
  for (std::size_t r = 0; r < rows.size(); ++r) {
    std::string line;
    for (std::size_t i = 0; i < widths.size(); ++i) {
      const bool coloured = style.colour && (r == 0 || i == 1) && !rows[r].colour.empty();
      const std::string cell = i + 1 < widths.size() ? padded(rows[r].cells[i], widths[i]) + "  " : rows[r].cells[i];
      line += coloured ? std::string(rows[r].colour) + cell + std::string(kPlain) : cell;
    }
    out << line << '\n';
    if (r > 0) print_evidence(out, *facts[r - 1], style);
  }
}

}  // namespace entente::internal
