#include "cli/options.h"

#include <CLI/CLI.hpp>

#include <algorithm>
#include <array>
#include <cstdint>
#include <map>
#include <memory>
#include <variant>

#include "base/json.h"
#include "base/text.h"
#include "base/try.h"
#include "entente/exporter.h"

namespace entente::internal {

namespace {

struct CommandSpec { std::string_view name, arguments, help; };

// The order is that of the help; a command's number is its bit in OptionSpec::commands.
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
    {"check", "[GRAPH-FILE...]", "Validate the catalogue, the rules with their examples, and graph files"},
}};

constexpr std::uint32_t bit(std::string_view name) {
  for (std::size_t i = 0; i < kCommands.size(); ++i)
    if (kCommands[i].name == name) return 1U << i;
  return 0;
}
constexpr std::uint32_t kAll = (1U << kCommands.size()) - 1;
constexpr std::uint32_t kReads = bit("build") | bit("extract") | bit("parse");
constexpr std::uint32_t kAsks = bit("show") | bit("path") | bit("timeline") | bit("stats") | bit("rank") | bit("blocs");
constexpr std::uint32_t kFilters = kAsks | bit("query") | bit("export") | bit("load");
constexpr std::uint32_t kGraph = kFilters | bit("build") | bit("merge") | bit("forget") | bit("explain");
constexpr std::uint32_t kNamesFormats = bit("export");  // its --format takes what the registry holds
constexpr std::uint32_t kWrites = (kFilters & ~bit("load")) | bit("extract") | bit("parse");

using Member = std::variant<bool Options::*, unsigned Options::*, double Options::*, std::string Options::*,
                            std::vector<std::string> Options::*>;

/// One option, in one row for all commands or in several where its meaning differs: its names, what its value is called, what it does, whether it changes the output or only the
/// speed or the talk on standard error, which commands have it and where its value goes.
struct OptionSpec {
  std::string_view names, value, help, changes;
  std::uint32_t commands;
  Member member;
};

