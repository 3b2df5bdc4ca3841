#include "rules/apply.h"

#include <algorithm>
#include <array>
#include <string_view>

namespace entente::internal {

namespace {

constexpr std::size_t kMaxEnds = 8;   ///< Actors at one end, or parties of a symmetric relation, that are paired.

struct Found {
  std::vector<Party> ends;
  bool wrong_kind = false;   ///< There were actors, but of no kind that fits.
  bool same = false;         ///< There were actors, but none other than the subject.
};

bool is_only(const std::vector<Party>& subjects, const Party& party) {
  return !subjects.empty() && std::ranges::all_of(subjects, [&](const Party& subject) { return subject.actor == party.actor; });
}

/// What an end must be: of these kinds, and another than `subjects`, whom "its" of "reopened its border with Iran" names again.
struct Wanted {
  std::span<const KindKey> of_rule, of_relation;
  Places places = Places::Refused;
  std::vector<Party> subjects;
  bool state = false;  ///< Persons do not fit.
};

/// The first path under which a fitting actor stands.
Found find_ends(const View& view, const Clause& clause, const std::vector<Path>& paths, const Wanted& wanted) {
  Found found;
  for (const Path& path : paths) {
    for (const Party& party : parties_at(view, clause, path, wanted.places)) {
      const bool same = is_only(wanted.subjects, party), refused = wanted.state && view.doc.actors[party.actor].kind.str() == "person";
      const bool fits = !refused && is_end(view, party, wanted.of_rule, wanted.of_relation);
      if (fits && !same) found.ends.push_back(party);
      found.same |= same;
      found.wrong_kind |= !fits;
    }
    if (!found.ends.empty()) break;
  }
  if (found.ends.size() > kMaxEnds) found.ends.resize(kMaxEnds);
  return found;
}

/// True if "its army" is the army of `whole` itself: what one does to the other is no event between two.
bool is_organ_of(const View& view, const Party& organ, const Party& whole) {
  const Actor* listed = view.program.catalogue->actor(view.doc.actors[organ.actor].key);
  return view.doc.mentions[organ.mention].form == MentionForm::Description && listed && !listed->represents.empty() &&
         rolled_up(view, organ) == view.doc.actors[whole.actor].key;
}

/// True if `whole` is the state or body for which `official` acts. A minister who praises his country is no event between two;
/// its citizens, rebels, parties, parliament and courts may well stand against it.
bool acts_for(const View& view, const Party& official, const Party& whole) {
  static constexpr std::array<std::string_view, 8> kServants{"person", "office", "government", "ministry", "forces", "service", "command", "unit"};
  const ActorRef& actor = view.doc.actors[official.actor];
  return actor.actor == view.doc.actors[whole.actor].key && actor.actor != actor.key &&
         std::ranges::find(kServants, std::string_view(actor.kind.str())) != kServants.end();
}

/// Two sides of one state that joined in an act with a third: "Abbas and Qurei met Lahoud" is no meeting of the first two.
bool are_one_side(const View& view, const Party& a, const Party& b) {
  const EntityKey whole = rolled_up(view, a);
  return whole != view.doc.actors[a.actor].key && whole == rolled_up(view, b);
}

/// True if a pronoun or description that stands for `party` stands for one of `others` too. "They urged Iran and Oman":
/// they are neither, so that the pronoun has been taken for the wrong ones.
bool refers_into(const View& view, const Party& party, const std::vector<Party>& others) {
  const Mention& mention = view.doc.mentions[party.mention];
  if (mention.form != MentionForm::Pronoun && mention.form != MentionForm::Description) return false;
  return std::ranges::any_of(others, [&](const Party& other) {
    return other.mention != party.mention && std::ranges::find(mention.actors, other.actor) != mention.actors.end();
  });
}

/// The first of the words joined to the head of a party's mention: "U.S." of "U.S. and Israeli".
std::uint32_t first_joined(const View& view, const Party& party) {
  std::uint32_t token = view.doc.mentions[party.mention].head;
  while (view.doc.tokens[token].deprel == Deprel::Conj && view.doc.tokens[token].head != kNoToken) token = view.doc.tokens[token].head;
  return token;
}

/// True for what an "and" joins: in "U.S. and Israeli strikes" neither strikes the other.
bool are_joined(const View& view, const Party& a, const Party& b) {
  return a.mention != b.mention && first_joined(view, a) == first_joined(view, b);
}

Outcome apply_directed(const View& view, const Clause& clause, const Rule& rule) {
  using enum Outcome::Failure;
  Outcome outcome;
  const Found subjects = find_ends(view, clause, rule.subject, {rule.subject_kinds, rule.relation->subjects, Places::Refused, {}, false});
  const Places places = rule.place_object ? Places::Taken : Places::Refused;
  const Found objects = find_ends(view, clause, rule.object, {rule.object_kinds, rule.relation->objects, places, subjects.ends, rule.object_state});
  outcome.subjects = subjects.ends;
  outcome.objects = objects.ends;
  if (subjects.ends.empty()) { outcome.failure = subjects.wrong_kind ? SubjectKind : Subject; return outcome; }
  if (objects.ends.empty()) { outcome.failure = objects.same ? SameActor : objects.wrong_kind ? ObjectKind : Object; return outcome; }
  for (const Party& subject : subjects.ends)
    for (const Party& object : objects.ends)
      if (are_two(view, subject, object) && may_pair(view, *rule.relation, subject, object) && !are_joined(view, subject, object) &&
          !refers_into(view, subject, objects.ends) && !refers_into(view, object, subjects.ends))
        outcome.pairs.push_back({subject, object, false});
  if (outcome.pairs.empty()) outcome.failure = SameActor;
  return outcome;
}

/// A party, and which path of the alternative found it.
struct SideParty { Party party; std::size_t side; };

/// The parties of one alternative, each actor once. Empty if its first path finds nobody.
std::vector<SideParty> parties_of(const View& view, const Clause& clause, const Rule& rule, const std::vector<Path>& alternative) {
  std::vector<SideParty> parties;
  for (std::size_t side = 0; side < alternative.size(); ++side) {
    for (const Party& party : parties_at(view, clause, alternative[side], Places::Refused)) {
      const bool known = std::ranges::any_of(parties, [&](const SideParty& other) { return other.party.actor == party.actor; });
      const bool fits = is_end(view, party, rule.subject_kinds, rule.relation->subjects) && is_of_kind(view, party, rule.object_kinds);
      if (!known && fits && parties.size() < kMaxEnds) parties.push_back({party, side});
    }
    if (parties.empty()) return {};
  }
  // "refused to hand over": two who do it with nobody are no pair; rules that mean a pair say so by a path alone. Those who
  // share in an event noun are ("the drills of Japan and Peru"), but not whoever speaks of it.
  const bool shared = clause.construction == Construction::Nominal && alternative.front().scope == Scope::Own;
  if (alternative.size() > 1 && parties.back().side == 0 && !shared) return {};
  return parties;
}

/// "Bush met his cabinet": those whom the text calls the other's own, where both act for one state.
bool is_own_side(const View& view, const Party& own, const Party& other) {
  const TokenRange tokens = view.doc.mentions[own.mention].tokens;
  const std::uint32_t before = tokens.first == 0 ? kNone : view.mention_at(tokens.first - 1);
  if (before == kNone || view.doc.mentions[before].form != MentionForm::Pronoun || !are_one_side(view, own, other)) return false;
  return std::ranges::find(view.doc.mentions[before].actors, other.actor) != view.doc.mentions[before].actors.end();
}

/// True if the two are told to have to do with each other. Those whom somebody meets need not meet each other.
bool are_paired(const View& view, const Rule& rule, const SideParty& a, const SideParty& b, bool third, bool two_sides) {
  if (a.side == b.side && (a.side > 0 || (third && are_one_side(view, a.party, b.party)))) return false;
  if (is_own_side(view, a.party, b.party) || is_own_side(view, b.party, a.party)) return false;
  if (rule.relation->opposed && two_sides && a.side == b.side) return false;  // "A and B fought C"
  return (are_two(view, a.party, b.party) || a.party.mention == b.party.mention) && may_pair(view, *rule.relation, a.party, b.party);
}

Outcome apply_symmetric(const View& view, const Clause& clause, const Rule& rule) {
  Outcome outcome;
  const auto& actors = view.doc.actors;
  for (const std::vector<Path>& alternative : rule.parties) {
    const std::vector<SideParty> parties = parties_of(view, clause, rule, alternative);
    const bool third = parties.size() > 2, two_sides = !parties.empty() && parties.back().side > 0;
    for (std::size_t i = 0; i < parties.size(); ++i) {
      if (outcome.subjects.empty()) outcome.subjects.push_back(parties[i].party);
      for (std::size_t j = i + 1; j < parties.size(); ++j) {
        if (!are_paired(view, rule, parties[i], parties[j], third, two_sides)) continue;
        const bool ordered = actors[parties[i].party.actor].key < actors[parties[j].party.actor].key;
        const Party &first = parties[i].party, &second = parties[j].party;
        outcome.pairs.push_back(ordered ? Pair{first, second, false} : Pair{second, first, true});
      }
    }
    if (!outcome.pairs.empty()) return outcome;
  }
  outcome.failure = Outcome::Failure::Parties;
  return outcome;
}

/// True if the verb above lent the event noun one of its arguments, as light verbs do: "held talks", not "feared talks".
bool lends(const View& view, const Clause& clause) {
  const Clause* verb = view.governor(clause);
  return std::ranges::any_of(clause.arguments, [&](const Argument& lent) {
    const auto same = [&](const Argument& argument) { return argument.head == lent.head; };
    return lent.borrowed && std::ranges::any_of(verb->arguments, same) && !is_own(clause, lent);
  });
}

Match match_from(const View& view, const Clause& clause, const Rule& rule) {
  Match match;
  match.supported = clause.link == Link::Support && clause.governor && (rule.support || lends(view, clause));
  match.rule = rule.key;
  match.relation = rule.relation;
  match.polarity = rule.polarity.value_or(clause.polarity);
  match.modality = rule.modality.value_or(clause.modality);
  match.context = rule.context;
  match.confidence = rule.confidence;
  match.object_state = rule.object_state;
  return match;
}

/// A control rule may name the missing end, so a lone one is kept for it.
bool is_partial(const Outcome& outcome) {
  using enum Outcome::Failure;
  return outcome.failure == Subject || outcome.failure == Object || outcome.failure == Parties || outcome.failure == SameActor;
}

}  // namespace

bool may_pair(const View& view, const RelationType& relation, const Party& a, const Party& b) {
  const bool background = relation.standing && relation.weight == 0;  // "holds an office in", "is an agency of"
  return background || !(is_organ_of(view, a, b) || is_organ_of(view, b, a) || acts_for(view, a, b) || acts_for(view, b, a));
}

bool is_end(const View& view, const Party& party, std::span<const KindKey> of_rule, std::span<const KindKey> of_relation) {
  return is_of_kind(view, party, of_rule) && is_of_kind(view, party, of_relation);
}

bool are_two(const View& view, const Party& a, const Party& b) {
  if (a.actor == b.actor) return false;
  const TokenRange x = view.doc.mentions[a.mention].tokens, y = view.doc.mentions[b.mention].tokens;
  return x.last <= y.first || y.last <= x.first;
}

Outcome apply(const View& view, const Clause& clause, const Rule& rule) {
  for (std::size_t i = 0; i < rule.where.size(); ++i)
    if (!holds(view, clause, rule.where[i])) return {{}, Outcome::Failure::Where, i, {}, {}};
  return rule.relation->symmetric ? apply_symmetric(view, clause, rule) : apply_directed(view, clause, rule);
}

Few<const Rule*, 32> rules_for(const View& view, const Clause& clause) {
  Few<const Rule*, 32> rules;
  for (const std::uint32_t number : view.triggered_by(view.program.rules_by_word, clause))
    if (view.trigger_fits(view.program.rules[number].trigger, clause)) rules.push_back(&view.program.rules[number]);
  std::ranges::sort(rules, [](const Rule* a, const Rule* b) { return a->priority != b->priority ? a->priority > b->priority : a < b; });  // all in one array
  return rules;
}

std::vector<Match> match_clause(const View& view, std::uint32_t index) {
  const Clause& clause = view.doc.clauses[index];
  std::vector<Match> matches;
  std::optional<int> last_priority;   // Of a final rule that fired.
  for (const Rule* rule : rules_for(view, clause)) {
    if (last_priority && rule->priority < *last_priority) break;
    Outcome outcome = apply(view, clause, *rule);
    const bool partial = outcome.pairs.empty() && clause.governor && is_partial(outcome);
    if (outcome.pairs.empty() && !partial) continue;
    Match match = match_from(view, clause, *rule);
    match.clause = index;
    for (const Pair& pair : outcome.pairs) {
      match.subject = pair.subject;
      match.object = pair.object;
      match.swapped = pair.swapped;
      matches.push_back(match);
    }
    if (partial) {
      if (!outcome.subjects.empty()) match.subject = outcome.subjects.front();
      else if (!outcome.objects.empty()) match.object = outcome.objects.front();
      matches.push_back(std::move(match));
    }
    if (rule->final && !outcome.pairs.empty()) last_priority = rule->priority;
  }
  return matches;
}

}  // namespace entente::internal
