#include <algorithm>

#include "cli/asking.h"
#include "cli/commands.h"
#include "cli/table.h"

namespace entente::internal {

namespace {

using Counts = std::vector<std::pair<std::string, std::size_t>>;

void print_counts(std::ostream& out, std::string_view title, const Counts& counts, std::string_view nothing, bool colour) {
  constexpr std::size_t kBarWidth = 30;
  if (counts.empty()) return;
  out << '\n' << coloured(title, kBold, colour) << '\n';
  Table table{{Align::Left, Align::Right}, {}, "  "};
  for (const auto& [name, count] : counts)
    table.rows.push_back({{name.empty() ? std::string(nothing) : harmless(name)}, {grouped(count)},
                          {bar(static_cast<double>(count), static_cast<double>(counts.front().second), kBarWidth)}});
  table.print(out, colour);
}

void print_table(std::ostream& out, const GraphStats& stats, Ends ends, bool colour) {
  out << plural(stats.statements, "statement") << " in " << plural(stats.articles, "article");
  if (stats.publishers) out << " of " << plural(stats.publishers, "publisher");
  if (stats.seen) out << ", " << short_days(stats.seen);
  out << '\n' << plural(stats.facts, "fact") << " among " << plural(stats.nodes, "actor");
  out << (ends == Ends::States ? " (persons and offices counted with their state or body; --actors counts them as named)\n" : "\n");
  print_counts(out, "facts by relation", stats.relations, "", colour);
  print_counts(out, "facts by quad class", stats.quads, "standing", colour);
  print_counts(out, "statements by modality", stats.modalities, "", colour);
  print_counts(out, "actors by kind", stats.kinds, "", colour);
}

void add_counts(JsonText& json, std::string_view name, const Counts& counts, std::string_view nothing) {
  json.key(name).begin('{');
  for (const auto& [what, count] : counts) json.member(what.empty() ? nothing : what, count);
  json.end('}');
}

std::string stats_json(const GraphStats& stats) {
  JsonText json;
  json.begin('{').member("statements", stats.statements).member("articles", stats.articles).member("publishers", stats.publishers);
  json.member("facts", stats.facts).member("actors", stats.nodes);
  if (stats.seen) json.member("first", to_string(stats.seen->first)).member("last", to_string(stats.seen->last));
  add_counts(json, "relations", stats.relations, "");
  add_counts(json, "quads", stats.quads, "standing");
  add_counts(json, "modalities", stats.modalities, "");
  add_counts(json, "kinds", stats.kinds, "");
  return json.end('}').text();
}

}  // namespace

Result<Exit> run_stats(const Options& options) {
  const Result<std::string> format = format_of(options, {"table", "json"});
  if (!format) return std::unexpected(format.error());
  auto catalogue = load_catalogue(options);
  if (!catalogue) return std::unexpected(catalogue.error());
  const auto loaded = load_filtered(options, *catalogue, ends_of(options));
  if (!loaded) return std::unexpected(loaded.error());
  const GraphStats counted = stats(loaded->graph);
  return print_to_output(options, counted.statements == 0, [&](std::ostream& out, const TableStyle& style) {
    if (*format == "json") out << stats_json(counted) << '\n';
    else print_table(out, counted, ends_of(options), style.colour);
  });
}

}  // namespace entente::internal
