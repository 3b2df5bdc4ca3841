#include "entente/statement.h"

#include <xxhash.h>

#include <algorithm>

#include "base/names.h"
#include "base/text.h"

namespace entente {

namespace {

constexpr internal::EnumNames<Polarity, 2> kPolarities{{"positive", "negative"}};
constexpr internal::EnumNames<Modality, 5> kModalities{{"actual", "planned", "possible", "conditional", "wanted"}};

std::optional<int> digits(std::string_view text) noexcept {
  int value = 0;
  for (const char c : text) {
    if (!internal::is_ascii_digit(c)) return std::nullopt;
    value = value * 10 + (c - '0');
  }
  return value;
}

}  // namespace

std::string_view to_string(Polarity value) noexcept { return kPolarities.name(value); }
std::string_view to_string(Modality value) noexcept { return kModalities.name(value); }
std::optional<Polarity> parse_polarity(std::string_view text) noexcept { return kPolarities.parse(text); }
std::optional<Modality> parse_modality(std::string_view text) noexcept { return kModalities.parse(text); }

std::string to_string(std::chrono::year_month_day day) {
  std::string text = "0000-00-00";
  const auto put = [&text](std::size_t end, unsigned value) {
    for (; value != 0; value /= 10) text[--end] = static_cast<char>('0' + value % 10);
  };
  put(4, static_cast<unsigned>(std::clamp(int(day.year()), 0, 9999)));
  put(7, unsigned(day.month()) % 100);
  put(10, unsigned(day.day()) % 100);
  return text;
}

std::optional<std::chrono::year_month_day> parse_day(std::string_view text) noexcept {
  if (text.size() != 10 || text[4] != '-' || text[7] != '-') return std::nullopt;
  const auto year = digits(text.substr(0, 4)), month = digits(text.substr(5, 2)), day = digits(text.substr(8, 2));
  if (!year || !month || !day) return std::nullopt;
  const std::chrono::year_month_day result{std::chrono::year(*year), std::chrono::month(unsigned(*month)),
                                           std::chrono::day(unsigned(*day))};
  return result.ok() ? std::optional(result) : std::nullopt;
}

std::string statement_id(const Statement& statement) {
  std::string said = statement.provenance.article.str();
  const auto add = [&said](std::string_view part) { said += '\n'; said += part; };
  const auto add_span = [&add](TextSpan span) { add(std::to_string(span.begin) + '-' + std::to_string(span.end)); };
  add(statement.subject.key.str());
  add(statement.relation.str());
  add(statement.object.key.str());
  add(to_string(statement.polarity));
  add(to_string(statement.modality));
  add(statement.content ? statement.content->str() : "");
  for (const TextSpan span : {statement.provenance.sentence_span, statement.subject.span, statement.provenance.predicate_span,
                              statement.object.span})
    add_span(span);
  return internal::hashed_id("st_", XXH64(said.data(), said.size(), 0));
}

}  // namespace entente
