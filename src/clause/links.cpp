#include "clause/links.h"

#include <algorithm>

namespace entente::internal {

namespace {

constexpr int kMaxTransparentSteps = 4;

/// The nearest clause above `token`; kNoClause if there is none.
std::uint32_t enclosing(const Trees& trees, const Drafts& drafts, std::uint32_t token) {
  for (std::uint32_t up = trees.head(token); up != kNoToken; up = trees.head(up))
    if (drafts.at[up] != kNoClause && drafts.list[drafts.at[up]].sort != Sort::According) return drafts.at[up];
  return kNoClause;
}

bool plans_or_wants(const LemmaClasses& classes) {
  return classes.has(LemmaClass::Planned) || classes.has(LemmaClass::Wanted) || classes.has(LemmaClass::Possible) ||
         classes.has(LemmaClass::Negative) || classes.has(LemmaClass::ObjectControl);
}

/// True if a preposition before the gerund at `token` is one that the governor's second predicate takes.
bool is_governed_gerund(const Trees& trees, std::uint32_t token, std::string_view lemma) {
  const std::uint32_t mark = mark_of(trees, token);
  if (mark == kNoToken) return false;
  return trees.lexicon().takes(PrepositionTable::PatientActs, lemma, trees.lemma(mark)) ||
         trees.lexicon().takes(PrepositionTable::AgentActs, lemma, trees.lemma(mark));
}

void hang(Draft& draft, std::uint32_t governor, Link link) {
  if (governor == kNoClause) return;
  draft.clause.governor = governor;
  draft.clause.link = link;
}

/// advcl: a purpose, unless the verb above asks for an infinitive ("urged Israel to halt", whatever the tree says).
void link_adverbial(const Trees& trees, Drafts& drafts, Draft& draft) {
  const std::uint32_t token = draft.clause.predicate;
  const std::uint32_t governor = enclosing(trees, drafts, token);
  if (governor == kNoClause) return;
  const Clause& above = drafts.list[governor].clause;
  if (is_to_infinitive(trees, token)) {
    const bool split = token > 1 && trees.upos(trees.subtree(token).first) == Upos::SCONJ;
    const bool complement = drafts.at[trees.head(token)] == governor && trees.subtree(token).first > above.predicate && !split &&
                            plans_or_wants(classes_of(trees, drafts.list[governor].clause));
    return hang(draft, governor, complement ? Link::Complement : Link::Purpose);
  }
  hang(draft, governor, is_governed_gerund(trees, token, above.lemma) ? Link::Complement : Link::Adverbial);
}

/// acl: "plan to attack", "the claim that …", "troops sent to …", "Israel to halt" under "urged".
void link_noun_clause(const Trees& trees, Drafts& drafts, Draft& draft) {
  const std::uint32_t token = draft.clause.predicate, noun = trees.head(token);
  const std::uint32_t own = drafts.at[noun], above = enclosing(trees, drafts, noun);
  const bool infinitive = is_to_infinitive(trees, token);
  // "deals the government brokered" is a relative clause without its pronoun.
  const bool relative = trees[token].xpos == Xpos::VBD && mark_of(trees, token) == kNoToken;
  const bool content = !relative && (infinitive || mark_of(trees, token) != kNoToken || trees.has_child(token, Deprel::Nsubj));
  if (!content) return hang(draft, above, Link::Relative);
  const bool object_of = trees.deprel(noun) == Deprel::Obj && above != kNoClause && drafts.list[above].clause.predicate == trees.head(noun);
  if (infinitive && object_of && classes_of(trees, drafts.list[above].clause).has(LemmaClass::ObjectControl) && own == kNoClause &&
      !plans_or_wants(trees.entry(noun).classes))
    return hang(draft, above, Link::Complement);
  if (own != kNoClause) return hang(draft, own, Link::Complement);
  // "responsibility for ambushing": who has the responsibility did it.
  if (own == kNoClause && is_governed_gerund(trees, token, trees.lemma(noun))) return hang(draft, above, Link::Complement);
  const bool modal_noun = plans_or_wants(trees.entry(noun).classes) || trees.entry(noun).classes.reports();
  hang(draft, above, modal_noun ? Link::Complement : infinitive ? Link::Purpose : Link::Relative);
}

/// "met Iran to sign": no verb of meeting takes an infinitive, whatever the tree says; what follows its object is a purpose.
bool is_purpose_of_object_verb(const Trees& trees, const Draft& governor, std::uint32_t token) {
  const LemmaClasses classes = classes_of(trees, governor.clause);
  return is_to_infinitive(trees, token) && classes.has(LemmaClass::ExpressingVerb) && !classes.has(LemmaClass::ObjectControl) &&
         !plans_or_wants(classes) && trees.has_child(governor.clause.predicate, Deprel::Obj);
}

/// "continued sanctions for its war": why it was done; not "called for talks" or "criticized Iran for the attack".
bool is_reason(const Trees& trees, const Clause& verb, std::uint32_t anchor) {
  return trees.marker(anchor) == "for" && trees.has_child(anchor, Deprel::NmodPoss) && has_role(verb, Role::Patient) && trees.lexicon().find(verb.lemma + " for").classes.empty() &&
         !trees.lexicon().takes(PrepositionTable::PatientActs, verb.lemma, "for");
}

void link_event(const Trees& trees, Drafts& drafts, Draft& draft) {
  const std::uint32_t noun = draft.clause.predicate, anchor = anchor_of_event(trees, noun);
  const std::uint32_t head = trees.head(anchor);
  // "the start of the war": the transparent noun may be an event itself.
  if (anchor != noun && drafts.at[anchor] != kNoClause && trees.deprel(noun) == Deprel::Nmod) return hang(draft, drafts.at[anchor], Link::Inside);
  if (head == kNoToken || drafts.at[head] == kNoClause) return;
  const Draft& governor = drafts.list[drafts.at[head]];
  switch (base_of(trees.deprel(anchor))) {
    case Deprel::Obj: case Deprel::Iobj: case Deprel::Nsubj:
      return hang(draft, drafts.at[head], Link::Support);
    case Deprel::Obl: case Deprel::Nmod: case Deprel::Dep: {
      // "during the visit", "after the attack", "according to the coalition": when, why or who says so, no part of what the verb says.
      const LemmaClasses marker = trees.lexicon().find(trees.marker(anchor)).classes;
      const bool aside = marker.has(LemmaClass::AdjunctPreposition) || marker.has(LemmaClass::AccordingPreposition) || is_reason(trees, governor.clause, anchor);
      if (aside && governor.sort != Sort::Event) return hang(draft, drafts.at[head], Link::Adverbial);
      return hang(draft, drafts.at[head], governor.sort == Sort::Event || trees.deprel(anchor) == Deprel::Nmod ? Link::Inside : Link::Support);
    }
    default: return;
  }
}

void link_predicate(const Trees& trees, Drafts& drafts, Draft& draft) {
  const std::uint32_t token = draft.clause.predicate;
  const std::uint32_t above = enclosing(trees, drafts, token);
  switch (trees.deprel(token)) {
    case Deprel::Root: return;
    case Deprel::Xcomp:
      return hang(draft, above, above != kNoClause && is_purpose_of_object_verb(trees, drafts.list[above], token) ? Link::Purpose : Link::Complement);
    case Deprel::Ccomp: case Deprel::Csubj: case Deprel::CsubjPass: case Deprel::CsubjOuter:
    case Deprel::Obj: case Deprel::Nsubj: case Deprel::NsubjPass:
      return hang(draft, above, Link::Complement);
    case Deprel::Advcl: case Deprel::AdvclRelcl: return link_adverbial(trees, drafts, draft);
    case Deprel::Acl: return link_noun_clause(trees, drafts, draft);
    case Deprel::AclRelcl: return hang(draft, enclosing(trees, drafts, trees.head(token)), Link::Relative);
    case Deprel::Amod: case Deprel::Nmod: case Deprel::Appos: return hang(draft, above, Link::Relative);
    case Deprel::Obl: case Deprel::OblAgent: case Deprel::OblUnmarked: case Deprel::Advmod: return hang(draft, above, Link::Adverbial);
    case Deprel::Conj: return hang(draft, above, Link::Conjunct);
    default: return hang(draft, above, Link::Parataxis);
  }
}

}  // namespace

std::uint32_t mark_of(const Trees& trees, std::uint32_t token) {
  for (const std::uint32_t c : trees.children(token))
    if (trees.deprel(c) == Deprel::Mark || (trees.deprel(c) == Deprel::Case && c < token)) return c;
  return kNoToken;
}

bool is_to_infinitive(const Trees& trees, std::uint32_t token) {
  return std::ranges::any_of(trees.children(token), [&](std::uint32_t c) {
    return c < token && trees.deprel(c) == Deprel::Mark && trees.upos(c) == Upos::PART && trees.lemma(c) == "to";
  });
}

bool is_headline_plan(const Trees& trees, std::uint32_t token) {
  const std::uint32_t head = trees.head(token);
  if (trees.deprel(token) != Deprel::Acl || trees.deprel(head) != Deprel::Root || trees.upos(head) != Upos::PROPN || !is_to_infinitive(trees, token)) return false;
  return trees.subtree(token).first == trees.phrase(head).last && !trees.has_child(head, Deprel::Cop);
}

std::uint32_t anchor_of_event(const Trees& trees, std::uint32_t noun) {
  for (int steps = 0; steps < kMaxTransparentSteps; ++steps) {
    const std::uint32_t head = trees.head(noun);
    if (head == kNoToken) break;
    const bool joined = trees.deprel(noun) == Deprel::Conj && trees.is_nominal(head);
    const bool transparent = trees.deprel(noun) == Deprel::Nmod && trees.is(head, LemmaClass::TransparentNoun) && trees.marker(noun) == "of";
    if (!joined && !transparent) break;
    noun = head;
  }
  return noun;
}

void link_clause(const Trees& trees, Drafts& drafts, std::uint32_t index) {
  Draft& draft = drafts.list[index];
  if (draft.sort == Sort::Event) link_event(trees, drafts, draft);
  else if (draft.sort == Sort::Verbal || draft.sort == Sort::Copula) link_predicate(trees, drafts, draft);
}

}  // namespace entente::internal
