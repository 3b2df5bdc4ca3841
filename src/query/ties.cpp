#include <algorithm>
#include <array>
#include <map>
#include <tuple>
#include <unordered_set>
#include <utility>

#include "entente/analysis.h"
#include "graph/graph_impl.h"
#include "query/tones.h"

namespace entente {

namespace internal {

int sign_of(const RelationType& relation) noexcept {
  switch (relation.quad) {
    case Quad::VerbalCooperation:
    case Quad::MaterialCooperation: return 1;
    case Quad::VerbalConflict:
    case Quad::MaterialConflict: return -1;
    case Quad::None: break;
  }
  return relation.weight > 0 ? 1 : relation.weight < 0 ? -1 : 0;
}

}  // namespace internal

namespace {

bool stronger(const Fact* a, const Fact* b) {
  if (a->articles != b->articles) return a->articles > b->articles;
  if (a->confidence != b->confidence) return a->confidence > b->confidence;
  return std::tie(a->triple, a->polarity) < std::tie(b->triple, b->polarity);
}

/// Adds a fact; `tone` holds the sum until all are added.
void add(Tie& tie, const Fact& fact, const RelationType& relation) {
  const int sign = internal::sign_of(relation);
  (sign > 0 ? tie.cooperation : sign < 0 ? tie.conflict : tie.other) += fact.articles;
  tie.tone += relation.weight * static_cast<double>(fact.articles);
  if (!tie.strongest || stronger(&fact, tie.strongest)) tie.strongest = &fact;
}

using Counts = std::map<std::string, std::size_t>;

std::vector<std::pair<std::string, std::size_t>> by_count(const Counts& counts) {
  std::vector<std::pair<std::string, std::size_t>> list(counts.begin(), counts.end());
  std::ranges::stable_sort(list, std::ranges::greater{}, [](const auto& entry) { return entry.second; });
  return list;
}

/// One article may stand in the table more than once, if statements differ in what they say of it.
void count_articles(GraphStats& made, const std::unordered_set<std::uint32_t>& numbers, const internal::StatementTable& table) {
  std::unordered_set<std::uint32_t> keys, publishers;
  for (const std::uint32_t number : numbers) {
    const internal::ArticleRow& article = table.columns().articles[number];
    keys.insert(article.key);
    if (article.publisher) publishers.insert(article.publisher);
  }
  made.articles = keys.size();
  made.publishers = publishers.size();
}

}  // namespace

std::vector<Tie> ties(const KnowledgeGraph& graph) {
  std::map<std::pair<EntityKey, EntityKey>, Tie> found;
  for (const Fact* fact : graph.facts()) {
    const auto& [subject, relation, object] = fact->triple;
    if (fact->polarity == Polarity::Negative || subject == object) continue;
    const auto ends = std::minmax(subject, object);
    Tie& tie = found.try_emplace(std::pair(ends.first, ends.second)).first->second;
    add(tie, *fact, *graph.catalogue().relation(relation));
  }
  std::vector<Tie> all;
  for (auto& [ends, tie] : found) {
    std::tie(tie.first, tie.second) = ends;
    tie.tone /= static_cast<double>(tie.support());
    all.push_back(std::move(tie));
  }
  return all;
}

std::optional<Profile> profile(const KnowledgeGraph& graph, const EntityKey& actor) {
  Profile made;
  made.node = graph.node(actor);
  if (!made.node) return std::nullopt;
  for (Tie& tie : ties(graph))
    if (tie.first == actor || tie.second == actor) made.ties.push_back(std::move(tie));
  std::ranges::stable_sort(made.ties, std::ranges::greater{}, &Tie::support);
  for (const Fact* fact : graph.facts())
    if (fact->triple.subject == actor || fact->triple.object == actor) made.facts.push_back(fact);
  std::ranges::sort(made.facts, stronger);
  return made;
}

GraphStats stats(const KnowledgeGraph& graph) {
  GraphStats made;
  const internal::StatementTable& table = *graph.impl().table;
  Counts kinds, relations, quads, modalities;
  std::array<std::size_t, 5> counts{};  // by Modality
  std::unordered_set<std::uint32_t> articles;
  for (const Node* node : graph.nodes()) ++kinds[node->kind.str()];
  for (const Fact* fact : graph.facts()) {
    ++relations[fact->triple.relation.str()];
    ++quads[std::string(to_string(graph.catalogue().relation(fact->triple.relation)->quad))];
    made.statements += fact->evidence.size();
    for (const StatementRef statement : fact->evidence) {
      ++counts[static_cast<std::size_t>(statement.modality())];
      articles.insert(table.article_of(statement.place()));
    }
    if (!fact->seen) continue;
    if (!made.seen) made.seen = fact->seen;
    made.seen = DateSpan{std::min(made.seen->first, fact->seen->first), std::max(made.seen->last, fact->seen->last)};
  }
  made.nodes = graph.nodes().size();
  made.facts = graph.facts().size();
  for (std::size_t modality = 0; modality < counts.size(); ++modality)
    if (counts[modality]) modalities[std::string(to_string(static_cast<Modality>(modality)))] = counts[modality];
  count_articles(made, articles, table);
  made.kinds = by_count(kinds);
  made.relations = by_count(relations);
  made.quads = by_count(quads);
  made.modalities = by_count(modalities);
  return made;
}

}  // namespace entente
