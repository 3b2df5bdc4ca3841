#include "cli/asking.h"

#include <algorithm>
#include <array>
#include <cstdio>

#include "base/text.h"
#include "base/try.h"
#include "cli/output.h"
#include "cli/table.h"
#include "query/names.h"

namespace entente::internal {

namespace {

std::string joined(const std::vector<std::string>& words, std::size_t first, std::size_t last) {
  std::string text;
  for (std::size_t i = first; i < last; ++i) text += (i == first ? "" : " ") + words[i];
  return text;
}

Result<EntityKey> actor_named(std::string_view name, const ActorNames& names, const KnowledgeGraph& graph) {
  const std::vector<EntityKey> keys = meant(name, names, graph);
  if (keys.empty()) return std::unexpected(Error{ErrorCode::NotFound, names.unknown(name), {}});
  if (keys.size() > 1) {
    std::string message = "'" + std::string(name) + "' may be ";
    for (std::size_t i = 0; i < keys.size(); ++i) message += (i == 0 ? "" : i + 1 == keys.size() ? " or " : ", ") + names.described(keys[i]);
    return std::unexpected(Error{ErrorCode::Conflict, message + "; write one of the keys", {}});
  }
  if (graph.node(keys[0])) return keys[0];
  return std::unexpected(Error{ErrorCode::NotFound, "no statement that passes the filters is about " + names.described(keys[0]), {}});
}

/// Where the words part into two names; 0 if they do not.
std::size_t split_of(const std::vector<std::string>& words, const ActorNames& names) {
  const auto is_name = [&](std::size_t first, std::size_t last) { return !names.find(joined(words, first, last)).empty(); };
  for (std::size_t at = 1; at < words.size(); ++at)
    if (is_name(0, at) && is_name(at, words.size())) return at;
  return 0;
}

Result<std::pair<EntityKey, EntityKey>> pair_at(const std::vector<std::string>& words, std::size_t at, const ActorNames& names, const KnowledgeGraph& graph) {
  Result<EntityKey> first = actor_named(joined(words, 0, at), names, graph);
  if (!first) return std::unexpected(std::move(first).error());
  Result<EntityKey> second = actor_named(joined(words, at, words.size()), names, graph);
  if (!second) return std::unexpected(std::move(second).error());
  if (*first == *second)
    return std::unexpected(Error{ErrorCode::Syntax, "both names mean " + names.described(*first) + "; name two actors" +
                                                        (graph.ends() == Ends::States ? ", or take them as named with --actors" : ""), {}});
  return std::pair(*std::move(first), *std::move(second));
}

}  // namespace

Result<std::string> format_of(const Options& options, const std::vector<std::string_view>& formats) {
  if (options.format.empty()) return "table";
  if (std::ranges::find(formats, options.format) != formats.end()) return options.format;
  std::string list;
  for (const std::string_view format : formats) list += (list.empty() ? "" : format == formats.back() ? " or " : ", ") + std::string(format);
  return std::unexpected(Error{ErrorCode::Syntax, "--format: unknown format '" + options.format + "' for " + options.command + "; expected " + list +
                                                      did_you_mean(options.format, formats), {}});
}

Result<EntityKey> actor_named(std::string_view name, const KnowledgeGraph& graph) { return actor_named(name, names_of(graph), graph); }

Result<std::pair<EntityKey, EntityKey>> two_actors_named(const std::vector<std::string>& words, const KnowledgeGraph& graph) {
  if (words.size() < 2) return std::unexpected(Error{ErrorCode::Syntax, "expected two actors, such as 'Saudi Arabia' Iran", {}});
  const ActorNames names = names_of(graph);
  const std::size_t at = split_of(words, names);
  return pair_at(words, at ? at : 1, names, graph);
}

Result<std::pair<EntityKey, std::optional<EntityKey>>> actors_named_in(const std::vector<std::string>& words, const KnowledgeGraph& graph) {
  if (words.empty()) return std::unexpected(Error{ErrorCode::Syntax, "no actor; name one or two, such as 'Saudi Arabia' Iran", {}});
  const ActorNames names = names_of(graph);
  if (words.size() == 1 || !names.find(joined(words, 0, words.size())).empty()) {
    Result<EntityKey> one = actor_named(joined(words, 0, words.size()), names, graph);
    if (!one) return std::unexpected(std::move(one).error());
    return std::pair(*std::move(one), std::optional<EntityKey>());
  }
  const std::size_t at = split_of(words, names);
  return pair_at(words, at ? at : 1, names, graph);
}

Result<Exit> print_to_output(const Options& options, bool empty, const std::function<void(std::ostream&, const TableStyle&)>& print) {
  auto output = Output::open(options.output);
  if (!output) return std::unexpected(output.error());
  const bool to_terminal = options.output == "-";
  print(output->stream(), {to_terminal && colour_on_stdout(options), terminal_width()});
  ENTENTE_TRY(output->finish());
  return empty ? Exit::Nothing : Exit::Done;
}

void say_empty(const KnowledgeGraph& graph) {
  if (graph.facts().empty()) say_info("no statement passes the filters");
}

void add_actor(JsonText& json, const KnowledgeGraph& graph, const EntityKey& key) {
  const Node* node = graph.node(key);
  json.member("key", key.str()).member("label", node ? node->label : key.str());
}

void add_tie(JsonText& json, const Tie& tie) {
  json.member("articles", tie.support()).member("cooperation", tie.cooperation).member("conflict", tie.conflict).member("other", tie.other).member("tone", tie.tone);
}

std::string grouped(std::size_t number) {
  std::string digits = std::to_string(number);
  for (std::size_t at = digits.size(); at > 3; at -= 3) digits.insert(at - 3, ",");
  return digits;
}

std::string plural(std::size_t number, std::string_view noun) { return grouped(number) + ' ' + std::string(noun) + (number == 1 ? "" : "s"); }

std::string signed_tone(double tone) {
  std::array<char, 16> text{};
  std::snprintf(text.data(), text.size(), "%+.1f", tone);
  const std::string made = text.data();
  return made == "+0.0" || made == "-0.0" ? "0.0" : made;
}

}  // namespace entente::internal
