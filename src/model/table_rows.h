#pragma once

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <initializer_list>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "entente/result.h"
#include "entente/table_check.h"

namespace entente::internal {

/// A row of a table, its cells in the order of the columns asked for, and the line where it stands.
struct TableRow {
  std::vector<std::string_view> cells;
  std::uint32_t line = 0;
  [[nodiscard]] std::string_view operator[](std::size_t column) const noexcept { return cells[column]; }
};

/// All rows of one table. The cells are views of `text`.
struct TableRows {
  std::string file;
  std::unique_ptr<const std::string> text;
  std::vector<TableRow> rows;
};

/// Where the cells stand, by table.
struct EntityColumn { enum { Id, Kind, Label, Code, PartOf, Represents, From, To, Prior }; };
struct AliasColumn { enum { Alias, Id, Kind, Case, Flags, From, To }; };
struct TermColumn { enum { Person, Office, Start, End, EndState, AsOf, Acting }; };
struct OfficeColumn { enum { Id, HolderOf, Role, Seats }; };
struct MemberColumn { enum { Org, Member, Status, Start, End }; };
struct ContextColumn { enum { Alias, Id, Sort, Where, Pattern }; };
struct TitleColumn { enum { Title, Role, Countries }; };

/// The tables as they stand, and what was found wrong in them so far.
struct TableSet {
  TableRows entities, aliases, terms, offices, members, context, titles;
  std::unordered_map<std::string_view, const TableRow*> entity;  ///< By key.
  std::vector<Error> faults;

  /// Notes a fault of a row.
  void complain(const TableRows& table, const TableRow& row, ErrorCode code, std::string message);
  [[nodiscard]] const TableRow* find(std::string_view key) const;
  /// The state or body for which `key` acts or in which it lies; itself if none.
  [[nodiscard]] std::string_view owner(std::string_view key) const;
};

/// Reads the tables of a folder. A row that cannot be read is a fault, after which the rest of that table is left out.
/// Errors: Io, if entities.tsv cannot be read.
[[nodiscard]] Result<TableSet> read_table_set(const std::filesystem::path& folder);

/// Half-open is no matter here: the first and the last day that a row surely covers; none if a cell is no day.
struct SureDays { std::chrono::sys_days first, last; };
[[nodiscard]] std::optional<SureDays> sure_days(std::string_view start, std::string_view end);
/// The days that both surely cover, less one.
[[nodiscard]] int overlap(const SureDays& a, const SureDays& b) noexcept;

void check_references(TableSet& tables);
void check_terms(TableSet& tables);
void check_names(TableSet& tables);
[[nodiscard]] std::vector<TableHorizon> horizons(const TableSet& tables);

}  // namespace entente::internal
