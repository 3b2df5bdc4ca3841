#include "link/dates.h"

#include <algorithm>
#include <charconv>

namespace entente::internal {

namespace {

using std::chrono::days;
using std::chrono::sys_days;
using std::chrono::year_month_day;

enum class Tense : std::uint8_t { Past, Future, Open };
enum class Unit : std::uint8_t { None, Day, Week, Month, Year, Decade, Weekend };
enum class Shift : std::uint8_t { None, Last, This, Next };

DateSpan one_day(sys_days day) { return {year_month_day(day), year_month_day(day)}; }
DateSpan days_of(sys_days first, sys_days last) { return {year_month_day(first), year_month_day(last)}; }
DateSpan month_span(int year, int month) {
  const std::chrono::year_month at = std::chrono::year(year) / std::chrono::month(static_cast<unsigned>(month));
  return {year_month_day(at / 1), year_month_day(at / std::chrono::last)};
}
DateSpan year_span(int first, int last) { return {year_month_day(std::chrono::year(first) / 1 / 1), year_month_day(std::chrono::year(last) / 12 / 31)}; }
/// The Monday on or before a day.
sys_days monday_of(sys_days day) { return day - (std::chrono::weekday(day) - std::chrono::Monday); }

/// Reads one article's dates from left to right.
class DateFinder {
 public:
  DateFinder(const Reading& reading, const DocumentNames& names) : r_(reading), lex_(reading.lex), names_(names) {
    if (r_.doc.article.published) today_ = sys_days(*r_.doc.article.published);
  }

  std::vector<TimeMention> find() {
    for (const AtomRange& sentence : r_.sentences) {
      first_ = sentence.first;
      limit_ = sentence.last;
      for (std::uint32_t at = first_; at < limit_;) at = std::max(at + 1, take(at));
    }
    return std::move(found_);
  }

 private:
  struct Match { std::uint32_t end = 0; std::optional<DateSpan> span; };

  bool is(std::uint32_t at, WordClass what) const { return at < limit_ && r_.is(at, what); }
  bool word(std::uint32_t at, std::string_view text) const { return at < limit_ && r_.word_is(at, text); }
  /// The whole number written at `at`, with or without "th"; -1 if there is none. Digits are no part of the vocabulary.
  int digits(std::uint32_t at) const {
    if (at >= limit_) return -1;
    std::string_view text = piece(at);
    int value = -1;
    const auto [end, fault] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (fault != std::errc{}) return -1;
    text.remove_prefix(static_cast<std::size_t>(end - text.data()));
    return text.empty() || text == "st" || text == "nd" || text == "rd" || text == "th" ? value : -1;
  }
  static constexpr std::size_t kMaxDateBytes = 64;  ///< A longer word holds no date; each of its atoms would walk it from the front.
  /// The text of an atom: its token, or the part of it where a token holds several atoms.
  std::string_view piece(std::uint32_t at) const {
    std::string_view text = r_.text(at);
    if (text.size() > kMaxDateBytes) return {};
    std::uint32_t skip = at - r_.first_atom(r_.atoms[at].token);
    for (; skip > 0; --skip) {
      const std::size_t cut = text.find('-');
      const std::size_t dash = text.find("\xE2\x80\x93");
      if (cut == std::string_view::npos && dash == std::string_view::npos) break;
      text.remove_prefix(std::min(cut, dash) + (dash < cut ? 3 : 1));
    }
    return text.substr(0, std::min(text.find('-'), text.find("\xE2\x80\x93")));
  }
  int year_at(std::uint32_t at) const {
    const int value = at < limit_ && piece(at).size() == 4 ? digits(at) : -1;
    return value >= 1800 && value <= 2100 ? value : 0;
  }
  int month_at(std::uint32_t at) const { return at < limit_ && r_.atoms[at].capital ? lex_.month(r_.atoms[at].word) : 0; }
  int day_at(std::uint32_t at) const {
    const int value = at < limit_ && piece(at).size() <= 4 ? digits(at) : -1;
    return value >= 1 && value <= 31 && !word(at + 1, "percent") ? value : 0;
  }
  int count_at(std::uint32_t at) const {
    if (const int value = digits(at); value > 0 && value < 200) return value;
    return at < limit_ ? lex_.number(r_.atoms[at].word) : 0;
  }
  Unit unit_at(std::uint32_t at) const {
    if (is(at, WordClass::DayUnit)) return Unit::Day;
    if (is(at, WordClass::WeekUnit)) return Unit::Week;
    if (is(at, WordClass::MonthUnit)) return Unit::Month;
    if (is(at, WordClass::YearUnit)) return Unit::Year;
    if (is(at, WordClass::DecadeUnit)) return Unit::Decade;
    return is(at, WordClass::WeekendUnit) ? Unit::Weekend : Unit::None;
  }
  Shift shift_at(std::uint32_t at) const {
    if (is(at, WordClass::PastWord)) return Shift::Last;
    if (is(at, WordClass::NextWord)) return Shift::Next;
    return is(at, WordClass::ThisWord) ? Shift::This : Shift::None;
  }

