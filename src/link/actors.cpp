#include "link/actors.h"

namespace entente::internal {

std::string ActorTable::code_of(std::uint32_t catalogue_actor) const {
  const Actor& actor = lex_.catalogue().actors()[catalogue_actor];
  const std::string& kind = actor.kind.str();
  if (!actor.code.empty()) return actor.code;
  return kind == "region" || kind == "city" || kind == "sea" || kind == "strait" || kind == "person" ? std::string() : actor.label;
}

std::uint32_t ActorTable::put(ActorRef actor, std::uint32_t origin) {
  const auto [found, made] = places_.try_emplace(actor.key.str(), static_cast<std::uint32_t>(actors_.size()));
  if (made) {
    actors_.push_back(std::move(actor));
    origins_.push_back(origin);
  }
  return found->second;
}

/// Who acts for an actor: its owner, and for a part of a state without a code of its own ("the Gaza Strip") that state.
std::uint32_t ActorTable::acting_for(std::uint32_t place) const {
  const std::uint32_t owner = lex_.owner(place);
  const Actor& actor = lex_.catalogue().actors()[owner];
  if (actor.kind.str() != "territory" || !actor.key.str().starts_with("region/")) return owner;
  const auto state = lex_.catalogue().index_of(actor.part_of);
  return state && lex_.is_state(*state) ? *state : owner;
}

std::uint32_t ActorTable::of(std::uint32_t place) {
  const Actor& actor = lex_.catalogue().actors()[place];
  const std::uint32_t owner = acting_for(place);
  return put({actor.key, actor.label, actor.kind, lex_.catalogue().actors()[owner].key, code_of(owner)}, place);
}

std::uint32_t ActorTable::add(std::string_view key, std::string_view label, std::string_view kind, std::uint32_t owner, std::string_view code) {
  ActorRef actor{EntityKey(key), std::string(label), KindKey(kind), EntityKey(key), std::string(code)};
  if (owner != kSelf) {
    actor.actor = actors_[owner].actor;
    actor.code = actors_[owner].code;
  }
  return put(std::move(actor), kSelf);
}

std::uint32_t ActorTable::person(std::uint32_t place, std::uint32_t owner) {
  const Actor& actor = lex_.catalogue().actors()[place];
  ActorRef made{actor.key, actor.label, actor.kind, actor.key, {}};
  if (owner != kSelf) {
    made.actor = actors_[owner].actor;
    made.code = actors_[owner].code;
  }
  return put(std::move(made), place);
}

std::uint32_t ActorTable::rolled_up(std::uint32_t place) {
  const ActorRef actor = actors_[place];
  if (actor.actor == actor.key) return place;
  const auto listed = lex_.catalogue().index_of(actor.actor);
  return listed ? of(*listed) : put({actor.actor, actor.actor.str(), KindKey("group"), actor.actor, actor.code}, kSelf);
}

}  // namespace entente::internal
