// JSON-LD 1.1: one document with its context inline, one resource a line. Numbers are strings with a datatype, because
// processors disagree on how a JSON number becomes a decimal.
#include "base/json.h"
#include "export/builtins.h"
#include "export/rdf.h"
#include "export/text.h"

namespace entente::internal {

namespace {

std::string compact(const Iri& iri) { return std::string(prefix_of(iri.space)) + ':' + iri.local; }

class JsonldWriter {
 public:
  JsonldWriter(const ExportOptions& options, std::ostream& out) : names_(options), sink_(out) {}

  Result<void> write(const KnowledgeGraph& graph) {
    sink_ << "{\n";
    write_context();
    sink_ << ",\n\"@graph\": [";
    describe(graph, [this](const Resource& resource) { write(resource); });
    sink_ << "\n]\n}\n";
    return sink_.finish();
  }

 private:
  void text(std::string_view value) { append_json_string(sink_.text(), value); }

  void write_context() {
    sink_ << "\"@context\": {\n  \"@version\": 1.1,\n";
    for (std::size_t i = 0; i < kSpaces; ++i) {
      const auto space = static_cast<Space>(i);
      sink_ << "  \"" << prefix_of(space) << "\": ";
      text(names_.of(space));
      sink_ << ",\n";
    }
    sink_ << "  \"id\": \"@id\",\n  \"type\": \"@type\"";
    for (const Term& term : terms()) {
      sink_ << ",\n  \"" << term.name << "\": {\"@id\": \"" << prefix_of(term.space) << ":" << term.local << "\"" << coercion(term) << "}";
    }
    sink_ << "\n}";
  }

  static std::string coercion(const Term& term) {
    switch (term.values) {
      case Term::Values::Iri: return ", \"@type\": \"@id\"";
      case Term::Values::IriSet: return ", \"@type\": \"@id\", \"@container\": \"@set\"";
      case Term::Values::English: return ", \"@container\": \"@language\"";
      case Term::Values::Integer: return ", \"@type\": \"xsd:integer\"";
      case Term::Values::Decimal: return ", \"@type\": \"xsd:decimal\"";
      case Term::Values::Date: return ", \"@type\": \"xsd:date\"";
      case Term::Values::AnyUri: return ", \"@type\": \"xsd:anyURI\"";
      case Term::Values::String: break;
    }
    return "";
  }

  void write(const Resource& resource) {
    sink_ << (first_ ? "\n{\"id\": " : ",\n{\"id\": ");
    first_ = false;
    text(compact(resource.id));
    sink_ << ", \"type\": ";
    list(resource.types, resource.types.size() > 1, [this](const Iri& type) { text(compact(type)); });
    for (const Property& property : resource.properties) write(property);
    sink_ << "}";
    sink_.spill();
  }

  void write(const Property& property) {
    sink_ << ", ";
    text(property.term ? std::string(property.term->name) : compact(property.predicate));
    sink_ << ": ";
    const bool set = property.values.size() > 1 || (property.term && property.term->values == Term::Values::IriSet);
    list(property.values, set, [&](const Value& value) { write(property, value); });
  }

  void write(const Property& property, const Value& value) {
    if (!property.term) sink_ << "{\"id\": ";
    if (value.is_iri) text(compact(value.iri));
    else if (value.type == Datatype::English) sink_ << "{\"en\": ";
    if (!value.is_iri) text(value.text);
    if (!property.term || (!value.is_iri && value.type == Datatype::English)) sink_ << "}";
  }

  template <class List, class Write>
  void list(const List& values, bool brackets, const Write& write_one) {
    if (brackets) sink_ << "[";
    for (std::size_t i = 0; i < values.size(); ++i) {
      if (i) sink_ << ", ";
      write_one(values[i]);
    }
    if (brackets) sink_ << "]";
  }

  Namespaces names_;
  TextSink sink_;
  bool first_ = true;
};

class Jsonld final : public Exporter {
 public:
  FormatInfo info() const noexcept override { return {"jsonld", "application/ld+json", ".jsonld", "linked data with its evidence, one document", true}; }
  Result<void> write(const KnowledgeGraph& graph, std::ostream& out, const ExportOptions& options) const override {
    return JsonldWriter(options, out).write(graph);
  }
};

}  // namespace

std::unique_ptr<const Exporter> jsonld_exporter() { return std::make_unique<Jsonld>(); }

}  // namespace entente::internal
