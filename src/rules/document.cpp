#include <algorithm>
#include <map>
#include <tuple>

#include "rules/apply.h"

namespace entente::internal {

namespace {

/// The same relation told twice in a sentence: what says more, then what is surer, then the rule that sorts first.
bool is_better(const Statement& a, const Statement& b) {
  if (a.content.has_value() != b.content.has_value()) return a.content.has_value();
  if (a.confidence != b.confidence) return a.confidence > b.confidence;
  return std::tie(a.provenance.rule, a.id) < std::tie(b.provenance.rule, b.id);
}

std::vector<Statement> without_repeats(std::vector<Statement> statements) {
  const auto same = [](const Statement& s) { return std::tuple(s.provenance.sentence, s.triple(), s.polarity, s.modality); };
  std::ranges::sort(statements, [&](const Statement& a, const Statement& b) {
    const auto x = same(a), y = same(b);
    return x != y ? x < y : is_better(a, b);
  });
  const auto rest = std::ranges::unique(statements, {}, same);
  statements.erase(rest.begin(), rest.end());
  return statements;
}

/// "met to discuss trade": what a sentence tells as done it does not tell as planned once more. Needs the order of without_repeats().
void drop_weaker(std::vector<Statement>& statements) {
  const auto same = [](const Statement& s) { return std::tuple(s.provenance.sentence, s.triple(), s.polarity); };
  std::vector<Statement> kept;
  kept.reserve(statements.size());
  for (Statement& statement : statements) {
    const bool told = statement.modality != Modality::Actual && !kept.empty() && kept.back().modality == Modality::Actual && same(kept.back()) == same(statement);
    if (!told) kept.push_back(std::move(statement));
  }
  statements = std::move(kept);
}

void sort_as_promised(std::vector<Statement>& statements) {
  std::ranges::sort(statements, {}, [](const Statement& s) {
    return std::tuple(s.provenance.sentence, s.provenance.predicate_span, s.provenance.rule, s.triple(), s.polarity, s.modality);
  });
}

void add_titles(const View& view, std::vector<Statement>& statements) {
  for (const std::uint32_t number : view.program.title_rules)
    for (std::uint32_t i = 0; i < view.doc.mentions.size(); ++i) {
      if (!view.is_evidence(sentence_of(view.doc, view.doc.mentions[i].head))) continue;
      if (auto statement = title_statement(view, view.program.rules[number], i)) statements.push_back(*std::move(statement));
    }
}

}  // namespace

std::vector<Statement> match_document(const View& view) {
  std::vector<Match> matches;
  for (std::uint32_t i = 0; i < view.doc.clauses.size(); ++i)
    if (view.may_tell(sentence_of(view.doc, view.doc.clauses[i].predicate))) std::ranges::move(match_clause(view, i), std::back_inserter(matches));
  apply_controls(view, matches);
  std::vector<Statement> statements;
  for (const Match& match : matches)
    if (match.complete() && !match.dropped) statements.push_back(statement_of(view, match));
  add_titles(view, statements);
  statements = without_repeats(std::move(statements));
  drop_weaker(statements);
  sort_as_promised(statements);
  return statements;
}

}  // namespace entente::internal
