#include "export/rdf.h"

#include <algorithm>
#include <array>
#include <map>

#include "base/text.h"
#include "export/fact_view.h"
#include "export/text.h"

namespace entente::internal {

namespace {

using Values = Term::Values;

constexpr std::array<std::string_view, kSpaces> kPrefixes{"rdf", "rdfs", "xsd", "owl", "prov", "schema", "wd", "kg", "rel", "ent", "fact", "men", "art"};

constexpr std::array kTerms{
    Term{"label", Space::Rdfs, "label", Values::English},
    Term{"definition", Space::Rdfs, "comment", Values::English},
    Term{"sameAs", Space::Owl, "sameAs", Values::IriSet},
    Term{"iso3", Space::Vocabulary, "iso3", Values::String},
    Term{"shortName", Space::Vocabulary, "shortName", Values::String},
    Term{"actsFor", Space::Vocabulary, "actsFor", Values::Iri},
    Term{"ploverClass", Space::Vocabulary, "ploverClass", Values::String},
    Term{"quadClass", Space::Vocabulary, "quadClass", Values::String},
    Term{"goldstein", Space::Vocabulary, "goldstein", Values::Decimal},
    Term{"subject", Space::Rdf, "subject", Values::Iri},
    Term{"relation", Space::Rdf, "predicate", Values::Iri},
    Term{"object", Space::Rdf, "object", Values::Iri},
    Term{"polarity", Space::Vocabulary, "polarity", Values::Iri},
    Term{"modality", Space::Vocabulary, "modality", Values::Iri},
    Term{"confidence", Space::Vocabulary, "confidence", Values::Decimal},
    Term{"support", Space::Vocabulary, "support", Values::Integer},
    Term{"sources", Space::Vocabulary, "sourceCount", Values::Integer},
    Term{"firstSeen", Space::Vocabulary, "firstSeen", Values::Date},
    Term{"lastSeen", Space::Vocabulary, "lastSeen", Values::Date},
    Term{"mentions", Space::Prov, "wasDerivedFrom", Values::IriSet},
    Term{"article", Space::Prov, "hadPrimarySource", Values::Iri},
    Term{"sentence", Space::Vocabulary, "sentence", Values::String},
    Term{"charStart", Space::Vocabulary, "charStart", Values::Integer},
    Term{"charEnd", Space::Vocabulary, "charEnd", Values::Integer},
    Term{"namedSubject", Space::Vocabulary, "namedSubject", Values::Iri},
    Term{"namedObject", Space::Vocabulary, "namedObject", Values::Iri},
    Term{"subjectText", Space::Vocabulary, "subjectText", Values::String},
    Term{"predicateText", Space::Vocabulary, "predicateText", Values::String},
    Term{"objectText", Space::Vocabulary, "objectText", Values::String},
    Term{"content", Space::Vocabulary, "content", Values::Iri},
    Term{"context", Space::Vocabulary, "context", Values::String},
    Term{"attributedTo", Space::Vocabulary, "claimedBy", Values::Iri},
    Term{"place", Space::Vocabulary, "place", Values::Iri},
    Term{"eventFirst", Space::Vocabulary, "eventFirst", Values::Date},
    Term{"eventLast", Space::Vocabulary, "eventLast", Values::Date},
    Term{"rule", Space::Vocabulary, "rule", Values::String},
    Term{"url", Space::Schema, "url", Values::AnyUri},
    Term{"publisher", Space::Schema, "publisher", Values::String},
    Term{"published", Space::Schema, "datePublished", Values::Date}};

const Term& term(std::string_view name) { return *std::ranges::find(kTerms, name, &Term::name); }

/// "armed_group" becomes ArmedGroup, "verbal-cooperation" VerbalCooperation.
std::string pascal(std::string_view words) {
  std::string name;
  bool begins = true;
  for (const char c : words) {
    if (!is_ascii_alpha(c) && !is_ascii_digit(c)) { begins = true; continue; }
    name += begins && is_ascii_lower(c) ? char(c - 32) : c;
    begins = false;
  }
  return name;
}

/// An article key is any printable ASCII: all but unreserved characters and slashes are percent-encoded, and so is a
/// slash at the start, which JSON-LD would not take for the rest of a compact IRI.
std::string encoded(std::string_view key) {
  static constexpr std::string_view kDigits = "0123456789ABCDEF";
  std::string text;
  for (const char c : key) {
    if (is_ascii_alpha(c) || is_ascii_digit(c) || c == '-' || c == '.' || c == '_' || c == '~' || (c == '/' && !text.empty())) { text += c; continue; }
    text += '%';
    text += kDigits[static_cast<unsigned char>(c) >> 4];
    text += kDigits[static_cast<unsigned char>(c) & 15];
  }
  return text;
}

std::string sound(std::string_view text) {
  std::string whole = first_bad_utf8(text) ? repair_utf8(text) : std::string(text);
  std::erase(whole, '\0');
  return whole;
}

Iri entity(EntityKeyView key) { return {Space::Entity, encoded(key.str())}; }
Iri relation(RelationKeyView key) { return {Space::Relation, encoded(key.str())}; }
Iri vocabulary(std::string_view word) { return {Space::Vocabulary, pascal(word)}; }
Iri kind_class(const KindKey& kind) { return vocabulary(kind.empty() ? "actor" : kind.str()); }

Datatype datatype_of(Values values) {
  switch (values) {
    case Values::English: return Datatype::English;
    case Values::Integer: return Datatype::Integer;
    case Values::Decimal: return Datatype::Decimal;
    case Values::Date: return Datatype::Date;
    case Values::AnyUri: return Datatype::AnyUri;
    default: return Datatype::String;
  }
}

/// Adds properties to a resource, leaving out what is not known.
class Builder {
 public:
  Builder(Iri id, Iri type) : resource_{std::move(id), {std::move(type)}, {}} {}

