// Turtle by serd, with prefixes.
#include <serd/serd.h>

#include <memory>

#include "export/builtins.h"
#include "export/rdf.h"
#include "export/text.h"

namespace entente::internal {

namespace {

/// Takes the bytes of serd's writer.
std::size_t take(const void* bytes, std::size_t length, void* sink) {
  *static_cast<TextSink*>(sink) << std::string_view(static_cast<const char*>(bytes), length);
  static_cast<TextSink*>(sink)->spill();
  return length;
}

/// Told of neither quotes nor line ends, serd writes strings in one line. In those of three quotes its own reader (0.30) takes
/// the backslash behind a quote for itself.
SerdNode node_of(SerdType type, std::string_view text) {
  SerdNode node = serd_node_from_substring(type, reinterpret_cast<const std::uint8_t*>(text.data()), text.size());
  node.flags = 0;
  return node;
}

class TurtleWriter {
 public:
  TurtleWriter(const ExportOptions& options, std::ostream& out)
      : names_(options), sink_(out), environment_(serd_env_new(nullptr), serd_env_free),
        writer_(serd_writer_new(SERD_TURTLE, static_cast<SerdStyle>(SERD_STYLE_ABBREVIATED | SERD_STYLE_CURIED), environment_.get(), nullptr, take, &sink_),
                serd_writer_free) {}

  Result<void> write(const KnowledgeGraph& graph) {
    for (std::size_t i = 0; i < kSpaces; ++i) {
      const auto space = static_cast<Space>(i);
      const SerdNode name = node_of(SERD_LITERAL, prefix_of(space)), uri = node_of(SERD_URI, names_.of(space));
      serd_writer_set_prefix(writer_.get(), &name, &uri);
    }
    describe(graph, [this](const Resource& resource) {
      const std::string subject = names_.full(resource.id);
      for (const Iri& type : resource.types) write(subject, {Space::Rdf, "type"}, {true, type, {}, {}});
      for (const Property& property : resource.properties)
        for (const Value& value : property.values) write(subject, property.predicate, value);
    });
    serd_writer_finish(writer_.get());
    if (status_ != SERD_SUCCESS)
      return std::unexpected(Error{ErrorCode::Internal, "serd: " + std::string(reinterpret_cast<const char*>(serd_strerror(status_))), {}});
    return sink_.finish();
  }

 private:
  void write(const std::string& subject_iri, const Iri& predicate_iri, const Value& value) {
    const std::string predicate_text = names_.full(predicate_iri);
    const std::string object_text = value.is_iri ? names_.full(value.iri) : value.text;
    const std::string type_text = names_.full(datatype_iri(value.type));
    const SerdNode subject = node_of(SERD_URI, subject_iri), predicate = node_of(SERD_URI, predicate_text);
    const SerdNode object = node_of(value.is_iri ? SERD_URI : SERD_LITERAL, object_text);
    const SerdNode type = node_of(SERD_URI, type_text), language = node_of(SERD_LITERAL, "en");
    const bool typed = !value.is_iri && value.type != Datatype::String && value.type != Datatype::English;
    const bool english = !value.is_iri && value.type == Datatype::English;
    const SerdStatus status = serd_writer_write_statement(writer_.get(), 0, nullptr, &subject, &predicate, &object, typed ? &type : nullptr, english ? &language : nullptr);
    if (status_ == SERD_SUCCESS) status_ = status;
  }

  Namespaces names_;
  TextSink sink_;
  std::unique_ptr<SerdEnv, decltype(&serd_env_free)> environment_;
  std::unique_ptr<SerdWriter, decltype(&serd_writer_free)> writer_;
  SerdStatus status_ = SERD_SUCCESS;
};

class Turtle final : public Exporter {
 public:
  FormatInfo info() const noexcept override { return {"turtle", "text/turtle", ".ttl", "RDF for people and for SPARQL tools", true}; }
  Result<void> write(const KnowledgeGraph& graph, std::ostream& out, const ExportOptions& options) const override {
    return TurtleWriter(options, out).write(graph);
  }
};

}  // namespace

std::unique_ptr<const Exporter> turtle_exporter() { return std::make_unique<Turtle>(); }

}  // namespace entente::internal
