#include <algorithm>
#include <array>
#include <charconv>

#include "base/text.h"
#include "cli/asking.h"
#include "cli/commands.h"
#include "cli/table.h"

namespace entente::internal {

namespace {

constexpr std::array<std::pair<std::string_view, Measure>, 3> kMeasures{
    {{"pagerank", Measure::PageRank}, {"betweenness", Measure::Betweenness}, {"degree", Measure::Degree}}};

Result<Measure> measure_of(const std::string& name) {
  if (name.empty()) return Measure::PageRank;
  for (const auto& [known, measure] : kMeasures)
    if (known == name) return measure;
  return std::unexpected(Error{ErrorCode::Syntax, "--by: '" + name + "' is none of pagerank, betweenness, degree" +
                                                      did_you_mean(name, {"pagerank", "betweenness", "degree"}), {}});
}

std::string score_text(double score, Measure measure) {
  std::array<char, 32> text{};
  if (measure == Measure::Degree) return std::to_string(static_cast<std::size_t>(score));
  return {text.data(), std::to_chars(text.data(), text.data() + text.size(), score, std::chars_format::fixed, 4).ptr};
}

void print_table(std::ostream& out, const std::vector<Ranked>& ranked, Measure measure, bool colour) {
  constexpr std::size_t kBarWidth = 30;
  Table table{{Align::Right, Align::Left, Align::Left, Align::Right}, {{{"", {}}, {"actor", kBold}, {"key", kBold}, {std::string(kMeasures[std::size_t(measure)].first), kBold}}}};
  for (std::size_t i = 0; i < ranked.size(); ++i)
    table.rows.push_back({{std::to_string(i + 1)}, {harmless(ranked[i].node->label)}, {harmless(ranked[i].node->key.str()), kDim},
                          {score_text(ranked[i].score, measure)}, {bar(ranked[i].score, ranked[0].score, kBarWidth)}});
  table.print(out, colour);
}

void print_rows(std::ostream& out, const std::vector<Ranked>& ranked, Measure measure, char separator) {
  print_row(out, {"rank", "key", "actor", "kind", "score"}, separator);
  for (std::size_t i = 0; i < ranked.size(); ++i) {
    const Node& node = *ranked[i].node;
    print_row(out, {std::to_string(i + 1), node.key.str(), node.label, node.kind.str(), score_text(ranked[i].score, measure)}, separator);
  }
}

void print_json(std::ostream& out, const KnowledgeGraph& graph, const std::vector<Ranked>& ranked) {
  for (std::size_t i = 0; i < ranked.size(); ++i) {
    JsonText json;
    json.begin('{').member("rank", i + 1);
    add_actor(json, graph, ranked[i].node->key);
    json.member("kind", ranked[i].node->kind.str()).member("score", ranked[i].score).end('}');
    out << json.text() << '\n';
  }
}

}  // namespace

Result<Exit> run_rank(const Options& options) {
  constexpr unsigned kShown = 20;
  const Result<std::string> format = format_of(options, {"table", "jsonl", "csv", "tsv"});
  if (!format) return std::unexpected(format.error());
  const Result<Measure> measure = measure_of(options.by);
  if (!measure) return std::unexpected(measure.error());
  auto catalogue = load_catalogue(options);
  if (!catalogue) return std::unexpected(catalogue.error());
  const auto loaded = load_filtered(options, *catalogue, ends_of(options));
  if (!loaded) return std::unexpected(loaded.error());
  std::vector<Ranked> ranked = rank(loaded->graph, *measure);
  const unsigned limit = Options::given(options.limit, *format == "table" ? kShown : 0);
  if (limit && ranked.size() > limit) ranked.resize(limit);
  say_empty(loaded->graph);
  return print_to_output(options, ranked.empty(), [&](std::ostream& out, const TableStyle& style) {
    if (*format == "jsonl") print_json(out, loaded->graph, ranked);
    else if (*format != "table") print_rows(out, ranked, *measure, *format == "csv" ? ',' : '\t');
    else if (!ranked.empty()) print_table(out, ranked, *measure, style.colour);
  });
}

}  // namespace entente::internal
