#include <algorithm>
#include <array>
#include <optional>

#include "base/text.h"
#include "clause/drafts.h"

namespace entente::internal {

namespace {

struct Found { Sort sort; Construction construction; };

/// Relations under which a verb is a function word or part of a name, never a predicate.
bool is_function(Deprel deprel) {
  switch (deprel) {
    case Deprel::Case: case Deprel::Mark: case Deprel::Fixed: case Deprel::Flat: case Deprel::Goeswith: case Deprel::Aux:
    case Deprel::AuxPass: case Deprel::Cop: case Deprel::Det: case Deprel::DetPredet: case Deprel::Punct: case Deprel::Cc:
    case Deprel::CcPreconj: case Deprel::Reparandum: case Deprel::Discourse: case Deprel::Expl: case Deprel::CompoundPrt:
      return true;
    default: return false;
  }
}

/// Relations under which a noun only describes another one.
bool is_inside_name(Deprel deprel) {
  return deprel == Deprel::Compound || deprel == Deprel::Amod || deprel == Deprel::Flat || deprel == Deprel::NmodDesc ||
         deprel == Deprel::Nummod || deprel == Deprel::Advmod;
}

/// Relations that only a clause can have.
bool is_clausal(Deprel deprel) {
  switch (base_of(deprel)) {
    case Deprel::Root: case Deprel::Ccomp: case Deprel::Xcomp: case Deprel::Advcl: case Deprel::Acl: case Deprel::Csubj:
    case Deprel::Parataxis: case Deprel::Conj: case Deprel::Dep: return true;
    default: return false;
  }
}

bool has_subject(const Trees& trees, std::uint32_t token) {
  return std::ranges::any_of(trees.children(token), [&](std::uint32_t c) {
    const Deprel base = base_of(trees.deprel(c));
    return base == Deprel::Nsubj || base == Deprel::Csubj;
  });
}

/// A verb form used as a noun: "the bombing of Laos", "Russia's shelling".
bool is_verbal_noun(const Trees& trees, std::uint32_t token) {
  if (trees.has_child(token, Deprel::Obj) || has_subject(trees, token) || trees.has_child(token, Deprel::Aux)) return false;
  return trees.has_child(token, Deprel::Det) || trees.has_child(token, Deprel::NmodPoss) ||
         (trees[token].xpos == Xpos::VBG && trees.has_child(token, Deprel::Amod));
}

/// The first of joined verbs that has the auxiliary for them all: "were" of "were arrested and deported".
std::uint32_t auxiliary_bearer(const Trees& trees, std::uint32_t token) {
  while (trees.deprel(token) == Deprel::Conj && trees[token].xpos == Xpos::VBN && !trees.has_child(token, Deprel::Aux) &&
         !trees.has_child(token, Deprel::AuxPass) && !has_subject(trees, token) && trees.upos(trees.head(token)) == Upos::VERB)
    token = trees.head(token);
  return token;
}

/// "Five people killed in raid": nobody is killed by them.
bool is_bare_passive(const Trees& trees, std::uint32_t token) {
  const Xpos tag = trees[token].xpos;
  return (tag == Xpos::VBD || tag == Xpos::VBN) && trees.has_child(token, Deprel::Nsubj) && !trees.has_child(token, Deprel::Obj) &&
         !trees.has_child(token, Deprel::Aux) && !trees.has_child(token, Deprel::Ccomp) && trees.is(token, LemmaClass::BarePassive);
}

bool is_passive(const Trees& trees, std::uint32_t token) {
  token = auxiliary_bearer(trees, token);
  const Xpos tag = trees[token].xpos;
  if (tag == Xpos::VBG && !trees.has_child(token, Deprel::AuxPass)) return false;
  if (trees.has_child(token, Deprel::AuxPass) || is_bare_passive(trees, token)) return true;
  if (trees.has_child(token, Deprel::NsubjPass)) return tag == Xpos::VBN || tag == Xpos::VBD || tag == Xpos::None;
  if (tag != Xpos::VBN || trees.has_child(token, Deprel::Aux)) return false;
  // A bare participle: "sanctioned by", "the plant built in", "were arrested and deported".
  if (trees.has_child(token, Deprel::OblAgent)) return true;
  return !trees.has_child(token, Deprel::Nsubj) && !trees.has_child(token, Deprel::Obj);
}

Construction verbal_construction(const Trees& trees, std::uint32_t token) {
  const Deprel deprel = trees.deprel(token);
  if (deprel == Deprel::AclRelcl) return Construction::Relative;
  const Xpos tag = trees[token].xpos;
  const bool participle = tag == Xpos::VBG || tag == Xpos::VBN;
  if (participle && !has_subject(trees, token) && !trees.has_child(token, Deprel::Aux) && !trees.has_child(token, Deprel::AuxPass) &&
      (deprel == Deprel::Acl || deprel == Deprel::Advcl))
    return Construction::Participle;
  return is_passive(trees, token) ? Construction::Passive : Construction::Active;
}

/// "US to sell jets", "Three held by police": a heading leaves the auxiliary out.
bool is_headline(const Trees& trees, std::uint32_t token) {
  if (trees.deprel(token) != Deprel::Root || !has_subject(trees, token)) return false;
  if (trees.has_child(token, Deprel::Aux) || trees.has_child(token, Deprel::AuxPass) || trees.has_child(token, Deprel::Cop)) return false;
  const Xpos tag = trees[token].xpos;
  const std::uint32_t mark = trees.child(token, Deprel::Mark);
  return tag == Xpos::VBG || (tag == Xpos::VB && mark != kNoToken && trees.lemma(mark) == "to");
}

std::optional<Found> verbal(const Trees& trees, std::uint32_t token) {
  if (is_headline(trees, token)) return Found{Sort::Verbal, Construction::Headline};
  return Found{Sort::Verbal, verbal_construction(trees, token)};
}

std::optional<Found> classify_verb(const Trees& trees, std::uint32_t token) {
  const Deprel deprel = trees.deprel(token);
  if (trees.entry(token).frame && is_verbal_noun(trees, token) && !is_inside_name(deprel)) return Found{Sort::Event, Construction::Nominal};
  const bool bare = !trees.has_child(token, Deprel::Obj) && !has_subject(trees, token) && !trees.has_child(token, Deprel::Obl);
  if (is_inside_name(deprel) && (bare || deprel != Deprel::Advmod)) return std::nullopt;
  const std::uint32_t copula = trees.child(token, Deprel::Cop);
  if (copula != kNoToken && trees[token].xpos != Xpos::VBN && trees[token].xpos != Xpos::VBG && !trees.has_child(token, Deprel::Obj) &&
      trees[token].xpos != Xpos::VB)
    return Found{Sort::Copula, Construction::Copula};
  return verbal(trees, token);
}

/// A noun or adjective that is said of a subject without "be": "considers it a threat", "US ready to talk".
bool is_bare_predicate(const Trees& trees, std::uint32_t token) {
  const Deprel deprel = trees.deprel(token);
  if (deprel == Deprel::Xcomp) return true;
  if (has_subject(trees, token)) return is_clausal(deprel);
  const bool head_of_clause = trees.has_child(token, Deprel::Xcomp) || trees.has_child(token, Deprel::Ccomp);
  return trees.upos(token) == Upos::ADJ && is_clausal(deprel) &&
         (head_of_clause || (deprel != Deprel::Root && deprel != Deprel::Conj && trees.has_child(token, Deprel::Obl)));
}

std::optional<Found> classify_other(const Trees& trees, std::uint32_t token) {
  const Deprel deprel = trees.deprel(token);
  if (trees.has_child(token, Deprel::Cop)) return Found{Sort::Copula, Construction::Copula};
  if (is_bare_predicate(trees, token)) {
    // A tagger may take a verb of a heading for a noun; an object gives it away.
    if (trees.has_child(token, Deprel::Obj) && has_subject(trees, token)) return verbal(trees, token);
    return Found{Sort::Copula, Construction::Copula};
  }
  const bool noun = trees.upos(token) == Upos::NOUN || trees.upos(token) == Upos::PROPN;
  if (trees.upos(token) == Upos::PROPN && trees.is(token, LemmaClass::TimeNoun)) return std::nullopt;  // the month of March
  if (noun && trees.entry(token).frame && !is_inside_name(deprel)) return Found{Sort::Event, Construction::Nominal};
  return std::nullopt;
}

std::optional<Found> classify(const Trees& trees, std::uint32_t token) {
  if (is_function(trees.deprel(token))) return std::nullopt;
  switch (trees.upos(token)) {
    case Upos::VERB: return classify_verb(trees, token);
    case Upos::AUX: return is_clausal(trees.deprel(token)) ? verbal(trees, token) : std::nullopt;
    case Upos::NOUN: case Upos::PROPN: case Upos::ADJ: case Upos::PRON: case Upos::NUM: case Upos::ADV: case Upos::DET: case Upos::SYM:
    case Upos::X: case Upos::ADP:
      return classify_other(trees, token);
    default: return std::nullopt;
  }
}

/// "carry out"; "take place", where the object only completes the verb.
std::string verb_lemma(const Trees& trees, std::uint32_t token) {
  std::string lemma(trees.lemma(token));
  for (const std::uint32_t c : trees.children(token)) {
    // "look forward": an adverb that makes another verb of it is a particle.
    const bool adverb = c == token + 1 && trees.deprel(c) == Deprel::Advmod && trees.lexicon().knows(lemma + ' ' + std::string(trees.lemma(c)));
    if (trees.deprel(c) == Deprel::CompoundPrt || (c == token + 1 && trees[c].xpos == Xpos::RP) || adverb) lemma += ' ' + to_lower(trees.form(c));
    if (trees.deprel(c) != Deprel::Obj || trees.upos(c) != Upos::NOUN) continue;
    std::string whole = lemma + ' ' + std::string(trees.lemma(c));
    if (trees.lexicon().find(whole).classes.has(LemmaClass::PhrasalObject)) return whole;
  }
  return lemma;
}

/// "peace talk", "arms embargo": the common nouns that stand right before the noun.
std::string noun_lemma(const Trees& trees, std::uint32_t token) {
  std::string lemma(trees.lemma(token));
  if (lemma.find(' ') != std::string::npos) return lemma;
  // "exchange of fire", "state of emergency"
  for (const std::uint32_t c : trees.children(token)) {
    if (trees.deprel(c) != Deprel::Nmod || c != token + 2) continue;
    std::string whole = lemma + ' ' + trees.marker(c) + ' ' + std::string(trees.lemma(c));
    if (trees.lexicon().find(whole).frame) return whole;
  }
  for (std::uint32_t t = token; t-- > 0;) {
    if (trees.head(t) != token || trees.deprel(t) != Deprel::Compound || trees.upos(t) != Upos::NOUN) break;
    lemma = std::string(trees.lemma(t)) + ' ' + lemma;
  }
  return lemma;
}

/// The unbroken stretch around the predicate that is its own: auxiliaries, "not", adverbs, particles.
TokenRange verb_words(const Trees& trees, std::uint32_t token) {
  TokenRange words{token, token + 1};
  const auto belongs = [&](std::uint32_t t) {
    const Deprel deprel = trees.deprel(t);
    return trees.head(t) == token && (deprel == Deprel::Aux || deprel == Deprel::AuxPass || deprel == Deprel::Cop || deprel == Deprel::CompoundPrt ||
                                      (deprel == Deprel::Advmod && trees.children(t).empty()));
  };
  while (words.first > 0 && belongs(words.first - 1)) --words.first;
  while (words.first < token && trees.deprel(words.first) == Deprel::Advmod && !trees.is(words.first, LemmaClass::Negator)) ++words.first;
  while (words.last < trees.doc().tokens.size() && trees.head(words.last) == token && trees.deprel(words.last) == Deprel::CompoundPrt) ++words.last;
  return words;
}

TokenRange copula_words(const Trees& trees, std::uint32_t token) {
  TokenRange words = trees.phrase(token);
  const std::uint32_t copula = trees.child(token, Deprel::Cop);
  if (copula != kNoToken) words = {std::min(words.first, copula), std::max(words.last, copula + 1)};
  return words;
}

TokenRange noun_words(const Trees& trees, std::uint32_t token) {
  TokenRange words{token, token + 1};
  while (words.first > 0 && trees.head(words.first - 1) == token && !trees.is_capitalised(words.first - 1) &&
         (trees.deprel(words.first - 1) == Deprel::Compound || trees.deprel(words.first - 1) == Deprel::Amod))
    --words.first;
  return words;
}

void describe(const Trees& trees, Draft& draft) {
  Clause& clause = draft.clause;
  const std::uint32_t token = clause.predicate;
  if (draft.sort == Sort::Verbal) {
    clause.lemma = verb_lemma(trees, token);
    clause.words = verb_words(trees, token);
    draft.passive = is_passive(trees, token) || (clause.construction == Construction::Participle && trees[token].xpos == Xpos::VBN);
    if (draft.passive) draft.subject = trees.has_child(token, Deprel::Obj) ? Role::Recipient : Role::Patient;
  } else if (draft.sort == Sort::Copula) {
    // "is in Moscow" says nothing of Moscow: the predicate is to be somewhere.
    const bool place = trees.has_child(token, Deprel::Case) && trees.upos(token) != Upos::ADJ;
    clause.lemma = place ? "be" : noun_lemma(trees, token);
    clause.words = copula_words(trees, token);
    clause.implied = !trees.has_child(token, Deprel::Cop);
  } else {
    clause.lemma = noun_lemma(trees, token);
    clause.words = noun_words(trees, token);
  }
  draft.has_subject = has_subject(trees, token);
}

}  // namespace

bool has_role(const Clause& clause, Role role) { return first_of(clause, role) != nullptr; }

const Argument* first_of(const Clause& clause, Role role) {
  const auto found = std::ranges::find(clause.arguments, role, &Argument::role);
  return found == clause.arguments.end() ? nullptr : &*found;
}

bool has_argument(const Clause& clause, Role role, std::uint32_t head) {
  return std::ranges::any_of(clause.arguments, [&](const Argument& a) { return a.role == role && a.head == head; });
}

void borrow(const Argument& argument, Clause& to, Role role) {
  if (argument.head == to.predicate || has_argument(to, role, argument.head)) return;
  Argument copy = argument;
  copy.role = role;
  copy.borrowed = true;
  if (role != Role::Oblique) copy.marker.clear();
  to.arguments.push_back(std::move(copy));
}

void borrow(const Clause& from, Role source, Clause& to, Role role) {
  for (std::size_t i = 0, count = from.arguments.size(); i < count; ++i)
    if (from.arguments[i].role == source) borrow(from.arguments[i], to, role);
}

Drafts find_predicates(const Trees& trees) {
  Drafts drafts;
  drafts.at.assign(trees.doc().tokens.size(), kNoClause);
  for (std::uint32_t t = 0; t < trees.doc().tokens.size(); ++t) {
    const auto found = classify(trees, t);
    if (!found) continue;
    drafts.at[t] = static_cast<std::uint32_t>(drafts.list.size());
    Draft& draft = drafts.list.emplace_back();
    draft.sort = found->sort;
    draft.clause.predicate = t;
    draft.clause.construction = found->construction;
    describe(trees, draft);
  }
  return drafts;
}

}  // namespace entente::internal
