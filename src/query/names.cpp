#include "query/names.h"

#include <algorithm>
#include <array>
#include <utility>

#include "base/text.h"

namespace entente::internal {

namespace {

constexpr int kNamedInText = 9;  ///< The prior of actors whom no table lists, but the texts name.

std::string hyphenated(std::string_view name) {
  std::string text = ascii_lower(trim(name));
  std::ranges::replace(text, ' ', '-');
  std::ranges::replace(text, '_', '-');
  return text;
}

bool cooperative(const RelationType& relation) {
  if (relation.quad == Quad::None) return relation.weight > 0;
  return relation.quad == Quad::VerbalCooperation || relation.quad == Quad::MaterialCooperation;
}
bool hostile(const RelationType& relation) {
  if (relation.quad == Quad::None) return relation.weight < 0;
  return relation.quad == Quad::VerbalConflict || relation.quad == Quad::MaterialConflict;
}

template <class Holds>
std::vector<std::string> relations_where(const Catalogue& catalogue, const Holds& holds) {
  std::vector<std::string> keys;
  for (const RelationType& relation : catalogue.relations())
    if (holds(relation)) keys.push_back(relation.key.str());
  return keys;
}

/// Every word that relations_named() takes.
std::vector<std::string> relation_words(const Catalogue& catalogue) {
  std::vector<std::string> words{"cooperation", "conflict"};
  for (const RelationType& relation : catalogue.relations()) {
    words.push_back(relation.key.str());
    words.insert(words.end(), relation.aliases.begin(), relation.aliases.end());
    for (const std::string& word : {relation.inverse, relation.plover, std::string(to_string(relation.quad))})
      if (!word.empty()) words.push_back(word);
  }
  return words;
}

/// What two spellings of one name have in common.
std::string folded(std::string_view name) {
  const bool ascii = std::ranges::all_of(name, [](char c) { return static_cast<unsigned char>(c) < 0x80; });
  std::string text = ascii ? ascii_lower(name) : to_lower(fold_diacritics(name));
  if (text.starts_with("the ")) text.erase(0, 4);
  return text;
}

bool is_wikidata_id(std::string_view name) {
  return name.size() > 1 && (name[0] == 'Q' || name[0] == 'q') && std::ranges::all_of(name.substr(1), is_ascii_digit);
}

void sort_once(std::vector<EntityKey>& keys) {
  std::ranges::sort(keys);
  const auto repeated = std::ranges::unique(keys);
  keys.erase(repeated.begin(), repeated.end());
}

}  // namespace

std::optional<NamedRelations> relations_named(std::string_view name, const Catalogue& catalogue) {
  const std::string word = hyphenated(name);
  const auto is_word = [&word](const std::string& other) { return ascii_lower(other) == word; };
  const std::array<std::pair<std::function<bool(const RelationType&)>, bool>, 5> ways{{
      {[&](const RelationType& relation) { return relation.key.str() == word; }, false},
      {[&](const RelationType& relation) { return std::ranges::any_of(relation.aliases, is_word); }, false},
      {[&](const RelationType& relation) { return is_word(relation.inverse); }, true},
      {[&](const RelationType& relation) { return is_word(relation.plover); }, false},
      {[&](const RelationType& relation) { return to_string(relation.quad) == word; }, false}}};
  if (word.empty()) return std::nullopt;
  if (word == "cooperation") return NamedRelations{relations_where(catalogue, cooperative), false};
  if (word == "conflict") return NamedRelations{relations_where(catalogue, hostile), false};
  for (const auto& [holds, inverted] : ways)
    if (auto keys = relations_where(catalogue, holds); !keys.empty()) return NamedRelations{std::move(keys), inverted};
  return std::nullopt;
}

std::string unknown_relation(std::string_view name, const Catalogue& catalogue) {
  const std::vector<std::string> words = relation_words(catalogue);
  return "unknown relation '" + std::string(name) + "'" + did_you_mean(hyphenated(name), {words.begin(), words.end()});
}

ActorNames::ActorNames(const Catalogue& catalogue) : catalogue_(catalogue) {
  by_name_.reserve(catalogue.aliases().size() + catalogue.actors().size());
  for (const Actor& actor : catalogue.actors()) add(actor.label, actor.key, actor.prior);
  for (const Alias& alias : catalogue.aliases()) add(alias.text, catalogue.actors()[alias.actor].key, catalogue.actors()[alias.actor].prior);
}

void ActorNames::add(std::string_view name, const EntityKey& key, int prior) {
  auto& keys = by_name_[folded(name)];
  if (keys.empty()) names_.emplace_back(name, prior);
  if (std::ranges::find(keys, key) == keys.end()) keys.push_back(key);
}

void ActorNames::add(const NamedAs& named) {
  const auto& [who, count] = named;
  const EntityKey key(who.key.str()), acting((who.actor.empty() ? who.key : who.actor).str());
  acting_[key.str()][acting] += count;
  if (catalogue_.actor(key) || unlisted_.contains(key.str())) return;
  unlisted_.emplace(key.str(), std::pair(acting, std::string(who.label)));
  add(who.label, key, kNamedInText);
}

void ActorNames::add(const Node& node) {
  if (catalogue_.actor(node.key) || unlisted_.contains(node.key.str())) return;
  unlisted_.emplace(node.key.str(), std::pair(node.actor, node.label));
  add(node.label, node.key, kNamedInText);
}

std::vector<EntityKey> ActorNames::by_code(std::string_view name) const {
  std::vector<EntityKey> keys;
  const std::string id = is_wikidata_id(name) ? "Q" + std::string(name.substr(1)) : "";
  for (const Actor& actor : catalogue_.actors()) {
    // Only the actor itself has the code, not those who act for it.
    const bool own = actor.represents.empty() && (actor.code == name || actor.iso2 == name);
    if (own || (!id.empty() && actor.wikidata == id)) keys.push_back(actor.key);
  }
  return keys;
}

std::vector<EntityKey> ActorNames::find(std::string_view name) const {
  name = trim(name);
  if (name.empty()) return {};
  const std::string lower = ascii_lower(name);
  if (catalogue_.actor(EntityKey(lower)) || unlisted_.contains(lower)) return {EntityKey(lower)};
  std::vector<EntityKey> keys = by_code(name);
  if (keys.empty())
    if (const auto found = by_name_.find(folded(name)); found != by_name_.end()) keys = found->second;
  if (keys.empty()) {
    std::string upper(name);
    for (char& c : upper)
      if (is_ascii_lower(c)) c = char(c - 32);
    keys = by_code(upper);
  }
  if (std::ranges::any_of(keys, [this](const EntityKey& key) { return acts(key); })) std::erase_if(keys, [this](const EntityKey& key) { return !acts(key); });
  sort_once(keys);
  return keys;
}

bool ActorNames::acts(const EntityKey& key) const {
  const Actor* actor = catalogue_.actor(key);
  const Kind* kind = actor ? catalogue_.kind(actor->kind) : nullptr;
  return !kind || kind->acts;
}

std::optional<EntityKey> ActorNames::office_holder_of(const EntityKey& key) const {
  const auto index = catalogue_.index_of(key);
  const Term* latest = nullptr;
  for (const Term& term : catalogue_.terms())
    if (term.person == index && (!latest || term.span.first > latest->span.first)) latest = &term;
  if (!latest) return std::nullopt;
  return catalogue_.roll_up(catalogue_.actors()[latest->office]).key;
}

EntityKey ActorNames::roll_up(const EntityKey& key) const {
  if (const Actor* actor = catalogue_.actor(key))
    if (const EntityKey& listed = catalogue_.roll_up(*actor).key; listed != key) return listed;
  if (const auto told = acting_.find(key.str()); told != acting_.end())
    return std::ranges::max_element(told->second, {}, [](const auto& entry) { return entry.second; })->first;
  if (const auto office = office_holder_of(key)) return *office;
  const auto found = unlisted_.find(key.str());
  return found == unlisted_.end() ? key : found->second.first;
}

int ActorNames::prior(const EntityKey& key) const {
  const Actor* actor = catalogue_.actor(key);
  return actor ? actor->prior : 0;
}

std::string ActorNames::unknown(std::string_view name) const {
  // A slip is meant for a name of the news sooner than for one of the thousands that hardly anybody writes.
  std::string meant;
  for (const int least_prior : {5, 3, 0}) {
    std::vector<std::string_view> candidates;
    for (const auto& [known, prior] : names_)
      if (prior >= least_prior) candidates.push_back(known);
    if (meant.empty()) meant = did_you_mean(name, candidates);
  }
  return "unknown actor '" + std::string(name) + "'" + meant;
}

std::string ActorNames::described(const EntityKey& key) const {
  if (const Actor* actor = catalogue_.actor(key)) return actor->label + " (" + key.str() + ")";
  const auto found = unlisted_.find(key.str());
  return (found == unlisted_.end() ? key.str() : found->second.second) + " (" + key.str() + ")";
}

ActorNames names_of(const KnowledgeGraph& graph) {
  ActorNames names(graph.catalogue());
  for (const Node* node : graph.nodes()) names.add(*node);
  for (const NamedAs& named : graph.named()) names.add(named);
  return names;
}

std::vector<EntityKey> meant(std::string_view name, const ActorNames& names, const KnowledgeGraph& graph) {
  std::vector<EntityKey> keys = names.find(name);
  if (graph.ends() == Ends::States)
    for (EntityKey& key : keys) key = names.roll_up(key);
  sort_once(keys);
  const auto absent = [&graph](const EntityKey& key) { return !graph.node(key); };
  if (!std::ranges::all_of(keys, absent)) std::erase_if(keys, absent);
  constexpr int kClearly = 3;
  const auto prior = [&names](const EntityKey& key) { return names.prior(key); };
  if (keys.size() < 2) return keys;
  std::vector<EntityKey> ranked = keys;
  std::ranges::stable_sort(ranked, std::ranges::greater{}, prior);
  if (prior(ranked[0]) - prior(ranked[1]) >= kClearly) return {ranked[0]};
  return keys;
}

}  // namespace entente::internal