  /// Whether the verb over a word speaks of the past or of the future.
  Tense tense_of(std::uint32_t at) const {
    for (std::uint32_t t = r_.atoms[at].token, steps = 0; t != kNoToken && steps < 12; t = r_.doc.tokens[t].head, ++steps) {
      const Token& token = r_.doc.tokens[t];
      if (steps > 0 && r_.lemma_is(t, WordClass::FutureWord)) return Tense::Future;
      if (token.upos != Upos::VERB && token.upos != Upos::AUX) continue;
      // "was to end in August": an infinitive under "be" looks ahead.
      const bool infinitive = token.feats.has(Feat::Inf) || token.xpos == Xpos::VB;
      if (infinitive && token.head != kNoToken && r_.lex.vocabulary().text(r_.lemma(token.head)) == "be") return Tense::Future;
      for (const std::uint32_t c : r_.children_of(t)) {
        const Token& child = r_.doc.tokens[c];
        if (child.deprel == Deprel::Aux && r_.is(r_.first_atom(c), WordClass::FutureAux)) return Tense::Future;
        if (child.feats.has(Feat::Past) && (child.deprel == Deprel::Aux || child.deprel == Deprel::AuxPass || child.deprel == Deprel::Cop)) return Tense::Past;
      }
      if (token.feats.has(Feat::Past) || token.xpos == Xpos::VBD) return Tense::Past;
    }
    return Tense::Open;
  }

  std::uint32_t take(std::uint32_t at) {
    if (r_.atoms[at].mark) return at + 1;
    if (const std::uint32_t name = names_.match_over[at]; name != kNone && names_.matches[name].atoms.last - names_.matches[name].atoms.first > 1) return names_.matches[name].atoms.last;
    Match match = read(at);
    if (match.end <= at) return at + 1;
    if (is(match.end, WordClass::NoEventDate)) return match.end;
    std::optional<DateSpan> span = bounded(at, match.span);
    const TokenRange tokens = r_.tokens({at, match.end});
    found_.push_back({tokens, r_.head_of(tokens), span});
    return match.end;
  }

  /// What a preposition before the date makes of it.
  std::optional<DateSpan> bounded(std::uint32_t at, std::optional<DateSpan> span) const {
    std::uint32_t before = at;
    while (before > first_ && (word(before - 1, "the") || word(before - 1, "early") || word(before - 1, "late") || word(before - 1, "mid"))) --before;
    if (before == first_ || !span) return span;
    if (is(before - 1, WordClass::BoundingPreposition) || word(before - 1, "to")) return std::nullopt;  // "through to November 18"
    if (word(before - 1, "of") && before >= first_ + 2 && is(before - 2, WordClass::BoundingPreposition)) return std::nullopt;
    if (is(before - 1, WordClass::Since) && today_ && sys_days(span->first) <= *today_) span->last = year_month_day(*today_);
    return span;
  }

