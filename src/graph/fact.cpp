#include "graph/fact.h"

#include <xxhash.h>

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>
#include <vector>

#include "base/text.h"

namespace entente::internal {

namespace {

/// The best confidence of every article, sorted by article.
std::vector<std::pair<std::string_view, double>> best_by_article(const Fact& fact) {
  std::vector<std::pair<std::string_view, double>> best;
  for (const Statement* statement : fact.evidence) best.emplace_back(statement->provenance.article.str(), statement->confidence);
  std::ranges::sort(best, [](const auto& a, const auto& b) { return a.first != b.first ? a.first < b.first : a.second > b.second; });
  const auto repeated = std::ranges::unique(best, {}, [](const auto& entry) { return entry.first; });
  best.erase(repeated.begin(), repeated.end());
  return best;
}

std::size_t count_publishers(const Fact& fact) {
  std::vector<std::string_view> publishers;
  for (const Statement* statement : fact.evidence)
    if (const std::string& name = statement->provenance.publisher; !name.empty() && (publishers.empty() || publishers.back() != name)) publishers.emplace_back(name);
  std::ranges::sort(publishers);
  return publishers.size() - std::ranges::unique(publishers).size();
}

std::optional<DateSpan> days_of(const Fact& fact) {
  std::optional<DateSpan> seen;
  for (const Statement* statement : fact.evidence) {
    const auto day = day_of(*statement);
    if (!day) continue;
    if (!seen) seen = day;
    seen->first = std::min(seen->first, day->first);
    seen->last = std::max(seen->last, day->last);
  }
  return seen;
}

}  // namespace

std::optional<DateSpan> day_of(const Statement& statement) {
  if (statement.on) return statement.on;
  if (const auto day = statement.provenance.published) return DateSpan{*day, *day};
  return std::nullopt;
}

std::string fact_id(const Triple& triple, Polarity polarity) {
  const std::array<std::string_view, 7> parts{triple.subject.str(), "\n", triple.relation.str(), "\n", triple.object.str(), "\n", to_string(polarity)};
  std::string said;
  said.reserve(256);  // in one piece, as there are millions
  for (const std::string_view part : parts) said += part;
  return hashed_id("fa_", XXH64(said.data(), said.size(), 0));
}

void summarize(Fact& fact) {
  std::ranges::sort(fact.evidence, {}, [](const Statement* statement) -> const std::string& { return statement->id; });
  if (fact.evidence.size() == 1) {  // as most are: the same in numbers, without the lists
    const Statement& only = *fact.evidence.front();
    fact.articles = 1;
    fact.confidence = 1 - (1 - only.confidence);
    fact.publishers = only.provenance.publisher.empty() ? 0 : 1;
    fact.seen = day_of(only);
    return;
  }
  const auto best = best_by_article(fact);
  double all_wrong = 1;
  for (const auto& [article, confidence] : best) all_wrong *= 1 - confidence;
  fact.articles = best.size();
  fact.confidence = 1 - all_wrong;
  fact.publishers = count_publishers(fact);
  fact.seen = days_of(fact);
}

bool supersedes(const Statement& left, const Statement& right) {
  if (left.confidence != right.confidence) return left.confidence > right.confidence;
  return left > right;
}

}  // namespace entente::internal