const std::vector<OptionSpec>& option_table() {
  static const std::vector<OptionSpec> table{
      {"-g,--graph", "FILE", "graph file (default entente.db)", "output", kGraph, &Options::graph},
      {"-o,--output", "FILE", "where the result goes (default -, standard output)", "output", kWrites, &Options::output},
      {"-f,--format", "NAME", "jsonl (default), events or open", "output", bit("extract"), &Options::format},
      {"-f,--format", "NAME", "table (default), jsonl, csv or tsv", "output", bit("query") | bit("path") | bit("timeline") | bit("rank"), &Options::format},
      {"-f,--format", "NAME", "table (default) or json", "output", bit("show") | bit("stats"), &Options::format},
      {"-f,--format", "NAME", "table (default), json, csv or tsv", "output", bit("blocs"), &Options::format},
      {"-f,--format", "NAME", "one of", "output", kNamesFormats, &Options::format},
      {"-j,--jobs", "N", "articles read side by side; 0 (default) is one per core", "speed", kReads, &Options::jobs},
      {"--keep-going", "", "go on after an article that cannot be read (default)", "output", kReads, &Options::keep_going},
      {"--stop", "", "stop at the first article that cannot be read", "output", kReads, &Options::stop},
      {"--input-format", "NAME", "text, html, jsonl, json, csv, tsv, feed or warc instead of what name and content tell", "output", kReads, &Options::input_format},
      {"--field", "WHAT=NAME", "name of the field that holds id, title, text, date, url, source or language", "output", kReads, &Options::fields},
      {"--date", "YYYY-MM-DD", "day of articles that state none", "output", kReads | bit("explain"), &Options::date},
      {"--pretokenized", "", "the input is CoNLL-U: keep its tokens and sentences", "output", bit("parse"), &Options::pretokenized},
      {"--open-style", "NAME", "extract --format open: graph (default) or benchie", "output", bit("extract"), &Options::open_style},
      {"--statement", "ID", "explain this statement of the graph file", "output", bit("explain"), &Options::statement},
      {"--since", "YYYY-MM-DD", "only what happened on this day or later", "output", kFilters, &Options::since},
      {"--until", "YYYY-MM-DD", "only what happened on this day or earlier", "output", kFilters, &Options::until},
      {"--relation", "NAME", "only this relation, PLOVER class, quad class, cooperation or conflict", "output", kFilters, &Options::relations},
      {"--actor", "NAME", "only facts with this actor at one end", "output", kFilters, &Options::actors},
      {"--context", "NAME", "only this context: military, diplomatic, economic …", "output", kFilters, &Options::contexts},
      {"--polarity", "NAME", "positive (default of query), negative (denials), or any (both, side by side)", "output", kFilters, &Options::polarity},
      {"--modality", "NAME", "actual, planned, possible, conditional or wanted", "output", kFilters, &Options::modalities},
      {"--source", "NAME", "only what this publisher reports", "output", kFilters, &Options::publishers},
      {"--said-by", "NAME", "only what this actor is quoted with", "output", kFilters, &Options::said_by},
      {"--min-confidence", "X", "only statements at least this sure (0 to 1)", "output", kFilters, &Options::min_confidence},
      {"--min-articles", "N", "only facts that at least so many articles bear out", "output", kFilters, &Options::min_articles},
      {"--limit", "N", "at most so many answers; 0 (default) is all", "output", bit("query"), &Options::limit},
      {"--limit", "N", "at most so many paths (default 3)", "output", bit("path"), &Options::limit},
      {"--limit", "N", "at most so many actors; 0 is all (default: 20 in a table, else all)", "output", bit("rank"), &Options::limit},
      {"--limit", "N", "at most so many facts in a table; 0 is all (default 10)", "output", bit("show"), &Options::limit},
      {"--limit", "N", "at most so many blocs, and triads of either sort, in a table; 0 is all (default 10)", "output", bit("blocs"), &Options::limit},
      {"--evidence", "N", "sentences of evidence a fact carries (default 0)", "output", bit("export"), &Options::evidence},
      {"--evidence", "N", "sentences of evidence a fact carries in a table (default 1)", "output", bit("query") | bit("show") | bit("path"), &Options::evidence},
      {"--evidence", "N", "0: no sentence under each period (default 1)", "output", bit("timeline"), &Options::evidence},
      {"--states", "", "ends rolled up to states and bodies (default of all but export and load; show: of states and bodies)", "output", kFilters, &Options::as_states},
      {"--actors", "", "ends as they were named (default of export and load; show: of persons and offices)", "output", kFilters, &Options::as_actors},
      {"--only", "NAME", "only steps of cooperation, or only of conflict", "output", bit("path"), &Options::only},
      {"--by", "PERIOD", "day, month, quarter or year (default: the shortest that fits into a line)", "output", bit("timeline"), &Options::by},
      {"--by", "MEASURE", "pagerank (default), betweenness or degree", "output", bit("rank"), &Options::by},
      {"--to", "URL", "postgresql://NAME:PASSWORD@HOST/DATABASE, neo4j://NAME:PASSWORD@HOST/DATABASE (by HTTP) or the http:// address of a SPARQL Graph Store", "output",
       bit("load"), &Options::to},
      {"--iri-base", "IRI", "where the IRIs of RDF formats live", "output", bit("export") | bit("load"), &Options::iri_base},
      {"--data", "DIR", "folder of the catalogue and the languages", "output", kAll, &Options::data},
      {"--config", "FILE", "JSON file with defaults for these options", "output", kAll, &Options::config},
      {"--log-level", "NAME", "debug, info (default), warn or error", "talk", kAll, &Options::log_level},
      {"--color", "WHEN", "auto (default), always or never", "talk", kAll, &Options::color},
      {"-q,--quiet", "", "no progress and no summary, errors only", "talk", kAll, &Options::quiet},
  };
  return table;
}

/// The long name of an option without its dashes: its key in a config file.
std::string_view config_key(const OptionSpec& spec) { return spec.names.substr(spec.names.find("--") + 2); }

std::string help_text(const OptionSpec& spec) {
  std::string text(spec.help);
  if (spec.names == "-f,--format" && spec.commands == kNamesFormats)
    for (const FormatInfo& format : ExporterRegistry::with_builtins().formats()) text += (text == spec.help ? " " : ", ") + std::string(format.name);
  return text + (spec.changes == "speed" ? " [speed only]" : "");
}

void bind(CLI::App& app, const OptionSpec& spec, Options& options) {
  const std::string names(spec.names);
  CLI::Option* option = std::visit(
      [&](auto member) -> CLI::Option* {
        auto& place = options.*member;
        if constexpr (std::is_same_v<decltype(member), bool Options::*>) return app.add_flag(names, place, help_text(spec));
        else return app.add_option(names, place, help_text(spec));
      },
      spec.member);
  if (spec.value.empty()) return;
  option->type_name(std::string(spec.value));
  if (std::holds_alternative<std::vector<std::string> Options::*>(spec.member)) option->allow_extra_args(false);
}

