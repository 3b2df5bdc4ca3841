#include <algorithm>
#include <array>
#include <string>
#include <string_view>

#include "clause/drafts.h"
#include "clause/links.h"

// What event nouns share with the clauses and nouns around them: "carried out an attack", "a round of talks".

namespace entente::internal {

namespace {

bool is_taken(const NounFrame& frame, std::string_view marker) { return std::ranges::find(frame.takes, marker) != frame.takes.end(); }

/// Prepositions that name the target of an event and that few verbs take themselves.
bool is_target(std::string_view marker) {
  static constexpr std::array<std::string_view, 6> kTargets{"on", "against", "of", "over", "between", "towards"};
  return std::ranges::find(kTargets, marker) != kTargets.end();
}

void borrow_obliques(const Trees& trees, const Clause& verb, Clause& event, bool light) {
  const NounFrame* frame = trees.entry(event.predicate).frame;
  const std::uint32_t anchor = anchor_of_event(trees, event.predicate);
  for (const Argument& argument : verb.arguments) {
    if (argument.head == anchor || trees.subtree(argument.head).contains(event.predicate)) continue;
    if (light && (argument.role == Role::Time || argument.role == Role::Recipient)) borrow(argument, event, argument.role);
    if (argument.role != Role::Oblique) continue;
    const bool taken = frame && is_taken(*frame, argument.marker) && is_target(argument.marker) && argument.head > event.predicate;
    if (!light && !taken) continue;
    borrow(argument, event, Role::Oblique);
    const bool parties = argument.marker == "between" || argument.marker == "among";
    if (parties && frame && is_taken(*frame, "between")) borrow(argument, event, Role::Agent);
  }
}

/// True if the event tells its own doer, by a name or a by-phrase.
bool has_own_agent(const Trees& trees, const Clause& event) {
  return std::ranges::any_of(event.arguments, [&](const Argument& a) {
    const bool named = trees.upos(a.head) != Upos::PRON;
    return (a.role == Role::Possessor && named) || (a.role == Role::Oblique && (a.marker == "by" || a.marker == "between"));
  });
}

/// "accused Iran of an attack": the attack is Iran's.
bool borrow_accused(const Trees& trees, const Clause& verb, Clause& event) {
  const std::string marker = trees.marker(anchor_of_event(trees, event.predicate));
  if (marker.empty() || !trees.lexicon().takes(PrepositionTable::PatientActs, verb.lemma, marker)) return false;
  borrow(verb, Role::Patient, event, Role::Agent);
  return true;
}

/// True if the subject of a light verb does what the noun says. Who seeks aid gives none, who discusses a raid makes none;
/// who seeks talks or discusses a deal is party to it, and who discusses plans to act has them.
bool is_doer(const Trees& trees, const LemmaClasses& verb, const Clause& event) {
  if (!verb.has(LemmaClass::NoAgentLending)) return true;
  const LemmaClasses noun = trees.entry(event.predicate).classes;
  if (verb.has(LemmaClass::PossibleObject) && (noun.has(LemmaClass::Planned) || noun.has(LemmaClass::Wanted))) return !has_role(event, Role::Modifier);
  const NounFrame* frame = trees.entry(event.predicate).frame;
  const bool ahead = verb.has(LemmaClass::WantedObject) || verb.has(LemmaClass::PlannedObject) || verb.has(LemmaClass::PossibleObject);
  return frame && is_taken(*frame, "between") && ahead;
}

/// Prepositions of what the object of a verb is about.
bool is_topic(std::string_view marker) { return marker == "about" || marker == "on" || marker == "over" || marker == "regarding" || marker == "concerning"; }

/// A light verb lends the noun its subject, and whatever phrases may belong to either.
void support_event(const Trees& trees, const Draft& governor, Clause& event) {
  const Clause& verb = governor.clause;
  if (governor.sort != Sort::Verbal) return borrow_obliques(trees, verb, event, false);
  if (borrow_accused(trees, verb, event)) return;
  const LemmaClasses classes = classes_of(trees, verb);
  const std::uint32_t anchor = anchor_of_event(trees, event.predicate);
  const bool subject = base_of(trees.deprel(anchor)) == Deprel::Nsubj && !governor.passive;
  const bool light = subject ? classes.has(LemmaClass::OccurrenceVerb) : classes.has(LemmaClass::LightVerb) || classes.has(LemmaClass::PhrasalObject);
  // "in an attempt to …, the state banned": a phrase before the verb is no object of it.
  const bool before = base_of(trees.deprel(anchor)) == Deprel::Obl && anchor < verb.predicate;
  borrow_obliques(trees, verb, event, light && !before);
  // "imposed costs for its war", "made comments about the war", "sent condolences on the raid": nothing that the verb does.
  const std::string marker = trees.marker(anchor);
  const bool reason = marker == "for" && trees.lexicon().find(verb.lemma + " for").classes.empty();
  const bool topic = is_topic(marker) && !before && has_role(verb, Role::Patient) && !trees.is(event.predicate, LemmaClass::AdjunctNoun);
  const bool lends = light && !subject && !reason && !topic && is_doer(trees, classes, event) && !is_responded_to(trees, verb, event);
  if (lends && !has_own_agent(trees, event)) borrow(verb, Role::Agent, event, Role::Agent);
}

/// "a round of talks with Iran" with the phrase on "round"; "attacks and raids on Gaza" with it on either.
void borrow_from_nouns(const Trees& trees, Drafts& drafts, Draft& draft) {
  const std::uint32_t noun = draft.clause.predicate, head = trees.head(noun);
  if (head == kNoToken) return;
  if (trees.deprel(noun) == Deprel::Nmod && trees.is(head, LemmaClass::TransparentNoun) && drafts.at[head] == kNoClause) {
    Clause around;
    around.predicate = head;
    add_noun_arguments(trees, around, head);
    for (const Argument& argument : around.arguments)
      if (!trees.subtree(argument.head).contains(noun)) borrow(argument, draft.clause, argument.role);
    return;
  }
  if (trees.deprel(noun) != Deprel::Conj || drafts.at[head] == kNoClause || drafts.list[drafts.at[head]].sort != Sort::Event) return;
  Clause& first = drafts.list[drafts.at[head]].clause;
  const bool bare = !has_role(draft.clause, Role::Possessor) && !has_role(draft.clause, Role::Modifier) && !trees.has_child(noun, Deprel::Det);
  const bool lonely = !has_role(first, Role::Oblique) && noun - head <= 3;
  for (const Argument& argument : std::vector<Argument>(first.arguments))
    if ((bare && (argument.role == Role::Possessor || argument.role == Role::Modifier || argument.role == Role::Agent)) ||
        (argument.role == Role::Oblique && argument.head > noun))
      borrow(argument, draft.clause, argument.role);
  if (lonely) borrow(draft.clause, Role::Oblique, first, Role::Oblique);
}

/// Nouns whose doer does what they speak of: "a threat of war", not "a call for talks".
bool lends_agent_inside(const Trees& trees, const Clause& outer) {
  const LemmaClasses classes = classes_of(trees, outer);
  return classes.has(LemmaClass::Planned) || classes.has(LemmaClass::Negative) || trees.is(outer.predicate, LemmaClass::Planned);
}

/// Prepositions under which a meeting or a journey tells when or where something was done.
bool is_occasion(std::string_view marker) {
  static constexpr std::array<std::string_view, 13> kOccasions{"after", "ahead of", "amid", "at", "before", "during", "following",
                                                               "in", "in the course of", "on", "prior to", "since", "while"};
  return std::ranges::find(kOccasions, marker) != kOccasions.end();
}

/// The verb in whose adjunct the event stands, past the nouns that a tree may hang it on: "condemned the raid in a call with …".
const Draft* verb_around(const Drafts& drafts, const Clause& event) {
  const Clause* at = &event;
  for (int steps = 0; steps < 3 && at->governor; ++steps) {
    const Draft& governor = drafts.list[*at->governor];
    if (governor.sort == Sort::Verbal) return &governor;
    if (governor.sort != Sort::Event) return nullptr;
    at = &governor.clause;
  }
  return nullptr;
}

/// "spoke after talks with Iran", "left during a visit to Cairo": the one who spoke or left also held the talks or made the visit.
void borrow_from_occasion(const Trees& trees, const Drafts& drafts, Clause& event) {
  if (!classes_of(trees, event).has(LemmaClass::AdjunctNoun) && !trees.is(event.predicate, LemmaClass::AdjunctNoun)) return;
  if (has_role(event, Role::Agent) || event.link == Link::None) return;
  const std::uint32_t anchor = anchor_of_event(trees, event.predicate);
  const Deprel base = base_of(trees.deprel(anchor));
  if ((base != Deprel::Obl && base != Deprel::Nmod) || !is_occasion(trees.marker(anchor))) return;
  const bool partner = std::ranges::any_of(event.arguments, [&](const Argument& a) {
    return a.role == Role::Oblique && !a.borrowed && (a.marker == "with" || a.marker == "to");
  });
  if (!partner) return;
  if (const Draft* verb = verb_around(drafts, event)) borrow(verb->clause, verb->subject, event, Role::Agent);
}

}  // namespace

void share_event(const Trees& trees, Drafts& drafts, Draft& draft) {
  borrow_from_nouns(trees, drafts, draft);
  if (!draft.clause.governor) return;
  const Draft& governor = drafts.list[*draft.clause.governor];
  if (draft.clause.link == Link::Support) support_event(trees, governor, draft.clause);
  borrow_from_occasion(trees, drafts, draft.clause);
  if (draft.clause.link != Link::Inside) return;
  const std::string marker = trees.marker(anchor_of_event(trees, draft.clause.predicate));
  const bool content = marker == "of" || marker == "for" || marker == "on" || marker == "in" || marker == "including";  // not "a threat to peace"
  if (content && lends_agent_inside(trees, governor.clause) && !has_role(draft.clause, Role::Agent)) borrow(governor.clause, Role::Agent, draft.clause, Role::Agent);
  borrow_obliques(trees, governor.clause, draft.clause, false);
}

void support_from_below(const Trees& trees, Drafts& drafts, std::uint32_t index) {
  const Draft& verb = drafts.list[index];
  const Deprel deprel = trees.deprel(verb.clause.predicate);
  if (verb.sort != Sort::Verbal || (deprel != Deprel::Acl && deprel != Deprel::AclRelcl)) return;
  const std::uint32_t noun = trees.head(verb.clause.predicate);
  Draft* event = drafts.find(noun);
  if (!event || event->sort != Sort::Event || !has_argument(verb.clause, Role::Patient, noun)) return;
  const LemmaClasses classes = classes_of(trees, verb.clause);
  if (!classes.has(LemmaClass::LightVerb)) return;
  if (!event->clause.governor) {
    event->clause.governor = index;
    event->clause.link = Link::Support;
  }
  borrow_obliques(trees, verb.clause, event->clause, true);
  if (!has_own_agent(trees, event->clause) && !classes.has(LemmaClass::NoAgentLending)) borrow(verb.clause, Role::Agent, event->clause, Role::Agent);
}

bool is_responded_to(const Trees& trees, const Clause& verb, const Clause& event) {
  const LemmaClasses noun = trees.entry(event.predicate).classes;
  const bool speech = noun.reports() || noun.has(LemmaClass::Wanted) || noun.has(LemmaClass::Planned);
  if (!speech) return false;
  if (classes_of(trees, verb).has(LemmaClass::RespondingVerb)) return true;
  const std::string phrase = verb.lemma + ' ' + trees.marker(anchor_of_event(trees, event.predicate));
  return trees.lexicon().find(phrase).classes.has(LemmaClass::RespondingVerb);
}

}  // namespace entente::internal