  Builder& type(Iri type) { resource_.types.push_back(std::move(type)); return *this; }
  Builder& iri(std::string_view name, Iri iri) { return add(name, {true, std::move(iri), {}, {}}); }
  Builder& text(std::string_view name, std::string_view text) {
    return text.empty() ? *this : add(name, {false, {}, datatype_of(term(name).values), sound(text)});
  }
  Builder& number(std::string_view name, std::size_t number) { return text(name, std::to_string(number)); }
  Builder& real(std::string_view name, double number) { return text(name, decimal(number, 4)); }
  Builder& day(std::string_view name, std::optional<std::chrono::year_month_day> day) { return day ? text(name, to_string(*day)) : *this; }
  Builder& relates(const RelationKey& key, const EntityKey& object) {
    Iri predicate = relation(key);
    auto& all = resource_.properties;
    if (all.empty() || all.back().term || all.back().predicate.local != predicate.local) all.push_back({nullptr, std::move(predicate), {}});
    all.back().values.push_back({true, entity(object), {}, {}});
    return *this;
  }
  [[nodiscard]] const Resource& done() const { return resource_; }

 private:
  Builder& add(std::string_view name, Value value) {
    const Term& found = term(name);
    auto& all = resource_.properties;
    if (all.empty() || all.back().term != &found) all.push_back({&found, {found.space, std::string(found.local)}, {}});
    all.back().values.push_back(std::move(value));
    return *this;
  }

  Resource resource_;
};

/// What is known of an actor that is mentioned but no node: who says so, where, and who was named.
struct Named { std::string_view label, kind, actor; };

class Describer {
 public:
  Describer(const KnowledgeGraph& graph, const std::function<void(const Resource&)>& sink) : graph_(graph), sink_(sink) {}

  void run() {
    relations();
    actors();
    others();
    for (const Fact* fact : graph_.facts()) this->fact(*fact);
    articles();
  }