Result<void> set_from_config(const JsonFile& file, const OptionSpec& spec, const Json& value, Options& options) {
  const std::string what = "'" + std::string(config_key(spec)) + "'";
  if (const auto* flag = std::get_if<bool Options::*>(&spec.member)) {
    ENTENTE_TRY(expect(file, value, Json::Type::Bool, what));
    options.**flag = value.boolean;
  } else if (const auto* list = std::get_if<std::vector<std::string> Options::*>(&spec.member)) {
    auto strings = string_list(file, value, what);
    if (!strings) return std::unexpected(strings.error());
    options.**list = *std::move(strings);
  } else if (const auto* text = std::get_if<std::string Options::*>(&spec.member)) {
    ENTENTE_TRY(expect(file, value, Json::Type::String, what));
    options.**text = value.string;
  } else {
    ENTENTE_TRY(expect(file, value, Json::Type::Number, what));
    if (const auto* whole = std::get_if<unsigned Options::*>(&spec.member)) options.**whole = static_cast<unsigned>(std::max(0.0, value.number));
    if (const auto* real = std::get_if<double Options::*>(&spec.member)) options.**real = value.number;
  }
  return {};
}

Result<void> read_config(const std::string& path, Options& options) {
  Result<JsonFile> file = read_json(path);
  if (!file) return std::unexpected(file.error());
  std::vector<std::string_view> known;
  for (const OptionSpec& spec : option_table()) known.push_back(config_key(spec));
  ENTENTE_TRY(only_members(*file, file->root, known));
  for (const auto& [key, value] : file->root.members) {
    const auto spec = std::ranges::find(option_table(), std::string_view(key), config_key);
    ENTENTE_TRY(set_from_config(*file, *spec, value, options));
  }
  return {};
}

/// The value of --config, which must be known before the others are read; empty if it is not there.
std::string config_path(int argc, const char* const* argv) {
  constexpr std::string_view kName = "--config";
  for (int i = 1; i < argc; ++i) {
    const std::string_view word = argv[i];
    if (word == kName && i + 1 < argc) return argv[i + 1];
    if (word.starts_with(kName) && word.substr(kName.size()).starts_with('=')) return std::string(word.substr(kName.size() + 1));
  }
  return {};
}

constexpr std::string_view kFooter =
    "Data goes to standard output, everything else to standard error.\n"
    "Exit codes: 0 all done, 1 nothing usable in the input or no answer, 2 wrong usage,\n"
    "3 some articles failed and the rest is done, 4 a file could not be read or written.";

/// Usage lines that can be typed as they stand.
class HelpFormatter : public CLI::Formatter {
 public:
  std::string make_usage(const CLI::App* app, std::string name) const override {
    const auto command = std::ranges::find(kCommands, std::string_view(app->get_name()), &CommandSpec::name);
    if (command == kCommands.end()) return "Usage: " + name + " COMMAND [OPTIONS]\n";
    return "Usage: entente " + std::string(command->name) + " [OPTIONS]" + (command->arguments.empty() ? "" : " ") + std::string(command->arguments) + "\n";
  }
};

/// The parser with every command and option of the tables above.
std::unique_ptr<CLI::App> make_parser(Options& options) {
  auto app = std::make_unique<CLI::App>("entente reads news text and builds a graph of diplomatic and military relations", "entente");
  app->set_version_flag("--version", "entente " ENTENTE_VERSION);
  app->formatter(std::make_shared<HelpFormatter>());
  app->require_subcommand(1);
  app->footer(std::string(kFooter));
  for (std::size_t i = 0; i < kCommands.size(); ++i) {
    CLI::App* command = app->add_subcommand(std::string(kCommands[i].name), std::string(kCommands[i].help));
    command->callback([&options, i] { options.command = kCommands[i].name; });
    if (!kCommands[i].arguments.empty())
      command->add_option("arguments", options.arguments, std::string(kCommands[i].arguments))->group("");  // the usage line names them
    for (const OptionSpec& spec : option_table())
      if (spec.commands >> i & 1U) bind(*command, spec, options);
  }
  return app;
}

/// The first word of the command line that looks like a long option and is none; empty if there is none.
std::string unknown_option(int argc, const char* const* argv, const std::vector<std::string_view>& known) {
  for (int i = 1; i < argc; ++i) {
    const std::string_view word = std::string_view(argv[i]).substr(0, std::string_view(argv[i]).find('='));
    if (word == "--") break;
    if (word.starts_with("--") && std::ranges::find(known, word) == known.end()) return std::string(word);
  }
  return {};
}

