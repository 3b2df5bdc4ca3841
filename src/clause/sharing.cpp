#include <algorithm>
#include <array>
#include <string>
#include <utility>

#include "clause/drafts.h"
#include "clause/links.h"

namespace entente::internal {

namespace {

LemmaClasses classes_of(const Trees& trees, const Clause& clause) { return trees.lexicon().find(clause.lemma).classes; }

bool is_relative_word(const Trees& trees, std::uint32_t token) {
  const Token& word = trees[token];
  if (word.feats.has(Feat::Rel)) return true;
  // A tagger may take the pronoun for the conjunction; one that is an argument is no conjunction.
  if (trees.lemma(token) == "that" && word.head != kNoToken && token < word.head && trees.deprel(word.head) == Deprel::AclRelcl)
    return trees.children(token).empty() && token == trees.subtree(word.head).first;
  return word.xpos == Xpos::WDT || word.xpos == Xpos::WP || word.xpos == Xpos::WRB;
}

/// The noun that the relative clause around `token` belongs to; kNoToken outside of one.
std::uint32_t antecedent_of(const Trees& trees, std::uint32_t token) {
  for (std::uint32_t up = token; up != kNoToken; up = trees.head(up)) {
    if (trees.deprel(up) == Deprel::AclRelcl) return trees.head(up);
    const Deprel base = base_of(trees.deprel(up));
    if (base != Deprel::Ccomp && base != Deprel::Xcomp && base != Deprel::Conj && base != Deprel::Advcl) return kNoToken;
  }
  return kNoToken;
}

/// Puts the antecedent where who, which, that, where or when stands.
bool replace_relative_words(const Trees& trees, Clause& clause, std::uint32_t noun) {
  bool replaced = false;
  for (Argument& argument : clause.arguments) {
    if (!is_relative_word(trees, argument.head) || argument.head == noun) continue;
    argument.head = noun;
    argument.tokens = trees.phrase(noun);
    argument.borrowed = replaced = true;
  }
  for (const std::uint32_t c : trees.children(clause.predicate)) {
    const bool place = trees.deprel(c) == Deprel::Advmod && (trees.lemma(c) == "where" || trees.lemma(c) == "when");
    if (!place) continue;
    clause.arguments.push_back({Role::Oblique, trees.phrase(noun), noun, "in", true, std::nullopt});
    replaced = true;
  }
  return replaced;
}

/// "the deal they signed", "the country it sold arms to": the gap that no word fills.
void fill_gap(const Trees& trees, Draft& draft, std::uint32_t noun) {
  Clause& clause = draft.clause;
  const Argument filler{Role::Patient, trees.phrase(noun), noun, {}, true, std::nullopt};
  if (!draft.has_subject) return borrow(filler, clause, draft.subject);
  if (draft.sort != Sort::Verbal) return;
  for (const std::uint32_t c : trees.children(clause.predicate)) {
    const bool stranded = trees.upos(c) == Upos::ADP && c > clause.predicate && trees.deprel(c) != Deprel::CompoundPrt && trees.deprel(c) != Deprel::Mark;
    if (!stranded) continue;
    borrow({Role::Oblique, filler.tokens, noun, std::string(trees.lemma(c)), true, std::nullopt}, clause, Role::Oblique);
    return;
  }
  if (!draft.passive && !has_role(clause, Role::Patient) && !has_role(clause, Role::Complement)) borrow(filler, clause, Role::Patient);
}

/// "the deal they agreed to sign": the gap lies at the end of the chain of infinitives.
bool ends_open_chain(const Trees& trees, const Drafts& drafts, const Draft& draft) {
  if (trees.deprel(draft.clause.predicate) != Deprel::Xcomp || draft.sort != Sort::Verbal || draft.passive) return false;
  if (has_role(draft.clause, Role::Patient) || has_role(draft.clause, Role::Complement)) return false;
  std::uint32_t up = draft.clause.predicate;
  while (trees.deprel(up) == Deprel::Xcomp) up = trees.head(up);
  if (trees.deprel(up) != Deprel::AclRelcl || drafts.at[up] == kNoClause) return false;
  const Draft& top = drafts.list[drafts.at[up]];
  if (!top.has_subject || has_role(top.clause, Role::Patient)) return false;
  return std::ranges::none_of(top.clause.arguments, [&](const Argument& a) { return a.head == trees.head(up); });
}

void fill_relative(const Trees& trees, Drafts& drafts, Draft& draft) {
  if (draft.sort == Sort::Event) return;
  const std::uint32_t token = draft.clause.predicate;
  const std::uint32_t noun = antecedent_of(trees, token);
  if (noun == kNoToken) return;
  if (replace_relative_words(trees, draft.clause, noun)) return;
  if (trees.deprel(token) == Deprel::AclRelcl) {
    const TokenRange below = trees.subtree(token);
    for (std::uint32_t t = below.first; t < token; ++t)
      if (is_relative_word(trees, t)) return;
    fill_gap(trees, draft, noun);
  } else if (ends_open_chain(trees, drafts, draft)) {
    draft.clause.arguments.push_back({Role::Patient, trees.phrase(noun), noun, {}, true, std::nullopt});
  }
}

/// The marker under which a gerund hangs on its verb: "of" of "accused Iran of arming".
std::string_view gerund_marker(const Trees& trees, std::uint32_t token) {
  const std::uint32_t mark = mark_of(trees, token);
  return mark == kNoToken ? std::string_view() : trees.lemma(mark);
}

/// Borrows the oblique that controls: "called *on Russia* to withdraw". False if there is none.
bool borrow_oblique_controller(const Trees& trees, const Clause& governor, Clause& clause) {
  bool found = false;
  for (const Argument& argument : governor.arguments)
    if (argument.role == Role::Oblique && trees.lexicon().takes(PrepositionTable::ObliqueControl, governor.lemma, argument.marker) &&
        argument.head != clause.predicate) {
      borrow(argument, clause, Role::Agent);
      found = true;
    }
  return found;
}

void rename_last_borrowed(Clause& clause, std::size_t from, Role role) {
  for (std::size_t i = from; i < clause.arguments.size(); ++i) clause.arguments[i].role = role;
}

/// "China's ability to pay", "the right of Iran to …": the owner of a noun that is no event acts. False if it has none.
bool borrow_owner(const Trees& trees, const Drafts& drafts, Draft& draft) {
  const std::uint32_t token = draft.clause.predicate, noun = trees.head(token);
  if (trees.deprel(token) != Deprel::Acl || drafts.at[noun] != kNoClause || !trees.is_nominal(noun) || !is_to_infinitive(trees, token)) return false;
  const LemmaClasses classes = trees.entry(noun).classes;
  if (!classes.has(LemmaClass::Possible) && !classes.has(LemmaClass::Planned) && !classes.has(LemmaClass::Wanted) && !classes.has(LemmaClass::Negative)) return false;
  Clause around;
  around.predicate = noun;
  add_noun_arguments(trees, around, noun);
  const std::size_t before = draft.clause.arguments.size();
  for (const Argument& argument : around.arguments)
    if (argument.role == Role::Possessor || (argument.role == Role::Oblique && argument.marker == "of")) borrow(argument, draft.clause, draft.subject);
  return draft.clause.arguments.size() > before;
}

/// Control: which argument of the verb above is the unspoken subject of its complement.
void borrow_controller(const Trees& trees, const Draft& governor, Draft& draft) {
  const Clause& above = governor.clause;
  Clause& clause = draft.clause;
  const Role role = draft.subject;
  const std::size_t before = clause.arguments.size();
  if (borrow_oblique_controller(trees, above, clause)) return rename_last_borrowed(clause, before, role);
  if (governor.sort == Sort::Event) {
    // "French calls to impose sanctions": who is called upon acts, not who calls.
    if (trees.is(above.predicate, LemmaClass::DirectiveNoun)) return;
    borrow(above, has_role(above, Role::Agent) ? Role::Agent : Role::Possessor, clause, role);
    return;
  }
  if (governor.passive) return borrow(above, Role::Patient, clause, role);
  const LemmaClasses classes = classes_of(trees, above);
  const std::string_view marker = gerund_marker(trees, clause.predicate);
  const Deprel deprel = trees.deprel(clause.predicate);
  const bool gerund = !marker.empty() && marker != "to";
  bool object = deprel == Deprel::Xcomp || deprel == Deprel::Ccomp ? !classes.has(LemmaClass::SubjectControl) : classes.has(LemmaClass::ObjectControl);
  if (gerund) object = trees.lexicon().takes(PrepositionTable::PatientActs, above.lemma, marker);
  if (deprel == Deprel::Acl && !classes.has(LemmaClass::ObjectControl)) object = false;
  if (deprel == Deprel::Acl && !object) {  // "stressed the need to act": who is to act is left open
    const LemmaClasses noun = trees.entry(trees.head(clause.predicate)).classes;
    if (noun.has(LemmaClass::Wanted) && !noun.has(LemmaClass::Planned)) return;
  }
  if (object && has_role(above, Role::Patient)) return borrow(above, Role::Patient, clause, role);
  if (object && has_role(above, Role::Recipient)) return borrow(above, Role::Recipient, clause, role);
  borrow(above, Role::Agent, clause, role);
}

/// "in an attempt to seize the port, the rebels …": who attempts it is the subject of the verb.
void borrow_from_attempt(const Trees& trees, const Drafts& drafts, const Draft& noun, Draft& draft) {
  const LemmaClasses classes = trees.entry(noun.clause.predicate).classes;
  if (!classes.has(LemmaClass::Wanted) && !classes.has(LemmaClass::Planned)) return;
  if (noun.sort != Sort::Event || has_role(draft.clause, draft.subject) || !noun.clause.governor) return;
  if (base_of(trees.deprel(anchor_of_event(trees, noun.clause.predicate))) != Deprel::Obl) return;
  const Draft& verb = drafts.list[*noun.clause.governor];
  if (verb.sort == Sort::Verbal) borrow(verb.clause, verb.subject, draft.clause, draft.subject);
}

/// "urged that Israel halt", or a tree that makes Israel the subject of "halt": the one urged is the Patient too.
void lend_object_upwards(const Trees& trees, Draft& governor, const Draft& draft) {
  if (governor.sort != Sort::Verbal || governor.passive || has_role(governor.clause, Role::Patient)) return;
  if (!is_to_infinitive(trees, draft.clause.predicate) || !classes_of(trees, governor.clause).has(LemmaClass::ObjectControl)) return;
  const std::uint32_t mark = mark_of(trees, draft.clause.predicate);
  if (mark != kNoToken && trees.lemma(mark) == "for") return;
  borrow(draft.clause, draft.subject, governor.clause, Role::Patient);
}

/// The noun above a participle is what it is said of.
void borrow_modified_noun(const Trees& trees, Draft& draft) {
  const std::uint32_t mark = mark_of(trees, draft.clause.predicate);
  if (mark != kNoToken && trees.lemma(mark) != "to" && trees[draft.clause.predicate].xpos == Xpos::VBG) return;  // "credit for ending": no credit ends
  const std::uint32_t noun = trees.head(draft.clause.predicate);
  borrow({Role::Agent, trees.phrase(noun), noun, {}, true, std::nullopt}, draft.clause, draft.subject);
}

void share_with_governor(const Trees& trees, Drafts& drafts, Draft& draft) {
  Draft& governor = drafts.list[*draft.clause.governor];
  if (draft.has_subject) {
    if (draft.clause.link == Link::Complement) lend_object_upwards(trees, governor, draft);
    return;
  }
  const Role role = draft.subject;
  switch (draft.clause.link) {
    case Link::Complement:
      if (borrow_owner(trees, drafts, draft)) return;
      borrow_controller(trees, governor, draft);
      return borrow_from_attempt(trees, drafts, governor, draft);
    case Link::Purpose:
      if (borrow_owner(trees, drafts, draft)) return;
      return borrow(governor.clause, has_role(governor.clause, Role::Agent) ? Role::Agent : governor.subject, draft.clause, role);
    case Link::Adverbial: case Link::Conjunct:
      return borrow(governor.clause, governor.subject, draft.clause, role);
    case Link::Relative:
      if (trees.deprel(draft.clause.predicate) == Deprel::Acl) borrow_modified_noun(trees, draft);
      return;
    default: return;
  }
}

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
  // "imposed costs for its war", "for the war": a reason is nothing that the verb does.
  const bool reason = trees.marker(anchor) == "for" && trees.lexicon().find(verb.lemma + " for").classes.empty();
  const bool lends = light && !subject && !reason && is_doer(trees, classes, event) && !is_responded_to(trees, verb, event);
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

/// "the attack launched by Israel on Gaza", "talks that were held with Iran": the noun has its support verb behind it.
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

}  // namespace

bool is_responded_to(const Trees& trees, const Clause& verb, const Clause& event) {
  const LemmaClasses noun = trees.entry(event.predicate).classes;
  const bool speech = noun.reports() || noun.has(LemmaClass::Wanted) || noun.has(LemmaClass::Planned);
  if (!speech) return false;
  if (classes_of(trees, verb).has(LemmaClass::RespondingVerb)) return true;
  const std::string phrase = verb.lemma + ' ' + trees.marker(anchor_of_event(trees, event.predicate));
  return trees.lexicon().find(phrase).classes.has(LemmaClass::RespondingVerb);
}

void share_arguments(const Trees& trees, Drafts& drafts) {
  for (std::uint32_t i = 0; i < drafts.list.size(); ++i) link_clause(trees, drafts, i);
  for (Draft& draft : drafts.list)
    if (draft.sort == Sort::Verbal || draft.sort == Sort::Copula) fill_relative(trees, drafts, draft);
  for (const std::uint32_t token : trees.top_down()) {
    const std::uint32_t index = drafts.at[token];
    if (index == kNoClause) continue;
    Draft& draft = drafts.list[index];
    if (draft.sort == Sort::Event) share_event(trees, drafts, draft);
    else if (!draft.has_subject && draft.sort == Sort::Verbal && is_headline_plan(trees, token)) borrow_modified_noun(trees, draft);
    else if (draft.clause.governor && (draft.sort == Sort::Verbal || draft.sort == Sort::Copula)) share_with_governor(trees, drafts, draft);
    else if (draft.sort == Sort::Verbal && !draft.has_subject && trees.deprel(token) == Deprel::Acl) borrow_modified_noun(trees, draft);  // a heading: "Two soldiers killed in raid"
    support_from_below(trees, drafts, index);
    borrow_authors(trees, drafts, index);
  }
}

}  // namespace entente::internal
