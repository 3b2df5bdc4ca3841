#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "base/text.h"
#include "base/try.h"
#include "entente/bgl.h"
#include "graph/fact.h"

namespace entente {

namespace {

using Vertex = boost::graph_traits<BoostGraph>::vertex_descriptor;

/// What tells one fact from another.
struct FactKey {
  const Triple& triple;
  Polarity polarity;
};
FactKey key_of(const FactKey& key) { return key; }
FactKey key_of(const Fact* fact) { return {fact->triple, fact->polarity}; }

struct FactOrder {
  using is_transparent = void;
  bool operator()(const auto& a, const auto& b) const {
    const FactKey left = key_of(a), right = key_of(b);
    if (const auto order = left.triple <=> right.triple; order != 0) return order < 0;
    return left.polarity < right.polarity;
  }
};

/// What one mention tells of a node; of several with the same rank the least by bytes counts.
struct NodeFacts {
  int rank = 0;  ///< 0 if its own name is given, 1 if only others act for it.
  std::string_view label;
  std::string_view kind, code, actor;
};

const EntityKey& acting(const Participant& participant) { return participant.actor.empty() ? participant.key : participant.actor; }

/// Takes over `found` if it is less, an empty text being the greatest.
template <class Text>
void keep_least(Text& kept, std::string_view found) {
  const std::string_view old = [&]() -> std::string_view {
    if constexpr (std::is_same_v<Text, std::string>) return kept;
    else return kept.str();
  }();
  if (!found.empty() && (old.empty() || found < old)) kept = Text(found);
}

std::string list_of(const std::vector<KindKey>& kinds) {
  std::string text;
  for (std::size_t i = 0; i < kinds.size(); ++i) {
    if (i) text += i + 1 == kinds.size() ? " or " : ", ";
    text += kinds[i].str();
  }
  return text;
}

/// A kind of the list is that of the actor named, or of the one that it acts for.
bool fits(const std::vector<KindKey>& kinds, const Participant& participant, const Catalogue& catalogue) {
  if (kinds.empty() || std::ranges::find(kinds, participant.kind) != kinds.end()) return true;
  const Actor* actor = catalogue.actor(acting(participant));
  return actor && std::ranges::find(kinds, actor->kind) != kinds.end();
}

std::unexpected<Error> refused(const Statement& statement, ErrorCode code, const std::string& why) {
  return std::unexpected(Error{code, "statement " + statement.id + " of article '" + statement.provenance.article.str() + "': " + why, {}});
}

Result<void> check_kinds(const Statement& statement, const RelationType& relation, const Catalogue& catalogue) {
  const auto both_fit = [&](const Participant& subject, const Participant& object) {
    return fits(relation.subjects, subject, catalogue) && fits(relation.objects, object, catalogue);
  };
  if (both_fit(statement.subject, statement.object)) return {};
  if (relation.symmetric && both_fit(statement.object, statement.subject)) return {};
  const bool subject_fits = fits(relation.subjects, statement.subject, catalogue);
  const Participant& wrong = subject_fits ? statement.object : statement.subject;
  return refused(statement, ErrorCode::Conflict, "the " + std::string(subject_fits ? "object" : "subject") + " of '" + relation.key.str() + "' must be " +
                 list_of(subject_fits ? relation.objects : relation.subjects) + ", not " + wrong.kind.str() + " ('" + wrong.key.str() + "')");
}

/// What merging requires of a statement.
Result<void> check(const Statement& statement, const Catalogue& catalogue) {
  const RelationType* relation = catalogue.relation(statement.relation);
  if (!relation) {
    std::vector<std::string_view> known;
    for (const RelationType& other : catalogue.relations()) known.emplace_back(other.key.str());
    return refused(statement, ErrorCode::NotFound, "unknown relation '" + statement.relation.str() + "'" + internal::did_you_mean(statement.relation.str(), known));
  }
  if (statement.id.empty()) return refused(statement, ErrorCode::Conflict, "it has no id");
  if (!(statement.confidence >= 0 && statement.confidence <= 1)) return refused(statement, ErrorCode::Conflict, "its confidence must be a number from 0 to 1");
  return check_kinds(statement, *relation, catalogue);
}

}  // namespace

struct KnowledgeGraph::Impl {
  std::shared_ptr<const Catalogue> catalogue;
  Ends ends;
  std::unordered_map<std::string, Statement> statements;  ///< By id. Never iterated into output.
  BoostGraph graph;
  std::map<EntityKey, Vertex> vertices;
  std::vector<int> ranks;                                 ///< NodeFacts::rank of every vertex.
  std::set<Fact*, FactOrder> facts;                       ///< They live in the edges of `graph`, which keep their place.
  std::vector<Fact*> touched;                             ///< Facts with evidence that summarize() has not seen.

