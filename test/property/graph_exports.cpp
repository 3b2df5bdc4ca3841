// Exports of graphs at random, hostile text among them, read back by other people's readers: libxml2, Boost.Graph and serd.
#include <doctest/doctest.h>

#include <libxml/parser.h>
#include <serd/serd.h>

#include <boost/graph/adjacency_list.hpp>
#include <boost/graph/graphml.hpp>
#include <boost/property_map/dynamic_property_map.hpp>

#include <set>
#include <sstream>

#include "entente/exporter.h"
#include "support/pages.h"
#include "support/statements.h"

using namespace entente;
using namespace entente::test;

namespace {

KnowledgeGraph random_graph(std::uint64_t seed, std::size_t count) {
  KnowledgeGraph graph(graph_catalogue(), seed % 2 ? Ends::Actors : Ends::States);
  REQUIRE(graph.merge(random_statements(seed, count)));
  return graph;
}

std::string written(std::string_view format, const KnowledgeGraph& graph, const ExportOptions& options = {}) {
  static const ExporterRegistry registry = ExporterRegistry::with_builtins();
  std::ostringstream out;
  REQUIRE(write_export(*registry.find(format), graph, out, options));
  return out.str();
}

struct ReadVertex { std::string label, kind; int mentions = 0; };
struct ReadEdge { std::string relation, polarity, evidence; double weight = 0, confidence = 0; int symmetric = 0; };
using ReadGraph = boost::adjacency_list<boost::vecS, boost::vecS, boost::bidirectionalS, ReadVertex, ReadEdge>;

ReadGraph read_back(const std::string& graphml) {
  ReadGraph graph;
  const auto ignore_others = [](const std::string&, const boost::any&, const boost::any&) { return boost::shared_ptr<boost::dynamic_property_map>(); };
  boost::dynamic_properties properties(ignore_others);
  properties.property("label", get(&ReadVertex::label, graph)).property("entity_type", get(&ReadVertex::kind, graph)).property("mentions", get(&ReadVertex::mentions, graph));
  properties.property("relation", get(&ReadEdge::relation, graph)).property("polarity", get(&ReadEdge::polarity, graph)).property("evidence", get(&ReadEdge::evidence, graph));
  properties.property("weight", get(&ReadEdge::weight, graph)).property("confidence", get(&ReadEdge::confidence, graph)).property("symmetric", get(&ReadEdge::symmetric, graph));
  std::istringstream in(graphml);
  boost::read_graphml(in, graph, properties);
  return graph;
}

using Triples = std::multiset<std::string>;

SerdStatus keep(void* triples, SerdStatementFlags, const SerdNode*, const SerdNode* subject, const SerdNode* predicate, const SerdNode* object, const SerdNode* type, const SerdNode* language) {
  std::string line;
  for (const SerdNode* node : {subject, predicate, object, type, language})
    if (node && node->buf) line.append(reinterpret_cast<const char*>(node->buf), node->n_bytes) += '\x1F';
  static_cast<Triples*>(triples)->insert(std::move(line));
  return SERD_SUCCESS;
}

/// The triples that serd reads, prefixes resolved.
Triples read_rdf(const std::string& text, SerdSyntax syntax) {
  Triples triples;
  struct Context { SerdEnv* environment; Triples* triples; } context{serd_env_new(nullptr), &triples};
  const auto prefix = [](void* handle, const SerdNode* name, const SerdNode* uri) { return serd_env_set_prefix(static_cast<Context*>(handle)->environment, name, uri); };
  const auto statement = [](void* handle, SerdStatementFlags flags, const SerdNode* graph, const SerdNode* s, const SerdNode* p, const SerdNode* o, const SerdNode* t, const SerdNode* l) {
    auto* context_of = static_cast<Context*>(handle);
    SerdNode full[4];
    const SerdNode* terms[4] = {s, p, o, t};
    for (int i = 0; i < 4; ++i) full[i] = terms[i] && (terms[i]->type == SERD_CURIE) ? serd_env_expand_node(context_of->environment, terms[i]) : terms[i] ? serd_node_copy(terms[i]) : SERD_NODE_NULL;
    const SerdStatus status = keep(context_of->triples, flags, graph, &full[0], &full[1], &full[2], &full[3], l);
    for (SerdNode& node : full) serd_node_free(&node);
    return status;
  };
  SerdReader* reader = serd_reader_new(syntax, &context, nullptr, nullptr, prefix, statement, nullptr);
  serd_reader_set_strict(reader, true);
  CHECK(serd_reader_read_string(reader, reinterpret_cast<const std::uint8_t*>(text.c_str())) == SERD_SUCCESS);
  serd_reader_free(reader);
  serd_env_free(context.environment);
  return triples;
}

}  // namespace

