#include "rules/find.h"

#include <algorithm>
#include <array>

#include "base/text.h"

namespace entente::internal {

namespace {

/// The prepositions that ">any" follows.
constexpr std::array<std::string_view, 14> kAnyMarkers{"of", "in", "on", "against", "to", "from", "by", "for", "between", "with", "over", "among", "toward", "towards"};
constexpr int kMaxDepth = 3;
constexpr int kMaxContainers = 8;

bool is_one_of(std::string_view marker, std::span<const std::string> markers) {
  return std::ranges::find(markers, marker) != markers.end();
}

/// The marker of a nominal child: its case words, without those of its conjuncts.
std::string marker_of(const View& view, std::uint32_t token) {
  std::string marker;
  for (const std::uint32_t child : view.children_of(token)) {
    if (view.doc.tokens[child].deprel != Deprel::Case || child > token) continue;
    if (!marker.empty()) marker += ' ';
    marker += to_lower(text_of(view.doc, view.doc.tokens[child]));
  }
  return marker;
}

bool is_possessor(Deprel deprel) noexcept { return deprel == Deprel::NmodPoss; }
bool is_modifier(Deprel deprel) noexcept { return deprel == Deprel::Amod || deprel == Deprel::Compound || deprel == Deprel::NmodDesc || deprel == Deprel::NmodUnmarked; }
bool is_prepositional(Deprel deprel) noexcept { return deprel == Deprel::Nmod || deprel == Deprel::Obl || deprel == Deprel::OblAgent; }

/// Adds `token` and what is joined to it by conjunction.
void add_with_conjuncts(const View& view, std::uint32_t token, Few<std::uint32_t>& out) {
  out.push_back(token);
  for (const std::uint32_t child : view.children_of(token))
    if (view.doc.tokens[child].deprel == Deprel::Conj) out.push_back(child);
}

template <class Wanted>
Few<std::uint32_t> children_where(const View& view, std::uint32_t token, Wanted wanted) {
  Few<std::uint32_t> found;
  for (const std::uint32_t child : view.children_of(token))
    if (wanted(child, view.doc.tokens[child].deprel)) add_with_conjuncts(view, child, found);
  return found;
}

/// "concerns expressed by France": by-phrases of the participles behind a noun.
void add_doers(const View& view, std::uint32_t token, Few<std::uint32_t>& out) {
  for (const std::uint32_t participle : view.children_of(token)) {
    const Token& word = view.doc.tokens[participle];
    if (word.deprel != Deprel::Acl || word.xpos != Xpos::VBN) continue;
    for (const std::uint32_t child : view.children_of(participle))
      if (is_prepositional(view.doc.tokens[child].deprel) && marker_of(view, child) == "by") add_with_conjuncts(view, child, out);
  }
}

/// "Iran's allies", "critics of Mr Bush", "Saddam loyalists": somebody else than whom they are named after.
bool stands_apart(const View& view, std::uint32_t token) { return view.mention_at(token) == kNone && view.program.others.has(view.word(token)); }

/// What one step other than "any" leads to.
Few<std::uint32_t> step_down(const View& view, std::uint32_t token, const Step& step) {
  const bool apart = stands_apart(view, token);
  Few<std::uint32_t> found = children_where(view, token, [&](std::uint32_t child, Deprel deprel) {
    if (apart && deprel != Deprel::Amod) return false;
    if ((step.any || step.possessor) && is_possessor(deprel)) return true;
    if ((step.any || step.modifier) && is_modifier(deprel)) return true;
    if (!is_prepositional(deprel)) return false;
    const std::string marker = marker_of(view, child);
    return is_one_of(marker, step.markers) || (step.any && std::ranges::find(kAnyMarkers, marker) != kAnyMarkers.end());
  });
  if (found.empty() && is_one_of("by", step.markers)) add_doers(view, token, found);
  return found;
}

/// True if `head` names an actor already, so that only named prepositions lead further in.
bool is_settled(const View& view, std::uint32_t head) {
  const std::uint32_t mention = view.mention_at(head);
  return mention != kNone && view.doc.mentions[mention].use != MentionUse::Place;
}

/// Collects actors. `places` tells whether mentions of use Place count.
class Finder {
 public:
  Finder(const View& view, Places places) : view_(view), places_(places) {}

