#include <algorithm>
#include <map>

#include "cli/asking.h"
#include "cli/commands.h"
#include "cli/table.h"

namespace entente::internal {

namespace {

/// The ties by their ends, the lesser first.
class TieIndex {
 public:
  explicit TieIndex(const KnowledgeGraph& graph) {
    for (Tie& tie : ties(graph)) {
      auto ends = std::pair(tie.first, tie.second);
      by_ends_.emplace(std::move(ends), std::move(tie));
    }
  }
  /// Requires: there is one.
  [[nodiscard]] const Tie& between(const EntityKey& a, const EntityKey& b) const { return by_ends_.at(std::minmax(a, b)); }

 private:
  std::map<std::pair<EntityKey, EntityKey>, Tie> by_ends_;
};

constexpr std::size_t kMembersShown = 24;  ///< Of a bloc in a table, unless all is asked for.

bool hostile(const Tie& tie) { return tie.conflict > tie.cooperation; }

/// The sides of a triangle.
std::vector<const Tie*> sides_of(const Triad& triad, const TieIndex& index) {
  return {&index.between(triad.actors[0], triad.actors[1]), &index.between(triad.actors[1], triad.actors[2]), &index.between(triad.actors[0], triad.actors[2])};
}

std::string wrapped(const std::string& text, std::size_t width, const std::string& indent) {
  std::string made, line;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.size(), text.find(", ", at) == std::string::npos ? text.size() : text.find(", ", at) + 2);
    const std::string piece = text.substr(at, end - at);
    if (!line.empty() && columns_of(indent) + columns_of(line) + columns_of(piece) > width) {
      made += line.substr(0, line.find_last_not_of(' ') + 1) + '\n' + indent;
      line.clear();
    }
    line += piece;
    at = end;
  }
  return made + line;
}

/// The names of the members, those with most statements first; at most `limit` of them, 0 for all.
std::string names_of(std::vector<EntityKey> group, std::size_t limit, const KnowledgeGraph& graph) {
  std::ranges::stable_sort(group, std::ranges::greater{}, [&graph](const EntityKey& key) { return graph.node(key)->mentions; });
  std::string names;
  for (std::size_t i = 0; i < group.size() && (!limit || i < limit); ++i) names += (names.empty() ? "" : ", ") + label_of(graph, group[i]);
  return names + (limit && group.size() > limit ? ", and " + grouped(group.size() - limit) + " more" : "");
}

void print_groups(std::ostream& out, const Blocs& found, unsigned limit, const KnowledgeGraph& graph, const TableStyle& style) {
  const std::size_t members = limit ? kMembersShown : 0;
  std::size_t blocs = 0;
  std::vector<EntityKey> alone;
  for (const auto& group : found.groups) {
    if (group.size() == 1) { alone.push_back(group[0]); continue; }
    if (++blocs > limit && limit) continue;
    const std::string number = std::to_string(blocs);
    out << coloured("bloc " + number, kBold, style.colour) << "  " << wrapped(names_of(group, members, graph), style.width, std::string(7 + number.size(), ' ')) << '\n';
  }
  if (limit && blocs > limit) out << "and " << plural(blocs - limit, "smaller bloc") << "; --limit 0 shows all\n";
  if (!alone.empty()) out << coloured("in none", kDim, style.colour) << ' ' << wrapped(names_of(alone, members, graph), style.width, "        ") << '\n';
}

/// Each side of a triangle as "A + B" for friends and "A − B" for adversaries.
void print_triads(std::ostream& out, std::string_view title, const Blocs& found, bool balanced, unsigned limit, const KnowledgeGraph& graph, const TieIndex& index, bool colour) {
  Table table{{}, {}, "  "};
  for (const Triad& triad : found.triads) {
    if (triad.balanced != balanced) continue;
    if (limit && table.rows.size() == limit) break;
    std::vector<Cell> row;
    for (const Tie* side : sides_of(triad, index))
      row.push_back({label_of(graph, side->first) + (hostile(*side) ? " − " : " + ") + label_of(graph, side->second), hostile(*side) ? kRed : kGreen});
    row.push_back({plural(triad.support, "article")});
    table.rows.push_back(std::move(row));
  }
  if (table.rows.empty()) return;
  out << '\n' << coloured(title, kBold, colour) << '\n';
  table.print(out, colour);
}

