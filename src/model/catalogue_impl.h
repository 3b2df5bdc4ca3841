#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "entente/catalogue.h"

namespace entente::internal {

/// Finds the place of a key in a list that is complete: an open-addressing table of places.
class KeyIndex {
 public:
  /// Requires: no two actors have the same key.
  void build(const std::vector<Actor>& actors);
  [[nodiscard]] std::optional<std::uint32_t> find(const std::vector<Actor>& actors, std::string_view key) const noexcept;

 private:
  struct Slot { std::uint32_t place = 0, hash = 0; };  ///< Place plus one; 0 is free.
  std::vector<Slot> slots_;                            ///< A power of two, at most half full.
};

/// What the files of a catalogue give. The buffers hold the bytes that Alias::text views.
struct CatalogueData {
  std::vector<std::unique_ptr<const std::string>> buffers;
  std::vector<RelationType> relations;
  std::vector<Kind> kinds;
  std::vector<Actor> actors;
  KeyIndex index;
  std::vector<std::uint32_t> rolled_up;  ///< Per actor, where its chain of `represents` ends.
  std::vector<Alias> aliases;
  std::vector<Term> terms;
  std::vector<Office> offices;
  std::vector<Title> titles;
  std::vector<ActorNoun> nouns;
  std::vector<Membership> members;
  std::vector<ContextRule> context;
};

/// Reads relations.json and kinds.json. Errors: Io, NotFound, Syntax, Conflict.
Result<void> read_relations(const std::filesystem::path& file, CatalogueData& data);
Result<void> read_kinds(const std::filesystem::path& file, CatalogueData& data);
/// Reads the tables of `folder`; all but entities.tsv may be missing. Requires: kinds are read.
Result<void> read_actor_tables(const std::filesystem::path& folder, CatalogueData& data);

/// A day, or a month or year of which the first or the last day is meant. Empty text gives the open end.
enum class DateEnd { First, Last };
[[nodiscard]] std::optional<std::chrono::year_month_day> parse_cut_day(std::string_view text, DateEnd end) noexcept;

}  // namespace entente::internal
