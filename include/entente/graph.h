#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "entente/catalogue.h"
#include "entente/keys.h"
#include "entente/result.h"
#include "entente/statement.h"

namespace entente {

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

/// One edge of the graph: a triple with one polarity. Evidence is sorted by id, without repeats, never empty.
struct Fact {
  Triple triple;
  Polarity polarity = Polarity::Positive;
  std::vector<const Statement*> evidence;  ///< Valid as long as the graph is neither merged into nor moved.
  std::size_t articles = 0;                ///< Support: distinct articles.
  std::size_t publishers = 0;              ///< Distinct publishers that are known.
  std::optional<DateSpan> seen;            ///< First and last day: of the event, else of the article.
  double confidence = 0;                   ///< 1 - product over articles of (1 - the best of the article).
  std::string id;                          ///< "fa_" and 16 hexadecimal digits: a hash of triple and polarity.
};

struct MergeCounts {
  std::size_t statements = 0, new_statements = 0, repeated_statements = 0, facts = 0, new_facts = 0;
};

/// Facts merged over articles, on a Boost.Graph multigraph (see bgl.h). Move-only.
/// Threads: const calls may overlap; merge() must be alone.
class KnowledgeGraph {
 public:
  explicit KnowledgeGraph(std::shared_ptr<const Catalogue> catalogue, Ends ends = Ends::Actors);
  KnowledgeGraph(KnowledgeGraph&&) noexcept;
  KnowledgeGraph& operator=(KnowledgeGraph&&) noexcept;
  ~KnowledgeGraph();

  /// Adds all or, on error, none. Any order and any repetition give the same graph. Symmetric relations
  /// are stored once, with the lesser key as the subject.
  /// Errors: NotFound for an unknown relation; Conflict if a kind does not fit the relation.
  [[nodiscard]] Result<MergeCounts> merge(std::span<const Statement> statements);
  /// The same; takes the statements over instead of copying them. On error they are left as they were.
  [[nodiscard]] Result<MergeCounts> merge(std::vector<Statement>&& statements);

  [[nodiscard]] const Fact* find(const Triple& triple, Polarity polarity = Polarity::Positive) const noexcept;  ///< Null if absent; valid until merge().
  [[nodiscard]] std::vector<const Fact*> facts() const;  ///< Sorted by triple, then polarity; valid until merge().
  [[nodiscard]] std::vector<const Node*> nodes() const;  ///< Sorted by key; valid until merge().
  [[nodiscard]] const Node* node(const EntityKey& key) const noexcept;  ///< Null if absent.
  [[nodiscard]] const Catalogue& catalogue() const noexcept;
  [[nodiscard]] std::shared_ptr<const Catalogue> shared_catalogue() const noexcept;
  [[nodiscard]] Ends ends() const noexcept;

  struct Impl;  ///< Seen by bgl.h only.
  [[nodiscard]] const Impl& impl() const noexcept { return *impl_; }

 private:
  std::unique_ptr<Impl> impl_;
};

}  // namespace entente
