#include <algorithm>
#include <set>
#include <string>
#include <vector>

#include "base/text.h"
#include "base/try.h"
#include "entente/query.h"
#include "graph/fact.h"
#include "query/names.h"

namespace entente {

namespace {

using Keys = std::set<std::string, std::less<>>;

/// The filters with names made keys. Empty sets ask for nothing.
struct Wanted {
  Keys relations, actors, said_by, contexts, publishers;
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

Keys contexts_of(const std::vector<Statement>& statements) {
  Keys known;
  for (const Statement& statement : statements)
    if (statement.context) known.insert(statement.context->str());
  return known;
}

Keys publishers_of(const std::vector<Statement>& statements) {
  Keys known;
  for (const Statement& statement : statements)
    if (!statement.provenance.publisher.empty()) known.insert(statement.provenance.publisher);
  return known;
}

Result<Wanted> resolve(const Filters& filters, const std::vector<Statement>& statements, const Catalogue& catalogue) {
  Wanted wanted;
  const auto take = [](Keys& into, Result<Keys> found) -> Result<void> {
    if (!found) return std::unexpected(std::move(found).error());
    into = *std::move(found);
    return {};
  };
  ENTENTE_TRY(take(wanted.relations, relation_keys(filters.relations, catalogue)));
  if (!filters.actors.empty() || !filters.said_by.empty()) {
    internal::ActorNames names(catalogue);
    for (const Statement& statement : statements) {
      names.add(statement.subject);
      names.add(statement.object);
      if (statement.said_by) names.add(statement.said_by->source);
    }
    ENTENTE_TRY(take(wanted.actors, actor_keys(filters.actors, names)));
    ENTENTE_TRY(take(wanted.said_by, actor_keys(filters.said_by, names)));
  }
  if (!filters.contexts.empty()) ENTENTE_TRY(take(wanted.contexts, words_among(filters.contexts, contexts_of(statements), "context")));
  if (!filters.publishers.empty()) ENTENTE_TRY(take(wanted.publishers, words_among(filters.publishers, publishers_of(statements), "source")));
  return wanted;
}

bool is_among(const Participant& participant, const Keys& keys) { return keys.contains(participant.key.str()) || keys.contains(participant.actor.str()); }

bool within(const Statement& statement, const Filters& filters) {
  if (!filters.since && !filters.until) return true;
  const auto day = internal::day_of(statement);
  return day && (!filters.since || day->last >= *filters.since) && (!filters.until || day->first <= *filters.until);
}

bool passes(const Statement& statement, const Filters& filters, const Wanted& wanted) {
  const auto allows = [](const Keys& keys, const std::string& key) { return keys.empty() || keys.contains(key); };
  return allows(wanted.relations, statement.relation.str()) && allows(wanted.contexts, statement.context ? statement.context->str() : "") &&
         allows(wanted.publishers, statement.provenance.publisher) &&
         (wanted.actors.empty() || is_among(statement.subject, wanted.actors) || is_among(statement.object, wanted.actors)) &&
         (wanted.said_by.empty() || (statement.said_by && is_among(statement.said_by->source, wanted.said_by))) &&
         (!filters.polarity || statement.polarity == *filters.polarity) &&
         (filters.modalities.empty() || std::ranges::find(filters.modalities, statement.modality) != filters.modalities.end()) &&
         statement.confidence >= filters.min_confidence && within(statement, filters);
}

}  // namespace

Result<std::vector<Statement>> filter(std::vector<Statement> statements, const Filters& filters, const Catalogue& catalogue) {
  const Result<Wanted> wanted = resolve(filters, statements, catalogue);
  if (!wanted) return std::unexpected(wanted.error());
  std::erase_if(statements, [&](const Statement& statement) { return !passes(statement, filters, *wanted); });
  return statements;
}

}  // namespace entente