 private:
  void relations() {
    std::map<RelationKey, const RelationType*> used;
    for (const Fact* fact : graph_.facts()) {
      used.emplace(fact->triple.relation, nullptr);
      for (const StatementRef statement : fact->evidence)
        if (const auto content = statement->content) used.emplace(RelationKey(content->str()), nullptr);
    }
    for (const auto& [key, unused] : used) {
      const RelationType* type = graph_.catalogue().relation(key);
      if (!type) continue;
      std::string label = key.str();
      std::ranges::replace(label, '-', ' ');
      Builder builder(relation(key), {Space::Owl, "ObjectProperty"});
      if (type->symmetric) builder.type({Space::Owl, "SymmetricProperty"});
      builder.text("label", label).text("definition", type->definition).text("ploverClass", type->plover).text("quadClass", to_string(type->quad)).real("goldstein", type->weight);
      sink_(builder.done());
    }
  }

  /// Both ends of a symmetric relation assert it, so that a query finds it from either.
  std::multimap<EntityKey, std::pair<RelationKey, EntityKey>> asserted() const {
    std::multimap<EntityKey, std::pair<RelationKey, EntityKey>> triples;
    for (const Fact* fact : graph_.facts()) {
      if (fact->polarity == Polarity::Negative || modality_of(*fact) != Modality::Actual) continue;
      const auto& [subject, key, object] = fact->triple;
      triples.emplace(subject, std::pair(key, object));
      if (relation_of(graph_, *fact).symmetric && subject != object) triples.emplace(object, std::pair(key, subject));
    }
    return triples;
  }

  void actors() {
    const auto triples = asserted();
    for (const Node* node : graph_.nodes()) {
      Builder builder(entity(node->key), kind_class(node->kind));
      builder.text("label", node->label);
      if (const std::string_view id = wikidata_of(graph_, *node); !id.empty()) builder.iri("sameAs", {Space::Wikidata, std::string(id)});
      if (const std::string_view iso3 = iso3_of(*node); !iso3.empty()) builder.text("iso3", iso3);
      else if (node->actor == node->key) builder.text("shortName", node->code);
      if (node->actor != node->key) builder.iri("actsFor", entity(node->actor));
      auto [first, last] = triples.equal_range(node->key);
      std::vector<std::pair<RelationKey, EntityKey>> said;
      for (; first != last; ++first) said.push_back(first->second);
      std::ranges::sort(said);
      for (const auto& [key, object] : said) builder.relates(key, object);
      sink_(builder.done());
    }
  }

  void note(const ParticipantView& participant) {
    if (graph_.node(EntityKey(participant.key.str()))) return;
    const auto [place, fresh] = others_.try_emplace(participant.key, Named{participant.label, participant.kind.str(), participant.actor.str()});
    Named& named = place->second;
    named = {std::min(named.label, participant.label), std::min(named.kind, participant.kind.str()), std::min(named.actor, participant.actor.str())};
  }

  void others() {
    for (const Fact* fact : graph_.facts())
      for (const StatementRef statement : fact->evidence) {
        const StatementView view = *statement;
        note(view.subject);
        note(view.object);
        if (view.said_by) note(view.said_by->source);
        if (view.place) note(*view.place);
      }
    for (const auto& [key, named] : others_) {
      Builder builder(entity(key), kind_class(KindKey(named.kind)));
      builder.text("label", named.label);
      if (!named.actor.empty() && named.actor != key.str()) builder.iri("actsFor", entity(EntityKey(named.actor)));
      sink_(builder.done());
    }
  }

  void fact(const Fact& fact) {
    Builder builder({Space::Fact, fact.id()}, {Space::Rdf, "Statement"});
    builder.iri("subject", entity(fact.triple.subject)).iri("relation", relation(fact.triple.relation)).iri("object", entity(fact.triple.object));
    builder.iri("polarity", vocabulary(to_string(fact.polarity))).iri("modality", vocabulary(to_string(modality_of(fact))));
    builder.real("confidence", fact.confidence).real("goldstein", relation_of(graph_, fact).weight).number("support", fact.articles);
    if (fact.publishers) builder.number("sources", fact.publishers);
    if (fact.seen) builder.day("firstSeen", fact.seen->first).day("lastSeen", fact.seen->last);
    for (const StatementRef statement : fact.evidence) builder.iri("mentions", {Space::Mention, statement->id.str()});
    sink_(builder.done());
    for (const StatementRef statement : fact.evidence) mention(*statement);
  }

