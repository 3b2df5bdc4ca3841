#include <algorithm>
#include <map>
#include <set>

#include "base/try.h"
#include "cli/asking.h"
#include "cli/commands.h"
#include "cli/table.h"
#include "query/names.h"

namespace entente::internal {

namespace {

/// Those who act for the actor in the statements of its facts, and how many statements name them; the most first.
std::vector<std::pair<std::string, std::size_t>> acting_for(const Profile& profile) {
  std::map<std::string, std::size_t> counts;
  std::set<std::uint32_t> seen;  // an act for two is evidence of two facts
  for (const Fact* fact : profile.facts)
    for (const StatementRef statement : fact->evidence) {
      if (!seen.insert(statement.place()).second) continue;
      const StatementView view = *statement;
      for (const ParticipantView* end : {&view.subject, &view.object})
        if (end->actor == EntityKeyView(profile.node->key) && end->key != end->actor) ++counts[std::string(end->label)];
    }
  std::vector<std::pair<std::string, std::size_t>> list(counts.begin(), counts.end());
  std::ranges::stable_sort(list, std::ranges::greater{}, [](const auto& entry) { return entry.second; });
  return list;
}

/// "defence minister of Russia", and its days; what the tables know.
std::vector<std::pair<std::string, std::string>> offices_of(const EntityKey& person, const Catalogue& catalogue) {
  std::vector<std::pair<std::string, std::string>> offices;
  const auto index = catalogue.index_of(person);
  for (const Term& term : catalogue.terms()) {
    if (!index || term.person != *index) continue;
    const auto day = [](std::chrono::year_month_day end) { return int(end.year()) <= 1 || int(end.year()) >= 9999 ? std::string() : to_string(end); };
    offices.emplace_back(catalogue.actors()[term.office].label + (term.acting ? " (acting)" : ""), day(term.span.first) + " – " + day(term.span.last));
  }
  return offices;
}

struct Shown {
  const Profile& profile;
  const KnowledgeGraph& graph;
  const Store& store;
  unsigned facts;
  unsigned evidence;
};

std::optional<DateSpan> seen_in(const Profile& profile) {
  std::optional<DateSpan> seen;
  for (const Fact* fact : profile.facts) {
    if (!fact->seen) continue;
    seen = seen ? DateSpan{std::min(seen->first, fact->seen->first), std::max(seen->last, fact->seen->last)} : *fact->seen;
  }
  return seen;
}

const EntityKey& partner_of(const Tie& tie, const EntityKey& actor) { return tie.first == actor ? tie.second : tie.first; }

void print_head(std::ostream& out, const Shown& shown, const TableStyle& style) {
  constexpr std::size_t kNames = 6;
  const Node& node = *shown.profile.node;
  const Actor* listed = shown.graph.catalogue().actor(node.key);
  out << coloured(harmless(node.label), kBold, style.colour) << "  " << coloured(harmless(node.key.str()), kDim, style.colour) << '\n' << harmless(node.kind.str());
  if (!node.code.empty()) out << ' ' << harmless(node.code);
  if (listed && !listed->wikidata.empty()) out << ", Wikidata " << listed->wikidata;
  if (node.actor != node.key) out << ", acts for " << label_of(shown.graph, node.actor);
  out << "; " << plural(node.mentions, "statement") << ", " << plural(shown.profile.facts.size(), "fact");
  if (const auto seen = seen_in(shown.profile)) out << ", " << short_days(seen);
  out << '\n';
  for (const auto& [office, days] : offices_of(node.key, shown.graph.catalogue())) out << "  " << office << ", " << days << '\n';
  std::string names;
  const auto acting = acting_for(shown.profile);
  for (std::size_t i = 0; i < acting.size() && i < kNames; ++i) names += (i ? ", " : "") + harmless(acting[i].first) + ' ' + std::to_string(acting[i].second);
  if (acting.size() > kNames) names += ", and " + std::to_string(acting.size() - kNames) + " more";
  if (!names.empty()) out << "acting for it: " << names << '\n';
}

/// Whether the fact only says that the actor is in office, which the head tells already.
bool is_own_office(const Fact& fact, const Shown& shown) {
  const EntityKey& key = shown.profile.node->key;
  const RelationType* relation = shown.graph.catalogue().relation(fact.triple.relation);
  return relation && relation->standing && fact.triple.subject == key && !offices_of(key, shown.graph.catalogue()).empty();
}

void print_partners(std::ostream& out, const Shown& shown, const TableStyle& style) {
  constexpr std::size_t kPartners = 10, kBarWidth = 24;
  std::vector<Tie> all = shown.profile.ties;
  std::erase_if(all, [&](const Tie& tie) { return is_own_office(*tie.strongest, shown); });
  if (all.empty()) return;
  const auto whole = static_cast<double>(all.front().support());
  Table table{{Align::Left, Align::Right, Align::Right, Align::Right, Align::Right}, {{{"partner", kBold}, {"articles", kBold}, {"cooperation", kBold}, {"conflict", kBold}, {"tone", kBold}, {"", {}}}}};
  for (std::size_t i = 0; i < all.size() && i < kPartners; ++i) {
    const Tie& tie = all[i];
    table.rows.push_back({{label_of(shown.graph, partner_of(tie, shown.profile.node->key))}, {grouped(tie.support())}, {grouped(tie.cooperation)}, {grouped(tie.conflict)},
                          {signed_tone(tie.tone)}, {bar(static_cast<double>(tie.support()), whole, kBarWidth), tie.tone > 0 ? kGreen : tie.tone < 0 ? kRed : std::string_view()}});
  }
  out << '\n';
  table.print(out, style.colour);
  if (all.size() > kPartners) out << "and " << all.size() - kPartners << " more\n";
}

void print_table(std::ostream& out, const Shown& shown, TableStyle style) {
  style.evidence = shown.evidence;
  style.store = &shown.store;
  print_head(out, shown, style);
  print_partners(out, shown, style);
  std::vector<const Fact*> facts = shown.profile.facts;
  std::erase_if(facts, [&](const Fact* fact) { return is_own_office(*fact, shown); });
  const std::size_t whole = facts.size();
  if (facts.empty()) return;
  if (shown.facts && facts.size() > shown.facts) facts.resize(shown.facts);
  out << '\n';
  print_facts(out, shown.graph, facts, style);
  if (const std::size_t more = whole - facts.size()) out << "and " << plural(more, "more fact") << "; --limit 0 shows all\n";
}

std::string profile_json(const Shown& shown) {
  const Node& node = *shown.profile.node;
  const Actor* listed = shown.graph.catalogue().actor(node.key);
  JsonText json;
  json.begin('{');
  add_actor(json, shown.graph, node.key);
  json.member("kind", node.kind.str()).member("code", node.code).member("acts_for", node.actor.str()).member("wikidata", listed ? listed->wikidata : "").member("statements", node.mentions);
  if (const auto seen = seen_in(shown.profile)) json.member("first", to_string(seen->first)).member("last", to_string(seen->last));
  json.key("offices").begin('[');
  for (const auto& [office, days] : offices_of(node.key, shown.graph.catalogue())) json.begin('{').member("office", office).member("days", days).end('}');
  json.end(']').key("acting_for_it").begin('{');
  for (const auto& [name, count] : acting_for(shown.profile)) json.member(name, count);
  json.end('}').key("partners").begin('[');
  for (const Tie& tie : shown.profile.ties) {
    json.begin('{');
    add_actor(json, shown.graph, partner_of(tie, node.key));
    add_tie(json, tie);
    json.end('}');
  }
  json.end(']').key("facts").begin('[');
  for (const Fact* fact : shown.profile.facts) json.raw(fact_json(*fact, shown.graph.catalogue()));
  return json.end(']').end('}').text();
}

std::string joined(const std::vector<std::string>& words) {
  std::string text;
  for (const std::string& word : words) text += (text.empty() ? "" : " ") + word;
  return text;
}

/// A person or a ministry is shown as it was named; a state or body with all who act for it.
Result<FilteredGraph> load_for(const std::string& name, const Options& options, const std::shared_ptr<const Catalogue>& catalogue) {
  auto loaded = load_filtered(options, catalogue, options.as_states ? Ends::States : Ends::Actors);
  if (!loaded || options.as_states || options.as_actors) return loaded;
  const ActorNames names = names_of(loaded->graph);
  const std::vector<EntityKey> keys = meant(name, names, loaded->graph);
  const bool itself = keys.size() != 1 || names.roll_up(keys[0]) == keys[0];
  return itself ? load_filtered(options, catalogue, Ends::States) : std::move(loaded);
}

}  // namespace

Result<Exit> run_show(const Options& options) {
  constexpr unsigned kFacts = 10;
  const Result<std::string> format = format_of(options, {"table", "json"});
  if (!format) return std::unexpected(format.error());
  if (options.arguments.empty()) return std::unexpected(Error{ErrorCode::Syntax, "no actor; name one by any of its names, its code or its key", {}});
  auto catalogue = load_catalogue(options);
  if (!catalogue) return std::unexpected(catalogue.error());
  const std::string name = joined(options.arguments);
  const auto loaded = load_for(name, options, *catalogue);
  if (!loaded) return std::unexpected(loaded.error());
  const Result<EntityKey> actor = actor_named(name, loaded->graph);
  if (!actor) return std::unexpected(actor.error());
  const auto found = profile(loaded->graph, *actor);
  if (!found) return std::unexpected(Error{ErrorCode::NotFound, "no fact is about " + name, {}});
  const Shown shown{*found, loaded->graph, loaded->store, Options::given(options.limit, kFacts), Options::given(options.evidence, 1)};
  return print_to_output(options, false, [&](std::ostream& out, const TableStyle& style) {
    if (*format == "json") out << profile_json(shown) << '\n';
    else print_table(out, shown, style);
  });
}

}  // namespace entente::internal
