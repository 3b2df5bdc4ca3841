#include <algorithm>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "base/text.h"
#include "base/try.h"
#include "entente/query.h"
#include "graph/graph_impl.h"
#include "query/names.h"

namespace entente {

namespace {

using internal::kNone;
using internal::PackedDay;
using internal::StatementRow;
using internal::StatementTable;
using Keys = std::set<std::string, std::less<>>;
using Numbers = std::set<std::uint32_t>;

/// For each number whether it is wanted; asks for nothing until it is set.
class Choice {
 public:
  template <class Wants>
  void set(std::uint32_t count, const Wants& wants) {
    asks_ = true;
    for (std::uint32_t i = 0; i < count; ++i) wanted_.push_back(wants(i));
  }
  [[nodiscard]] bool asks() const { return asks_; }
  [[nodiscard]] bool has(std::uint32_t number) const { return number < wanted_.size() && wanted_[number]; }
  [[nodiscard]] bool allows(std::uint32_t number) const { return !asks_ || has(number); }

 private:
  bool asks_ = false;
  std::vector<bool> wanted_;
};

/// The filters as numbers of the table.
struct Wanted {
  Choice relations, actors, said_by, contexts, articles;
  PackedDay since = internal::kNoDay, until = internal::kNoDay;
};

std::unexpected<Error> not_found(std::string message) { return std::unexpected(Error{ErrorCode::NotFound, std::move(message), {}}); }

Result<Keys> relation_keys(const std::vector<std::string>& names, const Catalogue& catalogue) {
  Keys keys;
  for (const std::string& name : names) {
    const auto named = internal::relations_named(name, catalogue);
    if (!named) return not_found(internal::unknown_relation(name, catalogue));
    keys.insert(named->keys.begin(), named->keys.end());
  }
  return keys;
}

/// An ambiguous name asks for all that it may mean.
Result<Keys> actor_keys(const std::vector<std::string>& wanted, const internal::ActorNames& names) {
  Keys keys;
  for (const std::string& name : wanted) {
    const std::vector<EntityKey> found = names.find(name);
    if (found.empty()) return not_found(names.unknown(name));
    for (const EntityKey& key : found) keys.insert(key.str());
  }
  return keys;
}

/// Words that have no table of their own must be among those that the statements have.
Result<Keys> words_among(const std::vector<std::string>& wanted, const Keys& known, std::string_view what) {
  Keys keys;
  for (const std::string& word : wanted) {
    const auto found = std::ranges::find_if(known, [&](const std::string& other) { return internal::to_lower(other) == internal::to_lower(word); });
    if (found == known.end() && !known.empty())
      return not_found("no statement has the " + std::string(what) + " '" + word + "'" + internal::did_you_mean(word, {known.begin(), known.end()}));
    keys.insert(found == known.end() ? word : *found);
  }
  return keys;
}

class Selection {
 public:
  Selection(const KnowledgeGraph& graph, const Filters& filters) : catalogue_(graph.catalogue()), filters_(filters), table_(*graph.impl().table), places_(graph.impl().places()) {}

  /// Makes names numbers. Errors: as filter() has them.
  Result<void> resolve() {
    ENTENTE_TRY(relations());
    ENTENTE_TRY(actors());
    ENTENTE_TRY(contexts());
    ENTENTE_TRY(publishers());
    wanted_.since = internal::packed(filters_.since);
    wanted_.until = internal::packed(filters_.until);
    return {};
  }

  std::vector<std::uint32_t> places() {
    std::erase_if(places_, [this](std::uint32_t place) { return !passes(place); });
    return std::move(places_);
  }

 private:
  /// Sets a choice by the texts of its numbers.
  template <class TextOf>
  static void choose(Choice& choice, std::uint32_t count, const Keys& keys, const TextOf& text_of) {
    choice.set(count, [&](std::uint32_t number) { return keys.contains(text_of(number)); });
  }

  Result<void> relations() {
    if (filters_.relations.empty()) return {};
    const Result<Keys> keys = relation_keys(filters_.relations, catalogue_);
    if (!keys) return std::unexpected(keys.error());
    choose(wanted_.relations, table_.columns().relations.size(), *keys, [this](std::uint32_t number) { return table_.relation(static_cast<std::uint16_t>(number)); });
    return {};
  }

  /// Everybody who is an end or a source, once for each way to describe him.
  std::vector<NamedAs> named() const {
    std::vector<std::size_t> counts(table_.columns().whos.size());
    for (const std::uint32_t place : places_) {
      const StatementRow& row = table_.row(place);
      ++counts[row.subject.who];
      ++counts[row.object.who];
      if (row.said_by != kNone) ++counts[table_.columns().sources[row.said_by].end.who];
    }
    std::vector<NamedAs> all;
    for (std::uint32_t who = 0; who < counts.size(); ++who)
      if (counts[who]) all.push_back({table_.described(who), counts[who]});
    std::ranges::sort(all, {}, &NamedAs::who);
    return all;
  }

