#include <algorithm>
#include <iostream>
#include <map>

#include "base/json.h"
#include "base/text.h"
#include "base/try.h"
#include "cli/commands.h"
#include "cli/facts_table.h"
#include "cli/filtered_graph.h"
#include "cli/output.h"
#include "cli/table.h"
#include "entente/query.h"
#include "entente/store.h"
#include "export/fact_view.h"

namespace entente::internal {

namespace {

const std::vector<std::string_view> kFormats{"table", "jsonl", "csv", "tsv"};

std::string joined(const std::vector<std::string>& words) {
  std::string text;
  for (const std::string& word : words) text += (text.empty() ? "" : " ") + word;
  return text;
}

/// One row a fact.
void print_rows(std::ostream& out, const std::vector<const Fact*>& facts, char separator) {
  print_row(out, {"subject", "relation", "object", "polarity", "articles", "first_day", "last_day", "confidence", "article", "evidence"}, separator);
  for (const Fact* fact : facts) {
    const ProvenanceView where = best_evidence(*fact, 1).front()->provenance;
    print_row(out, {fact->triple.subject.str(), fact->triple.relation.str(), fact->triple.object.str(), std::string(to_string(fact->polarity)),
                    std::to_string(fact->articles), fact->seen ? to_string(fact->seen->first) : "", fact->seen ? to_string(fact->seen->last) : "",
                    std::to_string(fact->confidence).substr(0, 6), std::string(where.article.str()), std::string(where.sentence_text)}, separator);
  }
}

/// One answer as JSON: what the variables are bound to, and each fact with its evidence.
std::string answer_json(const Answer& answer, const Catalogue& catalogue) {
  std::string line = "{\"bindings\":{";
  const char* comma = "";
  for (const auto& [variable, value] : answer.bindings) {
    line += comma;
    append_json_string(line, variable);
    line += ':';
    append_json_string(line, value);
    comma = ",";
  }
  line += "},\"facts\":[";
  comma = "";
  for (const Fact* fact : answer.facts) {
    line += comma + fact_json(*fact, catalogue);
    comma = ",";
  }
  return line + "]}";
}

std::vector<const Fact*> facts_of(const std::vector<Answer>& rows) {
  std::vector<const Fact*> facts;
  for (const Answer& row : rows)
    for (const Fact* fact : row.facts)
      if (std::ranges::find(facts, fact) == facts.end()) facts.push_back(fact);
  return facts;
}

/// Assertion and denial of one thing next to each other, where the stronger of them stood.
std::vector<Answer> side_by_side(std::vector<Answer> rows) {
  std::map<std::vector<Triple>, std::size_t> places;
  std::vector<std::pair<std::size_t, Answer>> placed;
  for (Answer& row : rows) {
    std::vector<Triple> triples;
    for (const Fact* fact : row.facts) triples.push_back(fact->triple);
    const std::size_t place = places.emplace(std::move(triples), places.size()).first->second;
    placed.emplace_back(place, std::move(row));
  }
  std::ranges::stable_sort(placed, {}, [](const auto& entry) { return entry.first; });
  rows.clear();
  for (auto& [place, row] : placed) rows.push_back(std::move(row));
  return rows;
}

/// A join is shown answer by answer, with what its variables stand for.
void print_table(std::ostream& out, const KnowledgeGraph& graph, const std::vector<Answer>& rows, bool join, const TableStyle& style) {
  if (!join) { print_facts(out, graph, facts_of(rows), style); return; }
  for (const Answer& row : rows) {
    std::string line;
    for (const auto& [variable, value] : row.bindings) {
      const Node* node = graph.node(EntityKey(value));
      line += (line.empty() ? "?" : "   ?") + harmless(variable) + " = " + harmless(node ? node->label : value);
    }
    out << line << '\n';
    print_facts(out, graph, row.facts, style);
    out << '\n';
  }
}

}  // namespace

Result<Exit> run_query(const Options& options) {
  const std::string format = options.format.empty() ? "table" : options.format;
  if (std::ranges::find(kFormats, format) == kFormats.end())
    return std::unexpected(Error{ErrorCode::Syntax, "--format: unknown format '" + format + "' for query; expected table, jsonl, csv or tsv" +
                                                        did_you_mean(format, kFormats), {}});
  if (options.arguments.empty())
    return std::unexpected(Error{ErrorCode::Syntax, "no pattern; write one such as 'Russia cooperates-with ?x'", {}});
  auto catalogue = load_catalogue(options);
  if (!catalogue) return std::unexpected(catalogue.error());
  const auto loaded = load_filtered(options, *catalogue, options.as_actors ? Ends::Actors : Ends::States);
  if (!loaded) return std::unexpected(loaded.error());
  const KnowledgeGraph& graph = loaded->graph;
  const Result<Pattern> pattern = parse_pattern(joined(options.arguments), graph);
  if (!pattern) {
    say_error(pattern.error());
    return pattern.error().code == ErrorCode::Syntax ? Exit::Usage : Exit::Nothing;
  }
  Result<std::vector<Answer>> found = answers(*pattern, graph, polarity_of_answers(options));
  if (!found) return std::unexpected(found.error());
  std::vector<Answer> rows = side_by_side(*std::move(found));
  if (const unsigned limit = Options::given(options.limit, 0); limit && rows.size() > limit) rows.resize(limit);
  auto output = Output::open(options.output);
  if (!output) return std::unexpected(output.error());
  std::ostream& out = output->stream();
  const bool to_terminal = options.output == "-";
  const TableStyle style{to_terminal && colour_on_stdout(options), terminal_width(), Options::given(options.evidence, 1), &loaded->store};
  if (format == "jsonl") for (const Answer& row : rows) out << answer_json(row, **catalogue) << '\n';
  else if (format != "table") print_rows(out, facts_of(rows), format == "csv" ? ',' : '\t');
  else if (!rows.empty()) print_table(out, graph, rows, pattern->triples.size() > 1, style);
  ENTENTE_TRY(output->finish());
  if (rows.empty()) say_info("no fact matches");
  return rows.empty() ? Exit::Nothing : Exit::Done;
}

}  // namespace entente::internal
