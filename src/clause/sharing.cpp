#include <algorithm>
#include <cstddef>
#include <string>

#include "clause/drafts.h"
#include "clause/links.h"

namespace entente::internal {

namespace {

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

/// "disrupted a plot to kill the envoy", "revealed a plan to attack": no light verb, so whose plan it is remains open.
bool is_plan_of_others(const Trees& trees, const Draft& governor, const Draft& draft) {
  const std::uint32_t token = draft.clause.predicate;
  if (trees.deprel(token) != Deprel::Acl || governor.sort != Sort::Verbal) return false;
  const LemmaClasses noun = trees.entry(trees.head(token)).classes, verb = classes_of(trees, governor.clause);
  return noun.has(LemmaClass::Planned) && (!verb.has(LemmaClass::LightVerb) || verb.has(LemmaClass::NoAgentLending));
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
      if (borrow_owner(trees, drafts, draft) || is_plan_of_others(trees, governor, draft)) return;
      borrow_controller(trees, governor, draft);
      return borrow_from_attempt(trees, drafts, governor, draft);
    case Link::Purpose:
      if (borrow_owner(trees, drafts, draft) || is_plan_of_others(trees, governor, draft)) return;
      return borrow(governor.clause, has_role(governor.clause, Role::Agent) ? Role::Agent : governor.subject, draft.clause, role);
    case Link::Adverbial: case Link::Conjunct:
      return borrow(governor.clause, governor.subject, draft.clause, role);
    case Link::Relative:
      if (trees.deprel(draft.clause.predicate) == Deprel::Acl) borrow_modified_noun(trees, draft);
      return;
    default: return;
  }
}

}  // namespace

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
