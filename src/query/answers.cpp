#include <algorithm>
#include <map>
#include <string>
#include <string_view>
#include <tuple>
#include <unordered_map>
#include <vector>

#include "base/try.h"
#include "entente/query.h"

namespace entente {

namespace {

/// A fact as seen from one of its ends.
struct Seen {
  const Fact* fact;
  const std::string* subject;
  const std::string* object;
};
using SeenList = std::vector<Seen>;

/// The facts by either end; a symmetric one is there twice, once from each.
struct FactIndex {
  SeenList stored;  ///< As stored, in the order of the graph.
  SeenList all;
  std::unordered_map<std::string_view, SeenList> by_subject, by_object;
};

FactIndex index_of(const KnowledgeGraph& graph, std::optional<Polarity> polarity) {
  FactIndex index;
  const auto add = [&index](const Seen& seen) {
    index.all.push_back(seen);
    index.by_subject[*seen.subject].push_back(seen);
    index.by_object[*seen.object].push_back(seen);
  };
  for (const Fact* fact : graph.facts()) {
    if (polarity && fact->polarity != *polarity) continue;
    const TripleRef& triple = fact->triple;
    const Seen seen{fact, &triple.subject.str(), &triple.object.str()};
    index.stored.push_back(seen);
    add(seen);
    const RelationType* relation = graph.catalogue().relation(triple.relation);
    if (relation && relation->symmetric && triple.subject != triple.object) add({fact, seen.object, seen.subject});
  }
  return index;
}

class Solver {
 public:
  Solver(const Pattern& pattern, const FactIndex& index, std::size_t max_steps)
      : pattern_(pattern), index_(index), open_(pattern.triples.size(), true), chosen_(pattern.triples.size(), nullptr), max_steps_(max_steps) {}

  /// Its depth is the number of triples, of which there are few. Errors: Limit.
  Result<void> solve(std::size_t solved = 0) {
    if (solved == pattern_.triples.size()) return keep();
    const std::size_t next = most_bound();
    open_[next] = false;
    const Pattern::Triple& triple = pattern_.triples[next];
    for (const Seen& seen : candidates(triple)) {
      if (++steps_ > max_steps_) return std::unexpected(Error{ErrorCode::Limit, "the pattern takes too long; name an actor or a relation in it, or join its triples by a variable", {}});
      if (!fits(triple.relation, seen.fact->triple.relation.str()) || std::ranges::find(chosen_, seen.fact) != chosen_.end()) continue;
      const std::size_t before = bound_.size();
      if (binds(triple, seen)) {
        chosen_[next] = seen.fact;
        ENTENTE_TRY(solve(solved + 1));
        chosen_[next] = nullptr;
      }
      for (; bound_.size() > before; bound_.pop_back()) bindings_.erase(*bound_.back());
    }
    open_[next] = true;
    return {};
  }

  std::vector<Answer> answers;

 private:
  const PatternTerm& subject_of(const Pattern::Triple& triple) const { return triple.inverted ? triple.object : triple.subject; }
  const PatternTerm& object_of(const Pattern::Triple& triple) const { return triple.inverted ? triple.subject : triple.object; }

  /// The one key that the term can only be by now; null if there are more.
  const std::string* fixed(const PatternTerm& term) const {
    if (term.keys.size() == 1) return &term.keys[0];
    const auto bound = term.variable.empty() ? bindings_.end() : bindings_.find(term.variable);
    return bound == bindings_.end() ? nullptr : &bound->second;
  }

  const SeenList& candidates(const Pattern::Triple& triple) const {
    static const SeenList kNone;
    const auto look_up = [](const auto& list, const std::string& key) -> const SeenList& {
      const auto found = list.find(key);
      return found == list.end() ? kNone : found->second;
    };
    const std::string* subject = fixed(subject_of(triple));
    const std::string* object = fixed(object_of(triple));
    if (subject && object) {
      const SeenList& from = look_up(index_.by_subject, *subject);
      const SeenList& to = look_up(index_.by_object, *object);
      return from.size() <= to.size() ? from : to;
    }
    if (subject) return look_up(index_.by_subject, *subject);
    if (object) return look_up(index_.by_object, *object);
    // Alone, and with both ends free, a symmetric fact seen from its other end would be the same answer again.
    return pattern_.triples.size() == 1 && triple.subject.keys.empty() && triple.object.keys.empty() ? index_.stored : index_.all;
  }

  std::size_t most_bound() const {
    std::size_t best = pattern_.triples.size();
    for (std::size_t i = 0; i < pattern_.triples.size(); ++i)
      if (open_[i] && (best == pattern_.triples.size() || candidates(pattern_.triples[i]).size() < candidates(pattern_.triples[best]).size())) best = i;
    return best;
  }

  /// Whether the keys of the term, if it has any, leave room for this one: cheaper than to bind and to undo it.
  static bool fits(const PatternTerm& term, const std::string& key) { return term.keys.empty() || std::ranges::find(term.keys, key) != term.keys.end(); }
  bool bind(const PatternTerm& term, const std::string& key) {
    if (!term.keys.empty()) return fits(term, key);
    if (term.variable.empty()) return true;
    const auto [at, fresh] = bindings_.emplace(term.variable, key);
    if (fresh) bound_.push_back(&term.variable);
    return at->second == key;
  }
  bool binds(const Pattern::Triple& triple, const Seen& seen) {
    return bind(subject_of(triple), *seen.subject) && bind(object_of(triple), *seen.object) && bind(triple.relation, seen.fact->triple.relation.str());
  }

  Result<void> keep() {
    if (answers.size() == kMaxAnswers)
      return std::unexpected(Error{ErrorCode::Limit, "more than " + std::to_string(kMaxAnswers) + " answers; name an actor or a relation in the pattern", {}});
    answers.push_back({bindings_, chosen_});
    return {};
  }

  const Pattern& pattern_;
  const FactIndex& index_;
  std::vector<bool> open_;
  std::vector<const Fact*> chosen_;
  std::map<std::string, std::string> bindings_;
  std::vector<const std::string*> bound_;  ///< The variables of `bindings_`, the last one last.
  std::size_t steps_ = 0, max_steps_;
};

/// An answer is as strong as its weakest fact.
struct Strength {
  std::size_t articles;
  double confidence;
};
Strength strength_of(const Answer& answer) {
  Strength least{answer.facts[0]->articles, answer.facts[0]->confidence};
  for (const Fact* fact : answer.facts) least = {std::min(least.articles, fact->articles), std::min(least.confidence, fact->confidence)};
  return least;
}

bool stronger(const Answer& a, const Answer& b) {
  const Strength left = strength_of(a), right = strength_of(b);
  if (left.articles != right.articles) return left.articles > right.articles;
  if (left.confidence != right.confidence) return left.confidence > right.confidence;
  for (std::size_t i = 0; i < a.facts.size(); ++i)
    if (a.facts[i] != b.facts[i]) return std::tie(a.facts[i]->triple, a.facts[i]->polarity) < std::tie(b.facts[i]->triple, b.facts[i]->polarity);
  return a.bindings < b.bindings;
}

}  // namespace

Result<std::vector<Answer>> answers(const Pattern& pattern, const KnowledgeGraph& graph, std::optional<Polarity> polarity, std::size_t max_steps) {
  if (pattern.triples.empty()) return std::vector<Answer>();
  const FactIndex index = index_of(graph, polarity);
  Solver solver(pattern, index, max_steps);
  ENTENTE_TRY(solver.solve());
  std::ranges::sort(solver.answers, stronger);
  return std::move(solver.answers);
}

}  // namespace entente
