#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "entente/catalogue.h"
#include "entente/document.h"
#include "entente/rules.h"

namespace entente::test {

/// One argument of a clause, by a word of the text: {Role::Oblique, "Mali", "with"}.
struct SketchArgument {
  Role role;
  std::string_view word, marker;
  bool borrowed = false;
};

/// A document made by hand, down to mentions and clauses. Words name their tokens; a word that the text has
/// more than once is written with its number: "talks#2".
class Sketch {
 public:
  /// One token a line: form, UPOS, lemma, number of its head in the sentence, relation. A blank line ends a sentence.
  explicit Sketch(std::string_view table);

  /// A mention of `words` ("the Russian army") that names `actors`, made known with their roll-ups from the catalogue.
  Sketch& mention(std::string_view words, const std::vector<std::string>& actors, MentionUse use = MentionUse::Actor, MentionForm form = MentionForm::Name);
  /// The last mention's actor stands for `actor`, as a person stands for a state.
  Sketch& acts_for(std::string_view actor, std::string_view code);
  /// A clause whose predicate is `word`. Give clauses in text order.
  Sketch& clause(std::string_view word, std::string_view lemma, const std::vector<SketchArgument>& arguments, Construction construction = Construction::Active);
  /// How the clause of `word` hangs on that of `governor`.
  Sketch& hang(std::string_view word, std::string_view governor, Link link);
  Sketch& said(std::string_view word, std::string_view by);
  Sketch& time(std::string_view words, std::string_view first, std::string_view last);

  [[nodiscard]] Clause& at(std::string_view word);
  [[nodiscard]] std::uint32_t token(std::string_view word) const;
  [[nodiscard]] TokenRange range(std::string_view words) const;

  Document doc;

 private:
  std::uint32_t clause_index(std::string_view word) const;
};

/// The shipped relations and kinds with a few actors.
[[nodiscard]] std::shared_ptr<const Catalogue> rule_catalogue();
/// Rules from one relation file, or from several files separated by a line "--".
[[nodiscard]] RuleSet rules_from(std::string_view json);
/// The message of the error that reading gives; "" if none.
[[nodiscard]] std::string rule_error(std::string_view json);
/// "state/fra sanctions state/mli planned content=…", one string a statement.
[[nodiscard]] std::vector<std::string> told(const std::vector<Statement>& statements);

}  // namespace entente::test
