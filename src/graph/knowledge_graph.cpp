#include <algorithm>
#include <array>
#include <iterator>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>
#include <vector>

#include <xxhash.h>

#include "base/text.h"
#include "base/try.h"
#include "entente/bgl.h"
#include "graph/fact.h"
#include "graph/hash_index.h"

namespace entente {

namespace {

using Vertex = boost::graph_traits<BoostGraph>::vertex_descriptor;

std::uint64_t hash_of(std::string_view text) { return XXH3_64bits(text.data(), text.size()); }

struct FactOrder {
  bool operator()(const Fact* a, const Fact* b) const { return std::tie(a->triple, a->polarity) < std::tie(b->triple, b->polarity); }
};

/// What tells one fact from another, by the places of its ends and its relation.
struct FactSlot {
  std::uint32_t from = 0, to = 0, relation = 0;
  Polarity polarity = Polarity::Positive;
  bool operator==(const FactSlot&) const = default;

  [[nodiscard]] std::uint64_t hash() const {
    const std::array<std::uint32_t, 4> all{from, to, relation, static_cast<std::uint32_t>(polarity)};
    return XXH3_64bits(all.data(), sizeof all);
  }
};

/// Statements that keep their place in memory.
class StatementList {
 public:
  const Statement& add(Statement&& statement) { return keep(room().emplace_back(std::move(statement))); }
  const Statement& add(const Statement& statement) { return keep(room().emplace_back(statement)); }
  /// Takes a whole list over; add its statements with keep().
  std::vector<Statement>& take(std::vector<Statement>&& list) { return chunks_.emplace_back(std::move(list)); }
  const Statement& keep(Statement& statement) {
    places_.push_back(&statement);
    return statement;
  }
  Statement& operator[](std::uint32_t place) { return *places_[place]; }
  [[nodiscard]] std::uint32_t size() const { return static_cast<std::uint32_t>(places_.size()); }

 private:
  std::vector<Statement>& room() {
    constexpr std::size_t kChunk = 64;
    if (chunks_.empty() || chunks_.back().size() == chunks_.back().capacity()) chunks_.emplace_back().reserve(kChunk);
    return chunks_.back();
  }

