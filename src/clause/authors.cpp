#include "clause/drafts.h"

namespace entente::internal {

namespace {

/// The verb whose object the text is, if it makes its subject the author: "adopted", "issued", "signed"; not "vetoed" or "received".
const Draft* issuing_verb(const Trees& trees, const Drafts& drafts, std::uint32_t noun) {
  const std::uint32_t head = trees.head(noun);
  if (head == kNoToken || drafts.at[head] == kNoClause) return nullptr;
  const Draft& verb = drafts.list[drafts.at[head]];
  const LemmaClasses classes = trees.lexicon().find(verb.clause.lemma).classes;
  const bool issues = verb.sort == Sort::Verbal && classes.has(LemmaClass::LightVerb) && !classes.has(LemmaClass::RespondingVerb) &&
                      !classes.has(LemmaClass::NegativeObject) && !classes.has(LemmaClass::NoAgentLending);
  return issues && has_argument(verb.clause, Role::Patient, noun) ? &verb : nullptr;
}

}  // namespace

void borrow_authors(const Trees& trees, Drafts& drafts, std::uint32_t index) {
  Draft& draft = drafts.list[index];
  const Deprel deprel = trees.deprel(draft.clause.predicate);
  if (draft.sort != Sort::Verbal || draft.passive || (deprel != Deprel::Acl && deprel != Deprel::AclRelcl)) return;
  const std::uint32_t noun = trees.head(draft.clause.predicate);
  if (!trees.is(noun, LemmaClass::DocumentNoun) || !has_argument(draft.clause, Role::Agent, noun)) return;
  if (const Draft* verb = issuing_verb(trees, drafts, noun)) borrow(verb->clause, Role::Agent, draft.clause, Role::Agent);
}

void inherit_from_text(const Trees& trees, const Drafts& drafts, Draft& draft) {
  const std::uint32_t token = draft.clause.predicate;
  if (draft.sort != Sort::Verbal || trees.deprel(token) != Deprel::Acl || trees[token].xpos != Xpos::VBG) return;
  const std::uint32_t noun = trees.head(token);
  if (!trees.is(noun, LemmaClass::DocumentNoun) || draft.clause.modality != Modality::Actual) return;
  const Draft* verb = issuing_verb(trees, drafts, noun);
  if (!verb) return;
  draft.clause.modality = verb->clause.modality;
  if (verb->clause.polarity == Polarity::Negative) draft.clause.polarity = Polarity::Negative;
}

}  // namespace entente::internal
