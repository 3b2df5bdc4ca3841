#include "model/table_rows.h"

#include <algorithm>
#include <array>

#include "base/file.h"
#include "base/try.h"
#include "model/catalogue_impl.h"
#include "model/tsv.h"

namespace entente::internal {

namespace {

/// A table's columns: first those that the checks read, in their order, then the others.
struct TableShape {
  std::string_view name;
  std::size_t read;
  std::vector<std::string_view> columns;
};

const TableShape& shape(std::size_t table) {
  static const std::array<TableShape, 7> kShapes{{
      {"entities.tsv", 9, {"id", "kind", "label", "code", "part_of", "represents", "valid_from", "valid_to", "prior", "iso2", "wikidata", "source", "review"}},
      {"aliases.tsv", 7, {"alias", "id", "kind", "case", "flags", "valid_from", "valid_to", "source", "review"}},
      {"terms.tsv", 7, {"person", "office", "start", "end", "end_state", "as_of", "acting", "start_prec", "end_prec", "source", "review"}},
      {"offices.tsv", 4, {"id", "holder_of", "role", "seats", "label", "source", "review"}},
      {"members.tsv", 5, {"org", "member", "status", "start", "end", "source", "review"}},
      {"context.tsv", 5, {"alias", "id", "need|block", "where", "pattern", "weight"}},
      {"titles.tsv", 3, {"title", "role", "countries", "flags", "source", "review"}}}};
  return kShapes[table];
}

/// The line of the row that `reader` stands at, as its errors state it.
std::uint32_t line_of(const TsvReader& reader) { return reader.error(ErrorCode::Internal, 0, {}).where.line; }

void read_rows(const TableShape& shape, TableRows& table, std::vector<Error>& faults) {
  Result<TsvReader> reader = TsvReader::open(table.file, *table.text, shape.columns);
  if (!reader) return faults.push_back(reader.error());
  for (;;) {
    const Result<bool> more = reader->next();
    if (!more) return faults.push_back(more.error());
    if (!*more) return;
    TableRow& row = table.rows.emplace_back();
    row.line = line_of(*reader);
    for (std::size_t column = 0; column < shape.read; ++column) row.cells.push_back((*reader)[column]);
  }
}

}  // namespace

void TableSet::complain(const TableRows& table, const TableRow& row, ErrorCode code, std::string message) {
  faults.push_back({code, std::move(message), {table.file, row.line, 1}});
}

const TableRow* TableSet::find(std::string_view key) const {
  const auto found = entity.find(key);
  return found == entity.end() ? nullptr : found->second;
}

std::string_view TableSet::owner(std::string_view key) const {
  static constexpr int kMaxSteps = 8;
  for (int step = 0; step < kMaxSteps; ++step) {
    const TableRow* row = find(key);
    if (!row || (*row)[EntityColumn::Kind] == "person" || (*row)[EntityColumn::Kind] == "group") return key;
    const std::string_view up = (*row)[EntityColumn::Represents].empty() ? (*row)[EntityColumn::PartOf] : (*row)[EntityColumn::Represents];
    if (up.empty()) return key;
    key = up;
  }
  return key;
}

Result<TableSet> read_table_set(const std::filesystem::path& folder) {
  TableSet tables;
  const std::array<TableRows*, 7> all{&tables.entities, &tables.aliases, &tables.terms, &tables.offices, &tables.members, &tables.context, &tables.titles};
  for (std::size_t i = 0; i < all.size(); ++i) {
    const std::filesystem::path path = folder / shape(i).name;
    Result<std::string> text = read_file(path);
    if (!text && (i == 0 || text.error().code != ErrorCode::NotFound)) return std::unexpected(text.error());
    if (!text) continue;  // Only entities.tsv has to be there.
    all[i]->file = path.string();
    all[i]->text = std::make_unique<const std::string>(*std::move(text));
    read_rows(shape(i), *all[i], tables.faults);
  }
  for (const TableRow& row : tables.entities.rows) tables.entity.emplace(row[EntityColumn::Id], &row);
  return tables;
}

std::optional<SureDays> sure_days(std::string_view start, std::string_view end) {
  const auto first = parse_cut_day(start, start.empty() ? DateEnd::First : DateEnd::Last);
  const auto last = parse_cut_day(end, end.empty() ? DateEnd::Last : DateEnd::First);
  if (!first || !last) return std::nullopt;
  return SureDays{std::chrono::sys_days(*first), std::chrono::sys_days(*last)};
}

int overlap(const SureDays& a, const SureDays& b) noexcept {
  return static_cast<int>((std::min(a.last, b.last) - std::max(a.first, b.first)).count());
}

}  // namespace entente::internal
