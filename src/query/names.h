#pragma once

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "entente/catalogue.h"
#include "entente/graph.h"

namespace entente::internal {

/// Relations that one word of a query stands for.
struct NamedRelations {
  std::vector<std::string> keys;  ///< Sorted.
  bool inverted = false;          ///< True if it is the name of the inverse.
};
/// By name, alias, inverse name, PLOVER class, quad class, "cooperation" or "conflict"; blanks may stand for hyphens.
[[nodiscard]] std::optional<NamedRelations> relations_named(std::string_view name, const Catalogue& catalogue);
/// "unknown relation 'x'; did you mean 'y'?"
[[nodiscard]] std::string unknown_relation(std::string_view name, const Catalogue& catalogue);

/// Every name of every actor, without regard to case and diacritics: those of the catalogue, and those that texts gave
/// to actors which no table lists.
class ActorNames {
 public:
  explicit ActorNames(const Catalogue& catalogue);
  /// Adds an actor as texts name it. Lifetime: what owns its texts must outlive this.
  void add(const NamedAs& named);
  void add(const Node& node);

  /// Every actor of that name, sorted by key, places and the like left out if there are actors proper.
  [[nodiscard]] std::vector<EntityKey> find(std::string_view name) const;
  /// The one whose acts those of `key` are: as the catalogue has it, else as most of the texts, else by the latest office held.
  [[nodiscard]] EntityKey roll_up(const EntityKey& key) const;
  /// "unknown actor 'x'; did you mean 'y'?"
  [[nodiscard]] std::string unknown(std::string_view name) const;
  /// "Russia (state/rus)"
  [[nodiscard]] std::string described(const EntityKey& key) const;
  /// How often news means the actor by its main name, from 0 to 9; 0 if no table lists it.
  [[nodiscard]] int prior(const EntityKey& key) const;

 private:
  void add(std::string_view name, const EntityKey& key, int prior);
  [[nodiscard]] std::optional<EntityKey> office_holder_of(const EntityKey& key) const;
  [[nodiscard]] std::vector<EntityKey> by_code(std::string_view name) const;
  [[nodiscard]] bool acts(const EntityKey& key) const;

  const Catalogue& catalogue_;
  std::unordered_map<std::string, std::vector<EntityKey>> by_name_;     ///< Asked for, never iterated into output.
  std::unordered_map<std::string, std::pair<EntityKey, std::string>> unlisted_;  ///< Roll-up and label of actors in no table.
  std::unordered_map<std::string, std::map<EntityKey, std::size_t>> acting_;     ///< For whom texts have an actor act, and how often.
  std::vector<std::pair<std::string_view, int>> names_;  ///< As written, with their prior: for the nearest spelling.
};

/// The names of the catalogue, of the nodes and of all who are mentioned in the evidence.
[[nodiscard]] ActorNames names_of(const KnowledgeGraph& graph);

/// Those of the meanings of `name` that the graph has, or that news usually means; in a graph of states their roll-ups.
[[nodiscard]] std::vector<EntityKey> meant(std::string_view name, const ActorNames& names, const KnowledgeGraph& graph);

}  // namespace entente::internal
