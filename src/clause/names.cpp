#include <algorithm>
#include <optional>

#include "clause/drafts.h"

namespace entente::internal {

namespace {

Draft& add_draft(Drafts& drafts, std::uint32_t predicate, Construction construction, std::string lemma, TokenRange words) {
  Draft& draft = drafts.list.emplace_back();
  draft.sort = Sort::Name;
  draft.has_subject = true;
  draft.clause.predicate = predicate;
  draft.clause.construction = construction;
  draft.clause.lemma = std::move(lemma);
  draft.clause.words = words;
  draft.clause.implied = true;
  return draft;
}

/// Name and description: the description is the predicate, the name the Agent.
void add_description(const Trees& trees, Drafts& drafts, Construction construction, std::uint32_t name, TokenRange name_tokens,
                     std::uint32_t description, TokenRange tokens) {
  Clause& clause = add_draft(drafts, description, construction, std::string(trees.lemma(description)), tokens).clause;
  clause.arguments.push_back({Role::Agent, name_tokens, name, {}, false, std::nullopt});
  clause.arguments.push_back({Role::Attribute, tokens, description, {}, false, std::nullopt});
  add_noun_arguments(trees, clause, description);
}

bool is_name(const Trees& trees, std::uint32_t token) { return trees.upos(token) == Upos::PROPN; }

/// "X, the minister" whichever of the two is the head.
void add_apposition(const Trees& trees, Drafts& drafts, std::uint32_t token) {
  const std::uint32_t head = trees.head(token);
  if (!trees.is_nominal(token) || !trees.is_nominal(head) || !trees.marker(token).empty()) return;
  if (trees.upos(token) == Upos::NUM || trees.is(token, LemmaClass::TimeNoun)) return;
  const bool swap = !is_name(trees, head) && is_name(trees, token);
  const std::uint32_t name = swap ? token : head, description = swap ? head : token;
  add_description(trees, drafts, Construction::Apposition, name, trees.phrase(name), description, trees.phrase(description));
}

/// Where the country of a title hangs on the name instead: "Russia's [President Putin]".
void add_from_name(const Trees& trees, Clause& clause, std::uint32_t name, std::uint32_t title) {
  for (const NameBefore& before : modifiers_of(trees, name))
    if (before.head < title && before.head != title && !trees.is(before.head, LemmaClass::TitleNoun) &&
        !has_argument(clause, Role::Modifier, before.head))
      clause.arguments.push_back({Role::Modifier, before.tokens, before.head, {}, false, std::nullopt});
  const std::uint32_t possessor = trees.child(name, Deprel::NmodPoss);
  if (possessor != kNoToken && !has_role(clause, Role::Possessor))
    clause.arguments.push_back({Role::Possessor, trees.phrase(possessor), possessor, {}, false, std::nullopt});
}

/// "Russian President Vladimir Putin" with the name as head.
void add_title_before_name(const Trees& trees, Drafts& drafts, std::uint32_t title) {
  const std::uint32_t name = trees.head(title);
  const TokenRange tokens = trees.phrase(title);
  const TokenRange name_tokens{std::max(trees.phrase(name).first, std::min(tokens.last, name)), trees.phrase(name).last};
  add_description(trees, drafts, Construction::Title, name, name_tokens, title, tokens);
  add_from_name(trees, drafts.list.back().clause, name, title);
}

/// The same with the title as head and the name as `flat`.
void add_title_over_name(const Trees& trees, Drafts& drafts, std::uint32_t title, std::uint32_t name) {
  const TokenRange phrase = trees.phrase(title);
  add_description(trees, drafts, Construction::Title, name, {name, std::max(name + 1, phrase.last)}, title, {phrase.first, name});
}

bool is_title_under_name(const Trees& trees, std::uint32_t token) {
  const std::uint32_t head = trees.head(token);
  if (head == kNoToken || token > head || !is_name(trees, head) || trees.is(head, LemmaClass::TitleNoun)) return false;
  if (trees.deprel(token) == Deprel::NmodDesc) return trees.upos(token) == Upos::NOUN || trees.is(token, LemmaClass::TitleNoun);
  return trees.deprel(token) == Deprel::Compound && trees.is(token, LemmaClass::TitleNoun);
}

std::uint32_t name_under_title(const Trees& trees, std::uint32_t token) {
  if (!trees.is(token, LemmaClass::TitleNoun)) return kNoToken;
  for (const std::uint32_t c : trees.children(token))
    if (trees.deprel(c) == Deprel::Flat && c > token && is_name(trees, c)) return c;
  return kNoToken;
}

/// "Iran's missiles": that Iran has them. Event nouns say more and have clauses of their own.
void add_possessive(const Trees& trees, Drafts& drafts, std::uint32_t possessor) {
  const std::uint32_t noun = trees.head(possessor);
  if (drafts.at[noun] != kNoClause || !trees.is_nominal(noun)) return;
  const bool relational = trees.is(noun, LemmaClass::RelationalNoun);
  Clause& clause = add_draft(drafts, noun, Construction::Possessive, relational ? std::string(trees.lemma(noun)) : "have", trees.phrase(noun)).clause;
  for (const std::uint32_t part : trees.conjuncts(possessor))
    clause.arguments.push_back({Role::Possessor, trees.phrase(part), part, {}, false, std::nullopt});
  clause.arguments.push_back({Role::Patient, trees.phrase(noun), noun, {}, false, std::nullopt});
}

}  // namespace

void add_name_clauses(const Trees& trees, Drafts& drafts) {
  for (std::uint32_t t = 0; t < trees.doc().tokens.size(); ++t) {
    if (trees.deprel(t) == Deprel::Appos && !trees.is_listed(t)) add_apposition(trees, drafts, t);
    else if (is_title_under_name(trees, t)) add_title_before_name(trees, drafts, t);
    else if (trees.deprel(t) == Deprel::NmodPoss) add_possessive(trees, drafts, t);
    if (const std::uint32_t name = name_under_title(trees, t); name != kNoToken) add_title_over_name(trees, drafts, t, name);
  }
}

}  // namespace entente::internal
