#include <algorithm>
#include <utility>

#include "base/text.h"
#include "clause/drafts.h"

namespace entente::internal {

namespace {

/// "by Friday", "by 5 percent", "by two votes": a date or an amount acts on nobody.
bool is_measure(const Trees& trees, std::uint32_t token) {
  if (trees.upos(token) == Upos::NUM || trees.upos(token) == Upos::SYM) return true;
  return trees.is(token, LemmaClass::TimeNoun);
}

/// "not Russia but China", "Russia but not China": the one that the clause is denied of.
bool is_denied(const Trees& trees, std::uint32_t token, std::uint32_t first) {
  const auto negated = [&](std::uint32_t t) {
    return std::ranges::any_of(trees.children(t), [&](std::uint32_t c) {
      return c < t && trees.lemma(c) != "nor" && trees.lemma(c) != "neither" && (trees.is(c, LemmaClass::Negator) || trees.marker(t) == "instead of") && base_of(trees.deprel(c)) != Deprel::Conj;
    });
  };
  if (token != first) return negated(token);
  if (!negated(token)) return false;
  return std::ranges::any_of(trees.children(token), [&](std::uint32_t c) {
    const std::uint32_t cc = trees.child(c, Deprel::Cc);
    return trees.deprel(c) == Deprel::Conj && cc != kNoToken && trees.lemma(cc) == "but";
  });
}

/// Adds arguments to one clause.
class ArgumentAdder {
 public:
  ArgumentAdder(const Trees& trees, Draft& draft) : trees_(trees), draft_(draft) {}

  /// The phrase at `head` with its conjuncts and named members.
  void add(Role role, std::uint32_t head, std::string marker = {}) {
    for (const std::uint32_t part : trees_.conjuncts(head)) {
      std::string own = part == head || role != Role::Oblique ? std::string() : trees_.marker(part);
      if (own.empty()) own = marker;
      if (is_denied(trees_, part, head)) {
        draft_.denied.push_back({role, trees_.phrase(part), part, own, false, std::nullopt});
        continue;
      }
      add_one(role, part, own, false);
      add_name(role, part, own);
      add_members(role, part, own);
      add_called(role, part, own);
    }
  }

  void add_clause(std::uint32_t head, std::string marker = {}) {
    draft_.clause.arguments.push_back({Role::Complement, trees_.subtree(head), head, std::move(marker), false, std::nullopt});
  }

 private:
  void add_one(Role role, std::uint32_t head, std::string marker, bool borrowed) {
    if (!has_argument(draft_.clause, role, head))
      draft_.clause.arguments.push_back({role, trees_.phrase(head), head, std::move(marker), borrowed, std::nullopt});
  }

  /// "the foreign minister, Lavrov": the one named does it, too.
  void add_name(Role role, std::uint32_t description, const std::string& marker) {
    if (role == Role::Attribute || trees_.upos(description) != Upos::NOUN) return;
    for (const std::uint32_t c : trees_.children(description))
      if (trees_.deprel(c) == Deprel::Appos && trees_.upos(c) == Upos::PROPN && trees_.marker(c).empty())
        for (const std::uint32_t name : trees_.conjuncts(c)) add_one(role, name, marker, true);
  }

  /// "built what they call a partnership": the partnership is built.
  void add_called(Role role, std::uint32_t what, const std::string& marker) {
    if (trees_.upos(what) != Upos::PRON || trees_.lemma(what) != "what") return;
    for (const std::uint32_t verb : trees_.children(what)) {
      if (trees_.deprel(verb) != Deprel::AclRelcl || !trees_.is(verb, LemmaClass::NamingVerb)) continue;
      for (const std::uint32_t name : trees_.children(verb))
        if (name > verb && trees_.deprel(name) == Deprel::Xcomp && trees_.upos(name) == Upos::NOUN) add_one(role, name, marker, true);
    }
  }

  /// "five states, including Iran": Iran does what the five do.
  void add_members(Role role, std::uint32_t group, const std::string& marker) {
    if (trees_.entry(group).frame) return;  // "killed by attacks, including Hamas militants": of the killed
    for (const std::uint32_t c : trees_.children(group)) {
      const Deprel base = base_of(trees_.deprel(c));
      if (base != Deprel::Nmod && base != Deprel::Appos) continue;
      if (!trees_.lexicon().find(trees_.marker(c)).classes.has(LemmaClass::MemberPreposition)) continue;
      for (const std::uint32_t member : trees_.conjuncts(c)) add_one(role, member, marker, true);
    }
  }