  Result<void> actors() {
    if (filters_.actors.empty() && filters_.said_by.empty()) return {};
    internal::ActorNames names(catalogue_);
    for (const NamedAs& named : named()) names.add(named);
    for (const auto& [choice, asked] : {std::pair(&wanted_.actors, &filters_.actors), std::pair(&wanted_.said_by, &filters_.said_by)}) {
      if (asked->empty()) continue;
      const Result<Keys> keys = actor_keys(*asked, names);
      if (!keys) return std::unexpected(keys.error());
      choice->set(table_.columns().whos.size(), [&](std::uint32_t who) {
        const internal::Who& row = table_.columns().whos[who];
        return keys->contains(table_.text(row.key)) || keys->contains(table_.text(row.actor));
      });
    }
    return {};
  }

  Result<void> contexts() {
    if (filters_.contexts.empty()) return {};
    Numbers numbers;
    for (const std::uint32_t place : places_)
      if (const std::uint32_t context = table_.row(place).context) numbers.insert(context);
    Keys known;
    for (const std::uint32_t number : numbers) known.emplace(table_.text(number));
    const Result<Keys> keys = words_among(filters_.contexts, known, "context");
    if (!keys) return std::unexpected(keys.error());
    wanted_.contexts.set(numbers.empty() ? 0 : *numbers.rbegin() + 1, [&](std::uint32_t number) { return numbers.contains(number) && keys->contains(table_.text(number)); });
    return {};
  }

  std::string_view publisher_of(std::uint32_t article) const { return table_.text(table_.columns().articles[article].publisher); }

  Result<void> publishers() {
    if (filters_.publishers.empty()) return {};
    Keys known;
    for (const std::uint32_t place : places_)
      if (const std::string_view name = publisher_of(table_.article_of(place)); !name.empty() && !known.contains(name)) known.emplace(name);
    const Result<Keys> keys = words_among(filters_.publishers, known, "source");
    if (!keys) return std::unexpected(keys.error());
    choose(wanted_.articles, table_.columns().articles.size(), *keys, [this](std::uint32_t article) { return publisher_of(article); });
    return {};
  }

  [[nodiscard]] bool within(std::uint32_t place) const {
    if (!filters_.since && !filters_.until) return true;
    const auto [first, last] = table_.days_of(place);
    return first != internal::kNoDay && (!filters_.since || last >= wanted_.since) && (!filters_.until || first <= wanted_.until);
  }

  [[nodiscard]] bool passes(std::uint32_t place) const {
    const StatementRow& row = table_.row(place);
    return wanted_.relations.allows(row.relation) && wanted_.contexts.allows(row.context) && wanted_.articles.allows(table_.article_of(place)) &&
           (!wanted_.actors.asks() || wanted_.actors.has(row.subject.who) || wanted_.actors.has(row.object.who)) &&
           (!wanted_.said_by.asks() || (row.said_by != kNone && wanted_.said_by.has(table_.columns().sources[row.said_by].end.who))) &&
           (!filters_.polarity || row.polarity == *filters_.polarity) &&
           (filters_.modalities.empty() || std::ranges::find(filters_.modalities, row.modality) != filters_.modalities.end()) &&
           row.confidence >= filters_.min_confidence && within(place);
  }

  const Catalogue& catalogue_;
  const Filters& filters_;
  const StatementTable& table_;
  std::vector<std::uint32_t> places_;
  Wanted wanted_;
};

KnowledgeGraph graph_at(std::vector<std::uint32_t> places, const KnowledgeGraph& graph) {
  return KnowledgeGraph(std::make_unique<KnowledgeGraph::Impl>(graph.shared_catalogue(), graph.ends(), graph.impl().table, std::move(places)));
}

/// The statements of the facts that enough articles bear out.
std::vector<std::uint32_t> well_supported(const KnowledgeGraph& graph, std::size_t min_articles) {
  std::vector<std::uint32_t> places;
  for (const Fact* fact : graph.facts())
    if (fact->articles >= min_articles)
      for (const StatementRef statement : fact->evidence) places.push_back(statement.place());
  return places;
}

}  // namespace

Result<KnowledgeGraph> filter(const KnowledgeGraph& graph, const Filters& filters) {
  Selection selection(graph, filters);
  ENTENTE_TRY(selection.resolve());
  KnowledgeGraph passed = graph_at(selection.places(), graph);
  if (filters.min_articles <= 1) return passed;
  return graph_at(well_supported(passed, filters.min_articles), graph);
}

}  // namespace entente
