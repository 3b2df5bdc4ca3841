// The measures of Boost.Graph.
#include <boost/graph/adjacency_list.hpp>
#include <boost/graph/betweenness_centrality.hpp>
#include <boost/graph/page_rank.hpp>
#include <boost/property_map/property_map.hpp>

#include <algorithm>
#include <map>

#include "entente/analysis.h"

namespace entente {

namespace {

// Vertices in the order of keys: sums of floating point are then the same for any order of merging.
using Directed = boost::adjacency_list<boost::vecS, boost::vecS, boost::bidirectionalS>;
using Undirected = boost::adjacency_list<boost::vecS, boost::vecS, boost::undirectedS>;
using Numbers = std::map<EntityKey, std::size_t>;

Numbers numbers_of(const std::vector<const Node*>& nodes) {
  Numbers numbers;
  for (const Node* node : nodes) numbers.emplace_hint(numbers.end(), node->key, numbers.size());
  return numbers;
}

std::vector<double> page_ranks(const KnowledgeGraph& graph, const Numbers& numbers) {
  Directed view(numbers.size());
  for (const Fact* fact : graph.facts()) {
    if (fact->polarity == Polarity::Negative) continue;
    const std::size_t subject = numbers.at(fact->triple.subject), object = numbers.at(fact->triple.object);
    add_edge(subject, object, view);
    if (graph.catalogue().relation(fact->triple.relation)->symmetric) add_edge(object, subject, view);
  }
  std::vector<double> ranks(numbers.size(), 0.0);
  constexpr std::size_t kRounds = 60;
  constexpr double kDamping = 0.85;
  boost::graph::page_rank(view, boost::make_iterator_property_map(ranks.begin(), get(boost::vertex_index, view)), boost::graph::n_iterations(kRounds), kDamping);
  double sum = 0;
  for (const double rank : ranks) sum += rank;
  for (double& rank : ranks) rank /= sum;
  return ranks;
}

Undirected undirected(const KnowledgeGraph& graph, const Numbers& numbers) {
  Undirected view(numbers.size());
  for (const Tie& tie : ties(graph)) add_edge(numbers.at(tie.first), numbers.at(tie.second), view);
  return view;
}

std::vector<double> betweenness(const KnowledgeGraph& graph, const Numbers& numbers) {
  const Undirected view = undirected(graph, numbers);
  std::vector<double> scores(numbers.size(), 0.0);
  const auto map = boost::make_iterator_property_map(scores.begin(), get(boost::vertex_index, view));
  boost::brandes_betweenness_centrality(view, map);
  if (scores.size() > 2) boost::relative_betweenness_centrality(view, map);
  return scores;
}

std::vector<double> degrees(const KnowledgeGraph& graph, const Numbers& numbers) {
  const Undirected view = undirected(graph, numbers);
  std::vector<double> scores;
  for (std::size_t vertex = 0; vertex < numbers.size(); ++vertex) scores.push_back(static_cast<double>(degree(vertex, view)));
  return scores;
}

}  // namespace

std::vector<Ranked> rank(const KnowledgeGraph& graph, Measure measure) {
  const std::vector<const Node*> nodes = graph.nodes();
  if (nodes.empty()) return {};
  const Numbers numbers = numbers_of(nodes);
  const std::vector<double> scores = measure == Measure::PageRank      ? page_ranks(graph, numbers)
                                     : measure == Measure::Betweenness ? betweenness(graph, numbers)
                                                                       : degrees(graph, numbers);
  std::vector<Ranked> ranked;
  for (std::size_t i = 0; i < nodes.size(); ++i) ranked.push_back({nodes[i], scores[i]});
  std::ranges::stable_sort(ranked, std::ranges::greater{}, &Ranked::score);
  return ranked;
}

}  // namespace entente
