#include <algorithm>
#include <array>

#include "base/text.h"
#include "cli/asking.h"
#include "cli/commands.h"
#include "cli/table.h"
#include "export/text.h"

namespace entente::internal {

namespace {

using std::chrono::year_month_day;
using Rows = std::vector<TimelineRow>;

constexpr std::array<std::pair<std::string_view, Period>, 4> kPeriods{
    {{"year", Period::Year}, {"quarter", Period::Quarter}, {"month", Period::Month}, {"day", Period::Day}}};

std::string_view name_of(Period period) { return kPeriods[static_cast<std::size_t>(period)].first; }

/// The period that --by names; none if it leaves the choice to us.
Result<std::optional<Period>> period_of(const std::string& name) {
  if (name.empty()) return std::nullopt;
  for (const auto& [known, period] : kPeriods)
    if (known == name) return period;
  return std::unexpected(Error{ErrorCode::Syntax, "--by: '" + name + "' is none of day, month, quarter, year" + did_you_mean(name, {"day", "month", "quarter", "year"}), {}});
}

/// The shortest period of which a line holds all.
Rows fitting(const KnowledgeGraph& graph, const EntityKey& actor, const std::optional<EntityKey>& other, Period& chosen) {
  constexpr std::size_t kMostPeriods = 72;
  for (const Period period : {Period::Day, Period::Month, Period::Quarter}) {
    Rows rows = timeline(graph, actor, other, period);
    chosen = period;
    if (rows.size() <= kMostPeriods) return rows;
  }
  chosen = Period::Year;
  return timeline(graph, actor, other, Period::Year);
}

/// "2016", "2016 Q1", "2016-01" or "2016-01-04".
std::string period_text(const TimelineRow& row, Period period) {
  const std::string day = to_string(row.first);
  switch (period) {
    case Period::Year: return day.substr(0, 4);
    case Period::Quarter: return day.substr(0, 4) + " Q" + std::to_string((unsigned(row.first.month()) + 2) / 3);
    case Period::Month: return day.substr(0, 7);
    case Period::Day: break;
  }
  return day;
}

std::string spark(std::size_t count, std::size_t most) {
  constexpr std::array<std::string_view, 9> kBlocks{" ", "▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"};
  return std::string(kBlocks[count == 0 ? 0 : std::max<std::size_t>(1, (8 * count + most / 2) / most)]);
}

/// The label under the period if one begins there: the year, or among days the month.
std::string tick_of(const TimelineRow& row, Period period) {
  if (period == Period::Year) return unsigned(row.first.day()) == 1 && int(row.first.year()) % 5 == 0 ? std::to_string(int(row.first.year())) : "";
  if (period == Period::Day) return unsigned(row.first.day()) == 1 ? to_string(row.first).substr(0, 7) : "";
  return unsigned(row.first.month()) == 1 ? to_string(row.first).substr(0, 4) : "";
}

/// The labels of the periods from `first` to `last`, each under its own; the first always has one.
std::string axis(std::span<const TimelineRow> rows, Period period) {
  std::string line;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const std::string tick = i == 0 ? period_text(rows[i], period) : tick_of(rows[i], period);
    if (tick.empty() || (i > 0 && line.size() >= i)) continue;
    line.append(i - line.size(), ' ');
    line += tick;
  }
  return line;
}

/// `text` without blanks at its end.
std::string trimmed(const std::string& text) { return text.substr(0, text.find_last_not_of(' ') + 1); }

/// Cooperation above conflict, one column a period, in as many lines as the width asks for.
void print_sparks(std::ostream& out, const Rows& rows, Period period, const TableStyle& style) {
  constexpr std::size_t kLabel = 13;
  std::size_t most = 1;
  for (const TimelineRow& row : rows) most = std::max({most, row.cooperation, row.conflict});
  const std::size_t columns = std::max<std::size_t>(20, style.width - std::min(style.width, kLabel + 12));
  for (std::size_t begin = 0; begin < rows.size(); begin += columns) {
    const auto part = std::span(rows).subspan(begin, std::min(columns, rows.size() - begin));
    std::string friendly, hostile;
    for (const TimelineRow& row : part) {
      friendly += spark(row.cooperation, most);
      hostile += spark(row.conflict, most);
    }
    Table{{}, {{{"cooperation"}, {trimmed(friendly), kGreen}}, {{"conflict"}, {trimmed(hostile), kRed}}, {{""}, {axis(part, period), kDim}}}}.print(out, style.colour);
    out << '\n';
  }
}

StatementView surest(const TimelineRow& row) {
  return **std::ranges::max_element(row.statements, {}, [](StatementRef statement) { return statement.confidence(); });
}

void print_periods(std::ostream& out, const Rows& rows, Period period, unsigned evidence, const Store& store, const TableStyle& style) {
  constexpr std::size_t kBarWidth = 12;
  std::size_t most = 1;
  for (const TimelineRow& row : rows) most = std::max({most, row.cooperation, row.conflict});
  const auto shown = [](std::size_t count) { return count ? std::to_string(count) : std::string("·"); };
  const auto bar_of = [most, width = std::min(most, kBarWidth)](std::size_t count) { return bar(static_cast<double>(count), static_cast<double>(most), width); };
  Table table{{Align::Left, Align::Right, Align::Left, Align::Right, Align::Left, Align::Right, Align::Right},
              {{{std::string(name_of(period)), kBold}, {"cooperation", kBold}, {""}, {"conflict", kBold}, {""}, {"other", kBold}, {"tone", kBold}}}};
  std::vector<const TimelineRow*> filled;
  for (const TimelineRow& row : rows) {
    if (row.statements.empty()) continue;
    filled.push_back(&row);
    table.rows.push_back({{period_text(row, period)}, {shown(row.cooperation)}, {bar_of(row.cooperation), kGreen}, {shown(row.conflict)},
                          {bar_of(row.conflict), kRed}, {shown(row.other)}, {signed_tone(row.tone)}});
  }
  const std::vector<std::string> lines = table.lines(style.colour);
  for (std::size_t i = 0; i < lines.size(); ++i) {
    out << lines[i] << '\n';
    if (i > 0 && evidence) out << "    " << coloured(evidence_line(surest(*filled[i - 1]), &store, style.width * 2), kDim, style.colour) << '\n';
  }
}

void print_rows(std::ostream& out, const Rows& rows, char separator) {
  print_row(out, {"first_day", "last_day", "cooperation", "conflict", "other", "tone"}, separator);
  for (const TimelineRow& row : rows)
    print_row(out, {to_string(row.first), to_string(row.last), std::to_string(row.cooperation), std::to_string(row.conflict), std::to_string(row.other), decimal(row.tone, 4)}, separator);
}

void print_json(std::ostream& out, const Rows& rows) {
  for (const TimelineRow& row : rows) {
    JsonText json;
    json.begin('{').member("first", to_string(row.first)).member("last", to_string(row.last));
    json.member("cooperation", row.cooperation).member("conflict", row.conflict).member("other", row.other).member("tone", row.tone);
    json.key("statements").begin('[');
    for (const StatementRef statement : row.statements) json.value(statement->id);
    out << json.end(']').end('}').text() << '\n';
  }
}

std::string title_of(const KnowledgeGraph& graph, const EntityKey& actor, const std::optional<EntityKey>& other, const Rows& rows, Period period) {
  std::size_t statements = 0;
  for (const TimelineRow& row : rows) statements += row.statements.size();
  std::string text = label_of(graph, actor) + (other ? " – " + label_of(graph, *other) : " with everyone") + ", " + period_text(rows.front(), period);
  if (rows.size() > 1) text += " to " + period_text(rows.back(), period);
  return text + ": " + plural(statements, "statement");
}

}  // namespace

