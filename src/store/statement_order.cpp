#include "store/statement_order.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <utility>

namespace entente::internal {

namespace {

/// The first digits of an id as a number that sorts as they do.
std::uint64_t first_digits(std::string_view id) {
  std::uint64_t number = 0;
  for (std::size_t at = 3; at < 11; ++at) number = number << 8 | (at < id.size() ? static_cast<unsigned char>(id[at]) : 0U);
  return number;
}

/// The places of the statements in the order of their ids. Most ids differ in the digits behind "st_", which are compared
/// without looking them up.
std::vector<std::size_t> order_by_id(const std::vector<Statement>& statements) {
  std::vector<std::pair<std::uint64_t, std::size_t>> places;
  places.reserve(statements.size());
  const bool alike = std::ranges::all_of(statements, [](const Statement& statement) { return statement.id.starts_with("st_"); });
  for (const Statement& statement : statements) places.emplace_back(alike ? first_digits(statement.id) : 0, places.size());
  std::ranges::sort(places, [&](const auto& a, const auto& b) { return a.first != b.first ? a.first < b.first : statements[a.second].id < statements[b.second].id; });
  std::vector<std::size_t> order;
  order.reserve(places.size());
  for (const auto& [digits, place] : places) order.push_back(place);
  return order;
}

}  // namespace

/// The order is found first, then each is moved along the cycles of the permutation.
void sort_by_id(std::vector<Statement>& statements) {
  std::vector<std::size_t> from = order_by_id(statements);
  for (std::size_t start = 0; start < from.size(); ++start) {
    if (from[start] == start) continue;
    Statement first = std::move(statements[start]);
    std::size_t at = start;
    while (from[at] != start) {
      const std::size_t next = from[at];
      statements[at] = std::move(statements[next]);
      from[at] = at;
      at = next;
    }
    statements[at] = std::move(first);
    from[at] = at;
  }
}

}  // namespace entente::internal