  void mention(const StatementView& statement) {
    const ProvenanceView& from = statement.provenance;
    Builder builder({Space::Mention, statement.id.str()}, vocabulary("mention"));
    builder.iri("article", {Space::Article, encoded(from.article.str())});
    builder.text("sentence", from.sentence_text).number("charStart", from.sentence_span.begin).number("charEnd", from.sentence_span.end);
    builder.iri("namedSubject", entity(statement.subject.key)).iri("namedObject", entity(statement.object.key));
    builder.text("subjectText", statement.subject.mention).text("predicateText", from.predicate).text("objectText", statement.object.mention);
    builder.iri("modality", vocabulary(to_string(statement.modality)));
    if (statement.content) builder.iri("content", relation(*statement.content));
    if (statement.context) builder.text("context", statement.context->str());
    if (statement.said_by) builder.iri("attributedTo", entity(statement.said_by->source.key));
    if (statement.place) builder.iri("place", entity(statement.place->key));
    if (statement.on) builder.day("eventFirst", statement.on->first).day("eventLast", statement.on->last);
    builder.real("confidence", statement.confidence).text("rule", from.rule.str());
    sink_(builder.done());
    auto& [publisher, published] = articles_[from.article];
    if (publisher.empty() || (!from.publisher.empty() && from.publisher < publisher)) publisher = from.publisher;
    if (!published || (from.published && *from.published < *published)) published = from.published;
  }

  void articles() {
    for (const auto& [key, known] : articles_) {
      Builder builder({Space::Article, encoded(key.str())}, {Space::Schema, "NewsArticle"});
      if (key.str().starts_with("http://") || key.str().starts_with("https://")) builder.text("url", key.str());
      builder.text("publisher", known.first).day("published", known.second);
      sink_(builder.done());
    }
  }

  const KnowledgeGraph& graph_;
  const std::function<void(const Resource&)>& sink_;
  std::map<EntityKeyView, Named> others_;
  std::map<ArticleKeyView, std::pair<std::string_view, std::optional<std::chrono::year_month_day>>> articles_;
};

}  // namespace

std::string_view prefix_of(Space space) noexcept { return kPrefixes[static_cast<std::size_t>(space)]; }

Namespaces::Namespaces(const ExportOptions& options) {
  std::string base;
  // What RFC 3987 forbids in an IRI would spoil every line of the export.
  for (const char c : options.iri_base)
    if (static_cast<unsigned char>(c) > ' ' && std::string_view("<>\"{}|^`\\").find(c) == std::string_view::npos) base += c;
  if (!base.ends_with('/') && !base.ends_with('#')) base += '/';
  iris_ = {"http://www.w3.org/1999/02/22-rdf-syntax-ns#", "http://www.w3.org/2000/01/rdf-schema#", "http://www.w3.org/2001/XMLSchema#",
           "http://www.w3.org/2002/07/owl#", "http://www.w3.org/ns/prov#", "https://schema.org/", "http://www.wikidata.org/entity/",
           base + "ns#", base + "relation/", base + "entity/", base + "fact/", base + "mention/", base + "article/"};
}

Iri datatype_iri(Datatype type) {
  switch (type) {
    case Datatype::English: return {Space::Rdf, "langString"};
    case Datatype::Integer: return {Space::Xsd, "integer"};
    case Datatype::Decimal: return {Space::Xsd, "decimal"};
    case Datatype::Date: return {Space::Xsd, "date"};
    case Datatype::AnyUri: return {Space::Xsd, "anyURI"};
    case Datatype::String: break;
  }
  return {Space::Xsd, "string"};
}

std::span<const Term> terms() noexcept { return kTerms; }

void describe(const KnowledgeGraph& graph, const std::function<void(const Resource&)>& sink) { Describer(graph, sink).run(); }

}  // namespace entente::internal