  Match read(std::uint32_t at) const {
    if (const auto iso = parse_day(r_.text(at)); iso && r_.first_atom(r_.atoms[at].token) == at) {
      std::uint32_t end = at;
      while (end < limit_ && r_.atoms[end].token == r_.atoms[at].token) ++end;
      return {end, DateSpan{*iso, *iso}};
    }
    if (is(at, WordClass::Today)) return {at + 1, relative_day(0)};
    if (is(at, WordClass::Yesterday)) return {at + 1, relative_day(-1)};
    if (is(at, WordClass::Tomorrow)) return {at + 1, relative_day(1)};
    if (const Match match = read_weekday(at); match.end) return match;
    if (const Match match = read_month(at); match.end) return match;
    if (const Match match = read_day_month(at); match.end) return match;
    if (const Match match = read_year(at); match.end) return match;
    if (const Match match = read_shift(at); match.end) return match;
    return read_ago(at);
  }

  std::optional<DateSpan> relative_day(int shift) const { return today_ ? std::optional(one_day(*today_ + days(shift))) : std::nullopt; }

  // ---- "Friday", "last Friday", "Friday, May 8, 2015"

  Match read_weekday(std::uint32_t at) const {
    Shift shift = shift_at(at);
    const std::uint32_t day = shift == Shift::None ? at : at + 1;
    if (day >= limit_ || !r_.atoms[day].capital || !lex_.weekday(r_.atoms[day].word)) return {};
    std::uint32_t end = day + 1;
    const std::uint32_t date = word(end, ",") ? end + 1 : end;
    if (month_at(date) && day_at(date + 1)) return read_month(date);
    if (day_at(date) && month_at(date + 1)) return read_day_month(date);
    if (is(end, WordClass::DayPart)) ++end;
    if (!today_) return {end, std::nullopt};
    const std::chrono::weekday wanted(static_cast<unsigned>(lex_.weekday(r_.atoms[day].word)) % 7);
    const sys_days past = *today_ - (std::chrono::weekday(*today_) - wanted);
    if (shift == Shift::None || shift == Shift::This) {
      const bool future = tense_of(day) == Tense::Future;
      return {end, one_day(future && past < *today_ ? past + days(7) : past)};
    }
    if (shift == Shift::Last) return {end, one_day(past == *today_ ? past - days(7) : past)};
    return {end, one_day(past + days(7))};
  }

  // ---- "May 8, 2015", "April 27-28", "August 2005", "in August"

  /// The year that a month or a day of a month without one is in.
  int year_for(int month, int day, std::uint32_t at) const {
    const int year = int(year_month_day(*today_).year());
    const Tense tense = tense_of(at);
    const auto date = [&](int y) { return sys_days(std::chrono::year(y) / std::chrono::month(static_cast<unsigned>(month)) / std::chrono::day(static_cast<unsigned>(day))); };
    if (date(year) <= *today_) return tense == Tense::Future && *today_ - date(year) > days(60) ? year + 1 : year;
    if (tense == Tense::Future || (tense == Tense::Open && date(year) - *today_ < days(180))) return year;
    return year - 1;
  }

  Match with_days(std::uint32_t end, int month, int first, int last, std::uint32_t at) const {
    std::uint32_t y = word(end, ",") ? end + 1 : end;
    if (word(y, "of")) ++y;
    int year = year_at(y);
    if (year) end = y + 1;
    else if (!today_) return {end, std::nullopt};
    else year = year_for(month, first, at);
    const auto day = [&](int d) { return std::chrono::year(year) / std::chrono::month(static_cast<unsigned>(month)) / std::chrono::day(static_cast<unsigned>(d)); };
    if (!day(first).ok() || !day(last).ok() || last < first) return {end, std::nullopt};
    return {end, DateSpan{day(first), day(last)}};
  }

