#include "base/text.h"
#include "base/try.h"
#include "cli/asking.h"
#include "cli/commands.h"
#include "cli/table.h"
#include "export/fact_view.h"

namespace entente::internal {

namespace {

std::string route_of(const Path& path, const KnowledgeGraph& graph) {
  std::string text;
  for (const EntityKey& key : path.actors) text += (text.empty() ? "" : " – ") + label_of(graph, key);
  return text;
}

void print_table(std::ostream& out, const std::vector<Path>& found, const KnowledgeGraph& graph, TableStyle style) {
  style.header = false;
  style.indent = "  ";
  for (const Path& path : found) {
    out << (&path == found.data() ? "" : "\n") << coloured(route_of(path, graph), kBold, style.colour) << '\n';
    print_facts(out, graph, path.steps, style);
  }
}

void print_json(std::ostream& out, const std::vector<Path>& found, const KnowledgeGraph& graph) {
  for (const Path& path : found) {
    JsonText json;
    json.begin('{').key("actors").begin('[');
    for (const EntityKey& key : path.actors) {
      json.begin('{');
      add_actor(json, graph, key);
      json.end('}');
    }
    json.end(']').key("facts").begin('[');
    for (const Fact* fact : path.steps) json.raw(fact_json(*fact, graph.catalogue()));
    out << json.end(']').end('}').text() << '\n';
  }
}

/// One row a step.
void print_rows(std::ostream& out, const std::vector<Path>& found, char separator) {
  print_row(out, {"path", "step", "subject", "relation", "object", "articles", "first_day", "last_day", "article", "evidence"}, separator);
  for (std::size_t number = 0; number < found.size(); ++number)
    for (std::size_t step = 0; step < found[number].steps.size(); ++step) {
      const Fact& fact = *found[number].steps[step];
      const ProvenanceView where = best_evidence(fact, 1).front()->provenance;
      print_row(out, {std::to_string(number + 1), std::to_string(step + 1), fact.triple.subject.str(), fact.triple.relation.str(), fact.triple.object.str(),
                      std::to_string(fact.articles), fact.seen ? to_string(fact.seen->first) : "", fact.seen ? to_string(fact.seen->last) : "",
                      std::string(where.article.str()), std::string(where.sentence_text)}, separator);
    }
}

}  // namespace

Result<Exit> run_path(const Options& options) {
  const Result<std::string> format = format_of(options, {"table", "jsonl", "csv", "tsv"});
  if (!format) return std::unexpected(format.error());
  auto catalogue = load_catalogue(options);
  if (!catalogue) return std::unexpected(catalogue.error());
  const auto loaded = load_filtered(options, *catalogue, ends_of(options));
  if (!loaded) return std::unexpected(loaded.error());
  const KnowledgeGraph& graph = loaded->graph;
  const auto ends = two_actors_named(options.arguments, graph);
  if (!ends) return std::unexpected(ends.error());
  constexpr unsigned kMostPaths = 1000;  // "all" of a dense graph would not end
  const PathOptions defaults;
  const unsigned limit = Options::given(options.limit, static_cast<unsigned>(defaults.count));
  const std::vector<Path> found = paths(graph, ends->first, ends->second, {.count = limit ? limit : kMostPaths, .max_steps = defaults.max_steps});
  if (found.empty())
    say_info("no path of at most " + std::to_string(defaults.max_steps) + " steps leads from " + label_of(graph, ends->first) + " to " + label_of(graph, ends->second));
  return print_to_output(options, found.empty(), [&](std::ostream& out, TableStyle style) {
    style.evidence = Options::given(options.evidence, 1);
    style.store = &loaded->store;
    if (*format == "jsonl") print_json(out, found, graph);
    else if (*format != "table") print_rows(out, found, *format == "csv" ? ',' : '\t');
    else print_table(out, found, graph, style);
  });
}

}  // namespace entente::internal
