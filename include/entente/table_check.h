#pragma once

#include <chrono>
#include <cstddef>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "entente/result.h"

namespace entente {

/// Up to which days the actor tables know one sort of thing.
struct TableHorizon {
  std::string what;           ///< "head_of_state", "members of bodies", "groups"
  std::size_t count = 0;      ///< So many offices, bodies or actors.
  std::chrono::year_month_day newest;  ///< The last day that a row of them tells of.
  std::optional<std::chrono::year_month_day> half;    ///< Of offices: the holders of half of them are known to this day or later.
  std::optional<std::chrono::year_month_day> oldest;  ///< Of offices: the holders of all are known to this day.
};

/// What is wrong in the actor tables, with the place and the cure, and up to when they know.
struct TableFindings {
  std::vector<Error> faults;           ///< By table, then by line.
  std::vector<TableHorizon> horizons;  ///< Offices by role first.
};

/// Reads `catalogue`/actors/*.tsv as they stand and says what cannot be right in them: rows that refer to what no table lists,
/// two holders of one seat at a time, one person under two keys, names that nothing tells apart, rules of context that can never hold.
/// Unlike Catalogue::load() it goes on after a fault. Errors: Io, if entities.tsv cannot be read.
[[nodiscard]] Result<TableFindings> check_actor_tables(const std::filesystem::path& catalogue);

}  // namespace entente