  void add(const Statement& statement);
  void rebuild();
  void summarize_touched();
  [[nodiscard]] NodeFacts told_by(const Participant& participant) const;
  Vertex vertex_of(const EntityKey& key, const Participant& participant);
  Fact& fact_of(const Triple& triple, Polarity polarity, const Participant& subject, const Participant& object);
};

NodeFacts KnowledgeGraph::Impl::told_by(const Participant& participant) const {
  if (ends == Ends::Actors) return {0, participant.label, participant.kind.str(), participant.code, acting(participant).str()};
  const std::string_view key = acting(participant).str();
  if (const Actor* actor = catalogue->actor(acting(participant))) return {0, actor->label, actor->kind.str(), actor->code, key};
  if (participant.key == acting(participant)) return {0, participant.label, participant.kind.str(), participant.code, key};
  return {1, participant.code.empty() ? key : std::string_view(participant.code), key.substr(0, key.find('/')), participant.code, key};
}

Vertex KnowledgeGraph::Impl::vertex_of(const EntityKey& key, const Participant& participant) {
  const auto [place, fresh] = vertices.try_emplace(key, Vertex{});
  const NodeFacts told = told_by(participant);
  if (fresh) {
    place->second = add_vertex(Node{key, {}, {}, {}, {}, 0}, graph);
    ranks.push_back(told.rank);
  }
  Node& node = graph[place->second];
  int& rank = ranks[place->second];
  if (told.rank < rank) {
    node = Node{key, {}, {}, {}, {}, node.mentions};
    rank = told.rank;
  }
  ++node.mentions;
  if (told.rank > rank) return place->second;
  keep_least(node.label, told.label);
  keep_least(node.kind, told.kind);
  keep_least(node.code, told.code);
  keep_least(node.actor, told.actor);
  return place->second;
}

Fact& KnowledgeGraph::Impl::fact_of(const Triple& triple, Polarity polarity, const Participant& subject, const Participant& object) {
  const Vertex from = vertex_of(triple.subject, subject);
  const Vertex to = triple.subject == triple.object ? from : vertex_of(triple.object, object);
  if (const auto known = facts.find(FactKey{triple, polarity}); known != facts.end()) return **known;
  Fact fact;
  fact.triple = triple;
  fact.polarity = polarity;
  fact.id = internal::fact_id(triple, polarity);
  Fact& added = graph[add_edge(from, to, std::move(fact), graph).first];
  facts.insert(&added);
  return added;
}

void KnowledgeGraph::Impl::add(const Statement& statement) {
  const Participant* subject = &statement.subject;
  const Participant* object = &statement.object;
  const auto key = [this](const Participant& end) -> const EntityKey& { return ends == Ends::States ? acting(end) : end.key; };
  // A tie between a state and its own people is none between states.
  if (ends == Ends::States && key(*subject) == key(*object)) return;
  if (catalogue->relation(statement.relation)->symmetric && key(*object) < key(*subject)) std::swap(subject, object);
  Fact& fact = fact_of({key(*subject), statement.relation, key(*object)}, statement.polarity, *subject, *object);
  fact.evidence.push_back(&statement);
  touched.push_back(&fact);
}

void KnowledgeGraph::Impl::summarize_touched() {
  std::ranges::sort(touched);
  const auto repeated = std::ranges::unique(touched);
  touched.erase(repeated.begin(), repeated.end());
  for (Fact* fact : touched) internal::summarize(*fact);
  touched.clear();
}

void KnowledgeGraph::Impl::rebuild() {
  facts.clear();
  touched.clear();
  vertices.clear();
  ranks.clear();
  graph.clear();
  for (const auto& [id, statement] : statements) add(statement);  // any order gives the same graph
}

KnowledgeGraph::KnowledgeGraph(std::shared_ptr<const Catalogue> catalogue, Ends ends)
    : impl_(std::make_unique<Impl>(Impl{std::move(catalogue), ends, {}, {}, {}, {}, {}, {}})) {}
KnowledgeGraph::KnowledgeGraph(KnowledgeGraph&&) noexcept = default;
KnowledgeGraph& KnowledgeGraph::operator=(KnowledgeGraph&&) noexcept = default;
KnowledgeGraph::~KnowledgeGraph() = default;

Result<MergeCounts> KnowledgeGraph::merge(std::span<const Statement> statements) {
  for (const Statement& statement : statements) ENTENTE_TRY(check(statement, *impl_->catalogue));
  MergeCounts counts;
  const std::size_t facts_before = impl_->facts.size();
  bool replaced = false;
  for (const Statement& statement : statements) {
    const auto [place, fresh] = impl_->statements.try_emplace(statement.id, statement);
    if (fresh) {
      ++counts.new_statements;
      if (!replaced) impl_->add(place->second);
    } else if (internal::supersedes(statement, place->second)) {
      place->second = statement;
      replaced = true;
    }
  }
  if (replaced) impl_->rebuild();
  impl_->summarize_touched();
  counts.statements = statements.size();
  counts.repeated_statements = statements.size() - counts.new_statements;
  counts.facts = impl_->facts.size();
  counts.new_facts = counts.facts - std::min(counts.facts, facts_before);
  return counts;
}

const Fact* KnowledgeGraph::find(const Triple& triple, Polarity polarity) const noexcept {
  const RelationType* relation = impl_->catalogue->relation(triple.relation);
  const bool turned = relation && relation->symmetric && triple.object < triple.subject;
  const Triple stored = turned ? Triple{triple.object, triple.relation, triple.subject} : triple;
  const auto found = impl_->facts.find(FactKey{stored, polarity});
  return found == impl_->facts.end() ? nullptr : *found;
}

std::vector<const Fact*> KnowledgeGraph::facts() const { return {impl_->facts.begin(), impl_->facts.end()}; }

std::vector<const Node*> KnowledgeGraph::nodes() const {
  std::vector<const Node*> nodes;
  nodes.reserve(impl_->vertices.size());
  for (const auto& [key, vertex] : impl_->vertices) nodes.push_back(&impl_->graph[vertex]);
  return nodes;
}

const Node* KnowledgeGraph::node(const EntityKey& key) const noexcept {
  const auto found = impl_->vertices.find(key);
  return found == impl_->vertices.end() ? nullptr : &impl_->graph[found->second];
}

const Catalogue& KnowledgeGraph::catalogue() const noexcept { return *impl_->catalogue; }
std::shared_ptr<const Catalogue> KnowledgeGraph::shared_catalogue() const noexcept { return impl_->catalogue; }
Ends KnowledgeGraph::ends() const noexcept { return impl_->ends; }

const BoostGraph& boost_graph(const KnowledgeGraph& graph) noexcept { return graph.impl().graph; }

BoostGraph ordered_boost_graph(const KnowledgeGraph& graph) {
  BoostGraph ordered;
  std::map<EntityKey, Vertex> vertices;
  for (const Node* node : graph.nodes()) vertices.emplace(node->key, add_vertex(*node, ordered));
  for (const Fact* fact : graph.facts()) add_edge(vertices.at(fact->triple.subject), vertices.at(fact->triple.object), *fact, ordered);
  return ordered;
}

}  // namespace entente