void print_table(std::ostream& out, const Blocs& found, unsigned limit, const KnowledgeGraph& graph, const TableStyle& style) {
  const TieIndex index(graph);
  print_groups(out, found, limit, graph, style);
  out << '\n' << plural(found.balanced + found.unbalanced, "triad") << ": " << grouped(found.balanced) << " balanced, " << grouped(found.unbalanced)
      << " unbalanced (+ cooperation outweighs conflict, − the reverse)\n";
  print_triads(out, "unbalanced, the best supported first", found, false, limit, graph, index, style.colour);
  print_triads(out, "balanced, the best supported first", found, true, limit, graph, index, style.colour);
}

void add_triad(JsonText& json, const Triad& triad, const KnowledgeGraph& graph, const TieIndex& index) {
  json.begin('{').member("balanced", triad.balanced).member("articles", triad.support).key("sides").begin('[');
  for (const Tie* side : sides_of(triad, index)) {
    json.begin('{').key("actors").begin('[');
    for (const EntityKey& key : {side->first, side->second}) {
      json.begin('{');
      add_actor(json, graph, key);
      json.end('}');
    }
    json.end(']').member("hostile", hostile(*side));
    add_tie(json, *side);
    json.end('}');
  }
  json.end(']').end('}');
}

std::string blocs_json(const Blocs& found, const KnowledgeGraph& graph) {
  const TieIndex index(graph);
  JsonText json;
  json.begin('{').key("groups").begin('[');
  for (const auto& group : found.groups) {
    json.begin('[');
    for (const EntityKey& key : group) {
      json.begin('{');
      add_actor(json, graph, key);
      json.end('}');
    }
    json.end(']');
  }
  json.end(']').member("balanced", found.balanced).member("unbalanced", found.unbalanced).key("triads").begin('[');
  for (const Triad& triad : found.triads) add_triad(json, triad, graph, index);
  return json.end(']').end('}').text();
}

/// One row an actor: the number of its group.
void print_rows(std::ostream& out, const Blocs& found, const KnowledgeGraph& graph, char separator) {
  print_row(out, {"group", "key", "actor"}, separator);
  for (std::size_t i = 0; i < found.groups.size(); ++i)
    for (const EntityKey& key : found.groups[i]) print_row(out, {std::to_string(i + 1), key.str(), graph.node(key)->label}, separator);
}

}  // namespace

Result<Exit> run_blocs(const Options& options) {
  constexpr unsigned kShown = 10;
  const Result<std::string> format = format_of(options, {"table", "json", "csv", "tsv"});
  if (!format) return std::unexpected(format.error());
  auto catalogue = load_catalogue(options);
  if (!catalogue) return std::unexpected(catalogue.error());
  const auto loaded = load_filtered(options, *catalogue, ends_of(options));
  if (!loaded) return std::unexpected(loaded.error());
  const Blocs found = blocs(loaded->graph);
  if (found.groups.empty()) say_info("no statement of cooperation or conflict passes the filters");
  return print_to_output(options, found.groups.empty(), [&](std::ostream& out, const TableStyle& style) {
    if (*format == "json") out << blocs_json(found, loaded->graph) << '\n';
    else if (*format != "table") print_rows(out, found, loaded->graph, *format == "csv" ? ',' : '\t');
    else if (!found.groups.empty()) print_table(out, found, Options::given(options.limit, kShown), loaded->graph, style);
  });
}

}  // namespace entente::internal
