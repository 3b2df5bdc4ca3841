#include "cli/option_table.h"

#include <algorithm>

#include "entente/exporter.h"
#include "entente/reader.h"

namespace entente::internal {

namespace {

// The order is that of the help.
constexpr std::array<CommandSpec, 16> kCommands{{
    {"build", "INPUT...", "Read articles into a graph file and print what was found"},
    {"extract", "INPUT...", "Read articles and print their statements, nothing stored"},
    {"merge", "STATEMENTS.jsonl...", "Add statements made elsewhere by extract to a graph file"},
    {"forget", "ARTICLE...", "Take articles and their statements out of a graph file; by key, URL or title, - for a list"},
    {"query", "PATTERN", "Print the facts that match, such as 'Russia cooperates-with ?x'"},
    {"show", "ACTOR", "Print the profile of an actor: partners, offices, strongest facts"},
    {"path", "ACTOR ACTOR", "Print the strongest chains of facts between two actors"},
    {"timeline", "ACTOR [ACTOR]", "Print what two actors, or one and everyone, did to each other over time"},
    {"stats", "", "Count what the graph holds: facts by relation, class, modality and kind"},
    {"rank", "", "Print the actors by PageRank, betweenness or degree"},
    {"blocs", "", "Print who stands with whom: groups of the signed graph, balanced and unbalanced triads"},
    {"explain", "TEXT", "Show how a sentence was read: tokens, tree, actors, clauses, rules, statements"},
    {"export", "", "Write the graph in another format"},
    {"load", "", "Write the graph into a running database; a second time changes nothing"},
    {"parse", "INPUT...", "Print tags and trees as CoNLL-U"},
    {"check", "[GRAPH-FILE...]", "Validate the actor tables, the catalogue, the rules with their examples, and graph files"},
}};

constexpr std::uint32_t bit(std::string_view name) {
  for (std::size_t i = 0; i < kCommands.size(); ++i)
    if (kCommands[i].name == name) return bit_of(i);
  return 0;
}
constexpr std::uint32_t kAll = (1U << kCommands.size()) - 1;
constexpr std::uint32_t kReads = bit("build") | bit("extract") | bit("parse");
constexpr std::uint32_t kAsks = bit("show") | bit("path") | bit("timeline") | bit("stats") | bit("rank") | bit("blocs");
constexpr std::uint32_t kFilters = kAsks | bit("query") | bit("export") | bit("load");
constexpr std::uint32_t kGraph = kFilters | bit("build") | bit("merge") | bit("forget") | bit("explain");
constexpr std::uint32_t kWrites = (kFilters & ~bit("load")) | bit("extract") | bit("parse");

std::vector<std::string> export_formats() {
  std::vector<std::string> names;
  for (const FormatInfo& format : ExporterRegistry::with_builtins().formats()) names.emplace_back(format.name);
  return names;
}

std::vector<std::string> article_formats() {
  const std::vector<std::string_view> names = input_formats();
  return {names.begin(), names.end()};
}

/// "a, b or c".
std::string listed(const std::vector<std::string>& words) {
  std::string text;
  for (std::size_t i = 0; i < words.size(); ++i) text += (i == 0 ? "" : i + 1 < words.size() ? ", " : " or ") + words[i];
  return text;
}

}  // namespace

const std::vector<OptionSpec>& option_table() {
  static const std::vector<OptionSpec> table{
      {"-g,--graph", "FILE", "graph file (default entente.db)", {}, "output", kGraph, &Options::graph},
      {"-o,--output", "FILE", "where the result goes (default -, standard output)", {}, "output", kWrites, &Options::output},
      {"-f,--format", "NAME", "{}", {"jsonl (default)", "events", "open"}, "output", bit("extract"), &Options::format},
      {"-f,--format", "NAME", "{}", {"table (default)", "jsonl", "csv", "tsv"}, "output", bit("query") | bit("path") | bit("timeline") | bit("rank"), &Options::format},
      {"-f,--format", "NAME", "{}", {"table (default)", "json"}, "output", bit("show") | bit("stats"), &Options::format},
      {"-f,--format", "NAME", "{}", {"table (default)", "json", "csv", "tsv"}, "output", bit("blocs"), &Options::format},
      {"-f,--format", "NAME", "one of {}", export_formats(), "output", bit("export"), &Options::format},
      {"-j,--jobs", "N", "articles read side by side; 0 (default) is one per core", {}, "speed", kReads, &Options::jobs},
      {"--keep-going", "", "go on after an article that cannot be read (default)", {}, "output", kReads, &Options::keep_going},
      {"--stop", "", "stop at the first article that cannot be read", {}, "output", kReads, &Options::stop},
      {"--input-format", "NAME", "{} instead of what name and content tell", article_formats(), "output", kReads, &Options::input_format},
      {"--field", "WHAT=NAME", "name of the field that holds id, title, text, date, url, source or language", {}, "output", kReads, &Options::fields},
      {"--date", "YYYY-MM-DD", "day of articles that state none", {}, "output", kReads | bit("explain"), &Options::date},
      {"--pretokenized", "", "the input is CoNLL-U: keep its tokens and sentences", {}, "output", bit("parse"), &Options::pretokenized},
      {"--open-style", "NAME", "how --format open writes its triples: {}", {"graph (default)", "benchie"}, "output", bit("extract"), &Options::open_style},
      {"--statement", "ID", "explain this statement of the graph file", {}, "output", bit("explain"), &Options::statement},
      {"--since", "YYYY-MM-DD", "only what happened on this day or later", {}, "output", kFilters, &Options::since},
      {"--until", "YYYY-MM-DD", "only what happened on this day or earlier", {}, "output", kFilters, &Options::until},
      {"--relation", "NAME", "only this relation, PLOVER class, quad class, cooperation or conflict", {}, "output", kFilters, &Options::relations},
      {"--actor", "NAME", "only facts with this actor at one end", {}, "output", kFilters, &Options::actors},
      {"--context", "NAME", "only this context: military, diplomatic, economic …", {}, "output", kFilters, &Options::contexts},
      {"--polarity", "NAME", "{}", {"positive (default of query)", "negative (denials)", "any (both, side by side)"}, "output", kFilters, &Options::polarity},
      {"--modality", "NAME", "{}", {"actual", "planned", "possible", "conditional", "wanted"}, "output", kFilters, &Options::modalities},
      {"--source", "NAME", "only what this publisher reports", {}, "output", kFilters, &Options::publishers},
      {"--said-by", "NAME", "only what this actor is quoted with", {}, "output", kFilters, &Options::said_by},
      {"--min-confidence", "X", "only statements at least this sure (0 to 1)", {}, "output", kFilters, &Options::min_confidence},
      {"--min-articles", "N", "only facts that at least so many articles bear out", {}, "output", kFilters, &Options::min_articles},
      {"--limit", "N", "at most so many answers; 0 (default) is all", {}, "output", bit("query"), &Options::limit},
      {"--limit", "N", "at most so many paths (default 3)", {}, "output", bit("path"), &Options::limit},
      {"--limit", "N", "at most so many actors; 0 is all (default: 20 in a table, else all)", {}, "output", bit("rank"), &Options::limit},
      {"--limit", "N", "at most so many facts in a table; 0 is all (default 10)", {}, "output", bit("show"), &Options::limit},
      {"--limit", "N", "at most so many blocs, and triads of either sort, in a table; 0 is all (default 10)", {}, "output", bit("blocs"), &Options::limit},
      {"--evidence", "N", "sentences of evidence a fact carries (default 0)", {}, "output", bit("export"), &Options::evidence},
      {"--evidence", "N", "sentences of evidence a fact carries in a table (default 1)", {}, "output", bit("query") | bit("show") | bit("path"), &Options::evidence},
      {"--evidence", "N", "0: no sentence under each period (default 1)", {}, "output", bit("timeline"), &Options::evidence},
      {"--states", "", "ends rolled up to states and bodies (default of all but export and load; show: of states and bodies)", {}, "output", kFilters, &Options::as_states},
      {"--actors", "", "ends as they were named (default of export and load; show: of persons and offices)", {}, "output", kFilters, &Options::as_actors},
      {"--only", "NAME", "only steps of cooperation, or only of conflict", {"cooperation", "conflict"}, "output", bit("path"), &Options::only},
      {"--by", "PERIOD", "{} (default: the shortest that fits into a line)", {"day", "month", "quarter", "year"}, "output", bit("timeline"), &Options::by},
      {"--by", "MEASURE", "{}", {"pagerank (default)", "betweenness", "degree"}, "output", bit("rank"), &Options::by},
      {"--to", "URL", "postgresql://NAME:PASSWORD@HOST/DATABASE, neo4j://NAME:PASSWORD@HOST/DATABASE (by HTTP) or the http:// address of a SPARQL Graph Store", {}, "output",
       bit("load"), &Options::to},
      {"--iri-base", "IRI", "where the IRIs of RDF formats live", {}, "output", bit("export") | bit("load"), &Options::iri_base},
      {"--data", "DIR", "folder of the catalogue and the languages", {}, "output", kAll, &Options::data},
      {"--config", "FILE", "JSON file with defaults for these options", {}, "output", kAll, &Options::config},
      {"--log-level", "NAME", "{}", {"debug", "info (default)", "warn", "error"}, "talk", kAll, &Options::log_level},
      {"--color", "WHEN", "{}", {"auto (default)", "always", "never"}, "talk", kAll, &Options::color},
      {"-q,--quiet", "", "no progress and no summary, errors only", {}, "talk", kAll, &Options::quiet},
  };
  return table;
}

std::span<const CommandSpec> command_table() noexcept { return kCommands; }

std::string_view long_name(const OptionSpec& spec) noexcept { return spec.names.substr(spec.names.find("--")); }

std::string_view config_key(const OptionSpec& spec) noexcept { return long_name(spec).substr(2); }

std::string_view short_name(const OptionSpec& spec) noexcept { return spec.names.substr(0, spec.names.starts_with("--") ? 0 : spec.names.find(',')); }

std::string help_text(const OptionSpec& spec) {
  constexpr std::string_view kPlace = "{}";
  std::string text(spec.help);
  if (const std::size_t place = text.find(kPlace); place != std::string::npos) text.replace(place, kPlace.size(), listed(spec.choices));
  return text + (spec.changes == "speed" ? " [speed only]" : "");
}

std::vector<std::string> values_of(const OptionSpec& spec) {
  std::vector<std::string> values;
  for (const std::string& choice : spec.choices) values.push_back(choice.substr(0, choice.find(' ')));
  return values;
}

bool is_list(const OptionSpec& spec) noexcept { return std::holds_alternative<std::vector<std::string> Options::*>(spec.member); }

}  // namespace entente::internal
