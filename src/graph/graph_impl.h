#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <vector>

#include "entente/graph.h"
#include "graph/fact_table.h"
#include "graph/folding.h"
#include "graph/hash_index.h"
#include "graph/statement_table.h"

namespace entente {

namespace internal {

/// Whether statements may be merged. Remembers which descriptions fit which relations, as these recur.
class MergeCheck {
 public:
  explicit MergeCheck(const Catalogue& catalogue);
  /// The core of the statement, whose id has these digits and which is put into `table`, always the same one. Errors: as
  /// KnowledgeGraph::merge() has them.
  [[nodiscard]] Result<StatementTable::Core> operator()(const StatementView& statement, std::uint64_t digits, StatementTable& table);
  /// Makes ready for another table.
  void forget();

 private:
  /// Whether the actor may be the subject or the object of the relation, by number of the catalogue.
  struct Fits { bool known = false, subject = false, object = false; };
  [[nodiscard]] Fits fits(std::uint32_t who, std::uint32_t relation, const StatementTable& table);
  [[nodiscard]] std::uint32_t relation(std::string_view key) const;

  const Catalogue& catalogue_;
  HashIndex relations_;                                ///< Of the catalogue.
  std::vector<std::optional<std::uint16_t>> numbers_;  ///< Of the table, by number of the catalogue.
  std::vector<Fits> fits_;                             ///< By Who, then relation.
};

}  // namespace internal

/// A table of statements and the facts that those of one graph fold into. Graphs that filters have made share the table.
struct KnowledgeGraph::Impl {
  Impl(std::shared_ptr<const Catalogue> catalogue, Ends ends);
  using Places = std::vector<std::uint32_t>;
  /// The graph of the statements at `kept` of a table that others share or that is lent; of all without it.
  Impl(std::shared_ptr<const Catalogue> catalogue, Ends ends, std::shared_ptr<const internal::StatementTable> table, std::optional<Places> kept);
  /// The graph of all statements of a lent table, folded already.
  Impl(std::shared_ptr<const Catalogue> catalogue, Ends ends, std::shared_ptr<const internal::StatementTable> table, const internal::LentFacts& facts);

  [[nodiscard]] Result<MergeCounts> merge(std::span<const Statement> added);
  /// Gives one statement after another, each until it is called again; null at the end.
  using Source = std::function<Result<const StatementView*>()>;
  /// Merges all, or, on error, none. Errors: those of the source too.
  [[nodiscard]] Result<MergeCounts> merge(const Source& added);
  /// Where the table has the statements of the graph.
  [[nodiscard]] Places places() const;

  std::shared_ptr<const Catalogue> catalogue;
  Ends ends;
  std::shared_ptr<internal::StatementTable> own;          ///< Null if the table is of another graph, or lent: merging copies it first.
  std::shared_ptr<const internal::StatementTable> table;
  std::optional<Places> kept;                             ///< The places of the graph's statements if they are not all.
  internal::HashIndex ids;                                ///< Of the statements of `own`.
  internal::MergeCheck check;
  internal::FactTable facts;

 private:
  void make_own();
  void fold_again();
  /// What a merge has done so far.
  struct Merging {
    std::uint32_t size_before = 0;
    std::size_t facts_before = 0;
    std::vector<std::pair<std::uint32_t, internal::StatementRow>> replaced;
    std::unique_ptr<internal::Folding> folding;  ///< Once there is much to fold, and nothing is replaced.
    bool has_folded = false;                     ///< Whether there was one.
    MergeCounts counts;
  };
  [[nodiscard]] Merging begin();
  /// Errors: of `check`.
  [[nodiscard]] Result<void> take(const StatementView& statement, std::uint64_t digits, Merging& merging);
  void take_back(Merging& merging);
  void fold_beside(Merging& merging);
  [[nodiscard]] MergeCounts finish(Merging& merging);
};

namespace internal {

/// The graph of the same statements between states and bodies. Shares the table of `graph`.
[[nodiscard]] KnowledgeGraph rolled_up(const KnowledgeGraph& graph);

}  // namespace internal
}  // namespace entente