  Match read_month(std::uint32_t at) const {
    const Shift shift = shift_at(at);
    const std::uint32_t m = shift == Shift::None ? at : at + 1;
    const int month = month_at(m);
    if (!month) return {};
    if (const int first = day_at(m + 1); first && !year_at(m + 1)) {
      std::uint32_t end = m + 2;
      int last = first;
      if (end < limit_ && r_.atoms[end].joined && day_at(end)) last = day_at(end++);
      else if ((word(end, "to") || word(end, "and")) && day_at(end + 1) && unit_at(end + 2) == Unit::None) { last = day_at(end + 1); end += 2; }
      return with_days(end, month, first, std::max(first, last), at);
    }
    std::uint32_t y = m + 1;
    if (word(y, ",") || word(y, "of")) ++y;
    if (const int year = year_at(y)) return {y + 1, month_span(year, month)};
    if (const Shift year = shift_at(m + 1); year != Shift::None && unit_at(m + 2) == Unit::Year) {  // "in September last year"
      if (!today_) return {m + 3, std::nullopt};
      const int by = year == Shift::Last ? -1 : year == Shift::Next ? 1 : 0;
      return {m + 3, month_span(int(year_month_day(*today_).year()) + by, month)};
    }
    const bool led = shift != Shift::None || (m > first_ && is(m - 1, WordClass::DatePreposition));
    if (!led || r_.upos(m) == Upos::AUX || r_.upos(m) == Upos::VERB) return {};
    if (!today_) return {m + 1, std::nullopt};
    const year_month_day now(*today_);
    int year = int(now.year());
    const int this_month = int(unsigned(now.month()));
    if (shift == Shift::Last) year -= month >= this_month;
    else if (shift == Shift::Next) year += month <= this_month;
    else if (shift == Shift::None) year = month == this_month ? year : year_for(month, 1, m);
    return {m + 1, month_span(year, month)};
  }

  // ---- "8 May 2015", "27-28 April", "the 8th of May"

  Match read_day_month(std::uint32_t at) const {
    const int first = day_at(at);
    if (!first) return {};
    std::uint32_t m = at + 1;
    int last = first;
    if (m < limit_ && r_.atoms[m].joined && day_at(m)) last = day_at(m++);
    else if ((word(m, "to") || word(m, "and")) && day_at(m + 1) && month_at(m + 2)) { last = day_at(m + 1); m += 2; }
    if (word(m, "of")) ++m;
    const int month = month_at(m);
    if (!month || r_.upos(m) == Upos::AUX || r_.upos(m) == Upos::VERB) return {};
    return with_days(m + 1, month, first, last, at);
  }

  // ---- "in 2015", "between 1990 and 1995", "from 2008 to 2016", "the 1990s"

  Match read_year(std::uint32_t at) const {
    const std::string_view text = r_.text(at);
    const bool led = at > first_ && is(at - 1, WordClass::DatePreposition);
    if (text.size() == 5 && text[4] == 's' && at > first_ && word(at - 1, "the")) {
      int decade = 0;
      std::from_chars(text.data(), text.data() + 4, decade);
      if (decade >= 1800 && decade <= 2100 && decade % 10 == 0) return {at + 1, year_span(decade, decade + 9)};
    }
    const int first = year_at(at);
    if (!first) return {};
    const std::uint32_t next = at + 1;
    if (next < limit_ && r_.atoms[next].joined && year_at(next) > first) return {next + 1, year_span(first, year_at(next))};
    if (led && word(at - 1, "between") && word(next, "and") && year_at(next + 1) > first) return {next + 2, year_span(first, year_at(next + 1))};
    if (led && word(at - 1, "from") && (word(next, "to") || word(next, "until") || word(next, "through")) && year_at(next + 1) > first)
      return {next + 2, year_span(first, year_at(next + 1))};
    const bool bracketed = at > first_ && word(at - 1, "(") && word(next, ")");
    const bool listed = at > first_ + 1 && (word(at - 1, "and") || word(at - 1, ",")) && year_at(at - 2);
    if (!led && !bracketed && !listed) return {};
    if (next < limit_ && (r_.upos(next) == Upos::NOUN) && r_.token(at).deprel == Deprel::Nummod) return {};  // "of 2000 troops"
    return {next, year_span(first, first)};
  }

  // ---- "last week", "earlier this year", "the past three years"

