#pragma once

#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "entente/exporter.h"

namespace entente::internal {

/// The namespaces of our RDF, each with its usual prefix.
enum class Space : std::uint8_t { Rdf, Rdfs, Xsd, Owl, Prov, Schema, Wikidata, Vocabulary, Relation, Entity, Fact, Mention, Article };
inline constexpr std::size_t kSpaces = 13;

/// A namespace and what follows it, already fit for an IRI.
struct Iri {
  Space space = Space::Rdf;
  std::string local;
};

enum class Datatype : std::uint8_t { String, English, Integer, Decimal, Date, AnyUri };

/// A property of ours. JSON-LD calls it by `name`, which stands for `space` and `local` and for the sort of its values.
struct Term {
  enum class Values : std::uint8_t { Iri, IriSet, String, English, Integer, Decimal, Date, AnyUri };
  std::string_view name;
  Space space;
  std::string_view local;
  Values values;
};

/// One value: an IRI, or a literal in its canonical lexical form. Sound UTF-8 without NUL.
struct Value {
  bool is_iri = false;
  Iri iri;
  Datatype type = Datatype::String;
  std::string text;
};

/// A predicate and its values: a term, or a relation between two actors.
struct Property {
  const Term* term = nullptr;  ///< Null for a relation.
  Iri predicate;
  std::vector<Value> values;
};

/// All that the graph says of one subject; no other call has the same subject.
struct Resource {
  Iri id;
  std::vector<Iri> types;
  std::vector<Property> properties;
};

[[nodiscard]] std::string_view prefix_of(Space space) noexcept;
/// The namespaces' IRIs under `options.iri_base`.
class Namespaces {
 public:
  explicit Namespaces(const ExportOptions& options);
  [[nodiscard]] const std::string& of(Space space) const noexcept { return iris_[static_cast<std::size_t>(space)]; }
  [[nodiscard]] std::string full(const Iri& iri) const { return of(iri.space) + iri.local; }

 private:
  std::vector<std::string> iris_;
};
/// The datatype's IRI; of Space::Rdf for a text with a language.
[[nodiscard]] Iri datatype_iri(Datatype type);
/// Every term, in the order of the JSON-LD context.
[[nodiscard]] std::span<const Term> terms() noexcept;

/// Gives the whole graph, subject by subject, always in the same order: relations, actors, facts with their
/// mentions, articles. A relation is asserted as a plain triple only if a sentence says that it happened.
void describe(const KnowledgeGraph& graph, const std::function<void(const Resource&)>& sink);

}  // namespace entente::internal
