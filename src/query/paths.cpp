#include <algorithm>
#include <limits>
#include <map>
#include <set>
#include <tuple>

#include "entente/analysis.h"

namespace entente {

namespace {

/// The graph of ties, actors numbered in the order of their keys.
struct TieGraph {
  struct Step { std::uint32_t to; double cost; const Fact* fact; };
  std::vector<EntityKey> keys;
  std::vector<std::vector<Step>> steps;
};

/// A step costs one, and a part that shrinks with its support, too small in sum to outweigh a step.
double cost_of(const Tie& tie) { return 1 + 0.05 / static_cast<double>(tie.support()); }

TieGraph tie_graph(const KnowledgeGraph& graph) {
  TieGraph made;
  std::map<EntityKey, std::uint32_t> numbers;
  for (const Node* node : graph.nodes()) {
    numbers.emplace(node->key, static_cast<std::uint32_t>(made.keys.size()));
    made.keys.push_back(node->key);
  }
  made.steps.resize(made.keys.size());
  for (const Tie& tie : ties(graph)) {
    const std::uint32_t first = numbers.at(tie.first), second = numbers.at(tie.second);
    made.steps[first].push_back({second, cost_of(tie), tie.strongest});
    made.steps[second].push_back({first, cost_of(tie), tie.strongest});
  }
  return made;
}

using Route = std::vector<std::uint32_t>;

/// What a search may not use.
struct Barred {
  std::set<std::uint32_t> actors;
  std::set<std::pair<std::uint32_t, std::uint32_t>> steps;
};

/// Dijkstra's algorithm; empty if there is no way.
Route cheapest(const TieGraph& graph, std::uint32_t from, std::uint32_t to, const Barred& barred) {
  std::vector<double> costs(graph.keys.size(), std::numeric_limits<double>::infinity());
  std::vector<std::uint32_t> before(graph.keys.size(), from);
  std::set<std::pair<double, std::uint32_t>> open{{0, from}};
  costs[from] = 0;
  while (!open.empty()) {
    const auto [cost, at] = *open.begin();
    open.erase(open.begin());
    if (at == to) break;
    for (const TieGraph::Step& step : graph.steps[at]) {
      if (barred.actors.contains(step.to) || barred.steps.contains({at, step.to}) || cost + step.cost >= costs[step.to]) continue;
      open.erase({costs[step.to], step.to});
      costs[step.to] = cost + step.cost;
      before[step.to] = at;
      open.emplace(costs[step.to], step.to);
    }
  }
  if (costs[to] == std::numeric_limits<double>::infinity()) return {};
  Route route{to};
  while (route.back() != from) route.push_back(before[route.back()]);
  std::ranges::reverse(route);
  return route;
}

const TieGraph::Step& step_of(const TieGraph& graph, std::uint32_t from, std::uint32_t to) { return *std::ranges::find(graph.steps[from], to, &TieGraph::Step::to); }

double cost_of(const TieGraph& graph, const Route& route) {
  double cost = 0;
  for (std::size_t i = 0; i + 1 < route.size(); ++i) cost += step_of(graph, route[i], route[i + 1]).cost;
  return cost;
}

/// Yen's algorithm: each further route leaves an earlier one at some actor and is the cheapest to do so.
std::vector<Route> cheapest_routes(const TieGraph& graph, std::uint32_t from, std::uint32_t to, std::size_t count) {
  std::vector<Route> routes;
  std::set<std::pair<double, Route>> candidates;
  if (Route first = cheapest(graph, from, to, {}); !first.empty()) candidates.emplace(cost_of(graph, first), std::move(first));
  while (!candidates.empty() && routes.size() < count) {
    routes.push_back(candidates.begin()->second);
    candidates.erase(candidates.begin());
    const Route last = routes.back();
    for (std::size_t turn = 0; turn + 1 < last.size(); ++turn) {
      Barred barred{{last.begin(), last.begin() + static_cast<std::ptrdiff_t>(turn)}, {}};
      for (const Route& route : routes)
        if (route.size() > turn + 1 && std::equal(last.begin(), last.begin() + static_cast<std::ptrdiff_t>(turn) + 1, route.begin())) barred.steps.emplace(route[turn], route[turn + 1]);
      const Route rest = cheapest(graph, last[turn], to, barred);
      if (rest.empty()) continue;
      Route whole(last.begin(), last.begin() + static_cast<std::ptrdiff_t>(turn));
      whole.insert(whole.end(), rest.begin(), rest.end());
      if (std::ranges::find(routes, whole) == routes.end()) candidates.emplace(cost_of(graph, whole), std::move(whole));
    }
  }
  return routes;
}

}  // namespace

std::vector<Path> paths(const KnowledgeGraph& graph, const EntityKey& from, const EntityKey& to, const PathOptions& options) {
  if (!graph.node(from) || !graph.node(to) || from == to) return {};
  const TieGraph made = tie_graph(graph);
  const auto number = [&made](const EntityKey& key) { return static_cast<std::uint32_t>(std::ranges::lower_bound(made.keys, key) - made.keys.begin()); };
  std::vector<Path> found;
  for (const Route& route : cheapest_routes(made, number(from), number(to), options.count)) {
    if (route.size() - 1 > options.max_steps) break;
    Path path;
    for (const std::uint32_t actor : route) path.actors.push_back(made.keys[actor]);
    for (std::size_t i = 0; i + 1 < route.size(); ++i) path.steps.push_back(step_of(made, route[i], route[i + 1]).fact);
    found.push_back(std::move(path));
  }
  return found;
}

}  // namespace entente
