#include "cli/completions.h"

#include "cli/option_table.h"

namespace entente::internal {

namespace {

bool takes_files(const CommandSpec& command) {
  const auto has = [&command](std::string_view part) { return command.arguments.find(part) != std::string_view::npos; };
  return has("INPUT") || has("FILE") || has(".jsonl");
}
bool takes_file(const OptionSpec& spec) { return spec.value == "FILE"; }
bool takes_folder(const OptionSpec& spec) { return spec.value == "DIR"; }

std::string joined(const std::vector<std::string>& words, std::string_view between) {
  std::string text;
  for (const std::string& word : words) text += (text.empty() ? "" : std::string(between)) + word;
  return text;
}

std::vector<std::string> all_commands() {
  std::vector<std::string> names;
  for (const CommandSpec& command : command_table()) names.emplace_back(command.name);
  return names;
}

std::vector<std::string> commands_of(const OptionSpec& spec) {
  std::vector<std::string> names;
  for (std::size_t i = 0; i < command_table().size(); ++i)
    if (spec.commands & bit_of(i)) names.emplace_back(command_table()[i].name);
  return names;
}

std::vector<std::string> names_of(const OptionSpec& spec) {
  std::vector<std::string> names;
  if (!short_name(spec).empty()) names.emplace_back(short_name(spec));
  names.emplace_back(long_name(spec));
  return names;
}

/// With a backslash before each of `special`.
std::string escaped(std::string_view text, std::string_view special) {
  std::string made;
  for (const char c : text) {
    if (special.find(c) != std::string_view::npos) made += '\\';
    made += c;
  }
  return made;
}

/// A word of a shell, between single quotes.
std::string shell_word(std::string_view text) {
  std::string made = "'";
  for (const char c : text) made += c == '\'' ? "'\\''" : std::string(1, c);
  return made + "'";
}

// ---- bash

/// The options of a command, what follows each, and what the command itself takes.
std::string bash_branch(std::size_t number) {
  const CommandSpec& command = command_table()[number];
  std::string names = "-h --help", values;
  for (const OptionSpec& spec : option_table()) {
    if (!(spec.commands & bit_of(number))) continue;
    names += " " + joined(names_of(spec), " ");
    if (spec.value.empty()) continue;
    values += "        " + joined(names_of(spec), "|") + ") kind=" + (takes_file(spec) ? "file" : takes_folder(spec) ? "folder" : "word");
    values += " words=" + shell_word(joined(values_of(spec), " ")) + " ;;\n";
  }
  return "    " + std::string(command.name) + ")\n      options=" + shell_word(names) + (takes_files(command) ? " arguments=file" : "") + "\n      case $previous in\n" +
         values + "      esac ;;\n";
}

constexpr std::string_view kBashHead = R"(# bash completion for entente

_entente() {
  local current=${COMP_WORDS[COMP_CWORD]} previous=${COMP_WORDS[COMP_CWORD-1]} options= arguments=none kind= words=
  # "--format=js" comes as three words
  if [[ $current == = ]]; then current=
  elif [[ $previous == = ]]; then previous=${COMP_WORDS[COMP_CWORD-2]}; fi
  COMPREPLY=()
  if [[ $COMP_CWORD -eq 1 ]]; then
    mapfile -t COMPREPLY < <(compgen -W ')";

constexpr std::string_view kBashTail = R"(    *) return ;;
  esac
  if [[ -z $kind && $current == -* ]]; then kind=word words=$options; fi
  case ${kind:-$arguments} in
    word) mapfile -t COMPREPLY < <(compgen -W "$words" -- "$current") ;;
    file) compopt -o filenames 2>/dev/null; mapfile -t COMPREPLY < <(compgen -f -- "$current") ;;
    folder) compopt -o filenames 2>/dev/null; mapfile -t COMPREPLY < <(compgen -d -- "$current") ;;
  esac
}

complete -F _entente entente
)";

// ---- zsh

/// How the shell completes a value; empty for words of any kind.
std::string zsh_action(const OptionSpec& spec) {
  if (takes_file(spec)) return "_files";
  if (takes_folder(spec)) return "_files -/";
  return spec.choices.empty() ? "" : "(" + joined(values_of(spec), " ") + ")";
}

