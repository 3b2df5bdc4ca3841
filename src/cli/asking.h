#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "cli/console.h"
#include "cli/facts_table.h"
#include "cli/filtered_graph.h"
#include "cli/json_text.h"
#include "cli/options.h"
#include "entente/analysis.h"

namespace entente::internal {

// What the commands that ask about the graph as a whole (show, path, timeline, stats, rank, blocs) have in common.

/// --format, or "table". Errors: Syntax with the nearest of `formats`.
[[nodiscard]] Result<std::string> format_of(const Options& options, const std::vector<std::string_view>& formats);

/// States unless --actors asks for the ends as named.
[[nodiscard]] inline Ends ends_of(const Options& options) { return options.as_actors ? Ends::Actors : Ends::States; }

/// The one actor of the graph that `name` means. Errors: NotFound with "did you mean", or if no statement names it;
/// Conflict with the candidates.
[[nodiscard]] Result<EntityKey> actor_named(std::string_view name, const KnowledgeGraph& graph);

/// Two actors out of the words of the command line, each of one word or more: the only split of which both parts are names.
/// Errors: Syntax if there are not two words; those of actor_named().
[[nodiscard]] Result<std::pair<EntityKey, EntityKey>> two_actors_named(const std::vector<std::string>& words, const KnowledgeGraph& graph);
/// The same, or one actor whose name all the words are.
[[nodiscard]] Result<std::pair<EntityKey, std::optional<EntityKey>>> actors_named_in(const std::vector<std::string>& words, const KnowledgeGraph& graph);

/// Opens --output, has it written and finishes it. Exit::Nothing if `empty`.
[[nodiscard]] Result<Exit> print_to_output(const Options& options, bool empty, const std::function<void(std::ostream&, const TableStyle&)>& print);
/// "no statement passes the filters", for a graph without any.
void say_empty(const KnowledgeGraph& graph);

/// "key": …, "label": … of an actor, as members of the object that is open.
void add_actor(JsonText& json, const KnowledgeGraph& graph, const EntityKey& key);
/// A tie without its ends, as members of the object that is open.
void add_tie(JsonText& json, const Tie& tie);

/// "1 article", "1,200 articles".
[[nodiscard]] std::string plural(std::size_t number, std::string_view noun);
/// A number with commas between its thousands.
[[nodiscard]] std::string grouped(std::size_t number);
/// A tone with its sign: "+2.5", "-4.0", "0.0".
[[nodiscard]] std::string signed_tone(double tone);

}  // namespace entente::internal
