#pragma once

#include <optional>
#include <vector>

#include "rules/find.h"

namespace entente::internal {

/// True if the test holds of the clause.
[[nodiscard]] bool holds(const View& view, const Clause& clause, const Test& test);

/// True if the clause is negated by a word of its own, not by its governor: "promised not to attack", "no talks".
[[nodiscard]] bool is_negated_itself(const View& view, const Clause& clause);

/// Two ends of a relation, in the order in which they are stored. Swapped: the text names the object first, as the one who acts.
struct Pair { Party subject, object; bool swapped = false; };

/// What a rule makes of a clause whose trigger fits.
struct Outcome {
  enum class Failure : std::uint8_t { None, Where, Subject, SubjectKind, Object, ObjectKind, Parties, SameActor };
  std::vector<Pair> pairs;
  Failure failure = Failure::None;
  std::size_t test = 0;            ///< Of Failure::Where: which one.
  std::vector<Party> subjects, objects;  ///< Where one end is missing: who was found at the other.
};
[[nodiscard]] Outcome apply(const View& view, const Clause& clause, const Rule& rule);

/// The ends that the paths find. Used for control rules too, whose paths start elsewhere.
[[nodiscard]] bool is_end(const View& view, const Party& party, std::span<const KindKey> of_rule, std::span<const KindKey> of_relation);
/// True if the two may stand at the ends of one statement: two actors, named by different words.
[[nodiscard]] bool are_two(const View& view, const Party& a, const Party& b);
/// False if one of the two serves the other, a state or body: unless the relation is mere background, that is nothing between two.
[[nodiscard]] bool may_pair(const View& view, const RelationType& relation, const Party& a, const Party& b);

/// One relation found, before it becomes a statement.
struct Match {
  std::uint32_t clause = 0;                ///< Where it is told: for a control rule the outer clause.
  RuleKey rule;
  const RelationType* relation = nullptr;
  std::optional<Party> subject, object;    ///< One is missing if only a control rule may use the match.
  Polarity polarity = Polarity::Positive;
  Modality modality = Modality::Actual;
  const RelationType* content = nullptr;
  std::optional<ContextKey> context;
  double confidence = 0;                   ///< Of the rules alone.
  int depth = 0;                           ///< Control rules it has gone through.
  bool supported = false;                  ///< The verb above says no more than the clause: "held talks".
  bool object_state = false;               ///< Of an office as object its state or body is meant.
  bool swapped = false;                    ///< Of a symmetric relation: `object` is who acts.
  bool dropped = false;                    ///< Only a control rule's result is kept of it.

  [[nodiscard]] bool complete() const noexcept { return subject && object; }
};

/// The rules of each clause of the sentence, highest priority first, and what they gave.
[[nodiscard]] std::vector<Match> match_clause(const View& view, std::uint32_t clause);
/// The rules whose trigger fits a clause, as match_clause tries them.
[[nodiscard]] Few<const Rule*, 32> rules_for(const View& view, const Clause& clause);
/// Rewrites by the control rules, up to three deep: adds their matches, changes or drops the inner ones.
void apply_controls(const View& view, std::vector<Match>& matches);

/// The statement that a match stands for. Requires: a complete match.
[[nodiscard]] Statement statement_of(const View& view, const Match& match);
/// The statement of a rule over titles; nullopt if the mention pairs no person with an office.
[[nodiscard]] std::optional<Statement> title_statement(const View& view, const Rule& rule, std::uint32_t mention);

/// Every statement of the document. Sorted and without repeats, as RuleSet::match promises.
[[nodiscard]] std::vector<Statement> match_document(const View& view);
[[nodiscard]] std::vector<RuleTrace> trace_sentence(const View& view, std::uint32_t sentence);

}  // namespace entente::internal
