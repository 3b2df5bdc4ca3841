// GraphML for Gephi, networkx, igraph and Boost alike: every edge directed, no booleans, no attribute called id,
// and the XML attribute `label` of an edge for Gephi's kind, which keeps parallel edges apart.
#include <array>
#include <chrono>

#include "base/text.h"
#include "export/builtins.h"
#include "export/fact_view.h"
#include "export/text.h"

namespace entente::internal {

namespace {

struct KeyRow { std::string_view id, element, name, type; };

constexpr std::array<KeyRow, 10> kNodeKeys{{
    {"n_label", "node", "label", "string"}, {"n_etype", "node", "entity_type", "string"}, {"n_iso3", "node", "iso3", "string"},
    {"n_wikidata", "node", "wikidata", "string"}, {"n_actor", "node", "actor", "string"}, {"n_mentions", "node", "mentions", "int"},
    {"n_size", "node", "size", "float"}, {"n_r", "node", "r", "int"}, {"n_g", "node", "g", "int"}, {"n_b", "node", "b", "int"}}};
constexpr std::array<KeyRow, 14> kEdgeKeys{{
    {"e_label", "edge", "label", "string"}, {"e_weight", "edge", "weight", "double"}, {"e_relation", "edge", "relation", "string"},
    {"e_polarity", "edge", "polarity", "string"}, {"e_modality", "edge", "modality", "string"}, {"e_quad", "edge", "quad", "string"},
    {"e_symmetric", "edge", "symmetric", "int"}, {"e_confidence", "edge", "confidence", "double"}, {"e_goldstein", "edge", "goldstein", "double"},
    {"e_sources", "edge", "sources", "int"}, {"e_first", "edge", "first_seen", "string"}, {"e_last", "edge", "last_seen", "string"},
    {"e_firstn", "edge", "first_day", "int"}, {"e_lastn", "edge", "last_day", "int"}}};
constexpr KeyRow kEvidenceKey{"e_evidence", "edge", "evidence", "string"};
constexpr std::size_t kMaxEvidenceBytes = 500;

/// 20240203: Gephi's range filters want a number.
int day_number(std::chrono::year_month_day day) {
  return int(day.year()) * 10000 + int(unsigned(day.month())) * 100 + int(unsigned(day.day()));
}

class GraphmlWriter {
 public:
  GraphmlWriter(const KnowledgeGraph& graph, const ExportOptions& options, std::ostream& out) : graph_(graph), options_(options), sink_(out) {}

  Result<void> write() {
    sink_ << "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<graphml xmlns=\"http://graphml.graphdrawing.org/xmlns\">\n";
    for (const KeyRow& row : kNodeKeys) declare(row);
    for (const KeyRow& row : kEdgeKeys) declare(row);
    if (options_.evidence) declare(kEvidenceKey);
    sink_ << "<graph id=\"G\" edgedefault=\"directed\">\n";
    for (const Node* node : graph_.nodes()) write(*node);
    for (const Fact* fact : graph_.facts()) write(*fact);
    sink_ << "</graph>\n</graphml>\n";
    return sink_.finish();
  }

 private:
  void declare(const KeyRow& row) {
    sink_ << "<key id=\"" << row.id << "\" for=\"" << row.element << "\" attr.name=\"" << row.name << "\" attr.type=\"" << row.type << "\"/>\n";
  }
  void data(std::string_view key, std::string_view value) {
    // Readers drop a value of nothing but white space, so it is left out.
    if (trim(value).empty()) return;
    sink_ << "<data key=\"" << key << "\">";
    append_xml(sink_.text(), value);
    sink_ << "</data>";
  }
  void data(std::string_view key, std::size_t value) { data(key, std::to_string(value)); }
  void data(std::string_view key, double value, int places) { data(key, decimal(value, places)); }

  void write(const Node& node) {
    sink_ << "<node id=\"";
    append_xml(sink_.text(), node.key.str());
    sink_ << "\">";
    data("n_label", label_of(node));
    data("n_etype", node.kind.str());
    data("n_iso3", iso3_of(node));
    data("n_wikidata", wikidata_of(graph_, node));
    data("n_actor", node.actor.str());
    data("n_mentions", node.mentions);
    data("n_size", node_size(node.mentions), 2);
    const Color color = color_of(node.kind);
    data("n_r", std::size_t{color.red});
    data("n_g", std::size_t{color.green});
    data("n_b", std::size_t{color.blue});
    sink_ << "</node>\n";
    sink_.spill();
  }

  void write(const Fact& fact) {
    const RelationType& relation = relation_of(graph_, fact);
    sink_ << "<edge id=\"" << fact.id() << "\" source=\"";
    append_xml(sink_.text(), fact.triple.subject.str());
    sink_ << "\" target=\"";
    append_xml(sink_.text(), fact.triple.object.str());
    sink_ << "\" label=\"" << edge_kind(fact) << "\">";
    data("e_label", edge_label(fact));
    data("e_weight", fact.articles);
    data("e_relation", fact.triple.relation.str());
    data("e_polarity", to_string(fact.polarity));
    data("e_modality", to_string(modality_of(fact)));
    data("e_quad", to_string(relation.quad));
    data("e_symmetric", std::size_t{relation.symmetric});
    data("e_confidence", fact.confidence, 4);
    data("e_goldstein", relation.weight, 4);
    data("e_sources", fact.publishers);
    write_days(fact);
    if (options_.evidence) data("e_evidence", evidence(fact));
    sink_ << "</edge>\n";
    sink_.spill();
  }

  void write_days(const Fact& fact) {
    if (!fact.seen) return;
    data("e_first", to_string(fact.seen->first));
    data("e_last", to_string(fact.seen->last));
    data("e_firstn", std::to_string(day_number(fact.seen->first)));
    data("e_lastn", std::to_string(day_number(fact.seen->last)));
  }

  std::string evidence(const Fact& fact) const {
    std::string text;
    for (const StatementRef statement : best_evidence(fact, options_.evidence)) {
      if (!text.empty()) text += '\n';
      text += cut(statement->provenance.sentence_text, kMaxEvidenceBytes);
    }
    return text;
  }

  const KnowledgeGraph& graph_;
  const ExportOptions& options_;
  TextSink sink_;
};

class Graphml final : public Exporter {
 public:
  FormatInfo info() const noexcept override {
    return {"graphml", "application/graphml+xml", ".graphml", "for Gephi, networkx, igraph and Boost.Graph", false};
  }
  Result<void> write(const KnowledgeGraph& graph, std::ostream& out, const ExportOptions& options) const override {
    return GraphmlWriter(graph, options, out).write();
  }
};

}  // namespace

std::unique_ptr<const Exporter> graphml_exporter() { return std::make_unique<Graphml>(); }

}  // namespace entente::internal
