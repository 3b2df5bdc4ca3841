#include <algorithm>

#include "base/text.h"
#include "clause/drafts.h"

namespace entente::internal {

namespace {

bool is_hyphen(std::string_view text) { return text == "-" || text == "/" || text == "\xE2\x80\x93" || text == "\xE2\x80\x91"; }

/// True if a hyphen or slash stands between two words that are near each other.
bool is_hyphenated(const Trees& trees, std::uint32_t left, std::uint32_t right) {
  return right == left + 2 && is_hyphen(trees.form(left + 1));
}

/// Adds `name` and the names joined to it. "US-China": one hangs on the other, a hyphen between them.
void collect_names(const Trees& trees, std::uint32_t name, std::vector<NameBefore>& names) {
  TokenRange tokens = trees.phrase(name);
  std::vector<std::uint32_t> joined;
  for (const std::uint32_t c : trees.children(name)) {
    if (!trees.is_capitalised(c)) continue;
    const bool hyphen = is_hyphenated(trees, std::min(c, name), std::max(c, name));
    if (trees.deprel(c) != Deprel::Conj && !hyphen) continue;
    joined.push_back(c);
    if (c < name) tokens.first = name;
    else tokens.last = std::min(tokens.last, name + 1);
  }
  names.push_back({name, tokens});
  for (const std::uint32_t c : joined)
    if (names.size() < kMaxConjuncts) collect_names(trees, c, names);
}

bool is_before_noun(Deprel deprel) {
  return deprel == Deprel::Amod || deprel == Deprel::Compound || deprel == Deprel::NmodDesc || deprel == Deprel::NmodUnmarked ||
         deprel == Deprel::Flat || deprel == Deprel::Dep || deprel == Deprel::Advmod;
}

/// Which party a modifier is: a demonym or an abbreviation is sure, other names may be a place or a topic.
bool names_party(const Trees& trees, std::uint32_t modifier, const NounFrame& frame) {
  if (trees.upos(modifier) == Upos::ADJ) return true;
  const std::string_view form = trees.form(modifier);
  const bool abbreviation = form.size() > 1 && std::ranges::none_of(form, is_ascii_lower);
  return abbreviation || std::ranges::find(frame.takes, "between") != frame.takes.end();
}

void add_party(const Argument& argument, NounParty party, Clause& clause) {
  if (party != NounParty::None) borrow(argument, clause, party == NounParty::Agent ? Role::Agent : Role::Patient);
}

/// The parties that the frame of the noun tells: "Russia's attack", "the invasion of Iraq by …", "war between".
void add_parties(const Trees& trees, Clause& clause, const NounFrame& frame) {
  const bool of = std::ranges::any_of(clause.arguments, [](const Argument& a) { return a.role == Role::Oblique && a.marker == "of"; });
  const bool mutual = std::ranges::find(frame.takes, "between") != frame.takes.end();
  const std::vector<Argument> own = clause.arguments;
  for (const Argument& argument : own) {
    if (trees.is(argument.head, LemmaClass::TimeNoun)) continue;  // "yesterday's attack"
    if (argument.role == Role::Possessor)
      add_party(argument, frame.possessor == NounParty::Patient && of && frame.of == NounParty::Patient ? NounParty::Agent : frame.possessor, clause);
    if (argument.role == Role::Modifier && names_party(trees, argument.head, frame)) add_party(argument, frame.modifier, clause);
    if (argument.role != Role::Oblique) continue;
    // "a threat of war": an event acts on nobody, though it may be acted on ("the lifting of sanctions").
    const bool event = trees.entry(argument.head).frame && frame.of == NounParty::Agent;
    if (argument.marker == "of" && !event) add_party(argument, frame.of, clause);
    if (argument.marker == "by") add_party(argument, NounParty::Agent, clause);
    if (mutual && (argument.marker == "between" || argument.marker == "among")) add_party(argument, NounParty::Agent, clause);
  }
}

void add_phrase(const Trees& trees, Clause& clause, Role role, std::uint32_t head) {
  const std::string marker = trees.marker(head);
  for (const std::uint32_t part : trees.conjuncts(head)) {
    std::string own = part == head || role != Role::Oblique ? std::string() : trees.marker(part);
    if (own.empty() && role == Role::Oblique) own = marker;
    if (!has_argument(clause, role, part)) clause.arguments.push_back({role, trees.phrase(part), part, std::move(own), false, std::nullopt});
  }
}

}  // namespace

std::vector<NameBefore> modifiers_of(const Trees& trees, std::uint32_t noun) {
  std::vector<NameBefore> names;
  for (const std::uint32_t c : trees.children(noun)) {
    if (c >= noun) break;
    if (!is_before_noun(trees.deprel(c)) || trees.is(c, LemmaClass::TimeNoun)) continue;
    if (trees.is_capitalised(c)) {
      if (names.size() < kMaxConjuncts && trees.upos(c) != Upos::ADV) collect_names(trees, c, names);
      continue;
    }
    // "the US - led invasion"; "the Iranian - backed attack" is another's
    if (trees.lexicon().find(ascii_lower(trees.form(c))).classes.has(LemmaClass::PatronParticiple)) continue;
    for (const std::uint32_t inner : trees.children(c))
      if (trees.is_capitalised(inner) && is_hyphenated(trees, inner, c)) collect_names(trees, inner, names);
  }
  std::ranges::sort(names, {}, &NameBefore::head);
  return names;
}

void add_modifiers(const Trees& trees, Clause& clause, std::uint32_t noun) {
  for (const NameBefore& name : modifiers_of(trees, noun))
    if (!has_argument(clause, Role::Modifier, name.head))
      clause.arguments.push_back({Role::Modifier, name.tokens, name.head, {}, false, std::nullopt});
}

void add_noun_arguments(const Trees& trees, Clause& clause, std::uint32_t noun) {
  add_modifiers(trees, clause, noun);
  for (const std::uint32_t c : trees.children(noun)) {
    switch (trees.deprel(c)) {
      case Deprel::NmodPoss: add_phrase(trees, clause, Role::Possessor, c); break;
      case Deprel::Nmod: case Deprel::Obl: case Deprel::OblAgent:
        add_phrase(trees, clause, trees.has_child(c, Deprel::Case) ? Role::Oblique : Role::Time, c);
        break;
      case Deprel::NmodUnmarked: case Deprel::OblUnmarked:
        if (c > noun) add_phrase(trees, clause, Role::Time, c);
        break;
      default: break;
    }
  }
}

void add_event_arguments(const Trees& trees, Draft& draft) {
  Clause& clause = draft.clause;
  add_noun_arguments(trees, clause, clause.predicate);
  if (const NounFrame* frame = trees.entry(clause.predicate).frame) add_parties(trees, clause, *frame);
  for (const std::uint32_t c : trees.children(clause.predicate)) {
    const bool to_infinitive = trees.deprel(c) == Deprel::Acl && trees.has_child(c, Deprel::Mark);
    if (to_infinitive || trees.deprel(c) == Deprel::Ccomp)
      clause.arguments.push_back({Role::Complement, trees.subtree(c), c, {}, false, std::nullopt});
  }
}

}  // namespace entente::internal
