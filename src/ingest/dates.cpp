#include "ingest/dates.h"

#include <algorithm>
#include <array>
#include <vector>

#include "base/text.h"

namespace entente::internal {

namespace {

constexpr std::size_t kMaxParts = 400;      ///< Parts of a text that are looked at.
constexpr std::size_t kHeadLines = 10;
constexpr std::size_t kMaxDateLine = 80;    ///< Bytes of a line that states a date.
constexpr std::size_t kMaxDateLineParts = 14;

/// A run of digits or letters; `after` is the character behind it.
struct Part { std::string_view text; bool number; char after; };

std::vector<Part> parts_of(std::string_view text) {
  std::vector<Part> parts;
  for (std::size_t at = 0; at < text.size() && parts.size() < kMaxParts;) {
    const bool digit = is_ascii_digit(text[at]), letter = is_ascii_alpha(text[at]);
    if (!digit && !letter) { ++at; continue; }
    std::size_t end = at;
    while (end < text.size() && (digit ? is_ascii_digit(text[end]) : is_ascii_alpha(text[end]))) ++end;
    parts.push_back({text.substr(at, end - at), digit, end < text.size() ? text[end] : '\0'});
    at = end;
  }
  return parts;
}

int value(std::string_view digits) {
  int out = 0;
  for (const char c : digits.substr(0, 8)) out = out * 10 + (c - '0');
  return out;
}

/// 1 to 12 for "May", "Sept", "december"; 0 for no month.
unsigned month(const Part& part) {
  static constexpr std::array<std::string_view, 12> kMonths{"january", "february", "march", "april", "may", "june",
                                                            "july", "august", "september", "october", "november", "december"};
  if (part.number || part.text.size() < 3) return 0;
  const std::string lower = ascii_lower(part.text);
  for (unsigned m = 0; m < 12; ++m)
    if (kMonths[m] == lower || kMonths[m].substr(0, 3) == lower || (lower == "sept" && m == 8)) return m + 1;
  return 0;
}

bool is_day(const Part& part) { return part.number && part.text.size() <= 2; }
bool is_year(const Part& part) { return part.number && part.text.size() == 4; }
bool is_ordinal(const Part& part) { return part.text == "st" || part.text == "nd" || part.text == "rd" || part.text == "th"; }

std::optional<std::chrono::year_month_day> made(int year, int month, int day) {
  const std::chrono::year_month_day date{std::chrono::year{year}, std::chrono::month{static_cast<unsigned>(month)}, std::chrono::day{static_cast<unsigned>(day)}};
  if (!date.ok() || year < 1800 || year > 2199) return std::nullopt;
  return date;
}

/// The date that starts at part `at`.
std::optional<std::chrono::year_month_day> date_at(const std::vector<Part>& parts, std::size_t at) {
  const auto part = [&](std::size_t i) { return i < parts.size() ? parts[i] : Part{{}, false, '\0'}; };
  const Part a = part(at), b = part(at + 1), c = part(at + 2);
  const bool joined = a.after == b.after && (a.after == '-' || a.after == '/' || a.after == '.' || a.after == '_');
  if (a.number && a.text.size() == 8) return made(value(a.text) / 10000, value(a.text) / 100 % 100, value(a.text) % 100);
  if (is_year(a) && joined && is_day(b) && is_day(c)) return made(value(a.text), value(b.text), value(c.text));
  if (is_day(a) && is_day(b) && is_year(c) && joined && a.after == '.') return made(value(c.text), value(b.text), value(a.text));
  std::size_t next = at + 1;
  if (const unsigned m = month(a); m && is_day(b)) {
    ++next;
    if (is_ordinal(part(next))) ++next;
    if (is_year(part(next))) return made(value(part(next).text), int(m), value(b.text));
    return std::nullopt;
  }
  if (!is_day(a)) return std::nullopt;
  if (is_ordinal(part(next))) ++next;
  if (part(next).text == "of") ++next;
  if (const unsigned m = month(part(next)); m && is_year(part(next + 1))) return made(value(part(next + 1).text), int(m), value(a.text));
  return std::nullopt;
}

/// "Posted 31 May 2015", "Sunday, May 31, 2015": a line for the date's sake, not a headline that names a day.
bool is_date_line(std::string_view line) {
  static constexpr std::array<std::string_view, 10> kOpeners{"posted", "published", "updated", "last", "first", "date", "issued", "released", "created", "modified"};
  if (line.size() > kMaxDateLine || line.ends_with('.')) return false;
  const std::vector<Part> parts = parts_of(line);
  if (parts.empty() || parts.size() > kMaxDateLineParts) return false;
  if (std::ranges::find(kOpeners, ascii_lower(parts[0].text)) != kOpeners.end()) return true;
  const auto others = std::ranges::count_if(parts, [](const Part& p) { return !p.number && month(p) == 0 && !is_ordinal(p) && !p.text.ends_with("day"); });
  return others <= 2;
}

}  // namespace

std::optional<std::chrono::year_month_day> find_date(std::string_view text) {
  const std::vector<Part> parts = parts_of(text);
  for (std::size_t i = 0; i < parts.size(); ++i)
    if (const auto date = date_at(parts, i)) return date;
  return std::nullopt;
}

std::optional<std::chrono::year_month_day> date_in_head(std::string_view text) {
  for (std::size_t lines = 0; !text.empty() && lines < kHeadLines;) {
    const std::size_t end = text.find('\n');
    const std::string_view line = trim(text.substr(0, end));
    text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
    if (line.empty()) continue;
    ++lines;
    if (is_date_line(line)) {
      if (const auto date = find_date(line)) return date;
    }
    // "MOSCOW, May 31, 2015 (Xinhua) --": capitals first, the date before the bracket
    const std::size_t bracket = line.find('(');
    if (bracket < kMaxDateLine && line.size() > 2 && is_ascii_upper(line[0]) && is_ascii_upper(line[1]) && is_ascii_upper(line[2])) {
      if (const auto date = find_date(line.substr(0, bracket))) return date;
    }
  }
  return std::nullopt;
}

}  // namespace entente::internal
