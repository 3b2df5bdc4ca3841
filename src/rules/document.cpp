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

/// Those of one sentence. Nothing is compared across sentences, so that a long text holds no more than its statements.
class SentenceMatcher {
 public:
  explicit SentenceMatcher(const View& view) : view_(view) {}

  /// Requires: sentences in their order, none left out.
  std::vector<Statement> statements_of(std::uint32_t sentence) {
    const std::uint32_t end = view_.doc.sentences[sentence].tokens.last;
    std::vector<Match> matches;
    for (; clause_ < view_.doc.clauses.size() && view_.doc.clauses[clause_].predicate < end; ++clause_)
      if (view_.may_tell(sentence)) std::ranges::move(match_clause(view_, clause_), std::back_inserter(matches));
    apply_controls(view_, matches);
    std::vector<Statement> statements;
    for (const Match& match : matches)
      if (match.complete() && !match.dropped) statements.push_back(statement_of(view_, match));
    add_titles(sentence, end, statements);
    statements = without_repeats(std::move(statements));
    drop_weaker(statements);
    sort_as_promised(statements);
    return statements;
  }

 private:
  void add_titles(std::uint32_t sentence, std::uint32_t end, std::vector<Statement>& statements) {
    for (; mention_ < view_.doc.mentions.size() && view_.doc.mentions[mention_].tokens.first < end; ++mention_) {
      if (!view_.is_evidence(sentence)) continue;
      for (const std::uint32_t number : view_.program.title_rules)
        if (auto statement = title_statement(view_, view_.program.rules[number], mention_)) statements.push_back(*std::move(statement));
    }
  }

  const View& view_;
  std::uint32_t clause_ = 0, mention_ = 0;  ///< The first of the next sentence.
};

}  // namespace

std::vector<Statement> match_document(const View& view) {
  const std::size_t most = most_statements(view.doc.article.text.size());
  std::vector<Statement> statements;
  SentenceMatcher matcher(view);
  for (std::uint32_t s = 0; s < view.doc.sentences.size() && statements.size() <= most; ++s)
    std::ranges::move(matcher.statements_of(s), std::back_inserter(statements));
  return statements;
}

}  // namespace entente::internal
