// Edges as comma-separated values after RFC 4180, safe to open in a spreadsheet.
#include <array>

#include "base/text.h"
#include "export/builtins.h"
#include "export/fact_view.h"
#include "export/text.h"

namespace entente::internal {

namespace {

constexpr std::string_view kHeader =
    "id,subject_key,subject,subject_kind,subject_code,relation,object_key,object,object_kind,object_code,polarity,modality,plover,quad,goldstein,symmetric,"
    "articles,publishers,statements,first_seen,last_seen,confidence";

class CsvWriter {
 public:
  CsvWriter(const KnowledgeGraph& graph, const ExportOptions& options, std::ostream& out) : graph_(graph), options_(options), sink_(out) {}

  Result<void> write() {
    sink_ << kHeader << (options_.evidence ? ",evidence\r\n" : "\r\n");
    for (const Fact* fact : graph_.facts()) write(*fact);
    return sink_.finish();
  }

 private:
  /// A number or word of ours, written as it stands.
  void plain(std::string_view value) {
    if (!begins_) sink_ << ",";
    begins_ = false;
    sink_ << value;
  }
  /// Text from outside.
  void text(std::string_view value) {
    std::string cell = first_bad_utf8(value) ? repair_utf8(value) : std::string(value);
    std::erase(cell, '\0');
    cell = text_cell(cell);
    if (cell.find_first_of(",\"\r\n") == std::string::npos) return plain(cell);
    std::string quoted = "\"";
    for (const char c : cell) {
      if (c == '"') quoted += '"';
      quoted += c;
    }
    plain(quoted + '"');
  }
  void node(const EntityKey& key) {
    const Node& node = *graph_.node(key);
    text(key.str());
    text(node.label);
    text(node.kind.str());
    text(node.code);
  }

  void write(const Fact& fact) {
    const RelationType& relation = relation_of(graph_, fact);
    plain(fact.id());
    node(fact.triple.subject);
    plain(fact.triple.relation.str());
    node(fact.triple.object);
    plain(to_string(fact.polarity));
    plain(to_string(modality_of(fact)));
    plain(relation.plover);
    plain(to_string(relation.quad));
    plain(decimal(relation.weight, 4));
    plain(relation.symmetric ? "1" : "0");
    for (const std::size_t count : {fact.articles, fact.publishers, fact.evidence.size()}) plain(std::to_string(count));
    plain(fact.seen ? to_string(fact.seen->first) : "");
    plain(fact.seen ? to_string(fact.seen->last) : "");
    plain(decimal(fact.confidence, 4));
    if (options_.evidence) evidence(fact);
    sink_ << "\r\n";
    begins_ = true;
    sink_.spill();
  }

  void evidence(const Fact& fact) {
    std::string sentences;
    for (const StatementRef statement : best_evidence(fact, options_.evidence)) {
      if (!sentences.empty()) sentences += '\n';
      sentences += cut(statement->provenance.sentence_text, kMaxExportedBytes);
    }
    text(sentences);
  }

  const KnowledgeGraph& graph_;
  const ExportOptions& options_;
  TextSink sink_;
  bool begins_ = true;
};

class Csv final : public Exporter {
 public:
  FormatInfo info() const noexcept override { return {"csv", "text/csv", ".csv", "one edge a line, for spreadsheets and data frames", false}; }
  Result<void> write(const KnowledgeGraph& graph, std::ostream& out, const ExportOptions& options) const override {
    return CsvWriter(graph, options, out).write();
  }
};

}  // namespace

std::unique_ptr<const Exporter> csv_exporter() { return std::make_unique<Csv>(); }

}  // namespace entente::internal
