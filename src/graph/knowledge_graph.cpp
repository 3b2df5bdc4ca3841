#include <algorithm>
#include <numeric>
#include <utility>

#include "base/try.h"
#include "graph/fact.h"
#include "graph/graph_impl.h"

namespace entente {

using internal::HashIndex;
using internal::StatementTable;

namespace {

/// Its digits spread over all bits, as an index takes its places from the upper half.
std::uint64_t hash_of_id(std::uint64_t digits) { return digits * 0x9E3779B97F4A7C15U; }

}  // namespace

KnowledgeGraph::Impl::Impl(std::shared_ptr<const Catalogue> with, Ends asked)
    : catalogue(std::move(with)), ends(asked), own(std::make_shared<StatementTable>()), table(own), check(*catalogue), facts(catalogue, ends, table) {}

KnowledgeGraph::Impl::Impl(std::shared_ptr<const Catalogue> with, Ends asked, std::shared_ptr<const StatementTable> of, std::optional<Places> some)
    : catalogue(std::move(with)), ends(asked), table(std::move(of)), kept(std::move(some)), check(*catalogue), facts(catalogue, ends, table) {
  for (const std::uint32_t place : places()) facts.add(place);
  facts.finish();
}

KnowledgeGraph::Impl::Impl(std::shared_ptr<const Catalogue> with, Ends asked, std::shared_ptr<const StatementTable> of, const internal::LentFacts& folded)
    : catalogue(std::move(with)), ends(asked), table(std::move(of)), check(*catalogue), facts(catalogue, ends, table, folded) {}

KnowledgeGraph::Impl::Places KnowledgeGraph::Impl::places() const {
  if (kept) return *kept;
  Places all(table->size());
  std::iota(all.begin(), all.end(), 0U);
  return all;
}

/// Makes sure that the table is this graph's alone: copies it if another has a share in it.
void KnowledgeGraph::Impl::make_own() {
  constexpr long kOwnUses = 3;  // own, table and that of facts
  if (own && own.use_count() == kOwnUses) return;
  const Places all = places();
  ids.clear();
  own = std::make_shared<StatementTable>();
  for (const std::uint32_t place : all) {
    const StatementView view = table->view(place);
    ids.add(hash_of_id(table->row(place).id), own->append(view, {table->row(place).id, own->who_of(view.subject), own->who_of(view.object), own->relation_of(view.relation.str())}));
  }
  table = own;
  kept.reset();
  fold_again();
}

void KnowledgeGraph::Impl::fold_again() {
  facts = internal::FactTable(catalogue, ends, table);
  for (std::uint32_t place = 0; place < table->size(); ++place) facts.add(place);  // any order gives the same graph
}

Result<bool> KnowledgeGraph::Impl::take(const Statement& statement, Replaced& replaced) {
  const Result<StatementTable::Core> core = check(statement, *own);
  if (!core) return std::unexpected(core.error());
  const std::uint64_t hash = hash_of_id(core->id);
  const std::uint32_t known = ids.find(hash, [&](std::uint32_t place) { return own->row(place).id == core->id; });
  if (known == HashIndex::kNone) {
    ids.add(hash, own->append(statement, *core));
    return true;
  }
  if (!internal::supersedes(statement, own->view(known))) return false;
  replaced.emplace_back(known, own->row(known));
  own->replace(known, statement, *core);
  return false;
}

/// Makes the table what it was when it had `size` statements.
void KnowledgeGraph::Impl::take_back(std::uint32_t size, const Replaced& replaced) {
  for (auto last = replaced.rbegin(); last != replaced.rend(); ++last) own->restore(last->first, last->second);
  own->shrink(size);
  ids.clear();
  for (std::uint32_t place = 0; place < size; ++place) ids.add(hash_of_id(own->row(place).id), place);
}

Result<MergeCounts> KnowledgeGraph::Impl::merge(std::span<const Statement> added) {
  make_own();
  const std::uint32_t before = own->size();
  const std::size_t facts_before = facts.size();
  MergeCounts counts;
  Replaced replaced;
  for (std::size_t at = 0; at < added.size(); ++at) {
    constexpr std::size_t kAhead = 4;  // statements
    if (at + kAhead < added.size()) ids.expect(hash_of_id(internal::digits_of(added[at + kAhead].id).value_or(0)));
    const Result<bool> fresh = take(added[at], replaced);
    if (!fresh) {
      take_back(before, replaced);
      return std::unexpected(fresh.error());
    }
    ++(*fresh ? counts.new_statements : counts.repeated_statements);
  }
  if (!replaced.empty()) fold_again();
  else for (std::uint32_t place = before; place < own->size(); ++place) facts.add(place);
  facts.finish();
  counts.statements = added.size();
  counts.facts = facts.size();
  counts.new_facts = counts.facts - std::min(counts.facts, facts_before);
  return counts;
}

KnowledgeGraph::KnowledgeGraph(std::shared_ptr<const Catalogue> catalogue, Ends ends) : impl_(std::make_unique<Impl>(std::move(catalogue), ends)) {}
KnowledgeGraph::KnowledgeGraph(std::unique_ptr<Impl> impl) noexcept : impl_(std::move(impl)) {}
KnowledgeGraph::KnowledgeGraph(KnowledgeGraph&&) noexcept = default;
KnowledgeGraph& KnowledgeGraph::operator=(KnowledgeGraph&&) noexcept = default;
KnowledgeGraph::~KnowledgeGraph() = default;

Result<MergeCounts> KnowledgeGraph::merge(std::span<const Statement> statements) { return impl_->merge(statements); }
const Fact* KnowledgeGraph::find(const Triple& triple, Polarity polarity) const noexcept { return impl_->facts.find(triple, polarity); }
std::vector<const Fact*> KnowledgeGraph::facts() const { return impl_->facts.facts(); }
std::vector<const Node*> KnowledgeGraph::nodes() const { return impl_->facts.nodes(); }
const Node* KnowledgeGraph::node(const EntityKey& key) const noexcept { return impl_->facts.node(key.str()); }
std::vector<NamedAs> KnowledgeGraph::named() const { return impl_->facts.named(); }
const Catalogue& KnowledgeGraph::catalogue() const noexcept { return *impl_->catalogue; }
std::shared_ptr<const Catalogue> KnowledgeGraph::shared_catalogue() const noexcept { return impl_->catalogue; }
Ends KnowledgeGraph::ends() const noexcept { return impl_->ends; }

namespace internal {

KnowledgeGraph rolled_up(const KnowledgeGraph& graph) {
  const KnowledgeGraph::Impl& impl = graph.impl();
  return KnowledgeGraph(std::make_unique<KnowledgeGraph::Impl>(impl.catalogue, Ends::States, impl.table, impl.kept));
}

}  // namespace internal
}  // namespace entente
