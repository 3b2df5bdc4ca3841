#include <algorithm>
#include <array>
#include <string>
#include <string_view>

#include "clause/drafts.h"
#include "clause/links.h"

// Polarity and modality that a clause has from the clauses and nouns above it: "refused to sign", "plans for talks".

namespace entente::internal {

namespace {

/// What a governor makes of its complement.
struct Effect {
  bool negative = false;
  Modality modality = Modality::Actual;
};

bool has_adverb(const Trees& trees, std::uint32_t token, std::string_view lemma) {
  return std::ranges::any_of(trees.children(token), [&](std::uint32_t c) { return trees.deprel(c) == Deprel::Advmod && trees.lemma(c) == lemma; }) ||
         (token + 1 < trees.doc().tokens.size() && trees.lemma(token + 1) == lemma);
}

/// The last verb of the lemma decides for nouns too; "be going to", "have to" and "be to" are modal only before "to".
Effect effect_on_complement(const Trees& trees, const Draft& governor, const Draft& inner) {
  // "stressed the need to act": the noun decides where it is no clause itself.
  const std::uint32_t head = trees.head(inner.clause.predicate);
  const bool noun = trees.deprel(inner.clause.predicate) == Deprel::Acl && trees.is_nominal(head) && head != governor.clause.predicate &&
                    trees.deprel(head) != Deprel::Root && !classes_of(trees, governor.clause).has(LemmaClass::ObjectControl);
  const LemmaClasses classes = noun ? trees.entry(head).classes : classes_of(trees, governor.clause);
  const bool infinitive = is_to_infinitive(trees, inner.clause.predicate);
  const bool finite = !infinitive && (inner.has_subject && trees[inner.clause.predicate].xpos != Xpos::VBG);
  Effect effect;
  // "called it a threat", "elected him president": said of a thing, no act to come.
  if (inner.sort == Sort::Copula && !infinitive && !inner.has_subject && !trees.has_child(inner.clause.predicate, Deprel::Cop)) return effect;
  const std::string& lemma = governor.clause.lemma;
  if (infinitive && (lemma == "be" || (lemma == "go" && trees[governor.clause.predicate].xpos == Xpos::VBG))) return {false, Modality::Planned};
  if (lemma == "have" && infinitive && has_adverb(trees, governor.clause.predicate, "yet")) return {true, Modality::Actual};
  if (lemma == "have" || lemma == "need" || lemma == "would") return {false, infinitive ? Modality::Wanted : Modality::Actual};
  if (classes.has(LemmaClass::Negative)) effect.negative = !finite || lemma == "deny";
  // "the deals that they brokered": done, whatever such a noun may promise.
  if (governor.sort == Sort::Event && inner.sort == Sort::Verbal && trees[inner.clause.predicate].xpos == Xpos::VBD) return effect;
  // "said that", "decided that": a finite clause keeps its own tense, unless it is wished for.
  if (finite && trees.deprel(inner.clause.predicate) == Deprel::Ccomp) {
    const bool subjunctive = trees[inner.clause.predicate].xpos == Xpos::VB && !trees.has_child(inner.clause.predicate, Deprel::Aux);
    if (classes.has(LemmaClass::Wanted) && (subjunctive || !classes.reports())) effect.modality = Modality::Wanted;
    else if (classes.has(LemmaClass::Possible)) effect.modality = Modality::Possible;
    return effect;
  }
  if (classes.has(LemmaClass::Wanted)) effect.modality = Modality::Wanted;
  else if (classes.has(LemmaClass::Planned)) effect.modality = Modality::Planned;
  else if (classes.has(LemmaClass::Possible)) effect.modality = Modality::Possible;
  return effect;
}

Effect effect_on_event(const Trees& trees, const Draft& governor, const Draft& inner) {
  const LemmaClasses classes = classes_of(trees, governor.clause);
  Effect effect;
  if (inner.clause.link == Link::Inside || governor.sort == Sort::Copula) {
    // "a threat of war", "a ban on imports"; but peace is not planned in "a threat to peace"
    const std::string marker = trees.marker(anchor_of_event(trees, inner.clause.predicate));
    if (marker == "on" && classes.has(LemmaClass::Negative)) effect.negative = true;
    if (!marker.empty() && marker != "of" && marker != "for") return effect;
    // "denial of the massacre" denies a fact that may well be one, and "the failure of the summit" tells that it was held.
    if (classes.has(LemmaClass::Negative) && !classes.reports() && !trees.is(inner.clause.predicate, LemmaClass::AdjunctNoun)) effect.negative = true;
    if (classes.has(LemmaClass::Wanted)) effect.modality = Modality::Wanted;
    else if (classes.has(LemmaClass::Planned) && governor.clause.lemma != "agreement" && governor.clause.lemma != "deal") effect.modality = Modality::Planned;
    else if (classes.has(LemmaClass::Possible)) effect.modality = Modality::Possible;
    return effect;
  }
  const std::uint32_t anchor = anchor_of_event(trees, inner.clause.predicate);
  const bool oblique = base_of(trees.deprel(anchor)) == Deprel::Obl;
  if (base_of(trees.deprel(anchor)) == Deprel::Nsubj && !governor.passive) return effect;
  if (is_responded_to(trees, governor.clause, inner.clause)) return effect;
  if (oblique) {  // "called for talks", "threatened with sanctions"; but not "banned … in an attempt"
    if (anchor < governor.clause.predicate) return effect;
    const LemmaClasses phrase = trees.lexicon().find(governor.clause.lemma + ' ' + trees.marker(anchor)).classes;
    if (phrase.has(LemmaClass::WantedObject)) effect.modality = Modality::Wanted;
    else if (phrase.has(LemmaClass::PlannedObject)) effect.modality = Modality::Planned;
    else if (phrase.has(LemmaClass::PossibleObject)) effect.modality = Modality::Possible;
    return effect;
  }
  if (classes.has(LemmaClass::NegativeObject)) effect.negative = true;
  if (classes.has(LemmaClass::WantedObject)) effect.modality = Modality::Wanted;
  else if (classes.has(LemmaClass::PlannedObject)) effect.modality = Modality::Planned;
  else if (classes.has(LemmaClass::PossibleObject)) effect.modality = Modality::Possible;
  return effect;
}

/// "the drills held last year", "the deal that they signed", "their ongoing talks": a participle, a clause or an adjective tells that
/// it happened.
bool is_told_as_done(const Trees& trees, std::uint32_t noun) {
  return std::ranges::any_of(trees.children(noun), [&](std::uint32_t c) {
    if (trees.deprel(c) == Deprel::Amod && trees.is(c, LemmaClass::ActualAdjective)) return true;
    const bool clause = trees.deprel(c) == Deprel::Acl || trees.deprel(c) == Deprel::AclRelcl;
    const Xpos tag = trees[c].xpos;
    const bool past = tag == Xpos::VBD || (tag == Xpos::VBN && !is_to_infinitive(trees, c) && !trees.has_child(c, Deprel::Aux));
    return clause && past && trees.is(c, LemmaClass::LightVerb) && !trees.is(c, LemmaClass::Planned) && !trees.is(c, LemmaClass::PlannedObject);
  });
}

/// True if what is said of the governor holds for the noun: "did not hold talks", but not "did not condemn the attack".
bool carries_stance(const Trees& trees, const Draft& governor, const Clause& event) {
  const LemmaClasses classes = classes_of(trees, governor.clause);
  // "talks will continue" tells of talks to come; "cooperation could improve security" takes it for granted.
  const bool acts = governor.sort == Sort::Verbal && !governor.passive && base_of(trees.deprel(anchor_of_event(trees, event.predicate))) == Deprel::Nsubj;
  if (acts) return classes.has(LemmaClass::OccurrenceVerb) && !has_role(governor.clause, Role::Patient) && !has_role(governor.clause, Role::Complement);
  return governor.sort != Sort::Verbal || classes.has(LemmaClass::LightVerb) || classes.has(LemmaClass::OccurrenceVerb) ||
         classes.has(LemmaClass::PhrasalObject) || classes.has(LemmaClass::WantedObject) || classes.has(LemmaClass::PlannedObject) ||
         classes.has(LemmaClass::PossibleObject) || classes.has(LemmaClass::NegativeObject);
}

void weaken(Clause& clause, Modality modality) {
  if (clause.modality == Modality::Actual) clause.modality = modality;
}

void inherit_complement(const Trees& trees, const Draft& governor, Draft& draft) {
  const Effect effect = effect_on_complement(trees, governor, draft);
  const LemmaClasses classes = classes_of(trees, governor.clause);
  const bool denied = governor.clause.polarity == Polarity::Negative;
  Clause& clause = draft.clause;
  const Modality own = clause.modality;
  if (effect.negative && denied) weaken(clause, Modality::Possible);
  else if (effect.negative) clause.polarity = flip(clause.polarity);
  weaken(clause, effect.modality);
  const bool content = trees.deprel(clause.predicate) == Deprel::Ccomp && draft.has_subject;
  if (content && classes.reports()) {
    // "did not say that …" leaves it open; "does not believe that …" means "believes that … not".
    if (denied && classes.has(LemmaClass::NegativeRaising)) clause.polarity = flip(clause.polarity);
    else if (denied && !effect.negative) weaken(clause, Modality::Possible);
    return;
  }
  const bool tensed = trees.has_child(clause.predicate, Deprel::Aux) && draft.has_subject;
  if (denied && !effect.negative && !tensed && clause.polarity == Polarity::Positive) clause.polarity = Polarity::Negative;
  if (own == Modality::Actual && effect.modality == Modality::Actual) weaken(clause, governor.clause.modality);
  // What is wished for or not sure upstream is no plan downstream: "may agree to sign".
  else if (governor.clause.modality != Modality::Actual && governor.clause.modality != Modality::Planned && effect.modality == Modality::Planned)
    clause.modality = governor.clause.modality;
}

void inherit_event(const Trees& trees, const Draft& governor, Draft& draft) {
  // "talks are (not) possible" says something of the event; "raids are (not) a threat" takes it for granted.
  const bool subject = governor.sort == Sort::Copula && draft.clause.link == Link::Support;
  if (subject && trees.upos(governor.clause.predicate) != Upos::ADJ) return;
  const Effect effect = effect_on_event(trees, governor, draft);
  if (subject && !effect.negative && effect.modality == Modality::Actual) return;
  if (!effect.negative && is_told_as_done(trees, draft.clause.predicate)) return;
  const std::uint32_t anchor = anchor_of_event(trees, draft.clause.predicate);
  const bool before = base_of(trees.deprel(anchor)) == Deprel::Obl && anchor < governor.clause.predicate;
  const bool carries = !before && carries_stance(trees, governor, draft.clause) && !is_responded_to(trees, governor.clause, draft.clause);
  const bool denied = carries && governor.clause.polarity == Polarity::Negative;
  if (effect.negative != denied) draft.clause.polarity = Polarity::Negative;
  if (effect.negative && denied) weaken(draft.clause, Modality::Possible);
  weaken(draft.clause, effect.modality);
  if (carries) weaken(draft.clause, governor.clause.modality);
}

bool is_nonfinite(const Trees& trees, std::uint32_t token) {
  const Xpos tag = trees[token].xpos;
  return tag == Xpos::VB || tag == Xpos::VBN || tag == Xpos::VBG || tag == Xpos::JJ;
}

/// "will go and meet", "was seized and sold"; not "did not qualify, reversing …".
bool shares_form(const Trees& trees, std::uint32_t first, std::uint32_t second) {
  const Xpos tag = trees[second].xpos, before = trees[first].xpos;
  return before == tag || tag == Xpos::JJ || (tag == Xpos::VB && before != Xpos::VBD && before != Xpos::VBZ);
}

/// Joined predicates share "will" and "not" if the second has neither subject nor auxiliary of its own.
void inherit_conjunct(const Trees& trees, const Draft& governor, Draft& draft) {
  const std::uint32_t token = draft.clause.predicate;
  if (draft.has_subject || trees.has_child(token, Deprel::Aux) || trees.has_child(token, Deprel::Cop) || !is_nonfinite(trees, token)) return;
  if (!shares_form(trees, governor.clause.predicate, token)) return;
  const std::uint32_t cc = trees.child(token, Deprel::Cc);
  weaken(draft.clause, governor.clause.modality);
  if (cc == kNoToken || trees.lemma(cc) != "but") {
    if (governor.clause.polarity == Polarity::Negative) draft.clause.polarity = Polarity::Negative;
  }
}

/// "prospects for peace", "hopes of a deal": a noun that is no event itself, but no fact either.
void inherit_from_noun(const Trees& trees, const Drafts& drafts, Draft& draft) {
  const std::uint32_t token = draft.clause.predicate, head = trees.head(token);
  if (draft.sort != Sort::Event || trees.deprel(token) != Deprel::Nmod || drafts.at[head] != kNoClause) return;
  // "the aim of Russian-Chinese cooperation": what has an aim is there, unlike "the goal of peace".
  const bool named = has_role(draft.clause, Role::Modifier) || has_role(draft.clause, Role::Possessor) || trees.has_child(token, Deprel::Det);
  if (named && trees.is(head, LemmaClass::PurposeNoun)) return;
  if (is_told_as_done(trees, token)) return;
  if (trees.is(head, LemmaClass::Wanted)) weaken(draft.clause, Modality::Wanted);
  else if (trees.is(head, LemmaClass::Possible)) weaken(draft.clause, Modality::Possible);
  else if (trees.is(head, LemmaClass::Planned)) weaken(draft.clause, Modality::Planned);
}

/// "will visit Riyadh before talks with Iran": what comes before a plan is planned too.
void inherit_occasion(const Trees& trees, const Draft& governor, Draft& draft) {
  static constexpr std::array<std::string_view, 4> kBefore{"ahead of", "before", "during", "prior to"};
  const std::string marker = trees.marker(anchor_of_event(trees, draft.clause.predicate));
  if (governor.clause.modality == Modality::Planned && std::ranges::find(kBefore, marker) != kBefore.end()) weaken(draft.clause, Modality::Planned);
}

/// "met to sign" leaves the signing open; "met to discuss", "marched to demand": the one is done by the other.
void inherit_purpose(const Trees& trees, const Draft& governor, Draft& draft) {
  const bool done = classes_of(trees, draft.clause).has(LemmaClass::ExpressiveVerb) && classes_of(trees, governor.clause).has(LemmaClass::ExpressingVerb);
  weaken(draft.clause, done ? governor.clause.modality : Modality::Planned);
}

void inherit(const Trees& trees, const Drafts& drafts, Draft& draft) {
  const Draft& governor = drafts.list[*draft.clause.governor];
  switch (draft.clause.link) {
    case Link::Complement: return inherit_complement(trees, governor, draft);
    case Link::Support: case Link::Inside: return inherit_event(trees, governor, draft);
    case Link::Purpose: return inherit_purpose(trees, governor, draft);
    case Link::Conjunct: return inherit_conjunct(trees, governor, draft);
    case Link::Adverbial:
      if (draft.sort == Sort::Event) return inherit_occasion(trees, governor, draft);
      if (!draft.has_subject && is_nonfinite(trees, draft.clause.predicate) && mark_of(trees, draft.clause.predicate) == kNoToken)
        weaken(draft.clause, governor.clause.modality);
      return;
    default: return;
  }
}

}  // namespace

void inherit_stance(const Trees& trees, const Drafts& drafts, Draft& draft) {
  inherit_from_noun(trees, drafts, draft);
  inherit_from_text(trees, drafts, draft);
  if (draft.clause.governor) inherit(trees, drafts, draft);
}

}  // namespace entente::internal
