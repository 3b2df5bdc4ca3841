#include "cli/manual.h"

#include <algorithm>
#include <array>
#include <utility>

#include "cli/option_table.h"

namespace entente::internal {

namespace {

/// `text` as roff prints it: hyphens that can be copied, nothing that reads as a request.
std::string roff(std::string_view text) {
  std::string made;
  for (const char c : text) {
    if ((c == '.' || c == '\'') && (made.empty() || made.back() == '\n')) made += "\\&";
    if (c == '-') made += "\\-";
    else if (c == '\\') made += "\\e";
    else made += c;
  }
  return made;
}

std::string bold(std::string_view text) { return "\\fB" + roff(text) + "\\fR"; }
std::string italic(std::string_view text) { return "\\fI" + roff(text) + "\\fR"; }

/// A paragraph under a tag.
std::string entry(const std::string& tag, std::string_view text) { return ".TP\n" + tag + '\n' + roff(text) + '\n'; }

std::string commands_section() {
  std::string text = ".SH COMMANDS\n";
  for (const CommandSpec& command : command_table())
    text += entry(bold(command.name) + (command.arguments.empty() ? "" : " " + italic(command.arguments)), command.help);
  return text;
}

/// "every command", "query", "query and path", "query, path and rank".
std::string names_of(std::uint32_t commands) {
  const auto all = command_table();
  std::vector<std::string_view> names;
  for (std::size_t i = 0; i < all.size(); ++i)
    if (commands & bit_of(i)) names.push_back(all[i].name);
  if (names.size() == all.size()) return "every command";
  std::string text;
  for (std::size_t i = 0; i < names.size(); ++i) text += (i == 0 ? "" : i + 1 < names.size() ? ", " : " and ") + std::string(names[i]);
  return text;
}

std::string tag_of(const OptionSpec& spec) {
  std::string tag = short_name(spec).empty() ? "" : bold(short_name(spec)) + ", ";
  tag += bold(long_name(spec));
  return spec.value.empty() ? tag : tag + " " + italic(spec.value);
}

/// The options, those of the same commands together, the widest first.
std::string options_section() {
  std::vector<std::pair<std::uint32_t, std::string>> groups;
  for (const OptionSpec& spec : option_table()) {
    auto group = std::ranges::find(groups, spec.commands, &std::pair<std::uint32_t, std::string>::first);
    if (group == groups.end()) group = groups.insert(groups.end(), {spec.commands, ".SS Options of " + roff(names_of(spec.commands)) + "\n"});
    group->second += entry(tag_of(spec), help_text(spec) + (is_list(spec) ? "; may be given several times" : ""));
  }
  std::ranges::stable_sort(groups, std::ranges::greater{}, [](const auto& group) { return std::popcount(group.first); });
  std::string text = ".SH OPTIONS\n";
  text += entry(bold("-h") + ", " + bold("--help"), "what a command does and its options") + entry(bold("--version"), "the version");
  for (const auto& [commands, entries] : groups) text += entries;
  return text;
}

std::string exit_section() {
  std::string text = ".SH EXIT STATUS\n";
  for (std::size_t code = 0; code < kExitMeanings.size(); ++code) text += entry(bold(std::to_string(code)), kExitMeanings[code]);
  return text;
}

constexpr std::string_view kDescription =
    R"(A command reads articles into a graph file, asks about such a file, or writes it in another form. The graph has states,
bodies, groups, offices and persons as its nodes and relations between them as its edges; each edge keeps the sentences
that bear it out, with their dates and with who says so.

Inputs are files, folders and - for standard input: plain text, HTML, JSON Lines, JSON, CSV, TSV, RSS, Atom and WARC, also
packed as .gz or .zst. Data goes to standard output, everything else to standard error. The same input gives the same
bytes, with any number of threads and in any order of articles.)";

constexpr std::string_view kPatterns =
    R"(A pattern is SUBJECT RELATION OBJECT, or several of them with a lone dot between. An actor goes by any of its names, its code,
its key or its Wikidata id; a relation by its name, its inverse name, a PLOVER class such as SANCTION, a quad class such as
material-conflict, or cooperation or conflict. ?x is a variable and ? stands for anything.)";

constexpr std::array<std::pair<std::string_view, std::string_view>, 2> kEnvironment{
    {{"ENTENTE_DATA", "folder of the catalogue and the languages, where --data does not name it; else it is found from where the program stands"},
     {"NO_COLOR", "if set, nothing is coloured unless --color says always"}}};

constexpr std::array<std::pair<std::string_view, std::string_view>, 4> kExamples{
    {{"entente build news/ -g graph.db", "reads all articles of a folder"},
     {"entente query -g graph.db '?a sanctions ?b . ?b accuses ?a'", "answers with the facts and a sentence for each"},
     {"entente export -g graph.db --format graphml -o graph.graphml", "writes the graph for Gephi, networkx or igraph"},
     {"zcat news.jsonl.gz | entente extract - > statements.jsonl", "prints the statements of each article as they come"}}};

/// Paragraphs, divided by empty lines.
std::string paragraphs(std::string_view text) {
  std::string made = roff(text) + '\n';
  for (std::size_t at; (at = made.find("\n\n")) != std::string::npos;) made.replace(at, 2, "\n.PP\n");
  return made;
}

template <std::size_t N>
std::string list_section(std::string_view title, const std::array<std::pair<std::string_view, std::string_view>, N>& entries) {
  std::string text = ".SH " + std::string(title) + "\n";
  for (const auto& [tag, meaning] : entries) text += entry(bold(tag), meaning);
  return text;
}

}  // namespace

std::string manual_page() {
  std::string text = ".TH ENTENTE 1 \"\" \"entente " ENTENTE_VERSION "\" \"User Commands\"\n.SH NAME\nentente \\- graph of diplomatic and military relations from news text\n";
  text += ".SH SYNOPSIS\n" + bold("entente") + " " + italic("COMMAND") + " [" + italic("OPTIONS") + "] [" + italic("ARGUMENTS") + "]\n";
  text += ".SH DESCRIPTION\n" + paragraphs(kDescription) + commands_section() + ".SH PATTERNS\n" + paragraphs(kPatterns) + options_section() + exit_section();
  return text + list_section("ENVIRONMENT", kEnvironment) + list_section("EXAMPLES", kExamples);
}

}  // namespace entente::internal
