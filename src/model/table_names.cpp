#include <algorithm>
#include <map>
#include <set>

#include "base/text.h"
#include "model/table_rows.h"

namespace entente::internal {

namespace {

/// A name as the linker compares it: without case, diacritics, dots and apostrophes.
std::string folded(std::string_view name) {
  std::string plain = to_lower(fold_diacritics(name));
  std::erase_if(plain, [](char c) { return c == '.' || c == '\''; });
  return plain;
}

bool has_flag(const TableRow& alias, std::initializer_list<std::string_view> flags) {
  const std::vector<std::string_view> own = split(alias[AliasColumn::Flags], ';');
  return std::ranges::any_of(flags, [&](std::string_view flag) { return std::ranges::find(own, flag) != own.end(); });
}

using Named = std::pair<std::string_view, std::string_view>;  ///< Alias and actor.

std::set<Named> with_context(const TableSet& tables) {
  std::set<Named> names;
  for (const TableRow& row : tables.context.rows) names.emplace(row[ContextColumn::Alias], row[ContextColumn::Id]);
  return names;
}

bool meet(std::string_view from, std::string_view to, std::string_view other_from, std::string_view other_to) {
  const auto one = sure_days(from, to), other = sure_days(other_from, other_to);
  return one && other && overlap(*one, *other) > 0;
}

/// True if the tables say how to choose between the actors of two rows with one name.
bool told_apart(const TableSet& tables, const std::set<Named>& ruled, const TableRow& a, const TableRow& b) {
  const auto firm = [](const TableRow& row) { return !has_flag(row, {"ctx", "weak", "prefix"}); };
  if (!firm(a) || !firm(b)) return true;
  for (const TableRow* row : {&a, &b})
    if (ruled.contains({(*row)[AliasColumn::Alias], (*row)[AliasColumn::Id]})) return true;
  if (!meet(a[AliasColumn::From], a[AliasColumn::To], b[AliasColumn::From], b[AliasColumn::To])) return true;
  const TableRow *one = tables.find(a[AliasColumn::Id]), *other = tables.find(b[AliasColumn::Id]);
  if (!one || !other || (*one)[EntityColumn::Kind] != (*other)[EntityColumn::Kind] || (*one)[EntityColumn::Kind] == "person") return true;
  if ((*one)[EntityColumn::Prior] != (*other)[EntityColumn::Prior]) return true;
  if (!meet((*one)[EntityColumn::From], (*one)[EntityColumn::To], (*other)[EntityColumn::From], (*other)[EntityColumn::To])) return true;
  // The text chooses between actors of different states; for that the rows must say that the name has several.
  const bool ambiguous = has_flag(a, {"ambig"}) || has_flag(b, {"ambig"});
  return ambiguous && tables.owner(a[AliasColumn::Id]) != tables.owner(b[AliasColumn::Id]);
}

/// Names of one sort that two actors bear and nothing tells apart. Surnames wait for title, state and day.
void check_shadows(TableSet& tables) {
  std::map<std::pair<std::string, std::string_view>, std::vector<const TableRow*>> same;
  for (const TableRow& row : tables.aliases.rows)
    if (row[AliasColumn::Kind] != "surname") same[{folded(row[AliasColumn::Alias]), row[AliasColumn::Kind]}].push_back(&row);
  const std::set<Named> ruled = with_context(tables);
  std::set<std::pair<std::string_view, std::string_view>> told;
  for (const auto& [name, rows] : same)
    for (std::size_t i = 0; i < rows.size(); ++i)
      for (std::size_t j = i + 1; j < rows.size(); ++j) {
        const TableRow &a = *rows[i], &b = *rows[j];
        if (a[AliasColumn::Id] == b[AliasColumn::Id] || told_apart(tables, ruled, a, b)) continue;
        if (!told.insert(std::minmax(a[AliasColumn::Id], b[AliasColumn::Id])).second) continue;
        tables.complain(tables.aliases, b, ErrorCode::Conflict,
                        "'" + std::string(b[AliasColumn::Alias]) + "' names '" + std::string(b[AliasColumn::Id]) + "' and, line " + std::to_string(a.line) + ", '" +
                            std::string(a[AliasColumn::Id]) + "', and nothing tells them apart; take one name out, give one of them another prior, or write a rule in context.tsv");
      }
}

struct Stay { std::string_view owner; SureDays days; };

/// By person, in which state or body and when that person held an office.
std::map<std::string_view, std::vector<Stay>> stays(const TableSet& tables) {
  std::map<std::string_view, std::vector<Stay>> found;
  for (const TableRow& row : tables.terms.rows)
    if (const auto days = sure_days(row[TermColumn::Start], row[TermColumn::End]); days && row[TermColumn::EndState] != "unknown")
      found[row[TermColumn::Person]].push_back({tables.owner(row[TermColumn::Office]), *days});
  return found;
}

/// True if the two hold offices of one state at one time, or one right after the other.
bool serve_together(const std::vector<Stay>& a, const std::vector<Stay>& b) {
  static constexpr int kGapDays = 400;
  return std::ranges::any_of(a, [&](const Stay& one) {
    return std::ranges::any_of(b, [&](const Stay& other) { return one.owner == other.owner && overlap(one.days, other.days) > -kGapDays; });
  });
}

/// Two keys of one full name in one state at one time: most likely one person.
void check_twins(TableSet& tables) {
  std::map<std::string, std::vector<const TableRow*>> named;
  for (const TableRow& row : tables.aliases.rows)
    if (row[AliasColumn::Id].starts_with("person/") && row[AliasColumn::Kind] != "surname" && row[AliasColumn::Alias].find(' ') != std::string_view::npos)
      named[folded(row[AliasColumn::Alias])].push_back(&row);
  const auto served = stays(tables);
  std::set<std::pair<std::string_view, std::string_view>> told;
  for (const auto& [name, rows] : named)
    for (std::size_t i = 0; i + 1 < rows.size(); ++i)
      for (std::size_t j = i + 1; j < rows.size(); ++j) {
        const TableRow &a = *rows[i], &b = *rows[j];
        const auto one = served.find(a[AliasColumn::Id]), other = served.find(b[AliasColumn::Id]);
        if (a[AliasColumn::Id] == b[AliasColumn::Id] || one == served.end() || other == served.end() || !serve_together(one->second, other->second)) continue;
        if (!told.insert(std::minmax(a[AliasColumn::Id], b[AliasColumn::Id])).second) continue;
        tables.complain(tables.aliases, b, ErrorCode::Conflict,
                        "'" + std::string(b[AliasColumn::Alias]) + "' names '" + std::string(b[AliasColumn::Id]) + "' and, line " + std::to_string(a.line) + ", '" +
                            std::string(a[AliasColumn::Id]) + "', who hold offices of one state at one time; make one person of both, or take the name from one");
      }
}

}  // namespace

void check_names(TableSet& tables) {
  check_shadows(tables);
  check_twins(tables);
}

}  // namespace entente::internal
