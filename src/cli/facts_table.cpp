#include "cli/facts_table.h"

#include <algorithm>
#include <array>
#include <cstdio>
#include <set>

#include "base/text.h"
#include "cli/console.h"
#include "cli/table.h"
#include "export/fact_view.h"
#include "query/tones.h"

namespace entente::internal {

namespace {

/// What all evidence agrees on beside the triple: "not", "planned" …
std::string qualifier_of(const Fact& fact) {
  std::string words = fact.polarity == Polarity::Negative ? "not " : "";
  std::set<Modality> modalities;
  for (const StatementRef statement : fact.evidence) modalities.insert(statement.modality());
  if (!modalities.contains(Modality::Actual)) words += std::string(to_string(*modalities.begin())) + ' ';
  return words;
}

std::vector<Cell> row_of(const KnowledgeGraph& graph, const Fact& fact) {
  std::array<char, 8> confidence{};
  std::snprintf(confidence.data(), confidence.size(), "%.2f", fact.confidence);
  return {{label_of(graph, fact.triple.subject)},
          {qualifier_of(fact) + fact.triple.relation.str(), colour_of(graph.catalogue().relation(fact.triple.relation))},
          {label_of(graph, fact.triple.object)}, {std::to_string(fact.articles)}, {short_days(fact.seen)}, {confidence.data()}};
}

void print_evidence(std::ostream& out, const Fact& fact, const TableStyle& style) {
  for (const StatementRef statement : best_evidence(fact, style.evidence)) {
    const std::string line = evidence_line(*statement, style.store, std::max<std::size_t>(style.width, 60) * 2);
    out << style.indent << "    " << coloured(line, kDim, style.colour) << '\n';
  }
}

/// "title, day" of the article, or its key; where the sentence is the title, "headline, day".
std::string source_of(const StatementView& statement, const Store* store) {
  constexpr std::size_t kTitleColumns = 70;
  const ProvenanceView& where = statement.provenance;
  std::string title;
  if (store)
    if (const auto article = store->article(ArticleKey(where.article.str())); article && *article) title = single_blanks(harmless((*article)->title));
  if (title.empty()) title = harmless(where.article.str());
  else if (title == where.sentence_text) title = "headline";
  return cut_to(title, kTitleColumns) + (where.published ? ", " + to_string(*where.published) : "");
}

}  // namespace

std::string_view colour_of(const RelationType* relation) {
  if (!relation) return {};
  const int sign = sign_of(*relation);
  return sign > 0 ? kGreen : sign < 0 ? kRed : std::string_view{};
}

std::string label_of(const KnowledgeGraph& graph, const EntityKey& key) {
  const Node* node = graph.node(key);
  return single_blanks(harmless(node ? node->label : key.str()));
}

std::string evidence_line(const StatementView& statement, const Store* store, std::size_t width) {
  const std::string source = "” – " + source_of(statement, store);
  return "“" + cut_to(single_blanks(harmless(statement.provenance.sentence_text)), width - std::min(width / 2, columns_of(source) + 1)) + source;
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
  Table table{{}, {}, style.indent};
  if (style.header) {
    table.rows.emplace_back();
    for (const char* name : {"subject", "relation", "object", "articles", "when", "confidence"}) table.rows.back().push_back({name, kBold});
  }
  for (const Fact* fact : facts) table.rows.push_back(row_of(graph, *fact));
  const std::vector<std::string> lines = table.lines(style.colour);
  const std::size_t before = style.header ? 1 : 0;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    out << lines[i] << '\n';
    if (i >= before) print_evidence(out, *facts[i - before], style);
  }
}

}  // namespace entente::internal
