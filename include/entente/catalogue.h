#pragma once

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "entente/keys.h"
#include "entente/result.h"
#include "entente/statement.h"

namespace entente {

enum class Quad : std::uint8_t { None, VerbalCooperation, MaterialCooperation, VerbalConflict, MaterialConflict };
[[nodiscard]] std::string_view to_string(Quad value) noexcept;  ///< "verbal-cooperation"; "" for None.

/// A relation of the catalogue (data/catalogue/relations.json).
struct RelationType {
  RelationKey key;
  std::string inverse;     ///< Display name of the inverse: "is-sanctioned-by"; `key` if symmetric; may be empty.
  std::string plover;      ///< PLOVER event class: "SANCTION"; empty if none.
  Quad quad = Quad::None;
  double weight = 0;       ///< Goldstein-like scale, -10 … 10.
  bool symmetric = false;
  bool standing = false;   ///< A state with validity, not an event; left out of event data.
  bool opposed = false;    ///< Its parties stand on two sides: "A and B fight C" tells nothing between A and B.
  std::string definition;
  std::vector<std::string> aliases;      ///< Further names that queries accept.
  std::vector<KindKey> subjects, objects; ///< Kinds that may stand there; empty: any actor.
};

/// A kind of actor (data/catalogue/kinds.json).
struct Kind {
  KindKey key;
  std::string definition;
  bool acts = true;   ///< False for places, media, blockers: they are no ends of relations by themselves.
};

/// A row of entities.tsv.
struct Actor {
  EntityKey key;
  KindKey kind;
  std::string label;
  std::string code;         ///< ISO 3166 alpha-3 of a state; short name of a body or group; else empty.
  std::string iso2;
  std::string wikidata;     ///< QID
  EntityKey part_of;        ///< Container; empty if none.
  EntityKey represents;     ///< The actor whose acts these are; empty if it acts for itself or not at all.
  std::optional<DateSpan> valid;  ///< When it exists; open ends are year 1 and 9999.
  int prior = 0;            ///< 0-9, how often news means this entity by its main name.
};

enum class AliasCase : std::uint8_t { Any, Cap, Exact };

/// What sort of name an alias is; the values are the names in aliases.tsv, with an underscore before a capital.
enum class AliasKind : std::uint8_t {
  Name, Official, Abbr, Adjective, Demonym, DemonymPl, Capital, Metonym, Nickname, Former, Variant, Surname, Title };
[[nodiscard]] std::string_view to_string(AliasKind value) noexcept;  ///< "name", "demonym_pl", …

/// A row of aliases.tsv.
struct Alias {
  std::string_view text;     ///< Lives as long as the catalogue, moved or not.
  std::uint32_t actor = 0;   ///< Index into Catalogue::actors().
  AliasKind kind = AliasKind::Name;
  AliasCase letter_case = AliasCase::Any;
  bool ambiguous = false, needs_context = false, weak = false, no_headline = false, prefix = false;
  DateSpan valid;            ///< When the name meant this; open ends are year 1 and 9999.
};

/// A row of terms.tsv: who held what when.
struct Term {
  std::uint32_t person = 0, office = 0;  ///< Indices into Catalogue::actors().
  DateSpan span;                         ///< Open or unknown ends are year 1 and 9999; a date cut to its year is all of it.
  char end_state = 'c';                  ///< 'c' closed, 'o' open, 'u' unknown.
  bool acting = false;
};

/// A row of offices.tsv.
struct Office {
  std::uint32_t office = 0;
  std::optional<std::uint32_t> holder_of;  ///< The government, ministry or body that it belongs to.
  std::string role;                        ///< "foreign_minister"
};

/// A row of titles.tsv: wording of a title and the role it names, in these countries or everywhere.
struct Title { std::string text, role; std::vector<std::string> countries; std::string flags; };

/// A row of nouns.tsv: common nouns that with a country make an actor ("Russian forces").
struct ActorNoun { std::string text, noun_class, sector, flags; };

/// A row of members.tsv.
struct Membership { std::uint32_t body = 0, member = 0; std::string status; DateSpan span; };

/// A row of context.tsv: what must or must not stand near an ambiguous name.
struct ContextRule { std::string alias; std::uint32_t actor = 0; bool need = false; std::string where, pattern; double weight = 0; };

/// The relations, kinds and actors entente knows. Immutable once loaded; share it as shared_ptr<const>.
class Catalogue {
 public:
  /// Reads relations.json, kinds.json and actors/*.tsv. Errors: Io; Syntax at file:line:column; Conflict
  /// if two rows define one key; NotFound for a row that refers to an unknown key.
  /// `pack` is for speed alone: a file of what pack() gave, by default actors.pack in the folder. It takes the place of
  /// actors/*.tsv if it is whole and was made of these very tables; else they are read.
  static Result<Catalogue> load(const std::filesystem::path& folder, const std::filesystem::path& pack = {});
  /// The tables of `folder` as bytes that load() reads in less than half of the time. Errors: those of load().
  static Result<std::string> pack(const std::filesystem::path& folder);

  Catalogue(Catalogue&&) noexcept;
  Catalogue& operator=(Catalogue&&) noexcept;
  ~Catalogue();

  [[nodiscard]] const RelationType* relation(const RelationKey& key) const noexcept;  ///< Null if unknown.
  [[nodiscard]] const Kind* kind(const KindKey& key) const noexcept;                  ///< Null if unknown.
  [[nodiscard]] const Actor* actor(const EntityKey& key) const noexcept;              ///< Null if not listed.
  [[nodiscard]] std::optional<std::uint32_t> index_of(const EntityKey& key) const noexcept;

  [[nodiscard]] std::span<const RelationType> relations() const noexcept;  ///< Sorted by key.
  [[nodiscard]] std::span<const Kind> kinds() const noexcept;              ///< Sorted by key.
  [[nodiscard]] std::span<const Actor> actors() const noexcept;            ///< Sorted by key.
  [[nodiscard]] std::span<const Alias> aliases() const noexcept;
  [[nodiscard]] std::span<const Term> terms() const noexcept;              ///< Sorted by person, then start.
  [[nodiscard]] std::span<const Office> offices() const noexcept;
  [[nodiscard]] std::span<const Title> titles() const noexcept;
  [[nodiscard]] std::span<const ActorNoun> actor_nouns() const noexcept;
  [[nodiscard]] std::span<const Membership> memberships() const noexcept;
  [[nodiscard]] std::span<const ContextRule> context_rules() const noexcept;

  /// The state or body whose acts those of `actor` are: follows `represents` to its end. Itself if none.
  [[nodiscard]] const Actor& roll_up(const Actor& actor) const noexcept;

 private:
  struct Impl;
  explicit Catalogue(std::unique_ptr<Impl> impl) noexcept;
  std::unique_ptr<Impl> impl_;
};

}  // namespace entente
