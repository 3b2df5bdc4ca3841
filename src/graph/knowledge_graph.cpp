#include <algorithm>
#include <array>
#include <numeric>
#include <string>
#include <string_view>
#include <utility>

#include "base/try.h"
#include "graph/fact.h"
#include "graph/graph_impl.h"

namespace entente {

using internal::Folding;
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
  check.forget();
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
  facts.finish();
}

KnowledgeGraph::Impl::Merging KnowledgeGraph::Impl::begin() {
  make_own();
  Merging merging;
  merging.size_before = own->size();
  merging.facts_before = facts.size();
  return merging;
}

Result<void> KnowledgeGraph::Impl::take(const StatementView& statement, std::uint64_t digits, Merging& merging) {
  const Result<StatementTable::Core> core = check(statement, digits, *own);
  if (!core) return std::unexpected(core.error());
  const std::uint32_t known = ids.find_or_add(hash_of_id(digits), own->size(), [&](std::uint32_t place) { return own->row(place).id == digits; });
  if (known == HashIndex::kNone) {
    own->append(statement, *core);
    if (++merging.counts.new_statements % Folding::kStep == 0) fold_beside(merging);
    return {};
  }
  ++merging.counts.repeated_statements;
  if (!internal::supersedes(statement, own->view(known))) return {};
  merging.folding.reset();  // it may be reading the row
  merging.replaced.emplace_back(known, own->row(known));
  own->replace(known, statement, *core);
  return {};
}

/// Leaves it to a second thread to fold what was taken.
void KnowledgeGraph::Impl::fold_beside(Merging& merging) {
  constexpr std::size_t kMany = 8 * std::size_t{Folding::kStep};  // fewer are folded before a thread is there
  if (merging.folding) return merging.folding->go_on();
  if (!merging.replaced.empty() || merging.counts.new_statements < kMany) return;
  merging.folding = std::make_unique<Folding>(facts, *own, merging.size_before);
  merging.has_folded = true;
}

/// Makes the graph what it was before.
void KnowledgeGraph::Impl::take_back(Merging& merging) {
  merging.folding.reset();
  for (auto last = merging.replaced.rbegin(); last != merging.replaced.rend(); ++last) own->restore(last->first, last->second);
  own->shrink(merging.size_before);
  ids.clear();
  for (std::uint32_t place = 0; place < merging.size_before; ++place) ids.add(hash_of_id(own->row(place).id), place);
  if (merging.has_folded) fold_again();
}

MergeCounts KnowledgeGraph::Impl::finish(Merging& merging) {
  MergeCounts& counts = merging.counts;
  if (!merging.replaced.empty()) {
    fold_again();
  } else if (merging.folding) {
    merging.folding->end();
    facts.finish();
  } else {
    for (std::uint32_t place = merging.size_before; place < own->size(); ++place) facts.add(place);
    facts.finish();
  }
  counts.statements = counts.new_statements + counts.repeated_statements;
  counts.facts = facts.size();
  counts.new_facts = counts.facts - std::min(counts.facts, merging.facts_before);
  return counts;
}

namespace {

/// The digits of statements, found for some ahead of the one that is asked for, so that memory is there when it is wanted.
class DigitsAhead {
 public:
  DigitsAhead(std::span<const Statement> all, const HashIndex& ids) : all_(all), ids_(ids) {
    while (found_ < kAhead) find_next();
  }
  /// Requires: each is asked for once, in order.
  std::optional<std::uint64_t> of(std::size_t at) {
    const auto digits = ring_[at % kAhead];
    find_next();
    return digits;
  }

 private:
  static constexpr std::size_t kAhead = 8, kTextsAhead = 16;  // statements

  void find_next() {
    const std::size_t at = found_++;
    if (at + kTextsAhead < all_.size()) {
      const Statement& later = all_[at + kTextsAhead];
      const auto& [id, subject, object, from] = std::tie(later.id, later.subject, later.object, later.provenance);
      for (const std::string* text : {&id, &subject.key.str(), &subject.label, &subject.mention, &object.key.str(), &object.label, &object.mention, &from.article.str(), &from.sentence_text, &from.sketch})
        __builtin_prefetch(text->data());
    }
    if (at >= all_.size()) return;
    ring_[at % kAhead] = internal::digits_of(all_[at].id);
    ids_.expect(hash_of_id(ring_[at % kAhead].value_or(0)));
  }

  std::span<const Statement> all_;
  const HashIndex& ids_;
  std::size_t found_ = 0;
  std::array<std::optional<std::uint64_t>, kAhead> ring_;
};

/// A view would cut an id that is too long, so this is told of the statement itself.
std::unexpected<Error> bad_id(const Statement& statement) {
  return internal::refused(statement.id, statement.provenance.article.str(), ErrorCode::Conflict, statement.id.empty() ? "it has no id" : "its id must be 'st_' and 16 hexadecimal digits");
}

}  // namespace

Result<MergeCounts> KnowledgeGraph::Impl::merge(std::span<const Statement> added) {
  Merging merging = begin();
  DigitsAhead ahead(added, ids);
  for (std::size_t at = 0; at < added.size(); ++at) {
    const auto digits = ahead.of(at);
    const Result<void> taken = digits ? take(added[at], *digits, merging) : bad_id(added[at]);
    if (taken) continue;
    take_back(merging);
    return std::unexpected(taken.error());
  }
  return finish(merging);
}

Result<MergeCounts> KnowledgeGraph::Impl::merge(const Source& added) {
  Merging merging = begin();
  while (true) {
    const Result<const StatementView*> next = added();
    if (next && !*next) return finish(merging);
    const Result<void> taken = next ? take(**next, internal::digits_of((*next)->id).value_or(0), merging) : std::unexpected(next.error());
    if (taken) continue;
    take_back(merging);
    return std::unexpected(taken.error());
  }
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