  const Trees& trees_;
  Draft& draft_;
};

/// The grammatical subject, whose role the voice decides. Parsers mix up nsubj and nsubj:pass, so only the verb is asked.
void add_subject(const Trees& trees, Draft& draft, ArgumentAdder& adder, std::uint32_t child) {
  const Role role = draft.subject;
  if (base_of(trees.deprel(child)) == Deprel::Csubj) {
    adder.add_clause(child);
    return;
  }
  adder.add(role, child);
}

/// "called for Russia to withdraw": a tree may take the preposition for the mark of the infinitive and hang it on the verb.
std::string marker_on_verb(const Trees& trees, const Draft& draft, std::uint32_t child) {
  const std::uint32_t first = trees.subtree(child).first;
  if (first == 0 || trees.head(first - 1) != draft.clause.predicate || trees.deprel(first - 1) != Deprel::Mark) return {};
  return trees.lemma(first - 1) == "for" ? "for" : "";
}

void add_oblique(const Trees& trees, Draft& draft, ArgumentAdder& adder, std::uint32_t child) {
  std::string marker = trees.marker(child);
  if (marker.empty()) marker = marker_on_verb(trees, draft, child);
  const bool agent = draft.passive && (marker == "by" || (marker.empty() && trees.deprel(child) == Deprel::OblAgent)) && !is_measure(trees, child);
  if (agent) adder.add(Role::Agent, child, "by");
  else if (!marker.empty()) adder.add(Role::Oblique, child, marker);
  else adder.add(Role::Time, child);
}

void add_complement(const Trees& trees, Draft& draft, ArgumentAdder& adder, std::uint32_t child) {
  // "was elected president", "remains an ally": said of the subject or object, not a clause in the text.
  if (trees.deprel(child) == Deprel::Xcomp && trees.upos(child) != Upos::VERB && draft.sort == Sort::Verbal) {
    const std::string marker = trees.marker(child);
    adder.add(Role::Attribute, child, marker);
  }
  adder.add_clause(child);
}

void add_verbal(const Trees& trees, Draft& draft, ArgumentAdder& adder, std::uint32_t child) {
  switch (trees.deprel(child)) {
    case Deprel::Nsubj: case Deprel::NsubjPass: case Deprel::Csubj: case Deprel::CsubjPass: return add_subject(trees, draft, adder, child);
    case Deprel::NsubjOuter:  // "the talks are to end"; but the aim of "the aim is to talk" does not talk
      if (!trees.is(child, LemmaClass::Planned) && !trees.is(child, LemmaClass::Wanted) && !trees.has_child(draft.clause.predicate, Deprel::Nsubj))
        adder.add(draft.subject, child);
      return;
    case Deprel::Obj:
      if (draft.clause.lemma.ends_with(trees.lemma(child)) && draft.clause.lemma.size() > trees.lemma(child).size()) return;
      return adder.add(Role::Patient, child);
    case Deprel::Iobj: return adder.add(Role::Recipient, child);
    case Deprel::Obl: case Deprel::OblAgent: case Deprel::Nmod: return add_oblique(trees, draft, adder, child);
    case Deprel::OblUnmarked: case Deprel::NmodUnmarked: return adder.add(Role::Time, child);
    case Deprel::Dep:
      if (!trees.marker(child).empty()) add_oblique(trees, draft, adder, child);
      return;
    case Deprel::Advmod:
      if (trees.is(child, LemmaClass::TimeAdverb) || trees.is(child, LemmaClass::TimeNoun)) adder.add(Role::Time, child);
      else if (!trees.marker(child).empty()) add_oblique(trees, draft, adder, child);
      return;
    case Deprel::Xcomp: case Deprel::Ccomp: return add_complement(trees, draft, adder, child);
    default: return;
  }
}

/// "take part in", "take place in": the phrase may hang on the noun that completes the verb.
void add_phrasal_obliques(const Trees& trees, Draft& draft, ArgumentAdder& adder) {
  const std::uint32_t object = trees.child(draft.clause.predicate, Deprel::Obj);
  if (object == kNoToken || !draft.clause.lemma.ends_with(trees.lemma(object))) return;
  if (!trees.lexicon().find(draft.clause.lemma).classes.has(LemmaClass::PhrasalObject)) return;
  for (const std::uint32_t c : trees.children(object))
    if (trees.deprel(c) == Deprel::Nmod) add_oblique(trees, draft, adder, c);
}

/// "made him envoy" with "him" as iobj, "was named envoy" with "envoy" as obj: the name that is given is no Patient.
void tell_name_from_object(const Trees& trees, Draft& draft) {
  if (!trees.is(draft.clause.predicate, LemmaClass::NamingVerb) || !has_role(draft.clause, Role::Recipient)) return;
  const Argument* object = first_of(draft.clause, Role::Patient);
  if (!object || trees.upos(object->head) == Upos::PRON) return;
  for (Argument& argument : draft.clause.arguments) {
    if (argument.role == Role::Patient) argument.role = Role::Attribute;
    else if (argument.role == Role::Recipient) argument.role = Role::Patient;
  }
  if (draft.passive) draft.subject = Role::Patient;
}

/// ", say scientists", ", reports the AP": a speaker behind the verb that a tree may take for its object.
void turn_inverted_report(const Trees& trees, Draft& draft) {
  const std::uint32_t token = draft.clause.predicate;
  const Deprel deprel = trees.deprel(token);
  const bool tail = (deprel == Deprel::Conj && !trees.has_child(token, Deprel::Cc)) || deprel == Deprel::Parataxis;
  if (!tail || draft.has_subject || !trees.is(token, LemmaClass::ReportStatement) || trees.upos(token - 1) != Upos::PUNCT) return;
  if (has_role(draft.clause, Role::Complement)) return;
  for (Argument& argument : draft.clause.arguments)
    if (argument.role == Role::Patient || argument.role == Role::Recipient) {
      argument.role = Role::Agent;
      draft.has_subject = true;
    }
}

void add_verb_arguments(const Trees& trees, Draft& draft) {
  ArgumentAdder adder(trees, draft);
  for (const std::uint32_t c : trees.children(draft.clause.predicate)) add_verbal(trees, draft, adder, c);
  add_phrasal_obliques(trees, draft, adder);
  tell_name_from_object(trees, draft);
  if (draft.clause.predicate > 0) turn_inverted_report(trees, draft);
}

void add_copula_argument(const Trees& trees, Draft& draft, ArgumentAdder& adder, std::uint32_t child) {
  switch (trees.deprel(child)) {
    case Deprel::NmodPoss: return adder.add(Role::Possessor, child);
    case Deprel::Nmod: case Deprel::Obl: return add_oblique(trees, draft, adder, child);
    case Deprel::Nsubj: case Deprel::NsubjPass: return adder.add(Role::Agent, child);
    default: return add_verbal(trees, draft, adder, child);
  }
}

void add_copula_arguments(const Trees& trees, Draft& draft) {
  ArgumentAdder adder(trees, draft);
  const std::uint32_t predicate = draft.clause.predicate;
  const std::string marker = trees.upos(predicate) == Upos::ADJ ? std::string() : trees.marker(predicate);
  adder.add(marker.empty() ? Role::Attribute : Role::Oblique, predicate, marker);
  for (const std::uint32_t c : trees.children(predicate)) add_copula_argument(trees, draft, adder, c);
  if (marker.empty()) add_modifiers(trees, draft.clause, predicate);
}

/// "sign and ratify the treaty": what stands behind the last of joined verbs belongs to all of them.
void share_right(const Trees& trees, Drafts& drafts, Draft& second) {
  const std::uint32_t token = second.clause.predicate;
  if (trees.deprel(token) != Deprel::Conj || second.sort != Sort::Verbal) return;
  Draft* first = drafts.find(trees.head(token));
  if (!first || first->sort != Sort::Verbal) return;
  const bool complete = has_role(second.clause, Role::Patient) || has_role(second.clause, Role::Complement) || second.passive;
  for (const Argument& argument : first->clause.arguments)
    if (argument.head > token && !argument.borrowed && (argument.role == Role::Oblique || (argument.role == Role::Patient && !complete)))
      borrow(argument, second.clause, argument.role);
  const bool adjacent = token - first->clause.predicate <= 3 && trees.has_child(token, Deprel::Cc) && !first->passive && !second.has_subject;
  if (adjacent && !has_role(first->clause, Role::Patient) && !has_role(first->clause, Role::Oblique) && !has_role(first->clause, Role::Complement) &&
      !second.passive)
    borrow(second.clause, Role::Patient, first->clause, Role::Patient);
}

/// "according to the ministry": a clause of its own, so that everyone who speaks is found in one way.
void add_according(const Trees& trees, Drafts& drafts, std::uint32_t token) {
  const std::string marker = trees.marker(token);
  if (!trees.lexicon().find(marker).classes.has(LemmaClass::AccordingPreposition)) return;
  const std::uint32_t word = trees.child(token, Deprel::Case);
  if (word == kNoToken || drafts.at[word] != kNoClause) return;
  Draft draft;
  draft.sort = Sort::According;
  draft.clause.predicate = word;
  draft.clause.lemma = marker;
  draft.clause.words = {word, word + static_cast<std::uint32_t>(1 + std::ranges::count(marker, ' '))};
  draft.clause.words.last = std::min(draft.clause.words.last, static_cast<std::uint32_t>(trees.doc().tokens.size()));
  draft.clause.reporting = true;
  ArgumentAdder(trees, draft).add(Role::Agent, token);
  drafts.at[word] = static_cast<std::uint32_t>(drafts.list.size());
  drafts.list.push_back(std::move(draft));
}

}  // namespace

void add_own_arguments(const Trees& trees, Drafts& drafts) {
  for (Draft& draft : drafts.list) {
    if (draft.sort == Sort::Verbal) add_verb_arguments(trees, draft);
    if (draft.sort == Sort::Copula) add_copula_arguments(trees, draft);
    if (draft.sort == Sort::Event) add_event_arguments(trees, draft);
  }
  for (Draft& draft : drafts.list) share_right(trees, drafts, draft);
  for (std::uint32_t t = 0; t < trees.doc().tokens.size(); ++t)
    if (base_of(trees.deprel(t)) == Deprel::Obl || trees.deprel(t) == Deprel::Nmod) add_according(trees, drafts, t);
}

}  // namespace entente::internal