  std::vector<Party> found;

  /// Takes the mention over `token`, be it that of a modifier. Returns whether it gave anything.
  bool take(std::uint32_t token, bool stepped) { return take(token, stepped, places_); }
  bool take(std::uint32_t token, bool stepped, Places places) {
    std::uint32_t index = view_.mention_at(token);
    if (index == kNone) index = view_.modifier_at(token);
    if (index == kNone && view_.program.stand_ins.has(view_.word(token)) && take_named(token, places)) return true;
    if (index == kNone && view_.program.members.has(view_.word(token))) return take_members(token, places, 0);
    if (index == kNone) return false;
    const Mention& mention = view_.doc.mentions[index];
    const bool place = mention.use == MentionUse::Place;
    if (mention.use == MentionUse::Other || (place && places == Places::Refused)) return false;
    for (const std::uint32_t actor : mention.actors) {
      const Party party{index, actor, stepped, place};
      if (place || can_act(view_, party) || places == Places::Taken) found.push_back(party);
    }
    return !mention.actors.empty();
  }

  /// "The Hamas terror network": the one whose name stands before a noun that says no more than what he is.
  bool take_named(std::uint32_t noun, Places places) {
    for (const std::uint32_t child : view_.children_of(noun))
      if (child < noun && is_modifier(view_.doc.tokens[child].deprel) && view_.modifier_at(child) != kNone) return take(child, true, places);
    return false;
  }

  /// "Leaders of Romania's new government", "members of a delegation of Hamas": whoever they are of.
  bool take_members(std::uint32_t noun, Places places, int depth) {
    for (const std::uint32_t child : view_.children_of(noun)) {
      if (!is_prepositional(view_.doc.tokens[child].deprel) || marker_of(view_, child) != "of") continue;
      if (view_.mention_at(child) != kNone || view_.modifier_at(child) != kNone) return take(child, true, places);
      return depth < kMaxDepth && view_.program.members.has(view_.word(child)) && take_members(child, places, depth + 1);
    }
    return false;
  }

  /// Follows `steps` down from `token`. From an actor only named prepositions lead on: "troops from Mali".
  void descend(std::uint32_t token, std::span<const Step> steps) {
    const bool settled = is_settled(view_, token);
    if (settled && (steps.front().any || view_.doc.mentions[view_.mention_at(token)].use == MentionUse::Other)) return;
    if (steps.front().any && steps.size() == 1) { descend_any(token, 0); return; }
    for (const std::uint32_t next : step_down(view_, token, steps.front())) {
      const bool phrase = is_prepositional(view_.doc.tokens[next].deprel);
      if (settled && (!phrase || view_.mention_at(next) == view_.mention_at(token))) continue;
      if (steps.size() > 1) descend(next, steps.subspan(1));
      else take(next, true, phrase && is_place_marker(marker_of(view_, next)) ? Places::Taken : places_);
    }
  }

  /// The agent of an event noun first, else its other parties. What it borrowed belongs to its governor.
  void descend_event(const Clause& event) {
    const auto take_role = [&](auto wanted) {
      for (const Argument& argument : event.arguments) {
        if (!is_own(event, argument) || !wanted(argument)) continue;
        if (view_.mention_at(argument.head) != kNone || argument.role != Role::Agent) take(argument.head, true);
      }
      return !found.empty();
    };
    if (take_role([](const Argument& a) { return a.role == Role::Agent; })) return;
    if (take_role([](const Argument& a) { return a.role == Role::Possessor; })) return;
    if (take_role([](const Argument& a) { return a.role == Role::Modifier; })) return;
    if (view_.program.harms.has(view_.word(event.predicate))) return;
    if (take_role([](const Argument& a) { return a.role == Role::Patient || a.role == Role::Recipient ||
                                                 (a.role == Role::Oblique && std::ranges::find(kAnyMarkers, a.marker) != kAnyMarkers.end()); })) return;
    descend_any(event.predicate, 0);
  }

