#pragma once

#include <cstdint>
#include <deque>
#include <map>
#include <memory>
#include <span>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "entente/graph.h"
#include "graph/column.h"
#include "graph/fact.h"
#include "graph/hash_index.h"
#include "graph/statement_table.h"
#include "graph/wire_copies.h"

namespace entente::internal {

/// Lists of numbers in few pieces of memory, each for one, two, four, … of them.
class NumberLists {
 public:
  /// Memory for `count` numbers. Requires: a power of two.
  std::span<std::uint32_t> room(std::size_t count);
  /// Takes back what a list has outgrown, for another.
  void give_back(std::span<std::uint32_t> list);

 private:
  static constexpr std::size_t kBlock = 1U << 14;
  std::vector<std::unique_ptr<std::uint32_t[]>> blocks_;
  std::size_t used_ = kBlock;
  std::vector<std::vector<std::uint32_t*>> free_;  ///< By the logarithm of how many numbers there is room for.
};

/// Where a fact lies: the numbers of its ends and of its relation in the catalogue. On disk: do not change without a new format.
struct FactSlot {
  std::uint32_t from = 0, to = 0;
  std::uint16_t relation = 0;
  Polarity polarity = Polarity::Positive;
  std::uint8_t unused = 0;
  bool operator==(const FactSlot&) const = default;
};

// A fact table as it is written. On disk: do not change without a new format (graph/snapshot.h).

struct NodeRow {
  std::uint32_t key = 0, label = 0, kind = 0, code = 0, actor = 0;  ///< Texts of SavedFacts.
  std::uint32_t mentions = 0;
};
struct FactRow {
  FactSlot slot;
  std::uint32_t articles = 0, publishers = 0, evidence = 0;  ///< The last is a count.
  PackedDay first = kNoDay, last = kNoDay;
  double confidence = 0;
};
/// Nodes by key; facts in order, each with its evidence behind that of the one before; how often each Who is an end.
struct SavedFacts {
  TextPool texts;
  std::vector<NodeRow> node_list;
  std::vector<FactRow> fact_list;
  std::vector<std::uint32_t> evidence_list, named_list;
};
/// The same, lent.
struct LentFacts {
  TextPool texts;
  std::span<const NodeRow> nodes;
  std::span<const FactRow> facts;
  std::span<const std::uint32_t> evidence, named;
};

/// The nodes and facts that statements of a table fold into.
class FactTable {
 public:
  FactTable(std::shared_ptr<const Catalogue> catalogue, Ends ends, std::shared_ptr<const StatementTable> table);
  /// One that was saved, to which nothing is added. Requires: `saved` is that of the table, and outlives it.
  FactTable(std::shared_ptr<const Catalogue> catalogue, Ends ends, std::shared_ptr<const StatementTable> table, const LentFacts& saved);
  [[nodiscard]] SavedFacts saved() const;

  /// Takes a statement of the table in. Requires: its relation is in the catalogue; finish() before anything is asked.
  void add(std::uint32_t place);
  /// Sums up what add() has touched.
  void finish();

  [[nodiscard]] const Fact* find(const Triple& triple, Polarity polarity) const noexcept;
  [[nodiscard]] std::vector<const Fact*> facts() const;
  [[nodiscard]] std::size_t size() const noexcept { return facts_.size(); }
  [[nodiscard]] std::vector<const Node*> nodes() const;
  [[nodiscard]] const Node* node(std::string_view key) const noexcept;
  [[nodiscard]] std::vector<NamedAs> named() const;

 private:
  /// Where a fact lies, and room for its evidence, which fills the beginning. As small as can be, since there is one for each fact.
  struct Building {
    FactSlot slot;
    std::uint32_t size : 31 = 0, touched : 1 = 0;
    std::uint32_t* room = nullptr;
  };
  /// What a Who is as an end of facts.
  struct End {
    std::string_view key;               ///< Of its node; null if it is not known yet.
    Node* node = nullptr;               ///< Null if it is no end yet.
    std::uint32_t number = 0;           ///< Of the node.
    std::uint32_t named = 0;            ///< How many statements have it as an end.
  };
  /// What the catalogue says of a relation of the table.
  struct Relation { bool known = false, symmetric = false; std::uint16_t number = 0; };
  /// What one description tells of a node; of several with the same rank the least by bytes counts.
  struct Told {
    int rank = 0;  ///< 0 if its own name is given, 1 if only others act for it.
    std::string_view label, kind, code, actor;
  };

  [[nodiscard]] std::string_view key_of(std::uint32_t who) const;
  [[nodiscard]] Told told_by(std::uint32_t who) const;
  void tell(std::uint32_t node, const Told& told);
  [[nodiscard]] End& end_of(std::uint32_t who);
  std::uint32_t count(End& end, std::uint32_t who);
  [[nodiscard]] std::uint32_t node_number(std::string_view key) const noexcept;
  [[nodiscard]] Relation relation_of(std::uint16_t number);
  std::uint32_t fact_of(const FactSlot& slot);
  void add_evidence(std::uint32_t fact, std::uint32_t place);
  void sum_up(std::span<const std::uint32_t> touched, EvidenceWeights& weights);
  template <class Sink>
  void in_order(const Sink& sink) const;
  void order();

  std::shared_ptr<const Catalogue> catalogue_;
  Ends ends_;
  std::shared_ptr<const StatementTable> table_;

  std::deque<Node> nodes_;
  std::vector<int> ranks_;                          ///< Told::rank of every node.
  std::map<std::string_view, std::uint32_t> keys_;  ///< The order of nodes(); `key_index_` finds them faster.
  HashIndex key_index_;
  std::vector<End> ends_of_whos_;                   ///< By Who, of those that came.

  Column<Fact, 8> facts_;
  std::vector<Building> building_;                  ///< Of `facts_`; none if they are lent.
  HashIndex fact_index_;
  NumberLists lists_;
  EvidenceWeights weights_;
  WireCopies copies_;
  bool all_touched_ = false;                        ///< Whether finish() has to sum up every fact.
  std::unordered_map<std::uint32_t, EvidenceSum> sums_;  ///< Of the facts with much evidence, by number.
  std::uint32_t first_new_article_ = 0;             ///< Of those that finish() has not yet seen.
  std::vector<std::uint32_t> touched_;              ///< Facts that finish() has to sum up.
  std::vector<Relation> relations_;                 ///< By number of the table.
  std::vector<const Fact*> sorted_;                 ///< The first of `facts_`, in order.
};

}  // namespace entente::internal
