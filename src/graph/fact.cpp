#include "graph/fact.h"

#include <xxhash.h>

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <string_view>
#include <utility>
#include <vector>

#include "base/text.h"

namespace entente {

StatementView StatementRef::operator*() const { return table_->view(place_); }
double StatementRef::confidence() const noexcept { return table_->row(place_).confidence; }
Modality StatementRef::modality() const noexcept { return table_->row(place_).modality; }
bool StatementRef::id_less(StatementRef a, StatementRef b) noexcept { return a.table_->row(a.place_).id < b.table_->row(b.place_).id; }
std::optional<DateSpan> StatementRef::day() const noexcept {
  const auto [first, last] = table_->days_of(place_);
  if (first == internal::kNoDay) return std::nullopt;
  return DateSpan{*internal::unpacked(first), *internal::unpacked(last)};
}

std::string Fact::id() const {
  const std::array<std::string_view, 7> parts{triple.subject.str(), "\n", triple.relation.str(), "\n", triple.object.str(), "\n", to_string(polarity)};
  std::string said;
  for (const std::string_view part : parts) said += part;
  return internal::hashed_id("fa_", XXH64(said.data(), said.size(), 0));
}

namespace internal {

namespace {

constexpr double kWeightOfOne = 1e6;  ///< Of a natural unit of log odds against: -ln(1 - confidence).

/// The weights of the articles, of each the best.
std::int64_t sum_of_best(std::vector<std::pair<std::uint32_t, std::int64_t>>& weights, std::size_t& articles) {
  std::ranges::sort(weights, [](const auto& a, const auto& b) { return a.first != b.first ? a.first < b.first : a.second > b.second; });
  std::int64_t sum = 0;
  articles = 0;
  for (std::size_t i = 0; i < weights.size(); ++i) {
    if (i > 0 && weights[i].first == weights[i - 1].first) continue;
    sum += weights[i].second;
    ++articles;
  }
  return sum;
}

std::size_t count_distinct(std::vector<std::uint32_t>& numbers) {
  std::ranges::sort(numbers);
  return numbers.size() - std::ranges::unique(numbers).size();
}

std::optional<DateSpan> days_of(const StatementTable& table, std::span<const std::uint32_t> places) {
  std::pair<PackedDay, PackedDay> seen{kNoDay, kNoDay};
  for (const std::uint32_t place : places) {
    const auto [first, last] = table.days_of(place);
    if (first == kNoDay) continue;
    seen = seen.first == kNoDay ? std::pair(first, last) : std::pair(std::min(seen.first, first), std::max(seen.second, last));
  }
  return seen.first == kNoDay ? std::nullopt : std::optional(DateSpan{*unpacked(seen.first), *unpacked(seen.second)});
}

}  // namespace

std::optional<DateSpan> day_of(const StatementView& statement) {
  if (statement.on) return statement.on;
  if (const auto day = statement.provenance.published) return DateSpan{*day, *day};
  return std::nullopt;
}

std::int64_t evidence_weight(double confidence) noexcept {
  constexpr double kNearlySure = 1 - 1e-6;  // beyond it one sentence would outweigh any number of others
  return std::llround(-kWeightOfOne * std::log1p(-std::min(confidence, kNearlySure)));
}

double confidence_of(std::int64_t weight) noexcept {
  constexpr double kDigits = 1e6;
  return std::round(-std::expm1(-static_cast<double>(weight) / kWeightOfOne) * kDigits) / kDigits;
}

const EvidenceWeights::Known& EvidenceWeights::of(double confidence) {
  Known& known = known_[std::bit_cast<std::uint64_t>(confidence) * 0x9E3779B97F4A7C15U >> 56U];
  if (known.confidence != confidence) known = {confidence, evidence_weight(confidence), confidence_of(evidence_weight(confidence))};
  return known;
}

void summarize(Fact& fact, const StatementTable& table, std::span<std::uint32_t> places, EvidenceWeights& weights, const WireCopies& copies) {
  fact.seen = days_of(table, places);
  if (places.size() == 1) {  // as most are: the same in numbers, without the lists
    fact.articles = 1;
    fact.publishers = table.columns().articles[table.article_of(places[0])].publisher ? 1 : 0;
    fact.confidence = weights.of(table.row(places[0]).confidence).alone;
    return;
  }
  std::ranges::sort(places, {}, [&table](std::uint32_t place) { return table.row(place).id; });
  std::vector<std::pair<std::uint32_t, std::int64_t>> by_article;
  std::vector<std::uint32_t> publishers;
  for (const std::uint32_t place : places) {
    const std::uint32_t article = table.article_of(place), publisher = table.columns().articles[article].publisher;
    by_article.emplace_back(copies.group_of(article), weights.of(table.row(place).confidence).weight);
    if (publisher) publishers.push_back(publisher);
  }
  fact.confidence = confidence_of(sum_of_best(by_article, fact.articles));
  fact.publishers = count_distinct(publishers);
}

bool supersedes(const StatementView& left, const StatementView& right) {
  if (left.confidence != right.confidence) return left.confidence > right.confidence;
  return left > right;
}

}  // namespace internal
}  // namespace entente