 private:
  /// Possessor, then modifiers, then prepositional phrases, then what lies inside these.
  bool descend_any(std::uint32_t token, int depth) {
    if (stands_apart(view_, token)) return false;
    const auto take_all = [&](const Few<std::uint32_t>& tokens) {
      bool any = false;
      for (const std::uint32_t t : tokens) any |= take(t, true);
      return any;
    };
    if (take_all(children_where(view_, token, [](std::uint32_t, Deprel d) { return is_possessor(d); }))) return true;
    if (take_all(children_where(view_, token, [](std::uint32_t, Deprel d) { return is_modifier(d); }))) return true;
    const Few<std::uint32_t> phrases = children_where(view_, token, [&](std::uint32_t child, Deprel d) {
      return is_prepositional(d) && std::ranges::find(kAnyMarkers, marker_of(view_, child)) != kAnyMarkers.end();
    });
    if (take_all(phrases)) return true;
    bool any = false;
    if (depth < kMaxDepth)
      for (const std::uint32_t t : phrases)
        if (view_.mention_at(t) == kNone) any |= descend_any(t, depth + 1);
    return any;
  }

  const View& view_;
  Places places_;
};

/// Kind of a key: the catalogue's or, of actors made from the text, the key's first part.
KindKey kind_of(const View& view, const EntityKey& key) {
  if (const Actor* actor = view.program.catalogue->actor(key)) return actor->kind;
  return KindKey(std::string_view(key.str()).substr(0, key.str().find('/')));
}

bool acts(const View& view, const KindKey& key) {
  const Kind* kind = view.program.catalogue->kind(key);
  return !kind || kind->acts;
}

/// The nearest container of a place that can act.
EntityKey container_of(const View& view, const EntityKey& place) {
  const Catalogue& catalogue = *view.program.catalogue;
  const Actor* actor = catalogue.actor(place);
  for (int i = 0; actor && i < kMaxContainers && !acts(view, actor->kind); ++i) actor = catalogue.actor(actor->part_of);
  return actor ? actor->key : place;
}

}  // namespace

namespace {

/// "His assassination": the possessor is the one whom it befell.
bool is_victim(const Clause& at, const Argument& argument) {
  return argument.role == Role::Possessor && std::ranges::any_of(at.arguments, [&](const Argument& a) { return a.role == Role::Patient && a.head == argument.head; });
}

Few<const Argument*> arguments_in(const Clause& at, const Path& path) {
  Few<const Argument*> found;
  for (const Argument& argument : at.arguments)
    if (argument.role == path.role && !is_victim(at, argument) && (path.role != Role::Oblique || path.markers.empty() || is_one_of(argument.marker, path.markers)))
      found.push_back(&argument);
  return found;
}

/// The clause whose arguments `path` means. Who says something is no party of what is said.
const Clause* start_of(const View& view, const Clause& clause, const Path& path) {
  if (path.scope == Scope::Own) return &clause;
  if (path.scope == Scope::Inner) return nullptr;
  if (path.scope == Scope::Complement) return view.complement(clause);
  if (path.scope == Scope::Condition) return view.condition(clause);
  const bool only_reports = clause.link == Link::Complement && clause.said_in && clause.said_in == clause.governor;
  return only_reports && path.role == Role::Agent ? nullptr : view.outer(clause);
}

}  // namespace

Few<const Argument*> arguments_at(const View& view, const Clause& clause, const Path& path) {
  const Clause* at = start_of(view, clause, path);
  return at ? arguments_in(*at, path) : Few<const Argument*>{};
}

Few<std::uint32_t> tokens_at(const View& view, const Clause& clause, const Path& path) {
  Few<std::uint32_t> tokens;
  for (const Argument* argument : arguments_at(view, clause, path)) tokens.push_back(argument->head);
  for (const Step& step : path.steps) {
    Few<std::uint32_t> next;
    for (const std::uint32_t token : tokens) std::ranges::copy(step_down(view, token, step), std::back_inserter(next));
    tokens = std::move(next);
  }
  return tokens;
}

std::vector<Party> parties_at(const View& view, const Clause& clause, const Path& path, Places places) {
  const Clause* at = start_of(view, clause, path);
  return at ? parties_in(view, *at, path, places) : std::vector<Party>{};
}

namespace {

/// "in Yarova, Ukraine": a place that no table knows, told by the one it lies in.
std::uint32_t told_place(const View& view, std::uint32_t head) {
  if (view.mention_at(head) != kNone || view.modifier_at(head) != kNone || view.doc.tokens[head].upos != Upos::PROPN) return head;
  for (const std::uint32_t child : view.children_of(head)) {
    const Deprel deprel = view.doc.tokens[child].deprel;
    if ((deprel == Deprel::Appos || deprel == Deprel::NmodUnmarked) && child > head && view.mention_at(child) != kNone) return child;
  }
  return head;
}

/// "A British man": what he does is not done by Britain, though what is done to him may be done to it.
bool acts_privately(const View& view, const Argument& argument) {
  return argument.role == Role::Agent && view.mention_at(argument.head) == kNone && view.program.private_persons.has(view.word(argument.head));
}

/// "U.S. decision to invade" makes an agent of a modifier; with an event noun it may be the mere occasion: "White House meeting".
bool may_be_modifier(const Clause& clause, const Argument& argument) {
  return clause.construction != Construction::Nominal || argument.role == Role::Possessor || argument.role == Role::Modifier;
}

}  // namespace

std::vector<Party> parties_in(const View& view, const Clause& at, const Path& path, Places places) {
  Finder finder(view, places);
  for (const Argument* argument : arguments_in(at, path)) {
    if (acts_privately(view, *argument)) continue;
    const bool told_where = !path.markers.empty() && is_place_marker(argument->marker);
    if (path.steps.empty() && !may_be_modifier(at, *argument) && view.mention_at(argument->head) == kNone && !view.program.members.has(view.word(argument->head))) continue;
    if (path.steps.empty()) { finder.take(told_where ? told_place(view, argument->head) : argument->head, false, told_where ? Places::Taken : places); continue; }
    Finder inside(view, places);
    if (path.steps[0].any && path.steps.size() == 1 && argument->clause && !is_settled(view, argument->head)) inside.descend_event(view.doc.clauses[*argument->clause]);
    else inside.descend(argument->head, path.steps);
    std::ranges::copy(inside.found, std::back_inserter(finder.found));
  }
  return std::move(finder.found);
}

bool is_own(const Clause& event, const Argument& argument) {
  return !argument.borrowed || std::ranges::any_of(event.arguments, [&](const Argument& other) { return !other.borrowed && other.head == argument.head; });
}

std::vector<Party> parties_over(const View& view, std::uint32_t token) {
  Finder finder(view, Places::Refused);
  finder.take(token, false);
  return std::move(finder.found);
}

EntityKey rolled_up(const View& view, const Party& party) {
  const ActorRef& actor = view.doc.actors[party.actor];
  const Mention& mention = view.doc.mentions[party.mention];
  if (mention.former && actor.kind.str() == "person") return actor.key;
  if (!actor.actor.empty() && actor.actor != actor.key) return actor.actor;
  return acts(view, actor.kind) ? actor.key : container_of(view, actor.key);
}

bool is_of_kind(const View& view, const Party& party, std::span<const KindKey> kinds) {
  if (kinds.empty()) return true;
  const auto listed = [&](const KindKey& kind) { return std::ranges::find(kinds, kind) != kinds.end(); };
  return listed(view.doc.actors[party.actor].kind) || listed(kind_of(view, rolled_up(view, party)));
}

bool can_act(const View& view, const Party& party) {
  const ActorRef& actor = view.doc.actors[party.actor];
  if (acts(view, actor.kind)) return true;
  return !actor.actor.empty() && actor.actor != actor.key && acts(view, kind_of(view, actor.actor));
}

}  // namespace entente::internal
