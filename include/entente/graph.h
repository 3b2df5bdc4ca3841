#pragma once

#include <compare>
#include <cstddef>
#include <cstdint>
#include <iterator>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <tuple>
#include <vector>

#include "entente/catalogue.h"
#include "entente/keys.h"
#include "entente/result.h"
#include "entente/statement.h"
#include "entente/statement_view.h"

namespace entente {

namespace internal { class StatementTable; }

/// Whether the ends of facts are the actors as named, or the states and bodies whose acts these are.
enum class Ends : std::uint8_t { Actors, States };

/// A node of the graph. Label, kind and code as the statements give them; of several labels the least by bytes.
struct Node {
  EntityKey key;
  std::string label;
  KindKey kind;
  std::string code;
  EntityKey actor;
  std::size_t mentions = 0;  ///< Statements in which it is an end.
};

/// One statement of a graph: as cheap to keep as a pointer, each look at it puts together a view.
/// Lifetime: as long as the graph is neither merged into nor moved.
class StatementRef {
 public:
  struct Arrow {
    StatementView view;
    const StatementView* operator->() const noexcept { return &view; }
  };

  StatementRef() = default;
  StatementRef(const internal::StatementTable& table, std::uint32_t place) noexcept : table_(&table), place_(place) {}

  [[nodiscard]] StatementView operator*() const;
  /// Requires: no address of a member is kept; its texts may be.
  [[nodiscard]] Arrow operator->() const { return {**this}; }
  [[nodiscard]] double confidence() const noexcept;
  [[nodiscard]] Modality modality() const noexcept;
  /// The day of the event, else that of the article.
  [[nodiscard]] std::optional<DateSpan> day() const noexcept;
  /// Whether the id of `a` is less than that of `b`.
  [[nodiscard]] static bool id_less(StatementRef a, StatementRef b) noexcept;
  /// Where the graph keeps it: the same for the same statement, but for one graph only.
  [[nodiscard]] std::uint32_t place() const noexcept { return place_; }
  friend bool operator==(StatementRef, StatementRef) = default;

 private:
  const internal::StatementTable* table_ = nullptr;
  std::uint32_t place_ = 0;
};

/// The statements that bear a fact out, as a range of StatementRef.
class Evidence {
 public:
  class Iterator;

  Evidence() = default;
  Evidence(const internal::StatementTable& table, std::span<const std::uint32_t> places) noexcept : table_(&table), places_(places) {}

  [[nodiscard]] Iterator begin() const noexcept;
  [[nodiscard]] Iterator end() const noexcept;
  [[nodiscard]] std::size_t size() const noexcept { return places_.size(); }
  [[nodiscard]] bool empty() const noexcept { return places_.empty(); }
  [[nodiscard]] StatementRef operator[](std::size_t at) const noexcept { return {*table_, places_[at]}; }
  [[nodiscard]] StatementRef front() const noexcept { return (*this)[0]; }

 private:
  const internal::StatementTable* table_ = nullptr;
  std::span<const std::uint32_t> places_;
};

class Evidence::Iterator {
 public:
  using iterator_concept = std::random_access_iterator_tag;
  using iterator_category = std::input_iterator_tag;
  using value_type = StatementRef;
  using reference = StatementRef;
  using difference_type = std::ptrdiff_t;

  Iterator() = default;
  Iterator(const internal::StatementTable* table, const std::uint32_t* place) noexcept : table_(table), place_(place) {}

  StatementRef operator*() const noexcept { return {*table_, *place_}; }
  StatementRef operator[](difference_type n) const noexcept { return {*table_, place_[n]}; }
  Iterator& operator++() noexcept { ++place_; return *this; }
  Iterator operator++(int) noexcept { return {table_, place_++}; }
  Iterator& operator--() noexcept { --place_; return *this; }
  Iterator operator--(int) noexcept { return {table_, place_--}; }
  Iterator& operator+=(difference_type n) noexcept { place_ += n; return *this; }
  Iterator& operator-=(difference_type n) noexcept { place_ -= n; return *this; }
  friend Iterator operator+(Iterator at, difference_type n) noexcept { return at += n; }
  friend Iterator operator+(difference_type n, Iterator at) noexcept { return at += n; }
  friend Iterator operator-(Iterator at, difference_type n) noexcept { return at -= n; }
  friend difference_type operator-(Iterator a, Iterator b) noexcept { return a.place_ - b.place_; }
  friend bool operator==(Iterator a, Iterator b) noexcept { return a.place_ == b.place_; }
  friend auto operator<=>(Iterator a, Iterator b) noexcept { return a.place_ <=> b.place_; }