TEST_CASE("XML exports are well-formed whatever the text holds") {
  for (std::uint64_t seed = 1; seed <= 20; ++seed) {
    INFO("seed " << seed);
    const KnowledgeGraph graph = random_graph(seed, 80);
    for (const std::string_view format : {"graphml", "gexf"}) {
      const std::string xml = written(format, graph, {.evidence = 3});
      xmlDoc* document = xmlReadMemory(xml.data(), static_cast<int>(xml.size()), "export.xml", nullptr, XML_PARSE_NONET | XML_PARSE_PEDANTIC);
      CHECK(document != nullptr);
      xmlFreeDoc(document);
    }
  }
}

TEST_CASE("GraphML read by Boost.Graph is the graph") {
  for (std::uint64_t seed = 1; seed <= 20; ++seed) {
    INFO("seed " << seed);
    const KnowledgeGraph graph = random_graph(seed, 120);
    const ReadGraph read = read_back(written("graphml", graph, {.evidence = 1}));
    REQUIRE(num_vertices(read) == graph.nodes().size());
    REQUIRE(num_edges(read) == graph.facts().size());
    std::size_t at = 0;
    for (const Node* node : graph.nodes()) {
      CHECK(read[at].kind == node->kind.str());
      CHECK(read[at++].mentions == static_cast<int>(node->mentions));
    }
    auto edge = edges(read).first;
    for (const Fact* fact : graph.facts()) {
      const ReadEdge& found = read[*edge++];
      CHECK(found.relation == fact->triple.relation.str());
      CHECK(found.polarity == to_string(fact->polarity));
      CHECK(found.weight == static_cast<double>(fact->articles));
      CHECK(found.confidence == doctest::Approx(fact->confidence).epsilon(0.0001));
      CHECK(found.symmetric == int(graph.catalogue().relation(fact->triple.relation)->symmetric));
      CHECK(!found.evidence.empty());
    }
  }
}

TEST_CASE("serd reads the same triples from N-Quads and Turtle") {
  for (std::uint64_t seed = 1; seed <= 12; ++seed) {
    INFO("seed " << seed);
    const KnowledgeGraph graph = random_graph(seed, 60);
    const std::string lines = written("nquads", graph);
    const Triples from_nquads = read_rdf(lines, SERD_NQUADS);
    CHECK(from_nquads.size() == static_cast<std::size_t>(std::ranges::count(lines, '\n')));
    CHECK(std::set(from_nquads.begin(), from_nquads.end()).size() == from_nquads.size());
    CHECK(from_nquads == read_rdf(written("turtle", graph), SERD_TURTLE));
  }
}

TEST_CASE("the same graph gives the same bytes, in whatever order it was merged") {
  for (std::uint64_t seed = 1; seed <= 10; ++seed) {
    INFO("seed " << seed);
    std::vector<Statement> statements = random_statements(seed, 100);
    KnowledgeGraph forwards(graph_catalogue()), backwards(graph_catalogue());
    REQUIRE(forwards.merge(statements));
    std::ranges::reverse(statements);
    for (const Statement& statement : statements) REQUIRE(backwards.merge({&statement, 1}));
    for (const FormatInfo& format : ExporterRegistry::with_builtins().formats()) {
      INFO(format.name);
      CHECK(written(format.name, forwards, {.evidence = 2}) == written(format.name, backwards, {.evidence = 2}));
    }
  }
}
