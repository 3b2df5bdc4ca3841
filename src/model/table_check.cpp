#include "entente/table_check.h"

#include <algorithm>
#include <array>
#include <map>
#include <tuple>

#include "base/text.h"
#include "base/try.h"
#include "model/catalogue_impl.h"
#include "model/table_rows.h"

namespace entente::internal {

namespace {

constexpr int kSlackDays = 3;  ///< Handing over may take so many days.

std::string quoted(std::string_view text) { return "'" + std::string(text) + "'"; }

std::vector<std::string_view> keys_of(const TableSet& tables) {
  std::vector<std::string_view> keys;
  for (const TableRow& row : tables.entities.rows) keys.push_back(row[EntityColumn::Id]);
  return keys;
}

/// Complains of every row of `table` that has an unknown actor in one of `columns`.
void check_actors(TableSet& tables, const TableRows& table, std::initializer_list<std::size_t> columns) {
  for (const TableRow& row : table.rows)
    for (const std::size_t column : columns)
      if (!row[column].empty() && !tables.find(row[column]))
        tables.complain(table, row, ErrorCode::NotFound,
                        "unknown actor " + quoted(row[column]) + did_you_mean(row[column], keys_of(tables)) + "; add it to entities.tsv or mend the row");
}

/// Terms of an office that offices.tsv does not have.
void check_offices(TableSet& tables) {
  std::unordered_map<std::string_view, bool> listed;
  for (const TableRow& row : tables.offices.rows) {
    listed.emplace(row[OfficeColumn::Id], true);
    if (!row[OfficeColumn::Seats].empty() && row[OfficeColumn::Seats] != "1")
      tables.complain(tables.offices, row, ErrorCode::Syntax, "seats " + quoted(row[OfficeColumn::Seats]) + "; expected 1, or nothing where several may hold the office");
  }
  for (const TableRow& row : tables.terms.rows)
    if (tables.find(row[TermColumn::Office]) && !listed.contains(row[TermColumn::Office]))
      tables.complain(tables.terms, row, ErrorCode::NotFound, quoted(row[TermColumn::Office]) + " is no office of offices.tsv; add it there with its role");
}

void check_titles(TableSet& tables) {
  std::unordered_map<std::string_view, bool> codes;
  for (const TableRow& row : tables.entities.rows) codes.emplace(row[EntityColumn::Code], true);
  for (const TableRow& row : tables.titles.rows)
    for (const std::string_view code : split(row[TitleColumn::Countries], ';'))
      if (!code.empty() && !codes.contains(code))
        tables.complain(tables.titles, row, ErrorCode::NotFound, "unknown country " + quoted(code) + "; expected the code of a row of entities.tsv");
}

bool is_known_place(std::string_view where) {
  static constexpr std::array<std::string_view, 5> kPlaces{"prev", "next", "sentence", "document", "dateline"};
  const bool within = where.starts_with("within-") && where.size() > 7 && std::ranges::all_of(where.substr(7), is_ascii_digit);
  return within || std::ranges::find(kPlaces, where) != kPlaces.end();
}

bool is_known_class(const TableSet& tables, std::string_view item) {
  static constexpr std::array<std::string_view, 6> kClasses{"<COMM_VERB>", "<ACT_VERB>", "<PLACE_PREP>", "<US_STATE>", "<SURNAME>", "<GIVEN_NAME>"};
  if (item.starts_with("<ISO:")) return tables.find("state/" + ascii_lower(item.substr(5, item.size() - 6)));
  return std::ranges::find(kClasses, item) != kClasses.end();
}

/// Rules of context that can never hold: of a name that the actor does not have, of no place, of no class of words.
void check_context(TableSet& tables) {
  std::map<std::pair<std::string_view, std::string_view>, bool> names;
  for (const TableRow& row : tables.aliases.rows) names.emplace(std::pair(row[AliasColumn::Alias], row[AliasColumn::Id]), true);
  const auto complain = [&](const TableRow& row, std::string message) { tables.complain(tables.context, row, ErrorCode::NotFound, std::move(message)); };
  for (const TableRow& row : tables.context.rows) {
    if (!names.contains({row[ContextColumn::Alias], row[ContextColumn::Id]}) && tables.find(row[ContextColumn::Id]))
      complain(row, quoted(row[ContextColumn::Alias]) + " is no name of " + quoted(row[ContextColumn::Id]) + "; add it to aliases.tsv or take the rule out");
    if (!is_known_place(row[ContextColumn::Where]))
      complain(row, "unknown place " + quoted(row[ContextColumn::Where]) + "; expected prev, next, within-N, sentence, document or dateline");
    for (const std::string_view item : split(row[ContextColumn::Pattern], ';'))
      if (trim(item).starts_with('<') && !is_known_class(tables, trim(item)))
        complain(row, "unknown class " + quoted(trim(item)) + "; expected COMM_VERB, ACT_VERB, PLACE_PREP, US_STATE, SURNAME, GIVEN_NAME or ISO:CODE");
  }
}

/// A term that counts for overlaps: not acting, and with an end that is known or open.
struct SureTerm { const TableRow* row; SureDays days; };

std::map<std::string_view, std::vector<SureTerm>> terms_by_office(const TableSet& tables) {
  std::map<std::string_view, std::vector<SureTerm>> terms;
  for (const TableRow& row : tables.terms.rows) {
    if (row[TermColumn::Acting] == "1" || row[TermColumn::EndState] == "unknown" || row[TermColumn::Start].empty()) continue;
    if (const auto days = sure_days(row[TermColumn::Start], row[TermColumn::End])) terms[row[TermColumn::Office]].push_back({&row, *days});
  }
  for (auto& [office, list] : terms) std::ranges::stable_sort(list, {}, [](const SureTerm& term) { return term.days.first; });
  return terms;
}

std::string days_of(const TableRow& row) {
  const std::string_view end = row[TermColumn::End];
  return std::string(row[TermColumn::Start]) + " to " + (end.empty() ? "now" : std::string(end));
}

void check_overlap(TableSet& tables, const SureTerm& before, const SureTerm& after) {
  if (overlap(before.days, after.days) <= kSlackDays) return;
  const TableRow& row = *after.row;
  const std::string_view person = row[TermColumn::Person], other = (*before.row)[TermColumn::Person];
  const std::string clash = days_of(row) + ", line " + std::to_string(before.row->line) + " ";
  tables.complain(tables.terms, row, ErrorCode::Conflict,
                  person == other ? quoted(person) + " holds " + quoted(row[TermColumn::Office]) + " twice at a time: " + clash + days_of(*before.row) + "; make one row of both"
                                  : quoted(row[TermColumn::Office]) + " has two holders at a time: " + quoted(person) + " " + clash + quoted(other) + " " +
                                        days_of(*before.row) + "; end one term where the other begins, or mark one as acting");
}

using Days = std::vector<std::chrono::year_month_day>;

void add_horizon(std::vector<TableHorizon>& list, std::string what, Days days) {
  if (days.empty()) return;
  std::ranges::sort(days);
  list.push_back({std::move(what), days.size(), days.back(), days[days.size() / 2], days.front()});
}

/// By role, up to when the holder of each office is known: the end of its last term, or the day of the source that has him in office.
std::map<std::string, Days> office_days(const TableSet& tables) {
  std::unordered_map<std::string_view, std::chrono::year_month_day> known;
  for (const TableRow& row : tables.terms.rows) {
    const auto day = parse_cut_day(row[TermColumn::EndState] == "open" ? row[TermColumn::AsOf] : row[TermColumn::End], DateEnd::Last);
    if (day && day->year() < std::chrono::year(9999)) known[row[TermColumn::Office]] = std::max(known[row[TermColumn::Office]], *day);
  }
  std::map<std::string, Days> by_role;
  for (const TableRow& row : tables.offices.rows) {
    const TableRow* owner = tables.find(tables.owner(row[OfficeColumn::Id]));
    const bool exists = !owner || (*owner)[EntityColumn::To].empty();  // Nobody governs the Soviet Union any more.
    if (const auto found = known.find(row[OfficeColumn::Id]); exists && found != known.end()) by_role[std::string(row[OfficeColumn::Role])].push_back(found->second);
  }
  return by_role;
}

/// The last day, if it has one, on which a row begins or ends.
void add_change(Days& days, std::string_view from, std::string_view to) {
  std::optional<std::chrono::year_month_day> last;
  for (const std::string_view cell : {from, to})
    if (const auto day = parse_cut_day(cell, DateEnd::First); !cell.empty() && day && (!last || *day > *last)) last = day;
  if (last) days.push_back(*last);
}

}  // namespace

void check_references(TableSet& tables) {
  check_actors(tables, tables.entities, {EntityColumn::PartOf, EntityColumn::Represents});
  check_actors(tables, tables.aliases, {AliasColumn::Id});
  check_actors(tables, tables.terms, {TermColumn::Person, TermColumn::Office});
  check_actors(tables, tables.offices, {OfficeColumn::Id, OfficeColumn::HolderOf});
  check_actors(tables, tables.members, {MemberColumn::Org, MemberColumn::Member});
  check_actors(tables, tables.context, {ContextColumn::Id});
  check_offices(tables);
  check_titles(tables);
  check_context(tables);
}

void check_terms(TableSet& tables) {
  const auto terms = terms_by_office(tables);
  std::unordered_map<std::string_view, bool> single;
  for (const TableRow& row : tables.offices.rows) single[row[OfficeColumn::Id]] = row[OfficeColumn::Seats] == "1";
  for (const auto& [office, list] : terms)
    for (std::size_t i = 0; i < list.size(); ++i)
      for (std::size_t j = i + 1; j < list.size(); ++j)
        if (single[office] || (*list[i].row)[TermColumn::Person] == (*list[j].row)[TermColumn::Person]) check_overlap(tables, list[i], list[j]);
}

std::vector<TableHorizon> horizons(const TableSet& tables) {
  static constexpr std::size_t kOwnLine = 25;  ///< Roles of fewer offices are told together.
  std::vector<TableHorizon> list;
  Days others;
  for (auto& [role, days] : office_days(tables)) {
    if (days.size() >= kOwnLine) add_horizon(list, "offices: " + role, std::move(days));
    else others.insert(others.end(), days.begin(), days.end());
  }
  add_horizon(list, "offices: other roles", std::move(others));
  std::map<std::string, Days> changes;
  for (const TableRow& row : tables.members.rows) add_change(changes["members of bodies"], row[MemberColumn::Start], row[MemberColumn::End]);
  for (const TableRow& row : tables.entities.rows)
    for (const std::string_view kind : {"state", "body", "alliance", "treaty", "group"})
      if (row[EntityColumn::Kind] == kind) add_change(changes["actors: " + std::string(kind)], row[EntityColumn::From], row[EntityColumn::To]);
  for (const auto& [what, days] : changes)
    if (!days.empty()) list.push_back({what, days.size(), std::ranges::max(days), {}, {}});
  return list;
}

}  // namespace entente::internal

namespace entente {

Result<TableFindings> check_actor_tables(const std::filesystem::path& catalogue) {
  Result<internal::TableSet> tables = internal::read_table_set(catalogue / "actors");
  if (!tables) return std::unexpected(tables.error());
  internal::check_references(*tables);
  internal::check_terms(*tables);
  internal::check_names(*tables);
  std::ranges::stable_sort(tables->faults, {}, [](const Error& fault) { return std::tie(fault.where.file, fault.where.line); });
  return TableFindings{std::move(tables->faults), internal::horizons(*tables)};
}

}  // namespace entente
