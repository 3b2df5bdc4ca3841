#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "entente/graph.h"

namespace entente {

// What a graph says as a whole. All of it depends on the graph's facts only, not on the order of merging. Denials
// (Polarity::Negative) count in stats() and are listed in profile(), but make no tie. Pointers live as long as the graph's facts.

/// How two actors stand to each other, from the facts between them, whichever way these point.
struct Tie {
  EntityKey first, second;                        ///< The lesser key first.
  std::size_t cooperation = 0, conflict = 0, other = 0;  ///< Articles that state cooperation, conflict or neither, summed over facts.
  double tone = 0;                                ///< Mean weight of the relations by articles, from -10 to 10.
  const Fact* strongest = nullptr;                ///< The fact with most articles, then confidence.

  [[nodiscard]] std::size_t support() const noexcept { return cooperation + conflict + other; }
};
/// Sorted by first, then second.
[[nodiscard]] std::vector<Tie> ties(const KnowledgeGraph& graph);

/// One actor and all that is said of it.
struct Profile {
  const Node* node = nullptr;
  std::vector<Tie> ties;                          ///< By support, then keys.
  std::vector<const Fact*> facts;                 ///< By articles, then confidence, then triple.
};
/// Nullopt if the graph has no such actor.
[[nodiscard]] std::optional<Profile> profile(const KnowledgeGraph& graph, const EntityKey& actor);

/// A chain of facts between two actors, whichever way these point.
struct Path {
  std::vector<EntityKey> actors;                  ///< One more than steps.
  std::vector<const Fact*> steps;                 ///< The strongest fact of every tie.
};
struct PathOptions {
  std::size_t count = 3;      ///< At most so many paths.
  std::size_t max_steps = 5;  ///< No longer than this.
};
/// The paths without a circle that need the fewest steps, and of these the best supported first.
[[nodiscard]] std::vector<Path> paths(const KnowledgeGraph& graph, const EntityKey& from, const EntityKey& to, const PathOptions& options = {});

/// Length of a period of timeline().
enum class Period : std::uint8_t { Year, Quarter, Month, Day };
/// What was said of one period.
struct TimelineRow {
  std::chrono::year_month_day first, last;
  std::size_t cooperation = 0, conflict = 0, other = 0;  ///< Statements by the tone of their relation.
  double tone = 0;                                       ///< Mean weight of their relations; 0 if there is none.
  std::vector<StatementRef> statements;                  ///< By day, then id.
};
/// The statements between `actor` and `other`, or all of `actor` if there is no other, by period and in order, periods of
/// silence included. A statement falls on the first day of its event, else on the day of its article; one without is left out.
[[nodiscard]] std::vector<TimelineRow> timeline(const KnowledgeGraph& graph, const EntityKey& actor, const std::optional<EntityKey>& other, Period period);

/// How much there is of everything. Lists by count, then name.
struct GraphStats {
  std::size_t nodes = 0, facts = 0, statements = 0, articles = 0, publishers = 0;
  std::optional<DateSpan> seen;
  std::vector<std::pair<std::string, std::size_t>> kinds;       ///< Nodes by kind.
  std::vector<std::pair<std::string, std::size_t>> relations;   ///< Facts by relation.
  std::vector<std::pair<std::string, std::size_t>> quads;       ///< Facts by quad class; standing relations as "".
  std::vector<std::pair<std::string, std::size_t>> modalities;  ///< Statements by modality.
};
[[nodiscard]] GraphStats stats(const KnowledgeGraph& graph);

/// PageRank: how much others turn to the actor, who are turned to themselves; the sum is 1. Betweenness: how often it lies on the
/// shortest way between others, from 0 to 1. Degree: with how many it has ties.
enum class Measure : std::uint8_t { PageRank, Betweenness, Degree };
struct Ranked { const Node* node = nullptr; double score = 0; };
/// By score, then key. Cost: betweenness takes nodes times ties.
[[nodiscard]] std::vector<Ranked> rank(const KnowledgeGraph& graph, Measure measure);

/// Three actors with ties between all of them.
struct Triad {
  EntityKey actors[3];         ///< Sorted.
  std::size_t support = 0;     ///< Of the weakest tie.
  bool balanced = false;       ///< An even number of hostile ties: the enemy of my enemy is my friend.
};
struct Blocs {
  std::vector<std::vector<EntityKey>> groups;  ///< By size, then keys; every actor with a friendly or hostile tie is in one.
  std::vector<Triad> triads;                   ///< By support, then keys; at most kMaxTriads.
  std::size_t balanced = 0, unbalanced = 0;    ///< All triads, also those that are not listed.
};
inline constexpr std::size_t kMaxTriads = 1000;
/// Groups whose members cooperate more, and quarrel less, among themselves than their numbers of ties would give by chance (the
/// modularity of signed graphs, weighted by support); and the triangles of the signed graph. Ties without a sign are left out.
[[nodiscard]] Blocs blocs(const KnowledgeGraph& graph);

}  // namespace entente
