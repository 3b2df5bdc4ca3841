// N-Quads of the default graph, which are N-Triples as well. Escapes as in the canonical form of RDF 1.2 N-Triples.
#include <array>
#include <cstdio>

#include "export/builtins.h"
#include "export/rdf.h"
#include "export/text.h"

namespace entente::internal {

namespace {

void append_literal(std::string& out, std::string_view text) {
  out += '"';
  for (const char c : text) {
    switch (c) {
      case '"': out += "\\\""; continue;
      case '\\': out += "\\\\"; continue;
      case '\n': out += "\\n"; continue;
      case '\r': out += "\\r"; continue;
      case '\t': out += "\\t"; continue;
      case '\b': out += "\\b"; continue;
      case '\f': out += "\\f"; continue;
      default: break;
    }
    if (static_cast<unsigned char>(c) >= 0x20 && c != 0x7F) { out += c; continue; }
    std::array<char, 8> escape{};
    std::snprintf(escape.data(), escape.size(), "\\u%04X", unsigned{static_cast<unsigned char>(c)});
    out += escape.data();
  }
  out += '"';
}

class NquadsWriter {
 public:
  NquadsWriter(const ExportOptions& options, std::ostream& out) : names_(options), sink_(out) {}

  Result<void> write(const KnowledgeGraph& graph) {
    describe(graph, [this](const Resource& resource) {
      for (const Iri& type : resource.types) line(resource.id, {Space::Rdf, "type"}, {true, type, {}, {}});
      for (const Property& property : resource.properties)
        for (const Value& value : property.values) line(resource.id, property.predicate, value);
      sink_.spill();
    });
    return sink_.finish();
  }

 private:
  void line(const Iri& subject, const Iri& predicate, const Value& value) {
    write(subject);
    sink_ << " ";
    write(predicate);
    sink_ << " ";
    if (value.is_iri) write(value.iri);
    else literal(value);
    sink_ << " .\n";
  }
  void write(const Iri& iri) { sink_ << "<" << names_.of(iri.space) << iri.local << ">"; }
  void literal(const Value& value) {
    append_literal(sink_.text(), value.text);
    if (value.type == Datatype::English) sink_ << "@en";
    else if (value.type != Datatype::String) {
      sink_ << "^^";
      write(datatype_iri(value.type));
    }
  }

  Namespaces names_;
  TextSink sink_;
};

class Nquads final : public Exporter {
 public:
  FormatInfo info() const noexcept override { return {"nquads", "application/n-quads", ".nq", "RDF line by line, for triple stores", true}; }
  Result<void> write(const KnowledgeGraph& graph, std::ostream& out, const ExportOptions& options) const override {
    return NquadsWriter(options, out).write(graph);
  }
};

}  // namespace

std::unique_ptr<const Exporter> nquads_exporter() { return std::make_unique<Nquads>(); }

}  // namespace entente::internal
