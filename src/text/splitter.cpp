#include "text/splitter.h"

#include <algorithm>

#include "base/text.h"
#include "text/glyph.h"

namespace entente::internal {

namespace {

/// A sentence that goes on in an open bracket for more tokens than this has lost its closing one.
constexpr std::uint32_t kLongestBracket = 80;

class Splitter {
 public:
  Splitter(std::string_view text, const std::vector<Token>& tokens, TokenRange range, const TokenRules& rules)
      : text_(text), tokens_(tokens), range_(range), rules_(rules) {}

  std::vector<TokenRange> run() {
    std::uint32_t first = range_.first;
    for (std::uint32_t t = range_.first; t < range_.last; ++t) {
      follow_brackets(t, first);
      if (!may_end(t)) continue;
      const std::uint32_t next = after_closers(t);
      if (next >= range_.last) break;
      if (is_list_number(first, t) || !ends_before(t, next)) continue;
      add({first, next});
      first = next;
      t = next - 1;
      bracket_ = kNoToken;
    }
    if (first < range_.last) add({first, range_.last});
    return std::move(sentences_);
  }

 private:
  std::string_view form(std::uint32_t t) const { return text_.substr(tokens_[t].span.begin, tokens_[t].span.end - tokens_[t].span.begin); }
  bool spaced(std::uint32_t t) const { return t + 1 >= range_.last || tokens_[t + 1].span.begin > tokens_[t].span.end; }
  Glyph glyph(std::uint32_t t) const { return glyph_at(text_, tokens_[t].span.begin).glyph; }

  /// The bracket that is open at `t`, from the start of the sentence on.
  void follow_brackets(std::uint32_t t, std::uint32_t first) {
    const std::string_view word = form(t);
    if (word == "(" || word == "[") { if (bracket_ == kNoToken && t > first) bracket_ = t; }
    else if (word == ")" || word == "]") bracket_ = kNoToken;
  }

  bool is_terminator(std::string_view word) const {
    const char c = word.front();
    return word == "." || c == '!' || c == '?' || word == "…" || (word.size() > 1 && word.starts_with(".."));
  }

  /// "1." at the start of an item.
  bool is_list_number(std::uint32_t first, std::uint32_t t) const {
    return t == first + 1 && first == range_.first && form(t) == "." && glyph(first) == Glyph::Digit && form(first).size() < 3;
  }

  bool may_end(std::uint32_t t) const {
    const std::string_view word = form(t);
    return is_terminator(word) || (word.size() > 1 && word.back() == '.');
  }

  /// Requires: no blank before `t`. A straight quote closes if a blank or another closing sign follows.
  bool closes(std::uint32_t t) const {
    const std::string_view word = form(t);
    if (word == "\"") return spaced(t) || glyph(t + 1) == Glyph::Close || glyph(t + 1) == Glyph::Apostrophe || form(t + 1) == "[";
    return word == "”" || word == "''" || word == ")" || word == "]" || word == "»" || word == "'" || word == "’";
  }

  /// The token behind the note "[17]" at `t`; `t` if none is there.
  std::uint32_t behind_reference(std::uint32_t t) const {
    const bool note = form(t) == "[" && t + 2 < range_.last && glyph(t + 1) == Glyph::Digit && form(t + 2) == "]";
    return note ? t + 3 : t;
  }

  /// The first token behind `t` that is neither more final punctuation nor a quote or bracket closing.
  std::uint32_t after_closers(std::uint32_t t) const {
    std::uint32_t next = t + 1;
    while (next < range_.last) {
      if (const std::uint32_t behind = behind_reference(next); behind > next) next = behind;
      else if (!spaced(next - 1) && (closes(next) || is_terminator(form(next)))) ++next;
      else break;
    }
    // "word. ” Next": a closing quote that stands free
    if (next < range_.last && spaced(next - 1) && form(next) == "”") ++next;
    return next;
  }

  bool ends_before(std::uint32_t t, std::uint32_t next) const {
    if (tokens_[next].continues) return false;
    if (!spaced(next - 1) && glyph(next) != Glyph::Open && !joined_sentence(t, next)) return false;
    if (bracket_ != kNoToken && t - bracket_ < kLongestBracket && !closed_bracket(t, next)) return false;
    const std::string_view word = form(t);
    if (!starts_sentence(next) && !(word == "." && behind_long_word(t))) return false;
    if (!is_terminator(word)) return next > t + 1 || abbreviation_ends(word, next);
    return !(word.front() == '!' || word.front() == '?') || next == t + 1 || !reported_after(next);
  }

  bool closed_bracket(std::uint32_t t, std::uint32_t next) const {
    for (std::uint32_t at = t + 1; at < next; ++at)
      if (form(at) == ")" || form(at) == "]") return true;
    return false;
  }