  Match read_shift(std::uint32_t at) const {
    const bool earlier = is(at, WordClass::Earlier), later = is(at, WordClass::Later);
    const std::uint32_t s = earlier || later ? at + 1 : at;
    const Shift shift = shift_at(s);
    if (shift == Shift::None) return {};
    if (const int count = count_at(s + 1); count && unit_at(s + 2) != Unit::None) {
      if (shift == Shift::This || !today_) return {shift == Shift::This ? 0 : s + 3, std::nullopt};
      return {s + 3, shift == Shift::Last ? std::optional(DateSpan{year_month_day(back(unit_at(s + 2), count)), year_month_day(*today_)}) : std::nullopt};
    }
    const Unit unit = unit_at(s + 1);
    if (unit == Unit::None || (unit == Unit::Day && shift != Shift::This)) return {};
    if (!today_) return {s + 2, std::nullopt};
    if ((word(s, "past") || (word(s, "last") && s > first_ && word(s - 1, "the"))) && shift == Shift::Last)  // "over the past year"
      return {s + 2, DateSpan{year_month_day(back(unit, 1)), year_month_day(*today_)}};
    std::optional<DateSpan> span = shifted(unit, shift == Shift::Last ? -1 : shift == Shift::Next ? 1 : 0);
    if (span && earlier && sys_days(span->first) <= *today_) span->last = std::min(span->last, year_month_day(*today_));
    if (span && later && sys_days(span->last) >= *today_) span->first = std::max(span->first, year_month_day(*today_));
    return {s + 2, span};
  }

  sys_days back(Unit unit, int count) const {
    const year_month_day now(*today_);
    const auto clipped = [](year_month_day day) { return sys_days(day.ok() ? day : year_month_day(day.year() / day.month() / std::chrono::last)); };
    switch (unit) {
      case Unit::Day: return *today_ - days(count);
      case Unit::Week: case Unit::Weekend: return *today_ - days(7 * count);
      case Unit::Month: return clipped(now - std::chrono::months(count));
      case Unit::Year: return clipped(now - std::chrono::years(count));
      default: return clipped(now - std::chrono::years(10 * count));
    }
  }

  /// The week, month or year that lies `by` of them after the present one.
  std::optional<DateSpan> shifted(Unit unit, int by) const {
    const year_month_day now(*today_);
    const sys_days monday = monday_of(*today_) + days(7 * by);
    const std::chrono::year_month month = std::chrono::year_month(now.year(), now.month()) + std::chrono::months(by);
    switch (unit) {
      case Unit::Day: return one_day(*today_ + days(by));
      case Unit::Week: return days_of(monday, monday + days(6));
      case Unit::Weekend: return days_of(monday + days(5), monday + days(6));
      case Unit::Month: return month_span(int(month.year()), int(unsigned(month.month())));
      case Unit::Year: return year_span(int(now.year()) + by, int(now.year()) + by);
      default: return std::nullopt;
    }
  }

  // ---- "two days ago"

  Match read_ago(std::uint32_t at) const {
    const int count = count_at(at);
    if (!count || unit_at(at + 1) == Unit::None) return {};
    const bool ago = is(at + 2, WordClass::Ago);
    if (!ago) return {is(at + 2, WordClass::Earlier) || is(at + 2, WordClass::Later) ? at + 3 : 0, std::nullopt};
    if (!today_) return {at + 3, std::nullopt};
    const sys_days day = back(unit_at(at + 1), count);
    const year_month_day date(day);
    switch (unit_at(at + 1)) {
      case Unit::Day: return {at + 3, one_day(day)};
      case Unit::Week: return {at + 3, days_of(monday_of(day), monday_of(day) + days(6))};
      case Unit::Month: return {at + 3, month_span(int(date.year()), int(unsigned(date.month())))};
      case Unit::Year: return {at + 3, year_span(int(date.year()), int(date.year()))};
      default: return {at + 3, std::nullopt};
    }
  }

  const Reading& r_;
  const Lexicon& lex_;
  const DocumentNames& names_;
  std::optional<sys_days> today_;
  std::uint32_t first_ = 0, limit_ = 0;
  std::vector<TimeMention> found_;
};

}  // namespace

std::vector<TimeMention> find_dates(const Reading& reading, const DocumentNames& names) { return DateFinder(reading, names).find(); }

}  // namespace entente::internal