Result<Exit> run_timeline(const Options& options) {
  const Result<std::string> format = format_of(options, {"table", "jsonl", "csv", "tsv"});
  if (!format) return std::unexpected(format.error());
  const auto asked = period_of(options.by);
  if (!asked) return std::unexpected(asked.error());
  auto catalogue = load_catalogue(options);
  if (!catalogue) return std::unexpected(catalogue.error());
  const auto loaded = load_filtered(options, *catalogue, ends_of(options));
  if (!loaded) return std::unexpected(loaded.error());
  const KnowledgeGraph& graph = loaded->graph;
  const auto named = actors_named_in(options.arguments, graph);
  if (!named) return std::unexpected(named.error());
  const auto& [actor, other] = *named;
  Period period = asked->value_or(Period::Month);
  const Rows rows = *asked ? timeline(graph, actor, other, period) : fitting(graph, actor, other, period);
  if (rows.empty()) say_info("no dated statement is about " + label_of(graph, actor) + (other ? " and " + label_of(graph, *other) : ""));
  return print_to_output(options, rows.empty(), [&](std::ostream& out, const TableStyle& style) {
    if (*format == "jsonl") return print_json(out, rows);
    if (*format != "table") return print_rows(out, rows, *format == "csv" ? ',' : '\t');
    if (rows.empty()) return;
    out << coloured(title_of(graph, actor, other, rows, period), kBold, style.colour) << "\n\n";
    if (rows.size() > 1) print_sparks(out, rows, period, style);
    print_periods(out, rows, period, Options::given(options.evidence, 1), loaded->store, style);
  });
}

}  // namespace entente::internal
