#include "text/dateline.h"

#include <algorithm>
#include <ranges>

#include "base/text.h"
#include "text/glyph.h"

namespace entente::internal {

namespace {

constexpr std::uint32_t kLongest = 18;       ///< Tokens of the longest dateline.
constexpr std::uint32_t kLongestAgency = 7;  ///< Tokens between its brackets.

class Dateline {
 public:
  Dateline(std::string_view text, const std::vector<Token>& tokens, TokenRange range, const TokenRules& rules)
      : text_(text), tokens_(tokens), rules_(rules), first_(range.first), last_(range.last), limit_(std::min(range.last, range.first + kLongest)) {}

  std::uint32_t end() const {
    bool capitals = first_ < limit_ && is_capitals(form(first_));
    if (first_ >= limit_ || !is_upper_at(text_, tokens_[first_].span.begin)) {
      return first_ < limit_ && form(first_) == "(" ? behind_agency(first_, ")", true) : first_;
    }
    for (std::uint32_t t = first_; t < limit_; ++t) {
      const std::string_view word = form(t);
      if (word == "(") return behind_agency(t, ")", false);
      if (word == "/" && t > first_ && tokens_[t].span.begin > tokens_[t - 1].span.end) return behind_agency(t, "/", false);
      if (t > first_ && is_dash(t)) return capitals && opens_sentence(t + 1) ? t + 1 : first_;
      if (word == ":") return capitals && all_capitals(t) && opens_sentence(t + 1) ? t + 1 : first_;
      if (!may_stand(t)) return first_;
    }
    return first_;
  }

 private:
  std::string_view form(std::uint32_t t) const { return text_.substr(tokens_[t].span.begin, tokens_[t].span.end - tokens_[t].span.begin); }

  /// Three capitals or more: "UN" and "US" are no towns.
  static bool is_capitals(std::string_view word) {
    return word.size() > 2 && std::ranges::none_of(word, [](char c) { return is_ascii_lower(c) || is_ascii_digit(c) || c == '.'; }) && is_ascii_upper(word.front());
  }

  bool all_capitals(std::uint32_t end) const {
    for (std::uint32_t t = first_; t < end; ++t)
      if (glyph_at(text_, tokens_[t].span.begin).glyph == Glyph::Letter && !is_capitals(form(t))) return false;
    return true;
  }

  /// A dash with white space on both sides; the long dash may touch.
  bool is_dash(std::uint32_t t) const {
    const std::string_view word = form(t);
    if (word == "—" || word == "--") return true;
    const bool spaced = tokens_[t].span.begin > tokens_[t - 1].span.end && t + 1 < last_ && tokens_[t + 1].span.begin > tokens_[t].span.end;
    return (word == "-" || word == "–") && spaced;
  }

  bool opens_sentence(std::uint32_t t) const {
    if (t >= last_) return false;
    const Glyph glyph = glyph_at(text_, tokens_[t].span.begin).glyph;
    return is_upper_at(text_, tokens_[t].span.begin) || glyph == Glyph::Quote || glyph == Glyph::Open;
  }

  /// Names, dates and the small words of names.
  bool may_stand(std::uint32_t t) const {
    const std::string_view word = form(t);
    const Glyph glyph = glyph_at(text_, tokens_[t].span.begin).glyph;
    if (glyph == Glyph::Letter) return is_upper_at(text_, tokens_[t].span.begin) || word == "al" || word == "de" || word == "el" || word == "of" || word == "and";
    return glyph == Glyph::Digit || word == "," || word == "-" || word == "/" || word == "." || word == "|" || tokens_[t].continues;
  }

  bool is_agency(std::uint32_t begin, std::uint32_t end) const {
    if (begin >= end) return false;
    if (rules_.agencies.contains(text_.substr(tokens_[begin].span.begin, tokens_[end - 1].span.end - tokens_[begin].span.begin))) return true;
    return std::ranges::any_of(std::views::iota(begin, end), [&](std::uint32_t t) { return rules_.agencies.contains(form(t)); });
  }

  /// The token behind "(Reuters) -"; `bare` asks for the dash, as nothing stands before the bracket.
  std::uint32_t behind_agency(std::uint32_t open, std::string_view closer, bool bare) const {
    std::uint32_t close = open + 1;
    while (close < std::min(last_, open + kLongestAgency) && form(close) != closer) ++close;
    if (close >= last_ || form(close) != closer || !is_agency(open + 1, close)) return first_;
    std::uint32_t next = close + 1;
    const bool dash = next < last_ && (form(next) == ":" || form(next) == "-" || form(next) == "–" || form(next) == "—" || form(next) == "--" || (form(next) == "." && closer == "/"));
    if (dash) ++next;
    return (dash || !bare) && opens_sentence(next) ? next : first_;
  }

  const std::string_view text_;
  const std::vector<Token>& tokens_;
  const TokenRules& rules_;
  const std::uint32_t first_, last_, limit_;
};

}  // namespace

std::uint32_t dateline_end(std::string_view text, const std::vector<Token>& tokens, TokenRange range, const TokenRules& rules) {
  return Dateline(text, tokens, range, rules).end();
}

}  // namespace entente::internal
