#include "graph/fact_table.h"

#include <algorithm>
#include <bit>
#include <future>
#include <iterator>
#include <numeric>
#include <tuple>
#include <utility>

#include "graph/fact.h"

namespace entente::internal {

namespace {

std::uint64_t hash_of(const FactSlot& slot) {
  return mixed(std::uint64_t{slot.from} << 32U | slot.to, std::uint64_t{slot.relation} << 1U | static_cast<std::uint64_t>(slot.polarity));
}

bool comes_before(const Fact* a, const Fact* b) { return std::tie(a->triple, a->polarity) < std::tie(b->triple, b->polarity); }

std::string_view text_of(const std::string& text) { return text; }
template <class Tag>
std::string_view text_of(const Key<Tag>& key) { return key.str(); }

/// Takes over `found` if it is less, an empty text being the greatest.
template <class Text>
void keep_least(Text& kept, std::string_view found) {
  const std::string_view old = text_of(kept);
  if (!found.empty() && (old.empty() || found < old)) kept = Text(found);
}

}  // namespace

void NumberLists::give_back(std::span<std::uint32_t> list) {
  if (list.empty() || list.size() > kBlock / 4) return;
  const auto kind = static_cast<std::size_t>(std::countr_zero(list.size()));
  if (free_.size() <= kind) free_.resize(kind + 1);
  free_[kind].push_back(list.data());
}

std::span<std::uint32_t> NumberLists::room(std::size_t count) {
  const auto kind = static_cast<std::size_t>(std::countr_zero(count));
  if (kind < free_.size() && !free_[kind].empty()) {
    std::uint32_t* const again = free_[kind].back();
    free_[kind].pop_back();
    return {again, count};
  }
  if (count > kBlock / 4) {  // in a block of its own, before the one that is being filled
    auto& own = *blocks_.insert(blocks_.end() - (blocks_.empty() ? 0 : 1), std::make_unique_for_overwrite<std::uint32_t[]>(count));
    return {own.get(), count};
  }
  if (blocks_.empty() || used_ + count > kBlock) {
    blocks_.push_back(std::make_unique_for_overwrite<std::uint32_t[]>(kBlock));
    used_ = 0;
  }
  used_ += count;
  return {blocks_.back().get() + used_ - count, count};
}

FactTable::FactTable(std::shared_ptr<const Catalogue> catalogue, Ends ends, std::shared_ptr<const StatementTable> table)
    : catalogue_(std::move(catalogue)), ends_(ends), table_(std::move(table)) {}

FactTable::FactTable(std::shared_ptr<const Catalogue> catalogue, Ends ends, std::shared_ptr<const StatementTable> table, const LentFacts& saved)
    : FactTable(std::move(catalogue), ends, std::move(table)) {
  for (const NodeRow& row : saved.nodes) {
    const auto text = [&saved](std::uint32_t number) { return saved.texts[number]; };
    const Node& node = nodes_.emplace_back(Node{EntityKey(text(row.key)), std::string(text(row.label)), KindKey(text(row.kind)), std::string(text(row.code)), EntityKey(text(row.actor)), row.mentions});
    const auto number = static_cast<std::uint32_t>(nodes_.size() - 1);
    keys_.emplace_hint(keys_.end(), node.key.str(), number);
    key_index_.add(internal::hash_of(node.key.str()), number);
  }
  for (const std::uint32_t count : saved.named) ends_of_whos_.emplace_back().named = count;
  const auto relations = catalogue_->relations();
  std::size_t begin = 0;
  sorted_.reserve(saved.facts.size());
  for (const FactRow& row : saved.facts) {
    Fact fact;
    fact.triple = TripleRef(nodes_[row.slot.from].key, relations[row.slot.relation].key, nodes_[row.slot.to].key);
    fact.polarity = row.slot.polarity;
    fact.evidence = Evidence(*table_, saved.evidence.subspan(begin, row.evidence));
    fact.articles = row.articles;
    fact.publishers = row.publishers;
    if (row.first != kNoDay) fact.seen = DateSpan{*unpacked(row.first), *unpacked(row.last)};
    fact.confidence = row.confidence;
    facts_.push_back(fact);
    sorted_.push_back(&facts_[facts_.size() - 1]);
    begin += row.evidence;
  }
}

SavedFacts FactTable::saved() const {
  SavedFacts saved;
  std::vector<std::uint32_t> rank(nodes_.size());
  const auto text = [&saved](std::string_view word) { return saved.texts.intern(word); };
  for (const auto& [key, number] : keys_) {
    const Node& node = nodes_[number];
    rank[number] = static_cast<std::uint32_t>(saved.node_list.size());
    saved.node_list.push_back({text(key), text(node.label), text(node.kind.str()), text(node.code), text(node.actor.str()), static_cast<std::uint32_t>(node.mentions)});
  }
  saved.fact_list.reserve(facts_.size());
  in_order([&](std::uint32_t number) {
    const Fact& fact = facts_[number];
    const FactSlot& slot = building_[number].slot;
    FactRow row{{rank[slot.from], rank[slot.to], slot.relation, slot.polarity}};
    row.articles = static_cast<std::uint32_t>(fact.articles);
    row.publishers = static_cast<std::uint32_t>(fact.publishers);
    row.evidence = static_cast<std::uint32_t>(fact.evidence.size());
    if (fact.seen) std::tie(row.first, row.last) = std::pair(packed(fact.seen->first), packed(fact.seen->last));
    row.confidence = fact.confidence;
    saved.fact_list.push_back(row);
    for (const StatementRef statement : fact.evidence) saved.evidence_list.push_back(statement.place());
  });
  for (const End& end : ends_of_whos_) saved.named_list.push_back(end.named);
  return saved;
}

std::string_view FactTable::key_of(std::uint32_t who) const { return ends_ == Ends::States ? table_->acting(who) : table_->text(table_->columns().whos[who].key); }

FactTable::Told FactTable::told_by(std::uint32_t who) const {
  const ParticipantView participant = table_->described(who);
  const std::string_view acting = table_->acting(who), code = participant.code;
  const std::string_view own_key = participant.key.str(), label = participant.label, kind = participant.kind.str();
  if (ends_ == Ends::Actors) return {0, label, kind, code, acting};
  if (const Actor* actor = catalogue_->actor(EntityKey(acting))) return {0, actor->label, actor->kind.str(), actor->code, acting};
  if (own_key == acting) return {0, label, kind, code, acting};
  return {1, code.empty() ? acting : code, acting.substr(0, acting.find('/')), code, acting};
}

void FactTable::tell(std::uint32_t number, const Told& told) {
  Node& node = nodes_[number];
  int& rank = ranks_[number];
  if (told.rank < rank) {
    std::tie(node.label, node.kind, node.code, node.actor) = std::tuple<std::string, KindKey, std::string, EntityKey>();  // the key stays where it is, as others point to it
    rank = told.rank;
  }
  if (told.rank > rank) return;
  keep_least(node.label, told.label);
  keep_least(node.kind, told.kind);
  keep_least(node.code, told.code);
  keep_least(node.actor, told.actor);
}

/// Its number; kNone if there is none.
std::uint32_t FactTable::node_number(std::string_view key) const noexcept {
  return key_index_.find(internal::hash_of(key), [&](std::uint32_t number) { return nodes_[number].key.str() == key; });
}

FactTable::End& FactTable::end_of(std::uint32_t who) {
  if (who >= ends_of_whos_.size()) ends_of_whos_.resize(who + 1);
  End& end = ends_of_whos_[who];
  if (!end.key.data()) end.key = key_of(who);
  return end;
}

/// The number of the node, which has one mention more.
std::uint32_t FactTable::count(End& end, std::uint32_t who) {
  ++end.named;
  if (!end.node) {
    const Told told = told_by(who);
    end.number = node_number(end.key);
    if (end.number == kNone) {
      end.number = static_cast<std::uint32_t>(nodes_.size());
      keys_.emplace(nodes_.emplace_back(Node{EntityKey(end.key), {}, {}, {}, {}, 0}).key.str(), end.number);
      key_index_.add(internal::hash_of(end.key), end.number);
      ranks_.push_back(told.rank);
    }
    tell(end.number, told);
    end.node = &nodes_[end.number];
  }
  ++end.node->mentions;
  return end.number;
}

FactTable::Relation FactTable::relation_of(std::uint16_t number) {
  if (number >= relations_.size()) relations_.resize(number + std::size_t{1});
  Relation& relation = relations_[number];
  if (!relation.known) {
    const RelationType* type = catalogue_->relation(RelationKey(table_->relation(number)));
    relation = {true, type->symmetric, static_cast<std::uint16_t>(type - catalogue_->relations().data())};
  }
  return relation;
}

std::uint32_t FactTable::fact_of(const FactSlot& slot) {
  const std::uint32_t number = facts_.size();
  if (const std::uint32_t known = fact_index_.find_or_add(hash_of(slot), number, [&](std::uint32_t other) { return building_[other].slot == slot; }); known != kNone) return known;
  facts_.push_back({TripleRef(nodes_[slot.from].key, catalogue_->relations()[slot.relation].key, nodes_[slot.to].key), slot.polarity, {}, 0, 0, {}, 0});
  building_.emplace_back().slot = slot;
  return number;
}

void FactTable::add_evidence(std::uint32_t number, std::uint32_t place) {
  Building& building = building_[number];
  Fact& fact = facts_.at(number);
  const std::size_t count = fact.evidence.size();
  if (count == building.size) {
    const std::span<std::uint32_t> more = lists_.room(count == 0 ? 1 : 2 * count);
    std::copy_n(building.room, count, more.begin());
    lists_.give_back({building.room, count});
    building.room = more.data();
    building.size = static_cast<std::uint32_t>(more.size()) & 0x7FFFFFFFU;
  }
  building.room[count] = place;
  fact.evidence = Evidence(*table_, {building.room, count + 1});
  if (count == 0) return summarize_one(fact, *table_, place, weights_);  // as most facts stay; the statement is at hand now
  if (!building.touched) touched_.push_back(number);
  building.touched = true;
}

void FactTable::add(std::uint32_t place) {
  const StatementRow& row = table_->row(place);
  (void)end_of(std::max(row.subject.who, row.object.who));  // so that neither moves
  End *subject = &end_of(row.subject.who), *object = &end_of(row.object.who);
  const bool same = subject->node && object->node ? subject->node == object->node : same_text(subject->key, object->key);
  // A tie between a state and its own people is none between states.
  if (ends_ == Ends::States && same) return;
  if (const std::uint32_t article = table_->article_of(place); !copies_.knows(article)) all_touched_ |= copies_.add(*table_, article);
  const Relation relation = relation_of(row.relation);
  FactSlot slot{0, 0, relation.number, row.polarity};
  slot.from = count(*subject, row.subject.who);
  if (!same) {
    slot.to = count(*object, row.object.who);
    if (relation.symmetric && object->key < subject->key) std::swap(slot.from, slot.to);
  } else {
    slot.to = slot.from;
    ++object->named;
  }
  add_evidence(fact_of(slot), place);
}

/// Facts do not depend on each other, so that many of them are summed up by two threads.
void FactTable::sum_up(std::span<const std::uint32_t> touched, EvidenceWeights& weights) {
  for (const std::uint32_t number : touched) {
    Building& building = building_[number];
    building.touched = false;
    Fact& fact = facts_.at(number);
    if (fact.evidence.size() < kMuchEvidence) summarize(fact, *table_, {building.room, fact.evidence.size()}, weights, copies_, nullptr);
  }
}

void FactTable::finish() {
  constexpr std::size_t kMany = 4096;
  const bool regrouped = std::exchange(all_touched_, false);
  if (regrouped) {
    touched_.resize(facts_.size());
    std::iota(touched_.begin(), touched_.end(), 0U);
  }
  for (const std::uint32_t number : touched_) {
    Fact& fact = facts_.at(number);
    if (fact.evidence.size() < kMuchEvidence) continue;
    EvidenceSum& sum = sums_[number];
    const std::span<std::uint32_t> places{building_[number].room, fact.evidence.size()};
    if (regrouped || !add_to_summary(fact, *table_, places, weights_, copies_, first_new_article_, sum)) summarize(fact, *table_, places, weights_, copies_, &sum);
  }
  const std::span<const std::uint32_t> touched(touched_);
  const std::size_t half = touched.size() < kMany ? 0 : touched.size() / 2;
  EvidenceWeights other_weights;
  std::future<void> other = half ? std::async([&] { sum_up(touched.first(half), other_weights); }) : std::future<void>();
  sum_up(touched.subspan(half), weights_);
  if (half) other.get();
  touched_.clear();
  first_new_article_ = table_->columns().articles.size();
  order();
}

/// New facts are sorted when they are asked for. Once they are as many as those that are, all are sorted anew, by the ranks of
/// ends and relations, which are compared faster than their names.
void FactTable::order() {
  if (facts_.size() - sorted_.size() <= sorted_.size()) return;
  sorted_.clear();
  in_order([this](std::uint32_t number) { sorted_.push_back(&facts_[number]); });
}

/// Calls `sink` with the numbers of all facts in order.
template <class Sink>
void FactTable::in_order(const Sink& sink) const {
  std::vector<std::uint32_t> rank(nodes_.size());
  std::uint32_t next = 0;
  for (const auto& [key, node] : keys_) rank[node] = next++;
  std::vector<std::uint32_t> begin(nodes_.size() + 1);  // where the facts of each subject begin, by its rank
  for (const Building& building : building_) ++begin[rank[building.slot.from] + 1];
  std::partial_sum(begin.begin(), begin.end(), begin.begin());
  std::vector<std::pair<std::uint64_t, std::uint32_t>> ranked(facts_.size());
  std::vector<std::uint32_t> next_of(begin.begin(), begin.end() - 1);
  for (std::uint32_t i = 0; i < facts_.size(); ++i) {
    const FactSlot& slot = building_[i].slot;
    ranked[next_of[rank[slot.from]]++] = {std::uint64_t{slot.relation} << 40U | std::uint64_t{rank[slot.to]} << 1U | static_cast<std::uint64_t>(slot.polarity), i};
  }
  for (std::size_t subject = 0; subject + 1 < begin.size(); ++subject) std::sort(ranked.begin() + begin[subject], ranked.begin() + begin[subject + 1]);
  for (const auto& [order, number] : ranked) sink(number);
}

const Fact* FactTable::find(const Triple& triple, Polarity polarity) const noexcept {
  const RelationType* relation = catalogue_->relation(triple.relation);
  if (!relation) return nullptr;
  const bool turned = relation->symmetric && triple.object < triple.subject;
  if (building_.size() < facts_.size()) {  // lent ones are all in order
    const Triple wanted = turned ? Triple{triple.object, triple.relation, triple.subject} : triple;
    const auto found = std::ranges::lower_bound(sorted_, std::pair(TripleRef(wanted.subject, wanted.relation, wanted.object), polarity), {}, [](const Fact* fact) { return std::pair(fact->triple, fact->polarity); });
    return found != sorted_.end() && (*found)->triple == TripleRef(wanted.subject, wanted.relation, wanted.object) && (*found)->polarity == polarity ? *found : nullptr;
  }
  const FactSlot slot{node_number((turned ? triple.object : triple.subject).str()), node_number((turned ? triple.subject : triple.object).str()),
                      static_cast<std::uint16_t>(relation - catalogue_->relations().data()), polarity};
  const std::uint32_t number = fact_index_.find(hash_of(slot), [&](std::uint32_t other) { return building_[other].slot == slot; });
  return number == kNone ? nullptr : &facts_[number];
}

std::vector<const Fact*> FactTable::facts() const {
  if (8 * (facts_.size() - sorted_.size()) > sorted_.size()) {  // so many that names are compared for longer than all are sorted by rank
    std::vector<const Fact*> anew;
    anew.reserve(facts_.size());
    in_order([&](std::uint32_t number) { anew.push_back(&facts_[number]); });
    return anew;
  }
  std::vector<const Fact*> recent;
  for (auto i = static_cast<std::uint32_t>(sorted_.size()); i < facts_.size(); ++i) recent.push_back(&facts_[i]);
  std::ranges::sort(recent, comes_before);
  std::vector<const Fact*> all;
  all.reserve(facts_.size());
  std::ranges::merge(sorted_, recent, std::back_inserter(all), comes_before);
  return all;
}

std::vector<const Node*> FactTable::nodes() const {
  std::vector<const Node*> all;
  all.reserve(nodes_.size());
  for (const auto& [key, number] : keys_) all.push_back(&nodes_[number]);
  return all;
}

const Node* FactTable::node(std::string_view key) const noexcept {
  const std::uint32_t number = node_number(key);
  return number == kNone ? nullptr : &nodes_[number];
}

std::vector<NamedAs> FactTable::named() const {
  std::vector<NamedAs> all;
  for (std::uint32_t who = 0; who < ends_of_whos_.size(); ++who)
    if (ends_of_whos_[who].named) all.push_back({table_->described(who), ends_of_whos_[who].named});
  std::ranges::sort(all, {}, &NamedAs::who);
  return all;
}

}  // namespace entente::internal
