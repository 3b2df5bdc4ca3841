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

TripleRef::TripleRef() noexcept : TripleRef([]() -> const TripleRef& {
  static const Triple kEmpty;
  static const TripleRef kOfEmpty(kEmpty.subject, kEmpty.relation, kEmpty.object);
  return kOfEmpty;
}()) {}

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

void keep_distinct(std::vector<std::uint32_t>& numbers) {
  std::ranges::sort(numbers);
  const auto repeated = std::ranges::unique(numbers);
  numbers.erase(repeated.begin(), repeated.end());
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

namespace {

/// What some evidence has to sum up.
struct Found {
  std::vector<std::pair<std::uint32_t, std::int64_t>> by_article;  ///< Copies of one text are one.
  std::vector<std::uint32_t> publishers;
};

Found find_in(const StatementTable& table, std::span<const std::uint32_t> places, EvidenceWeights& weights, const WireCopies& copies) {
  Found found;
  found.by_article.reserve(places.size());
  for (const std::uint32_t place : places) {
    const std::uint32_t article = table.article_of(place), publisher = table.columns().articles[article].publisher;
    found.by_article.emplace_back(copies.group_of(article), weights.of(table.row(place).confidence).weight);
    if (publisher && (found.publishers.empty() || found.publishers.back() != publisher)) found.publishers.push_back(publisher);
  }
  return found;
}

void sort_by_id(std::span<std::uint32_t> places, const StatementTable& table) {
  std::ranges::sort(places, {}, [&table](std::uint32_t place) { return table.row(place).id; });
}

/// Both parts of `places` are sorted, the second is short: few ids are looked up.
void merge_by_id(std::span<std::uint32_t> places, std::size_t first_part, const StatementTable& table) {
  const std::vector<std::uint32_t> fresh(places.begin() + static_cast<std::ptrdiff_t>(first_part), places.end());
  auto old_end = places.begin() + static_cast<std::ptrdiff_t>(first_part);
  auto end = places.end();
  for (auto next = fresh.rbegin(); next != fresh.rend(); ++next) {
    const auto at = std::ranges::upper_bound(places.begin(), old_end, table.row(*next).id, {}, [&table](std::uint32_t place) { return table.row(place).id; });
    end = std::move_backward(at, old_end, end);
    old_end = at;
    *--end = *next;
  }
}

}  // namespace

void summarize_one(Fact& fact, const StatementTable& table, std::uint32_t place, EvidenceWeights& weights) {
  fact.seen = days_of(table, {&place, 1});
  fact.articles = 1;
  fact.publishers = table.columns().articles[table.article_of(place)].publisher ? 1 : 0;
  fact.confidence = weights.of(table.row(place).confidence).alone;
}

void summarize(Fact& fact, const StatementTable& table, std::span<std::uint32_t> places, EvidenceWeights& weights, const WireCopies& copies, EvidenceSum* sum) {
  if (places.size() == 1) return summarize_one(fact, table, places[0], weights);
  fact.seen = days_of(table, places);
  sort_by_id(places, table);
  Found found = find_in(table, places, weights, copies);
  const std::int64_t weight = sum_of_best(found.by_article, fact.articles);
  fact.confidence = confidence_of(weight);
  keep_distinct(found.publishers);
  fact.publishers = found.publishers.size();
  if (sum) *sum = {places.size(), weight, std::move(found.publishers)};
}

bool add_to_summary(Fact& fact, const StatementTable& table, std::span<std::uint32_t> places, EvidenceWeights& weights, const WireCopies& copies,
                    std::uint32_t first_new_article, EvidenceSum& sum) {
  if (sum.count == 0) return false;
  const auto fresh = places.subspan(sum.count);
  Found found = find_in(table, fresh, weights, copies);
  if (std::ranges::any_of(found.by_article, [&](const auto& article) { return article.first < first_new_article; })) return false;
  if (const auto days = days_of(table, fresh)) fact.seen = fact.seen ? DateSpan{std::min(fact.seen->first, days->first), std::max(fact.seen->last, days->last)} : days;
  sort_by_id(fresh, table);
  merge_by_id(places, sum.count, table);
  std::size_t articles = 0;
  sum.weight += sum_of_best(found.by_article, articles);
  fact.articles += articles;
  fact.confidence = confidence_of(sum.weight);
  sum.publishers.insert(sum.publishers.end(), found.publishers.begin(), found.publishers.end());
  keep_distinct(sum.publishers);
  fact.publishers = sum.publishers.size();
  sum.count = places.size();
  return true;
}

bool supersedes(const StatementView& left, const StatementView& right) {
  if (left.confidence != right.confidence) return left.confidence > right.confidence;
  return left > right;
}

}  // namespace internal
}  // namespace entente
