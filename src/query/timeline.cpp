#include <algorithm>
#include <chrono>

#include "entente/analysis.h"
#include "query/tones.h"

namespace entente {

namespace {

using namespace std::chrono;

/// The first day of the period that holds `day`.
year_month_day start_of(year_month_day day, Period period) {
  switch (period) {
    case Period::Year: return day.year() / January / 1;
    case Period::Quarter: return day.year() / month((unsigned(day.month()) - 1) / 3 * 3 + 1) / 1;
    case Period::Month: return day.year() / day.month() / 1;
    case Period::Day: break;
  }
  return day;
}

/// The first day of the period after the one that starts on `start`.
year_month_day next_start(year_month_day start, Period period) {
  switch (period) {
    case Period::Year: return start + years(1);
    case Period::Quarter: return start + months(3);
    case Period::Month: return start + months(1);
    case Period::Day: break;
  }
  return sys_days(start) + days(1);
}

struct Dated {
  year_month_day day;
  StatementRef statement;
};

std::vector<Dated> dated(const KnowledgeGraph& graph, const EntityKey& actor, const std::optional<EntityKey>& other) {
  std::vector<Dated> found;
  for (const Fact* fact : graph.facts()) {
    const auto& [subject, relation, object] = fact->triple;
    if (fact->polarity == Polarity::Negative || (subject != actor && object != actor)) continue;
    if (other && subject != *other && object != *other) continue;
    for (const StatementRef statement : fact->evidence)
      if (const auto day = statement.day()) found.push_back({day->first, statement});
  }
  std::ranges::sort(found, [](const Dated& a, const Dated& b) { return a.day != b.day ? a.day < b.day : StatementRef::id_less(a.statement, b.statement); });
  return found;
}

/// `tone` holds the sum until all are added.
void add(TimelineRow& row, StatementRef statement, const RelationType& relation) {
  const int sign = internal::sign_of(relation);
  ++(sign > 0 ? row.cooperation : sign < 0 ? row.conflict : row.other);
  row.tone += relation.weight;
  row.statements.push_back(statement);
}

}  // namespace

std::vector<TimelineRow> timeline(const KnowledgeGraph& graph, const EntityKey& actor, const std::optional<EntityKey>& other, Period period) {
  std::vector<TimelineRow> rows;
  const std::vector<Dated> all = dated(graph, actor, other);
  auto next = all.begin();
  if (all.empty()) return rows;
  for (year_month_day start = start_of(all.front().day, period); next != all.end(); start = next_start(start, period)) {
    const year_month_day last = sys_days(next_start(start, period)) - days(1);
    TimelineRow row{start, last, 0, 0, 0, 0, {}};
    for (; next != all.end() && next->day <= last; ++next) add(row, next->statement, *graph.catalogue().relation(RelationKey(next->statement->relation.str())));
    if (!row.statements.empty()) row.tone /= static_cast<double>(row.statements.size());
    rows.push_back(std::move(row));
  }
  return rows;
}

}  // namespace entente