 private:
  const internal::StatementTable* table_ = nullptr;
  const std::uint32_t* place_ = nullptr;
};

inline Evidence::Iterator Evidence::begin() const noexcept { return {table_, places_.data()}; }
inline Evidence::Iterator Evidence::end() const noexcept { return {table_, places_.data() + places_.size()}; }

/// The triple of a fact, whose keys the graph keeps; it becomes a Triple wherever one is asked for.
struct TripleRef {
  TripleRef() noexcept;  ///< Empty keys.
  TripleRef(const EntityKey& from, const RelationKey& by, const EntityKey& to) noexcept : subject(from), relation(by), object(to) {}
  TripleRef(const TripleRef&) noexcept = default;
  TripleRef& operator=(const TripleRef& other) noexcept { return this == &other ? *this : *std::construct_at(this, other); }
  ~TripleRef() = default;
  operator Triple() const { return {subject, relation, object}; }  // NOLINT: as a view of a string

  const EntityKey& subject;
  const RelationKey& relation;
  const EntityKey& object;

  friend bool operator==(const TripleRef& a, const TripleRef& b) { return std::tie(a.subject, a.relation, a.object) == std::tie(b.subject, b.relation, b.object); }
  friend auto operator<=>(const TripleRef& a, const TripleRef& b) { return std::tie(a.subject, a.relation, a.object) <=> std::tie(b.subject, b.relation, b.object); }
};

/// One edge of the graph: a triple with one polarity. Evidence is sorted by id, without repeats, never empty.
struct Fact {
  TripleRef triple;                        ///< Valid as long as the evidence is.
  Polarity polarity = Polarity::Positive;
  Evidence evidence;                       ///< Valid as long as the graph is neither merged into nor moved.
  std::size_t articles = 0;                ///< Support: distinct articles; near copies of one text (sketch_of) within two days count as one.
  std::size_t publishers = 0;              ///< Distinct publishers that are known.
  std::optional<DateSpan> seen;            ///< First and last day: of the event, else of the article.
  double confidence = 0;                   ///< 1 - product over such articles of (1 - the best of the article), to six digits.

  /// "fa_" and 16 hexadecimal digits: a hash of triple and polarity.
  [[nodiscard]] std::string id() const;
};

struct MergeCounts {
  std::size_t statements = 0, new_statements = 0, repeated_statements = 0, facts = 0, new_facts = 0;
};

/// One way in which ends of statements are described, and how many have it; span and mention are empty.
struct NamedAs {
  ParticipantView who;
  std::size_t count = 0;
};

/// Facts merged over articles (bgl.h makes a Boost.Graph multigraph of them). Move-only. Every text is kept once.
/// Threads: const calls may overlap; merge() must be alone. It has a second thread at work while it merges 8,192 or more.
class KnowledgeGraph {
 public:
  explicit KnowledgeGraph(std::shared_ptr<const Catalogue> catalogue, Ends ends = Ends::Actors);
  KnowledgeGraph(KnowledgeGraph&&) noexcept;
  KnowledgeGraph& operator=(KnowledgeGraph&&) noexcept;
  ~KnowledgeGraph();

  /// Adds all or, on error, none. Any order and any repetition give the same graph. Symmetric relations
  /// are stored once, with the lesser key as the subject.
  /// Errors: NotFound for an unknown relation; Conflict if a kind does not fit the relation; Limit for a text over 16 MB.
  [[nodiscard]] Result<MergeCounts> merge(std::span<const Statement> statements);

  /// Null if absent; valid until merge().
  [[nodiscard]] const Fact* find(const Triple& triple, Polarity polarity = Polarity::Positive) const noexcept;
  [[nodiscard]] std::vector<const Fact*> facts() const;  ///< Sorted by triple, then polarity; valid until merge().
  [[nodiscard]] std::vector<const Node*> nodes() const;  ///< Sorted by key; valid until merge().
  [[nodiscard]] const Node* node(const EntityKey& key) const noexcept;  ///< Null if absent.
  [[nodiscard]] std::vector<NamedAs> named() const;      ///< Of the facts' evidence, sorted.
  [[nodiscard]] const Catalogue& catalogue() const noexcept;
  [[nodiscard]] std::shared_ptr<const Catalogue> shared_catalogue() const noexcept;
  [[nodiscard]] Ends ends() const noexcept;

  struct Impl;  ///< Seen by other parts of entente only.
  explicit KnowledgeGraph(std::unique_ptr<Impl> impl) noexcept;
  [[nodiscard]] const Impl& impl() const noexcept { return *impl_; }

 private:
  std::unique_ptr<Impl> impl_;
};

}  // namespace entente
