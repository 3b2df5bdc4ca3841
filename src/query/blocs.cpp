#include <algorithm>
#include <map>
#include <tuple>

#include "entente/analysis.h"
#include "query/communities.h"

namespace entente {

namespace {

/// Ties with a sign, actors numbered in the order of their keys. Whole numbers, so that no sum depends on an order.
struct SignedGraph {
  struct End { std::uint32_t to; long long weight; std::size_t support; };
  std::vector<EntityKey> keys;
  std::vector<std::vector<End>> ends;  ///< Sorted by `to`.
};

/// Support for cooperation less that for conflict.
long long weight_of(const Tie& tie) { return static_cast<long long>(tie.cooperation) - static_cast<long long>(tie.conflict); }

SignedGraph signed_graph(const KnowledgeGraph& graph) {
  const std::vector<Tie> all = ties(graph);
  std::map<EntityKey, std::uint32_t> numbers;
  for (const Tie& tie : all)
    if (weight_of(tie) != 0) { numbers.emplace(tie.first, 0); numbers.emplace(tie.second, 0); }
  SignedGraph made;
  for (auto& [key, number] : numbers) {
    number = static_cast<std::uint32_t>(made.keys.size());
    made.keys.push_back(key);
  }
  made.ends.resize(made.keys.size());
  for (const Tie& tie : all) {
    if (weight_of(tie) == 0) continue;
    const std::uint32_t first = numbers.at(tie.first), second = numbers.at(tie.second);
    made.ends[first].push_back({second, weight_of(tie), tie.support()});
    made.ends[second].push_back({first, weight_of(tie), tie.support()});
  }
  for (auto& list : made.ends) std::ranges::sort(list, {}, &SignedGraph::End::to);
  return made;
}

std::vector<std::vector<EntityKey>> groups_of(const SignedGraph& graph) {
  std::vector<internal::SignedTie> signed_ties;
  for (std::uint32_t actor = 0; actor < graph.keys.size(); ++actor)
    for (const SignedGraph::End& end : graph.ends[actor])
      if (actor < end.to) signed_ties.push_back({actor, end.to, end.weight});
  const std::vector<std::uint32_t> group = internal::signed_communities(static_cast<std::uint32_t>(graph.keys.size()), signed_ties);
  std::map<std::uint32_t, std::vector<EntityKey>> members;
  for (std::uint32_t actor = 0; actor < group.size(); ++actor) members[group[actor]].push_back(graph.keys[actor]);
  std::vector<std::vector<EntityKey>> list;
  for (auto& [number, keys] : members) list.push_back(std::move(keys));
  std::ranges::sort(list, [](const auto& a, const auto& b) { return a.size() != b.size() ? a.size() > b.size() : a < b; });
  return list;
}

const SignedGraph::End* tie_between(const SignedGraph& graph, std::uint32_t from, std::uint32_t to) {
  const auto found = std::ranges::lower_bound(graph.ends[from], to, {}, &SignedGraph::End::to);
  return found != graph.ends[from].end() && found->to == to ? &*found : nullptr;
}

void add_triad(const SignedGraph& graph, Blocs& blocs, std::uint32_t first, const SignedGraph::End& second, const SignedGraph::End& third, const SignedGraph::End& across) {
  const int hostile = (second.weight < 0) + (third.weight < 0) + (across.weight < 0);
  const bool balanced = hostile % 2 == 0;
  ++(balanced ? blocs.balanced : blocs.unbalanced);
  blocs.triads.push_back({{graph.keys[first], graph.keys[second.to], graph.keys[third.to]}, std::min({second.support, third.support, across.support}), balanced});
}

bool stronger(const Triad& a, const Triad& b) {
  if (a.support != b.support) return a.support > b.support;
  return std::tie(a.actors[0], a.actors[1], a.actors[2]) < std::tie(b.actors[0], b.actors[1], b.actors[2]);
}

void keep_strongest(std::vector<Triad>& triads) {
  std::ranges::sort(triads, stronger);
  if (triads.size() > kMaxTriads) triads.resize(kMaxTriads);
}

void find_triads(const SignedGraph& graph, Blocs& blocs) {
  for (std::uint32_t first = 0; first < graph.keys.size(); ++first) {
    const auto& ends = graph.ends[first];
    for (std::size_t i = 0; i < ends.size(); ++i)
      for (std::size_t j = i + 1; ends[i].to > first && j < ends.size(); ++j)
        if (const auto* across = tie_between(graph, ends[i].to, ends[j].to)) add_triad(graph, blocs, first, ends[i], ends[j], *across);
    if (blocs.triads.size() > 100 * kMaxTriads) keep_strongest(blocs.triads);
  }
  keep_strongest(blocs.triads);
}

}  // namespace

Blocs blocs(const KnowledgeGraph& graph) {
  const SignedGraph made = signed_graph(graph);
  Blocs found;
  found.groups = groups_of(made);
  find_triads(made, found);
  return found;
}

}  // namespace entente
