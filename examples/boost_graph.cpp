// Runs an algorithm of Boost.Graph over a knowledge graph: which groups of actors hang together?
//
//   boost_graph CATALOGUE STATEMENTS.jsonl
//
// CATALOGUE is data/catalogue; STATEMENTS.jsonl is what `entente extract` prints.
#include <boost/graph/connected_components.hpp>
#include <boost/graph/graph_utility.hpp>

#include <cstdio>
#include <fstream>
#include <iterator>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "entente/bgl.h"
#include "entente/store.h"

using namespace entente;

namespace {

Result<std::vector<Statement>> read_lines(const char* file, const Catalogue& catalogue) {
  std::ifstream in(file);
  if (!in) return std::unexpected(Error{ErrorCode::NotFound, "cannot open the file", {file, 0, 0}});
  std::vector<Statement> statements;
  std::uint32_t number = 0;
  for (std::string line; std::getline(in, line);) {
    Result<Statement> statement = statement_from_json(line, catalogue, {file, ++number, 0});
    if (!statement) return std::unexpected(statement.error());
    statements.push_back(*std::move(statement));
  }
  return statements;
}

Result<KnowledgeGraph> read_graph(const char* folder, const char* file) {
  Result<Catalogue> catalogue = Catalogue::load(folder);
  if (!catalogue) return std::unexpected(catalogue.error());
  KnowledgeGraph graph(std::make_shared<const Catalogue>(*std::move(catalogue)), Ends::States);
  const Result<std::vector<Statement>> statements = read_lines(file, graph.catalogue());
  if (!statements) return std::unexpected(statements.error());
  if (const auto merged = graph.merge(*statements); !merged) return std::unexpected(merged.error());
  return graph;
}

/// Whom chains of relations lead to, whichever way these point. Ordered numbers give the same output every time.
std::map<std::size_t, std::vector<std::string>> groups_of(const KnowledgeGraph& graph) {
  const BoostGraph view = boost_graph(graph);
  boost::adjacency_list<boost::vecS, boost::vecS, boost::undirectedS> ties(num_vertices(view));
  for (auto [edge, end] = edges(view); edge != end; ++edge) add_edge(source(*edge, view), target(*edge, view), ties);
  std::vector<std::size_t> group(num_vertices(view));
  boost::connected_components(ties, group.data());
  std::map<std::size_t, std::vector<std::string>> members;
  for (std::size_t vertex = 0; vertex < group.size(); ++vertex) members[group[vertex]].push_back(view[vertex].label);
  return members;
}

}  // namespace

int main(int count, char** arguments) {
  if (count != 3) return std::fprintf(stderr, "usage: boost_graph CATALOGUE STATEMENTS.jsonl\n"), 2;
  const Result<KnowledgeGraph> graph = read_graph(arguments[1], arguments[2]);
  if (!graph) return std::fprintf(stderr, "%s\n", to_string(graph.error()).c_str()), 1;
  std::printf("%zu actors, %zu facts\n", graph->nodes().size(), graph->facts().size());
  for (const auto& [number, members] : groups_of(*graph)) {
    std::printf("group %zu:", number + 1);
    for (const std::string& label : members) std::printf(" %s;", label.c_str());
    std::printf("\n");
  }
}