  /// "said.The": a full stop with no blank behind it.
  bool joined_sentence(std::uint32_t t, std::uint32_t next) const {
    return form(t) == "." && next == t + 1 && is_upper_at(text_, tokens_[next].span.begin) && tokens_[next].span.end - tokens_[next].span.begin > 1;
  }

  /// A full stop behind a word that is no abbreviation ends the sentence even if a small letter follows.
  bool behind_long_word(std::uint32_t t) const {
    return t > range_.first && t + 1 < range_.last && glyph(t + 1) == Glyph::Letter && tokens_[t - 1].span.end - tokens_[t - 1].span.begin > 3 &&
           is_lower_at(text_, tokens_[t - 1].span.begin);
  }

  /// Capitals, digits, opening quotes and brackets, dashes of a list.
  bool starts_sentence(std::uint32_t t) const {
    const std::size_t at = tokens_[t].span.begin;
    switch (glyph(t)) {
      case Glyph::Letter: return !is_lower_at(text_, at);
      case Glyph::Apostrophe: return form(t) == "``" || is_upper_at(text_, at + glyph_at(text_, at).length) || (t + 1 < range_.last && !spaced(t) && starts_word(t + 1));
      case Glyph::Open: case Glyph::Quote: return t + 1 >= range_.last || glyph(t + 1) != Glyph::Letter || !is_lower_at(text_, tokens_[t + 1].span.begin) || form(t) != "(";
      case Glyph::Joiner: return form(t).size() > 1;
      case Glyph::Digit: case Glyph::Currency: case Glyph::Symbol: return true;
      case Glyph::Hyphen: case Glyph::Dot: return t + 1 < range_.last && starts_word(t + 1);
      default: return false;
    }
  }

  bool starts_word(std::uint32_t t) const { return is_upper_at(text_, tokens_[t].span.begin); }

  /// The first word at or behind `t`: over an opening quote or bracket.
  std::string_view first_word(std::uint32_t t) const {
    while (t + 1 < range_.last && (glyph(t) == Glyph::Open || glyph(t) == Glyph::Quote || glyph(t) == Glyph::Apostrophe)) ++t;
    return form(t);
  }

  bool abbreviation_ends(std::string_view word, std::uint32_t next) const {
    const auto known = rules_.abbreviations.find(word);
    const Abbreviation kind = known == rules_.abbreviations.end() ? Abbreviation::MayEnd : known->second;
    const std::string_view follower = first_word(next);
    switch (kind) {
      case Abbreviation::BeforeName: case Abbreviation::BeforeNumber: return false;
      case Abbreviation::BeforeCapital: return true;
      case Abbreviation::TimeMark: return !rules_.after_time_mark.contains(follower) && glyph(next) != Glyph::Digit && form(next) != "(";
      default: break;
    }
    const bool lone_initial = word.size() == 2 && known == rules_.abbreviations.end();
    if (lone_initial && rules_.starters.contains(follower) && follower.size() < 3) return false;  // "J. A. Smith"
    return rules_.starters.contains(follower);
  }

  /// `"Why?" Putin said`: a verb of reporting within the next words, before any punctuation.
  bool reported_after(std::uint32_t next) const {
    for (std::uint32_t t = next; t < std::min(next + 5, range_.last); ++t) {
      if (rules_.report_verbs.contains(form(t))) return true;
      if (glyph(t) != Glyph::Letter) return false;
    }
    return false;
  }

  void add(TokenRange sentence) {
    while (sentence.size() > kMaxSentenceTokens) {
      const std::uint32_t cut = best_cut(sentence);
      sentences_.push_back({sentence.first, cut});
      sentence.first = cut;
    }
    sentences_.push_back(sentence);
  }

  /// Behind the last semicolon, else comma or dash, of the second half of what fits; else where it is full.
  std::uint32_t best_cut(TokenRange sentence) const {
    const std::uint32_t full = sentence.first + kMaxSentenceTokens;
    for (const std::string_view marks : {".!?;", ":,—–"})
      for (std::uint32_t t = full; t > full - kMaxSentenceTokens / 2; --t)
        if (marks.find(form(t - 1)) != std::string_view::npos && !tokens_[t].continues) return t;
    std::uint32_t cut = full;
    while (cut > sentence.first + 1 && tokens_[cut].continues) --cut;
    return cut;
  }

  const std::string_view text_;
  const std::vector<Token>& tokens_;
  const TokenRange range_;
  const TokenRules& rules_;
  std::vector<TokenRange> sentences_;
  std::uint32_t bracket_ = kNoToken;  ///< The bracket that is open; kNoToken if none.
};

}  // namespace

std::vector<TokenRange> split_sentences(std::string_view text, const std::vector<Token>& tokens, TokenRange range, const TokenRules& rules) {
  return Splitter(text, tokens, range, rules).run();
}

}  // namespace entente::internal
