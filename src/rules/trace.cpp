#include <algorithm>
#include <map>

#include "rules/apply.h"
#include "rules/print.h"

namespace entente::internal {

namespace {

std::string joined(const std::vector<Path>& paths) {
  std::string text;
  for (const Path& path : paths) text += (text.empty() ? "" : ", ") + to_string(path);
  return text;
}

std::string joined(const std::vector<KindKey>& kinds) {
  std::string text;
  for (const KindKey& kind : kinds) text += (text.empty() ? "" : ", ") + kind.str();
  return text;
}

std::string kinds_of(const std::vector<KindKey>& of_rule, const std::vector<KindKey>& of_relation) {
  return joined(of_rule.empty() ? of_relation : of_rule);
}

/// The failure in words.
std::string words_of(const Rule& rule, const Outcome& outcome) {
  using enum Outcome::Failure;
  switch (outcome.failure) {
    case None: return "";
    case Where: return "where: " + print_test(rule.where[outcome.test]) + " does not hold";
    case Subject: return "subject: no actor under " + joined(rule.subject);
    case SubjectKind: return "subject: the actor is none of " + kinds_of(rule.subject_kinds, rule.relation->subjects);
    case Object: return "object: no actor under " + joined(rule.object);
    case ObjectKind: return "object: the actor is none of " + kinds_of(rule.object_kinds, rule.relation->objects);
    case SameActor: return "subject and object are one actor";
    case Parties: break;
  }
  std::string text = "parties: no two actors under";
  for (const std::vector<Path>& alternative : rule.parties) text += " [" + joined(alternative) + "]";
  return text;
}

void sort_fired_first(std::vector<RuleTrace>& traces) {
  std::ranges::stable_sort(traces, [](const RuleTrace& a, const RuleTrace& b) {
    return std::tuple(!a.fired, a.clause, a.rule) < std::tuple(!b.fired, b.clause, b.rule);
  });
}

/// What the rules gave in one sentence, control rules included.
std::vector<Match> matches_of(const View& view, const std::vector<std::uint32_t>& clauses) {
  std::vector<Match> matches;
  for (const std::uint32_t index : clauses) std::ranges::move(match_clause(view, index), std::back_inserter(matches));
  apply_controls(view, matches);
  return matches;
}

}  // namespace

std::vector<RuleTrace> trace_sentence(const View& view, std::uint32_t sentence) {
  std::vector<std::uint32_t> clauses;
  if (sentence >= view.doc.sentences.size() || !view.is_evidence(sentence)) return {};
  for (std::uint32_t i = 0; i < view.doc.clauses.size(); ++i)
    if (view.doc.sentences[sentence].tokens.contains(view.doc.clauses[i].predicate)) clauses.push_back(i);
  std::map<std::pair<std::uint32_t, RuleKey>, RuleTrace> fired;
  for (const Match& match : matches_of(view, clauses)) {
    if (!match.complete()) continue;
    RuleTrace& trace = fired[{match.clause, match.rule}];
    trace.rule = match.rule;
    trace.clause = match.clause;
    trace.fired = true;
    if (!match.dropped) trace.statements.push_back(statement_of(view, match).id);
  }
  std::vector<RuleTrace> traces;
  for (auto& [key, trace] : fired) traces.push_back(std::move(trace));
  for (const std::uint32_t index : clauses)
    for (const Rule* rule : rules_for(view, view.doc.clauses[index])) {
      if (fired.contains({index, rule->key})) continue;
      const Outcome outcome = apply(view, view.doc.clauses[index], *rule);
      const std::string failed = outcome.failure == Outcome::Failure::None ? "a final rule of higher priority fired" : words_of(*rule, outcome);
      traces.push_back({rule->key, index, false, failed, {}});
    }
  sort_fired_first(traces);
  return traces;
}

}  // namespace entente::internal