/// One argument of _arguments: '(-g --graph)'{-g,--graph}'[graph file]:FILE:_files'.
std::string zsh_option(const OptionSpec& spec) {
  const std::vector<std::string> names = names_of(spec);
  const bool pair = names.size() > 1;
  const std::string once = is_list(spec) ? "*" : pair ? "(" + joined(names, " ") + ")" : "";
  const std::string about = "[" + escaped(help_text(spec), "[]:\\") + "]" + (spec.value.empty() ? "" : ":" + std::string(spec.value) + ":" + zsh_action(spec));
  return pair ? shell_word(once) + "{" + joined(names, ",") + "}" + shell_word(about) : shell_word(once + names[0] + about);
}

std::string zsh_branch(std::size_t number) {
  const CommandSpec& command = command_table()[number];
  std::string text = "    " + std::string(command.name) + ")\n      _arguments -s \\\n        " + shell_word("(-h --help)") + "{-h,--help}" + shell_word("[what the command does and its options]");
  for (const OptionSpec& spec : option_table())
    if (spec.commands & bit_of(number)) text += " \\\n        " + zsh_option(spec);
  if (!command.arguments.empty()) text += " \\\n        " + shell_word("*:" + escaped(command.arguments, "[]:\\") + ":" + (takes_files(command) ? "_files" : ""));
  return text + " ;;\n";
}

// ---- fish

std::string fish_option(const OptionSpec& spec) {
  std::string text = "complete -c entente -n " + shell_word("__fish_seen_subcommand_from " + joined(commands_of(spec), " "));
  if (!short_name(spec).empty()) text += " -s " + std::string(short_name(spec).substr(1));
  text += " -l " + std::string(config_key(spec));
  if (takes_file(spec)) text += " -r -F";
  else if (takes_folder(spec)) text += " -x -a '(__fish_complete_directories)'";
  else if (!spec.choices.empty()) text += " -x -a " + shell_word(joined(values_of(spec), " "));
  else if (!spec.value.empty()) text += " -x";
  return text + " -d " + shell_word(escaped(help_text(spec), "\\")) + "\n";
}

std::vector<std::string> commands_with_files() {
  std::vector<std::string> names;
  for (const CommandSpec& command : command_table())
    if (takes_files(command)) names.emplace_back(command.name);
  return names;
}

}  // namespace

std::string bash_completion() {
  std::string text(kBashHead);
  text += joined(all_commands(), " ") + " -h --help --version' -- \"$current\")\n    return\n  fi\n  case ${COMP_WORDS[1]} in\n";
  for (std::size_t i = 0; i < command_table().size(); ++i) text += bash_branch(i);
  return text + std::string(kBashTail);
}

std::string zsh_completion() {
  std::string text = "#compdef entente\n\n_entente() {\n  if (( CURRENT == 2 )); then\n    local -a commands=(\n";
  for (const CommandSpec& command : command_table()) text += "      " + shell_word(std::string(command.name) + ":" + escaped(command.help, ":\\")) + "\n";
  text += "    )\n    _describe -t commands command commands\n    _arguments '(-h --help)'{-h,--help}'[the commands]' '--version[the version]'\n    return\n  fi\n";
  text += "  local command=$words[2]\n  shift words\n  (( CURRENT-- ))\n  case $command in\n";
  for (std::size_t i = 0; i < command_table().size(); ++i) text += zsh_branch(i);
  return text + "  esac\n}\n\n_entente \"$@\"\n";
}

std::string fish_completion() {
  std::string text = "# fish completion for entente\n\ncomplete -c entente -f\ncomplete -c entente -s h -l help -d 'what a command does and its options'\n";
  text += "complete -c entente -n __fish_use_subcommand -l version -d 'the version'\n";
  for (const CommandSpec& command : command_table())
    text += "complete -c entente -n __fish_use_subcommand -a " + std::string(command.name) + " -d " + shell_word(escaped(command.help, "\\")) + "\n";
  text += "complete -c entente -n " + shell_word("__fish_seen_subcommand_from " + joined(commands_with_files(), " ")) + " -F\n";
  for (const OptionSpec& spec : option_table()) text += fish_option(spec);
  return text;
}

}  // namespace entente::internal
