#include "cli/options.h"

#include <CLI/CLI.hpp>

#include <algorithm>
#include <cmath>
#include <memory>
#include <variant>

#include "base/json.h"
#include "base/text.h"
#include "base/try.h"
#include "cli/option_table.h"

namespace entente::internal {

namespace {

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
  if (is_list(spec)) option->allow_extra_args(false);
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
    if (const auto* whole = std::get_if<unsigned Options::*>(&spec.member)) {
      constexpr unsigned kMost = Options::kNotGiven - 1;
      if (!(value.number >= 0 && value.number <= kMost && value.number == std::floor(value.number)))
        return std::unexpected(file.error(ErrorCode::Syntax, value, what + " must be a whole number from 0 to " + std::to_string(kMost)));
      options.**whole = static_cast<unsigned>(value.number);
    }
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

std::string footer() {
  constexpr std::size_t kCodesInLine = 3;
  std::string text = "Data goes to standard output, everything else to standard error.\nExit codes:";
  for (std::size_t code = 0; code < kExitMeanings.size(); ++code)
    text += (code == 0 ? " " : code == kCodesInLine ? ",\n" : ", ") + std::to_string(code) + ' ' + std::string(kExitMeanings[code]);
  return text + '.';
}

/// Usage lines that can be typed as they stand.
class HelpFormatter : public CLI::Formatter {
 public:
  std::string make_usage(const CLI::App* app, std::string name) const override {
    const auto commands = command_table();
    const auto command = std::ranges::find(commands, std::string_view(app->get_name()), &CommandSpec::name);
    if (command == commands.end()) return "Usage: " + name + " COMMAND [OPTIONS]\n";
    return "Usage: entente " + std::string(command->name) + " [OPTIONS]" + (command->arguments.empty() ? "" : " ") + std::string(command->arguments) + "\n";
  }
};

/// The parser with every command and option of the tables above.
std::unique_ptr<CLI::App> make_parser(Options& options) {
  auto app = std::make_unique<CLI::App>(std::string(kSummary), "entente");
  app->set_version_flag("--version", "entente " ENTENTE_VERSION);
  app->formatter(std::make_shared<HelpFormatter>());
  app->require_subcommand(1);
  app->footer(footer());
  for (std::size_t i = 0; i < command_table().size(); ++i) {
    const CommandSpec& spec = command_table()[i];
    CLI::App* command = app->add_subcommand(std::string(spec.name), std::string(spec.help));
    command->callback([&options, name = spec.name] { options.command = name; });
    if (!spec.arguments.empty()) command->add_option("arguments", options.arguments, std::string(spec.arguments))->group("");  // the usage line names them
    for (const OptionSpec& option : option_table())
      if (option.commands & bit_of(i)) bind(*command, option, options);
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
  for (const OptionSpec& spec : option_table()) options.push_back(long_name(spec));
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
  for (const CommandSpec& command : command_table()) names.push_back(command.name);
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
