// GEXF 1.3 with the days of every edge, for Gephi's timeline. Nodes carry no times, so that the layout stays put while
// edges come and go.
#include <algorithm>
#include <array>
#include <chrono>
#include <vector>

#include "export/builtins.h"
#include "export/fact_view.h"
#include "export/text.h"

namespace entente::internal {

namespace {

struct Column { std::string_view id, title, type; };
constexpr std::array<Column, 5> kNodeColumns{{
    {"n_etype", "entity_type", "string"}, {"n_iso3", "iso3", "string"}, {"n_wikidata", "wikidata", "string"}, {"n_actor", "actor", "string"}, {"n_mentions", "mentions", "integer"}}};
constexpr std::array<Column, 8> kEdgeColumns{{
    {"e_relation", "relation", "string"}, {"e_polarity", "polarity", "string"}, {"e_modality", "modality", "string"}, {"e_quad", "quad", "string"},
    {"e_symmetric", "symmetric", "integer"}, {"e_confidence", "confidence", "double"}, {"e_goldstein", "goldstein", "double"}, {"e_sources", "sources", "integer"}}};
constexpr Column kEvidenceColumn{"e_evidence", "evidence", "string"};
constexpr std::size_t kMaxSpells = 200;

/// The days of the evidence as closed spells that neither overlap nor touch, as readers drop those that do.
std::vector<DateSpan> spells_of(const Fact& fact) {
  std::vector<DateSpan> days;
  for (const StatementRef statement : fact.evidence)
    if (const auto day = statement.day()) days.push_back(*day);
  std::ranges::sort(days);
  std::vector<DateSpan> spells;
  for (const DateSpan& day : days) {
    if (!spells.empty() && std::chrono::sys_days(day.first) <= std::chrono::sys_days(spells.back().last) + std::chrono::days(1))
      spells.back().last = std::max(spells.back().last, day.last);
    else spells.push_back(day);
  }
  if (spells.size() > kMaxSpells) spells = {{spells.front().first, spells.back().last}};
  return spells;
}

class GexfWriter {
 public:
  GexfWriter(const KnowledgeGraph& graph, const ExportOptions& options, std::ostream& out) : graph_(graph), options_(options), sink_(out) {}

  Result<void> write() {
    sink_ << "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<gexf xmlns=\"http://gexf.net/1.3\" xmlns:viz=\"http://gexf.net/1.3/viz\" version=\"1.3\">\n"
             "<graph mode=\"dynamic\" defaultedgetype=\"directed\" timeformat=\"date\" timerepresentation=\"interval\" timezone=\"UTC\" idtype=\"string\">\n";
    sink_ << "<attributes class=\"node\" mode=\"static\">\n";
    for (const Column& column : kNodeColumns) declare(column);
    sink_ << "</attributes>\n<attributes class=\"edge\" mode=\"static\">\n";
    for (const Column& column : kEdgeColumns) declare(column);
    if (options_.evidence) declare(kEvidenceColumn);
    sink_ << "</attributes>\n<nodes>\n";
    for (const Node* node : graph_.nodes()) write(*node);
    sink_ << "</nodes>\n<edges>\n";
    for (const Fact* fact : graph_.facts()) write(*fact);
    sink_ << "</edges>\n</graph>\n</gexf>\n";
    return sink_.finish();
  }

 private:
  void declare(const Column& column) {
    sink_ << "<attribute id=\"" << column.id << "\" title=\"" << column.title << "\" type=\"" << column.type << "\"/>\n";
  }
  void attribute(std::string_view name, std::string_view value) {
    sink_ << " " << name << "=\"";
    append_xml(sink_.text(), value);
    sink_ << "\"";
  }
  void value(std::string_view column, std::string_view value) {
    if (value.empty()) return;
    sink_ << "<attvalue";
    attribute("for", column);
    attribute("value", value);
    sink_ << "/>";
  }

  void write(const Node& node) {
    sink_ << "<node";
    attribute("id", node.key.str());
    attribute("label", label_of(node));
    sink_ << "><attvalues>";
    value("n_etype", node.kind.str());
    value("n_iso3", iso3_of(node));
    value("n_wikidata", wikidata_of(graph_, node));
    value("n_actor", node.actor.str());
    value("n_mentions", std::to_string(node.mentions));
    const Color color = color_of(node.kind);
    sink_ << "</attvalues><viz:size value=\"" << decimal(node_size(node.mentions), 2) << "\"/><viz:color r=\"" << std::to_string(color.red) << "\" g=\""
          << std::to_string(color.green) << "\" b=\"" << std::to_string(color.blue) << "\"/></node>\n";
    sink_.spill();
  }

  void write(const Fact& fact) {
    sink_ << "<edge";
    attribute("id", fact.id());
    attribute("source", fact.triple.subject.str());
    attribute("target", fact.triple.object.str());
    attribute("kind", edge_kind(fact));
    attribute("label", edge_label(fact));
    attribute("weight", std::to_string(fact.articles));
    sink_ << "><attvalues>";
    write_values(fact);
    sink_ << "</attvalues>";
    if (const auto spells = spells_of(fact); !spells.empty()) write(spells);
    sink_ << "</edge>\n";
    sink_.spill();
  }

  void write_values(const Fact& fact) {
    const RelationType& relation = relation_of(graph_, fact);
    value("e_relation", fact.triple.relation.str());
    value("e_polarity", to_string(fact.polarity));
    value("e_modality", to_string(modality_of(fact)));
    value("e_quad", to_string(relation.quad));
    value("e_symmetric", relation.symmetric ? "1" : "0");
    value("e_confidence", decimal(fact.confidence, 4));
    value("e_goldstein", decimal(relation.weight, 4));
    value("e_sources", std::to_string(fact.publishers));
    std::string evidence;
    for (const StatementRef statement : best_evidence(fact, options_.evidence)) {
      if (!evidence.empty()) evidence += '\n';
      evidence += cut(statement->provenance.sentence_text, 500);
    }
    value("e_evidence", evidence);
  }

  void write(const std::vector<DateSpan>& spells) {
    sink_ << "<spells>";
    for (const DateSpan& spell : spells) sink_ << "<spell start=\"" << to_string(spell.first) << "\" end=\"" << to_string(spell.last) << "\"/>";
    sink_ << "</spells>";
  }

  const KnowledgeGraph& graph_;
  const ExportOptions& options_;
  TextSink sink_;
};

class Gexf final : public Exporter {
 public:
  FormatInfo info() const noexcept override { return {"gexf", "application/gexf+xml", ".gexf", "for Gephi, with the days of every edge for its timeline", false}; }
  Result<void> write(const KnowledgeGraph& graph, std::ostream& out, const ExportOptions& options) const override {
    return GexfWriter(graph, options, out).write();
  }
};

}  // namespace

std::unique_ptr<const Exporter> gexf_exporter() { return std::make_unique<Gexf>(); }

}  // namespace entente::internal