Result<Parsed> wrong_usage(const CLI::ParseError& failure, int argc, const char* const* argv) {
  std::string message = ascii_lower(std::string_view(failure.what()).substr(0, 1)) + std::string(failure.what()).substr(1);
  while (message.ends_with('.') || message.ends_with('\n')) message.pop_back();
  const std::vector<std::string_view> commands = command_names();
  std::vector<std::string_view> options{"--help", "--version"};
  for (const OptionSpec& spec : option_table()) options.push_back(spec.names.substr(spec.names.find("--")));
  if (argc < 2) message = "no command; expected one of build, extract, query and others";
  else if (argv[1][0] != '-' && std::ranges::find(commands, std::string_view(argv[1])) == commands.end())
    message = "unknown command '" + std::string(argv[1]) + "'" + did_you_mean(argv[1], commands);
  else if (const std::string option = unknown_option(argc, argv, options); !option.empty())
    message = "unknown option '" + option + "'" + did_you_mean(option, options);
  const std::string help = argc > 1 && std::ranges::find(commands, std::string_view(argv[1])) != commands.end() ? std::string(argv[1]) + " " : "";
  return std::unexpected(Error{ErrorCode::Syntax, message + (message.ends_with('?') ? " try" : "; try") + " 'entente " + help + "--help'", {}});
}

}  // namespace

std::vector<std::string_view> command_names() {
  std::vector<std::string_view> names;
  for (const CommandSpec& command : kCommands) names.push_back(command.name);
  return names;
}

Result<Parsed> parse_command_line(int argc, const char* const* argv) {
  Parsed parsed;
  if (const std::string config = config_path(argc, argv); !config.empty()) ENTENTE_TRY(read_config(config, parsed.options));
  const std::unique_ptr<CLI::App> app = make_parser(parsed.options);
  try {
    app->parse(argc, argv);
  } catch (const CLI::CallForHelp&) {
    const auto chosen = app->get_subcommands();
    parsed.text = (chosen.empty() ? app.get() : chosen.front())->help();
  } catch (const CLI::CallForVersion& version) {
    parsed.text = std::string(version.what()) + "\n";
  } catch (const CLI::ParseError& failure) {
    return wrong_usage(failure, argc, argv);
  }
  return parsed;
}

namespace {

constexpr std::string_view kAnyPolarity = "any";

Result<std::optional<std::chrono::year_month_day>> day_of(const std::string& text, std::string_view option) {
  if (text.empty()) return std::nullopt;
  if (const auto day = parse_day(text)) return day;
  return std::unexpected(Error{ErrorCode::Syntax, std::string(option) + ": '" + text + "' is no day; write it as 2005-11-25", {}});
}

}  // namespace

Result<Filters> filters_of(const Options& options) {
  Filters filters;
  auto since = day_of(options.since, "--since"), until = day_of(options.until, "--until");
  if (!since) return std::unexpected(since.error());
  if (!until) return std::unexpected(until.error());
  filters.since = *since;
  filters.until = *until;
  if (!options.polarity.empty() && options.polarity != kAnyPolarity && !(filters.polarity = parse_polarity(options.polarity)))
    return std::unexpected(Error{ErrorCode::Syntax, "--polarity: '" + options.polarity + "' is none of positive, negative, any" +
                                                        did_you_mean(options.polarity, {"positive", "negative", kAnyPolarity}), {}});
  for (const std::string& name : options.modalities) {
    const auto modality = parse_modality(name);
    if (!modality)
      return std::unexpected(Error{ErrorCode::Syntax, "--modality: '" + name + "' is none of actual, planned, possible, conditional, wanted" +
                                                          did_you_mean(name, {"actual", "planned", "possible", "conditional", "wanted"}), {}});
    filters.modalities.push_back(*modality);
  }
  filters.relations = options.relations;
  filters.actors = options.actors;
  filters.contexts = options.contexts;
  filters.publishers = options.publishers;
  filters.said_by = options.said_by;
  filters.min_confidence = options.min_confidence;
  filters.min_articles = options.min_articles;
  return filters;
}

std::optional<Polarity> polarity_of_answers(const Options& options) {
  if (options.polarity == kAnyPolarity) return std::nullopt;
  return parse_polarity(options.polarity).value_or(Polarity::Positive);
}

}  // namespace entente::internal