  std::vector<std::vector<Statement>> chunks_;  ///< None grows beyond its capacity, so that its statements stay.
  std::vector<Statement*> places_;
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

/// What merging requires of a statement, whose relation is `relation`.
Result<void> check(const Statement& statement, const RelationType* relation, const Catalogue& catalogue) {
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
  Ends ends = Ends::Actors;
  StatementList statements;
  internal::HashIndex ids;                ///< Of statements.
  internal::HashIndex relations;          ///< Of the catalogue.
  BoostGraph graph;
  std::map<EntityKey, Vertex> vertices;   ///< The order of nodes(); `keys` finds them faster.
  internal::HashIndex keys;               ///< Of vertices.
  std::vector<int> ranks;                 ///< NodeFacts::rank of every vertex.
  std::vector<Fact*> facts;               ///< They live in the edges of `graph`, which keep their place.
  std::vector<FactSlot> slots;            ///< Of `facts`.
  internal::HashIndex triples;            ///< Of `slots`.
  std::vector<Fact*> sorted;              ///< Most facts, in order.
  std::set<Fact*, FactOrder> recent;      ///< The others, a few that came since; all but those that order_new_facts() has not seen.
  std::vector<std::uint32_t> touched;     ///< Facts with evidence that summarize_touched() has not seen.
  std::vector<bool> is_touched;

  /// `keep` puts a statement into `statements`.
  template <class List, class Keep>
  [[nodiscard]] Result<MergeCounts> merge(List& added, const Keep& keep);
  [[nodiscard]] Result<void> check_all(std::span<const Statement> added) const;
  [[nodiscard]] const RelationType* relation(const RelationKey& key) const;
  void add(const Statement& statement);
  void rebuild();
  void summarize_touched();
  void order_new_facts();
  [[nodiscard]] NodeFacts told_by(const Participant& participant) const;
  [[nodiscard]] std::uint32_t vertex(const EntityKey& key) const;
  std::uint32_t vertex_of(const EntityKey& key, const Participant& participant);
  std::uint32_t fact_of(const FactSlot& slot);
};

Result<void> KnowledgeGraph::Impl::check_all(std::span<const Statement> added) const {
  for (const Statement& statement : added) ENTENTE_TRY(check(statement, relation(statement.relation), *catalogue));
  return {};
}

NodeFacts KnowledgeGraph::Impl::told_by(const Participant& participant) const {
  if (ends == Ends::Actors) return {0, participant.label, participant.kind.str(), participant.code, acting(participant).str()};
  const std::string_view key = acting(participant).str();
  if (const Actor* actor = catalogue->actor(acting(participant))) return {0, actor->label, actor->kind.str(), actor->code, key};
  if (participant.key == acting(participant)) return {0, participant.label, participant.kind.str(), participant.code, key};
  return {1, participant.code.empty() ? key : std::string_view(participant.code), key.substr(0, key.find('/')), participant.code, key};
}

/// As Catalogue::relation(), but faster.
const RelationType* KnowledgeGraph::Impl::relation(const RelationKey& key) const {
  const auto all = catalogue->relations();
  const std::uint32_t place = relations.find(hash_of(key.str()), [&](std::uint32_t other) { return all[other].key == key; });
  return place == internal::HashIndex::kNone ? nullptr : &all[place];
}

/// Its number; HashIndex::kNone if there is none.
std::uint32_t KnowledgeGraph::Impl::vertex(const EntityKey& key) const {
  return keys.find(hash_of(key.str()), [&](std::uint32_t place) { return graph[place].key == key; });
}

std::uint32_t KnowledgeGraph::Impl::vertex_of(const EntityKey& key, const Participant& participant) {
  std::uint32_t place = vertex(key);
  const NodeFacts told = told_by(participant);
  if (place == internal::HashIndex::kNone) {
    place = static_cast<std::uint32_t>(add_vertex(Node{key, {}, {}, {}, {}, 0}, graph));
    vertices.emplace(key, place);
    keys.add(hash_of(key.str()), place);
    ranks.push_back(told.rank);
  }
  Node& node = graph[place];
  int& rank = ranks[place];
  if (told.rank < rank) {
    node = Node{key, {}, {}, {}, {}, node.mentions};
    rank = told.rank;
  }
  ++node.mentions;
  if (told.rank > rank) return place;
  keep_least(node.label, told.label);
  keep_least(node.kind, told.kind);
  keep_least(node.code, told.code);
  keep_least(node.actor, told.actor);
  return place;
}

std::uint32_t KnowledgeGraph::Impl::fact_of(const FactSlot& slot) {
  const std::uint64_t hash = slot.hash();
  if (const std::uint32_t known = triples.find(hash, [&](std::uint32_t place) { return slots[place] == slot; }); known != internal::HashIndex::kNone) return known;
  const auto place = static_cast<std::uint32_t>(facts.size());
  Fact& fact = graph[add_edge(slot.from, slot.to, graph).first];
  fact.triple = {graph[slot.from].key, catalogue->relations()[slot.relation].key, graph[slot.to].key};
  fact.polarity = slot.polarity;
  fact.id = internal::fact_id(fact.triple, fact.polarity);
  facts.push_back(&fact);
  slots.push_back(slot);
  triples.add(hash, place);
  is_touched.push_back(false);
  return place;
}

void KnowledgeGraph::Impl::add(const Statement& statement) {
  const Participant* subject = &statement.subject;
  const Participant* object = &statement.object;
  const auto key = [this](const Participant& end) -> const EntityKey& { return ends == Ends::States ? acting(end) : end.key; };
  // A tie between a state and its own people is none between states.
  if (ends == Ends::States && key(*subject) == key(*object)) return;
  const RelationType* relation = this->relation(statement.relation);
  if (relation->symmetric && key(*object) < key(*subject)) std::swap(subject, object);
  FactSlot slot{vertex_of(key(*subject), *subject), 0, static_cast<std::uint32_t>(relation - catalogue->relations().data()), statement.polarity};
  slot.to = key(*subject) == key(*object) ? slot.from : vertex_of(key(*object), *object);
  const std::uint32_t fact = fact_of(slot);
  facts[fact]->evidence.push_back(&statement);
  if (!is_touched[fact]) touched.push_back(fact);
  is_touched[fact] = true;
}

void KnowledgeGraph::Impl::summarize_touched() {
  for (const std::uint32_t fact : touched) {
    internal::summarize(*facts[fact]);
    is_touched[fact] = false;
  }
  touched.clear();
}

/// Few go into a tree beside the list of all. Once it is no longer small against them, all are sorted anew, by the ranks
/// of ends and relations, which are compared faster than their names.
void KnowledgeGraph::Impl::order_new_facts() {
  const std::size_t known = sorted.size() + recent.size();
  if (8 * (facts.size() - sorted.size()) <= sorted.size()) {
    recent.insert(facts.begin() + static_cast<std::ptrdiff_t>(known), facts.end());
    return;
  }
  if (known == facts.size()) return;
  std::vector<std::uint32_t> rank(vertices.size());
  std::uint32_t next = 0;
  for (const auto& [key, vertex] : vertices) rank[vertex] = next++;
  std::vector<std::pair<std::array<std::uint32_t, 4>, Fact*>> ranked;
  ranked.reserve(facts.size());
  for (std::size_t i = 0; i < facts.size(); ++i)
    ranked.push_back({{rank[slots[i].from], slots[i].relation, rank[slots[i].to], static_cast<std::uint32_t>(slots[i].polarity)}, facts[i]});
  std::ranges::sort(ranked, {}, [](const auto& entry) { return entry.first; });
  recent.clear();
  sorted.clear();
  for (const auto& [order, fact] : ranked) sorted.push_back(fact);
}

void KnowledgeGraph::Impl::rebuild() {
  sorted.clear();
  recent.clear();
  facts.clear();
  slots.clear();
  triples.clear();
  touched.clear();
  is_touched.clear();
  vertices.clear();
  keys.clear();
  ranks.clear();
  graph.clear();
  for (std::uint32_t i = 0; i < statements.size(); ++i) add(statements[i]);  // any order gives the same graph
}

template <class List, class Keep>
Result<MergeCounts> KnowledgeGraph::Impl::merge(List& added, const Keep& keep) {
  MergeCounts counts;
  counts.statements = added.size();
  const std::size_t facts_before = facts.size();
  bool replaced = false;
  for (auto& statement : added) {
    const std::uint64_t hash = hash_of(statement.id);
    const std::uint32_t known = ids.find(hash, [&](std::uint32_t place) { return statements[place].id == statement.id; });
    if (known == internal::HashIndex::kNone) {
      ++counts.new_statements;
      ids.add(hash, statements.size());
      const Statement& kept = keep(statement);
      if (!replaced) add(kept);
    } else if (internal::supersedes(statement, statements[known])) {
      statements[known] = std::move(statement);
      replaced = true;
    }
  }
  if (replaced) rebuild();
  summarize_touched();
  order_new_facts();
  counts.repeated_statements = counts.statements - counts.new_statements;
  counts.facts = facts.size();
  counts.new_facts = counts.facts - std::min(counts.facts, facts_before);
  return counts;
}

KnowledgeGraph::KnowledgeGraph(std::shared_ptr<const Catalogue> catalogue, Ends ends) : impl_(std::make_unique<Impl>()) {
  impl_->catalogue = std::move(catalogue);
  impl_->ends = ends;
  const auto relations = impl_->catalogue->relations();
  for (std::uint32_t i = 0; i < relations.size(); ++i) impl_->relations.add(hash_of(relations[i].key.str()), i);
}
KnowledgeGraph::KnowledgeGraph(KnowledgeGraph&&) noexcept = default;
KnowledgeGraph& KnowledgeGraph::operator=(KnowledgeGraph&&) noexcept = default;
KnowledgeGraph::~KnowledgeGraph() = default;

Result<MergeCounts> KnowledgeGraph::merge(std::span<const Statement> statements) {
  ENTENTE_TRY(impl_->check_all(statements));
  return impl_->merge(statements, [this](const Statement& statement) -> const Statement& { return impl_->statements.add(statement); });
}

Result<MergeCounts> KnowledgeGraph::merge(std::vector<Statement>&& statements) {
  ENTENTE_TRY(impl_->check_all(statements));
  if (impl_->statements.size() > 0)
    return impl_->merge(statements, [this](Statement& statement) -> const Statement& { return impl_->statements.add(std::move(statement)); });
  // In an empty graph nearly all will stay, so that the list itself may.
  return impl_->merge(impl_->statements.take(std::move(statements)), [this](Statement& statement) -> const Statement& { return impl_->statements.keep(statement); });
}

const Fact* KnowledgeGraph::find(const Triple& triple, Polarity polarity) const noexcept {
  const RelationType* relation = impl_->catalogue->relation(triple.relation);
  if (!relation) return nullptr;
  const bool turned = relation->symmetric && triple.object < triple.subject;
  const FactSlot slot{impl_->vertex(turned ? triple.object : triple.subject), impl_->vertex(turned ? triple.subject : triple.object),
                      static_cast<std::uint32_t>(relation - impl_->catalogue->relations().data()), polarity};
  const std::uint32_t place = impl_->triples.find(slot.hash(), [&](std::uint32_t other) { return impl_->slots[other] == slot; });
  return place == internal::HashIndex::kNone ? nullptr : impl_->facts[place];
}

std::vector<const Fact*> KnowledgeGraph::facts() const {
  std::vector<const Fact*> facts;
  facts.reserve(impl_->facts.size());
  std::ranges::merge(impl_->sorted, impl_->recent, std::back_inserter(facts), FactOrder());
  return facts;
}

std::vector<const Node*> KnowledgeGraph::nodes() const {
  std::vector<const Node*> nodes;
  nodes.reserve(impl_->vertices.size());
  for (const auto& [key, vertex] : impl_->vertices) nodes.push_back(&impl_->graph[vertex]);
  return nodes;
}

const Node* KnowledgeGraph::node(const EntityKey& key) const noexcept {
  const std::uint32_t vertex = impl_->vertex(key);
  return vertex == internal::HashIndex::kNone ? nullptr : &impl_->graph[vertex];
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
