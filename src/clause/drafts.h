#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "clause/trees.h"
#include "entente/clause.h"

namespace entente::internal {

inline constexpr std::uint32_t kNoClause = 0xFFFFFFFF;

/// Sorts of predicates, by what they take.
enum class Sort : std::uint8_t { Verbal, Copula, Event, Name, According };

/// A clause in the making, with what only its makers need to know.
struct Draft {
  Clause clause;
  Sort sort = Sort::Verbal;
  bool passive = false;
  Role subject = Role::Agent;   ///< What its grammatical subject is: Patient of a passive, Recipient of "was given aid".
  bool has_subject = false;     ///< It has a subject of its own, so that it borrows none.
  std::vector<Argument> denied; ///< Arguments under "but not" or "not … but": a copy of the clause denies them.
};

/// The clauses of one document in the making.
struct Drafts {
  std::vector<Draft> list;
  std::vector<std::uint32_t> at;  ///< By token: the clause whose predicate it is, else kNoClause.

  [[nodiscard]] Draft* find(std::uint32_t token) { return at[token] == kNoClause ? nullptr : &list[at[token]]; }
  [[nodiscard]] const Draft* find(std::uint32_t token) const { return at[token] == kNoClause ? nullptr : &list[at[token]]; }
};

/// True if `clause` has an argument with this role.
[[nodiscard]] bool has_role(const Clause& clause, Role role);
/// The first argument with this role, own or borrowed; null if there is none.
[[nodiscard]] const Argument* first_of(const Clause& clause, Role role);
/// True if the clause has this very argument already.
[[nodiscard]] bool has_argument(const Clause& clause, Role role, std::uint32_t head);

/// Adds every argument of `from` with role `source` to `to` as a borrowed argument with role `role`.
void borrow(const Clause& from, Role source, Clause& to, Role role);
/// Adds a copy of `argument` as a borrowed one with role `role`, unless it is there or holds the predicate itself.
void borrow(const Argument& argument, Clause& to, Role role);

[[nodiscard]] constexpr Polarity flip(Polarity value) noexcept { return value == Polarity::Positive ? Polarity::Negative : Polarity::Positive; }
/// The word classes of what the clause says.
[[nodiscard]] inline LemmaClasses classes_of(const Trees& trees, const Clause& clause) { return trees.lexicon().find(clause.lemma).classes; }

/// True if `event`, the object of `verb`, is a demand, offer or claim of someone else: "rejected the accusation".
[[nodiscard]] bool is_responded_to(const Trees& trees, const Clause& verb, const Clause& event);

/// Finds the predicates: verbs, copular predicates, event nouns; each with its construction, lemma and words.
[[nodiscard]] Drafts find_predicates(const Trees& trees);
/// Gives every clause the arguments that hang on its own predicate.
void add_own_arguments(const Trees& trees, Drafts& drafts);
/// The arguments of an event noun: possessor, modifiers, prepositional phrases, and the parties they name.
void add_event_arguments(const Trees& trees, Draft& draft);
/// One name or demonym before a noun.
struct NameBefore { std::uint32_t head = 0; TokenRange tokens; };
/// What stands before a noun and may name a party: "US" and "China" of "US-China talks".
[[nodiscard]] std::vector<NameBefore> modifiers_of(const Trees& trees, std::uint32_t noun);
/// Adds the modifiers of `noun` with Role::Modifier.
void add_modifiers(const Trees& trees, Clause& clause, std::uint32_t noun);
/// Adds possessors, modifiers and prepositional phrases of `noun`.
void add_noun_arguments(const Trees& trees, Clause& clause, std::uint32_t noun);
/// Adds the clauses that a noun phrase holds: titles, appositions, possessives.
void add_name_clauses(const Trees& trees, Drafts& drafts);
/// Hangs every clause on its governor and gives it the arguments it shares with that. Governors come first.
void share_arguments(const Trees& trees, Drafts& drafts);
/// Gives an event noun what it shares with its governor and with the nouns around it. Requires: the governor has its arguments.
void share_event(const Trees& trees, Drafts& drafts, Draft& draft);
/// "the attack launched by Israel on Gaza", "talks that were held with Iran": the noun has its support verb behind it.
void support_from_below(const Trees& trees, Drafts& drafts, std::uint32_t index);
/// Sets polarity and modality, with what is inherited. Requires: governors are set.
void set_stance(const Trees& trees, Drafts& drafts);
/// "adopted a resolution that condemns Iran": who adopts the text condemns. Call it once the governor has its arguments.
void borrow_authors(const Trees& trees, Drafts& drafts, std::uint32_t index);
/// Adds to a clause's own polarity and modality what it has from those above it. Requires: these have theirs.
void inherit_stance(const Trees& trees, const Drafts& drafts, Draft& draft);
/// "may adopt a resolution condemning Iran": the text does only what its author does. Requires: the author has its stance.
void inherit_from_text(const Trees& trees, const Drafts& drafts, Draft& draft);
/// Sets `reporting` and `said_in`, over the sentences of a quotation too.
void attribute(const Trees& trees, Drafts& drafts);

}  // namespace entente::internal
