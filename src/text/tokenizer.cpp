#include "text/tokenizer.h"

#include <algorithm>

#include "base/text.h"
#include "text/clitics.h"
#include "text/glyph.h"

namespace entente::internal {

namespace {

constexpr std::string_view kRightQuote = "’";  // U+2019, also the apostrophe of print

/// Cuts one stretch of text; a chunk is what stands between white space.
class Tokenizer {
 public:
  Tokenizer(std::string_view text, const TokenRules& rules, std::vector<Token>& out) : text_(text), rules_(rules), out_(out) {}

  void run(TextSpan part) {
    for (std::size_t at = part.begin; at < part.end;) {
      const GlyphAt glyph = glyph_at(text_, at);
      if (glyph.glyph == Glyph::Space) { at += glyph.length; continue; }
      std::size_t end = at;
      while (end < part.end && is_ascii_alpha(text_[end])) ++end;
      if (end < part.end && glyph_at(text_, end).glyph != Glyph::Space) {
        while (end < part.end) {
          const GlyphAt next = glyph_at(text_, end);
          if (next.glyph == Glyph::Space) break;
          end += next.length;
        }
        chunk(at, end);
      } else {
        word(at, end);
      }
      at = end;
    }
  }

 private:
  struct Piece { std::size_t begin, end; bool continues; };

  void emit(std::size_t begin, std::size_t end, bool continues = false) {
    if (begin >= end) return;
    Token& token = out_.emplace_back();
    token.span = {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)};
    token.continues = continues;
  }

  std::string_view view(std::size_t begin, std::size_t end) const { return text_.substr(begin, end - begin); }

  void chunk(std::size_t begin, std::size_t end) {
    chunk_ = begin;
    if (rules_.whole.contains(LoweredWord(view(begin, end)).view()) || rules_.whole.contains(view(begin, end))) return emit(begin, end);
    begin = leading(begin, end);
    const std::size_t address_end = address(begin, end);
    tail_.clear();
    const std::size_t core_end = std::max(address_end, trailing(begin, end, address_end));
    if (address_end > begin || rules_.whole.contains(LoweredWord(view(begin, core_end)).view())) emit(begin, core_end);
    else core(begin, core_end);
    for (auto piece = tail_.rbegin(); piece != tail_.rend(); ++piece) emit(piece->begin, piece->end, piece->continues);
  }

  /// The end of a run of the character at `at`.
  std::size_t run_end(std::size_t at, std::size_t end) const {
    std::size_t stop = at + 1;
    while (stop < end && text_[stop] == text_[at]) ++stop;
    return stop;
  }

  /// Emits the punctuation at the front; gives where the rest begins.
  std::size_t leading(std::size_t begin, std::size_t end) {
    while (begin < end) {
      const std::size_t stop = leading_end(begin, end);
      if (stop == begin) break;
      if (glyph_at(text_, begin).glyph == Glyph::Apostrophe || view(begin, stop) == "‘") open_single_ = stop < end;
      emit(begin, stop);
      begin = stop;
    }
    return begin;
  }

  /// The end of the punctuation token at `at`; `at` itself if a word begins there.
  std::size_t leading_end(std::size_t at, std::size_t end) const {
    const GlyphAt here = glyph_at(text_, at);
    const std::size_t after = at + here.length;
    const Glyph next = after < end ? glyph_at(text_, after).glyph : Glyph::Space;
    const std::size_t run = leading_run_end(here, at, end);
    switch (here.glyph) {
      case Glyph::Letter: case Glyph::Digit: return at;
      case Glyph::Apostrophe: return leading_apostrophe(at, end, run, next);
      case Glyph::Hyphen: return run - at > 1 ? run : next == Glyph::Digit && at == chunk_ ? at : after;
      case Glyph::Dot: return run - at > 1 ? run : is_word(next) ? at : after;
      case Glyph::Joiner: return run - at > 1 ? run : leading_joiner(at, after, next);
      case Glyph::Mark: return mark_end(at, end);
      case Glyph::Symbol: case Glyph::Currency: return std::max(run, after);
      default: return after;
    }
  }

  /// The end of a run of the mark `here`, if leading_end() asks for it: brackets are cut one by one, and apostrophes by two.
  std::size_t leading_run_end(GlyphAt here, std::size_t at, std::size_t end) const {
    if (here.length > 1) return at + 1;
    switch (here.glyph) {
      case Glyph::Apostrophe: return run_end(at, std::min(end, at + 3));
      case Glyph::Hyphen: case Glyph::Dot: case Glyph::Joiner: case Glyph::Symbol: case Glyph::Currency: return run_end(at, end);
      default: return at + 1;
    }
  }

  /// "'90s", "'em" and a clitic on its own keep the apostrophe; else it opens a quotation.
  std::size_t leading_apostrophe(std::size_t at, std::size_t end, std::size_t run, Glyph next) const {
    const std::size_t after = at + glyph_at(text_, at).length;
    if (run - at == 2 && text_[at] != text_[after]) return run;
    if (run - at >= 2) return at + 2;
    if (next == Glyph::Digit) return at;
    std::size_t stop = after;
    for (std::size_t next_at = after; next_at < std::min(end, after + kLongestPiece);) {
      const GlyphAt glyph = glyph_at(text_, next_at);
      next_at += glyph.length;
      if (is_word(glyph.glyph)) stop = next_at;
    }
    const std::string straight = "'" + std::string(view(after, std::min(stop, after + 16)));
    const std::string lowered = ascii_lower(straight);
    return stop > after && (rules_.leading_apostrophe.contains(lowered) || rules_.clitics.contains(lowered)) ? at : after;
  }

  /// "@State", "#Iran" and "+44" are words; "#5" and "&" are not.
  std::size_t leading_joiner(std::size_t at, std::size_t after, Glyph next) const {
    const char c = text_[at];
    const bool word = (c == '+' && next == Glyph::Digit) || (c != '+' && c != '&' && next == Glyph::Letter) || (c == '_' && next == Glyph::Digit);
    return word ? at : after;
  }

  std::size_t mark_end(std::size_t at, std::size_t end) const {
    while (at < end && (text_[at] == '!' || text_[at] == '?')) ++at;
    return at;
  }

  /// The end of the web or mail address at `begin`; `begin` if none is there.
  std::size_t address(std::size_t begin, std::size_t end) const {
    const std::string_view chunk = view(begin, end);
    const std::size_t at_sign = chunk.find('@');
    const bool mail = at_sign != std::string_view::npos && at_sign > 0 && chunk.find('.', at_sign) != std::string_view::npos && chunk.find('.', at_sign) + 2 < chunk.size();
    const bool web = chunk.starts_with("www.") || chunk.find("://") != std::string_view::npos;
    if (!mail && !web) return begin;
    std::size_t stop = end;
    while (stop > begin + 1 && std::string_view(".,:;!?)]}>\"'*").find(text_[stop - 1]) != std::string_view::npos) --stop;
    while (stop > begin + 3 && (view(stop - 3, stop) == "”" || view(stop - 3, stop) == kRightQuote)) stop -= 3;
    return stop;
  }

  /// Puts the punctuation at the back on tail_, last first; gives where the rest ends.
  std::size_t trailing(std::size_t begin, std::size_t end, std::size_t floor) {
    floor = std::max(begin, floor);
    while (end > floor) {
      const Piece piece = trailing_piece(floor, end);
      if (piece.begin == end) break;
      tail_.push_back(piece);
      end = piece.begin;
    }
    return end;
  }

  /// The punctuation token that ends at `end`; an empty one if a word ends there.
  Piece trailing_piece(std::size_t begin, std::size_t end) {
    const GlyphAt here = glyph_before(text_, end);
    std::size_t at = end - here.length;
    const Piece none{end, end, false};
    switch (here.glyph) {
      case Glyph::Letter: case Glyph::Digit: return none;
      case Glyph::Apostrophe: return trailing_apostrophe(begin, at, end);
      case Glyph::Dot:
        while (at > begin && text_[at - 1] == '.') --at;
        return at + 1 == end && keeps_stop(begin, end) ? none : Piece{at, end, false};
      case Glyph::Mark:
        while (at > begin && (text_[at - 1] == '!' || text_[at - 1] == '?')) --at;
        return {at, end, false};
      case Glyph::Currency: return at > begin && currency_word(begin, at) ? none : Piece{at, end, false};
      case Glyph::Joiner:
        if ((text_[at] == '+' || text_[at] == '#' || text_[at] == '_') && at > begin && is_word(glyph_before(text_, at).glyph)) return none;
        [[fallthrough]];
      case Glyph::Hyphen:
        if (here.glyph == Glyph::Hyphen && tail_.empty() && rules_.prefixes.contains(LoweredWord(view(begin, at)).view())) return none;  // "pre- and post-war"
        [[fallthrough]];
      case Glyph::Symbol:
        while (here.length == 1 && at > begin && text_[at - 1] == text_[at]) --at;
        return {at, end, false};
      default: return {at, end, false};
    }
  }

  /// After "s" the apostrophe is a possessive unless a quotation is open; "goin'" keeps it.
  Piece trailing_apostrophe(std::size_t begin, std::size_t at, std::size_t end) {
    if (end - at == 1 && at > begin && text_[at - 1] == text_[at]) return {at - 1, end, false};
    const bool possessive = at > begin && ascii_lower(text_[at - 1]) == 's' && !open_single_;
    const bool dropped_g = at > begin + 3 && view(at - 2, at) == "in" && !open_single_ && is_ascii_lower(text_[begin]);
    open_single_ = false;
    return dropped_g ? Piece{end, end, false} : Piece{at, end, possessive};
  }

  /// "US$", "HK$".
  bool currency_word(std::size_t begin, std::size_t at) const {
    return at - begin <= 3 && std::ranges::all_of(view(begin, at), is_ascii_upper);
  }

  /// True if the full stop before `end` belongs to its word: abbreviations, initials, "U.S.".
  bool keeps_stop(std::size_t begin, std::size_t end) const {
    std::size_t start = end - 1;  // the word: back to a hyphen, slash, bracket or dash
    while (start > begin) {
      const GlyphAt glyph = glyph_before(text_, start);
      if (!is_word(glyph.glyph) && glyph.glyph != Glyph::Dot && glyph.glyph != Glyph::Apostrophe && glyph.glyph != Glyph::Joiner) break;
      if (end - start > 24) return false;
      start -= glyph.length;
    }
    const std::string_view word = view(start, end);
    if (word.size() < 2) return false;
    const auto known = rules_.abbreviations.find(word);
    if (known != rules_.abbreviations.end()) return known->second != Abbreviation::BeforeNumber || digit_follows(end);
    return is_initials(word) || capitals_of_abbreviation(word);
  }

  bool digit_follows(std::size_t end) const {
    while (end < text_.size() && (text_[end] == ' ' || view(end, end + 2) == "\u00A0")) end += text_[end] == ' ' ? 1 : 2;
    return end < text_.size() && (is_ascii_digit(text_[end]) || glyph_at(text_, end).glyph == Glyph::Digit);
  }

  /// Letters with a full stop after each: "J.", "U.S.", "a.m."; one small letter alone is none.
  bool is_initials(std::string_view word) const {
    std::size_t letters = 0, at = 0;
    while (at < word.size()) {
      const GlyphAt letter = glyph_at(word, at);
      if (letter.glyph != Glyph::Letter || at + letter.length >= word.size() || word[at + letter.length] != '.') return false;
      at += letter.length + 1U;
      ++letters;
    }
    return letters > 1 || (letters == 1 && is_upper_at(word, 0) && word != "I.");
  }

  /// "GEN." in a headline of capitals.
  bool capitals_of_abbreviation(std::string_view word) const {
    if (!is_ascii_upper(word[0]) || !is_ascii_upper(word[1]) || word.size() > 8) return false;
    std::string title = ascii_lower(word);
    title[0] = word[0];
    const auto known = rules_.abbreviations.find(title);
    return known != rules_.abbreviations.end() && known->second == Abbreviation::BeforeName;
  }

  /// Cuts what is left of a chunk at the punctuation inside it.
  void core(std::size_t begin, std::size_t end) {
    std::size_t piece = begin, kept_until = begin;
    for (std::size_t at = begin; at < end;) {
      const GlyphAt here = glyph_at(text_, at);
      if (is_word(here.glyph) || here.glyph == Glyph::Joiner || at < kept_until) { at += here.length; continue; }
      if (here.glyph == Glyph::Dot && joint_after_abbreviation(piece, at + 1, end)) { word(piece, at + 1); piece = at += 1; continue; }
      if (here.glyph == Glyph::Currency && currency_word(piece, at) && at > piece) { emit(piece, at + here.length); piece = at += here.length; continue; }
      if (const std::size_t stop = inside_end(piece, at, end); stop > at) {
        kept_until = at = stop;
        continue;
      }
      const std::size_t stop = separator_end(at, end, here);
      word(piece, at);
      emit(at, stop);
      piece = at = stop;
    }
    word(piece, end);
  }

  /// "St.Petersburg", "No.1", "V.Putin": the blank behind the abbreviation that ends before `at` is missing.
  bool joint_after_abbreviation(std::size_t piece, std::size_t at, std::size_t end) const {
    if (at >= end || at - piece > kLongestPiece) return false;
    const std::string_view word = view(piece, at);
    const bool name = is_upper_at(text_, at) && is_lower_at(text_, at + glyph_at(text_, at).length);
    const auto known = rules_.abbreviations.find(word);
    if (known == rules_.abbreviations.end()) return name && is_initials(word);
    return known->second == Abbreviation::BeforeNumber ? is_ascii_digit(text_[at]) : name || is_ascii_digit(text_[at]);
  }

  /// How far the punctuation at `at` keeps the piece together; `at` if it parts it.
  std::size_t inside_end(std::size_t piece, std::size_t at, std::size_t end) const {
    const GlyphAt here = glyph_at(text_, at);
    const std::size_t after = at + here.length;
    const Glyph next = after < end ? glyph_at(text_, after).glyph : Glyph::Space;
    const Glyph before = at > piece ? glyph_before(text_, at).glyph : Glyph::Space;
    switch (here.glyph) {
      case Glyph::Apostrophe: return (is_word(before) || before == Glyph::Dot || at == piece) && is_word(next) ? after : at;
      case Glyph::Dot: return dot_end(piece, at, end, next);
      case Glyph::Comma: case Glyph::Colon: return before == Glyph::Digit && next == Glyph::Digit ? after : at;
      case Glyph::Hyphen: return at == piece && next == Glyph::Digit && at == chunk_ ? after : hyphen_end(piece, at, end, next);
      case Glyph::Slash: return numeric_end(piece, at, end, '/');
      default: return at;
    }
  }

  /// A full stop inside a chunk: part of the word, but for a run of them and "said.The".
  std::size_t dot_end(std::size_t piece, std::size_t at, std::size_t end, Glyph next) const {
    if (next == Glyph::Dot) return at;
    if (at == piece && next == Glyph::Space) return at;
    if (!is_word(next) && next != Glyph::Joiner) return keeps_stop(piece, at + 1) ? at + 1 : at;
    if (!is_upper_at(text_, at + 1) || !is_lower_at(text_, at + 2)) return at + 1;
    std::size_t stop = at + 1;
    while (stop < end && is_word(glyph_at(text_, stop).glyph)) stop += glyph_at(text_, stop).length;
    const bool domain = rules_.domains.contains(LoweredWord(view(at + 1, stop)).view());
    const bool long_enough = stop - at > 3 && at > piece;
    return domain || !long_enough || view(piece, at).find('.') != std::string_view::npos ? at + 1 : at;
  }

  /// A hyphen is kept after a prefix ("anti-war") and in telephone numbers and dates of digits.
  std::size_t hyphen_end(std::size_t piece, std::size_t at, std::size_t end, Glyph next) const {
    if (at == piece || next == Glyph::Hyphen) return at;
    if (rules_.prefixes.contains(LoweredWord(view(piece, at)).view())) return at + glyph_at(text_, at).length;
    return is_word(next) ? numeric_end(piece, at, end, '-') : at;
  }

  /// The end of digits joined by `joint`, if they make a date, a fraction or a telephone number; else `at`.
  std::size_t numeric_end(std::size_t piece, std::size_t at, std::size_t end, char joint) const {
    const auto digits = [&](std::size_t from) { while (from < end && is_ascii_digit(text_[from])) ++from; return from; };
    std::size_t first = digits(piece);
    if (first != at || first == piece) return at;
    std::size_t groups = 1, stop = at, last = 0;
    while (stop < end && text_[stop] == joint) {
      const std::size_t group = digits(stop + 1);
      last = group - stop - 1;
      if (last == 0) return at;
      ++groups;
      stop = group;
    }
    if (stop < end && is_word(glyph_at(text_, stop).glyph)) return at;
    const bool telephone = groups == 2 && at - piece == 3 && last == 4;
    return groups > 2 || joint == '/' || telephone ? stop : at;
  }

  std::size_t separator_end(std::size_t at, std::size_t end, GlyphAt here) const {
    if (here.glyph == Glyph::Mark) return mark_end(at, end);
    if (here.length > 1) return at + here.length;
    const bool runs = here.glyph == Glyph::Dot || here.glyph == Glyph::Hyphen || here.glyph == Glyph::Symbol || (here.glyph == Glyph::Apostrophe && run_end(at, end) == at + 2);
    return runs ? run_end(at, end) : at + 1;
  }

  /// Emits one word: a number from its unit, a contraction or a word from its clitics.
  void word(std::size_t begin, std::size_t end) {
    if (begin >= end) return;
    if (is_ascii_digit(text_[begin])) begin = number_before_unit(begin, end);
    const std::size_t stem = before_clitics(text_, rules_, begin, end);
    if (stem == begin) return emit(begin, end, begin > chunk_ && !out_.empty() && out_.back().span.end == begin && is_word(glyph_before(text_, begin).glyph));
    if (const auto two = rules_.contractions.find(LoweredWord(view(begin, stem)).view()); two != rules_.contractions.end()) {
      emit(begin, begin + two->second);
      emit(begin + two->second, stem, true);
    } else {
      emit(begin, stem);
    }
    for (std::size_t at = stem; at < end;) {
      const std::size_t stop = clitic_end(text_, rules_, at, end);
      emit(at, stop, true);
      at = stop;
    }
  }

  /// Emits the digits of "5bn", if the letters are a unit; gives where the rest begins.
  std::size_t number_before_unit(std::size_t begin, std::size_t end) {
    std::size_t stop = begin;
    while (stop < end && (is_ascii_digit(text_[stop]) || ((text_[stop] == '.' || text_[stop] == ',' || text_[stop] == ':') && stop + 1 < end && is_ascii_digit(text_[stop + 1])))) ++stop;
    if (stop == end || !rules_.units.contains(LoweredWord(view(stop, end)).view())) return begin;
    emit(begin, stop);
    return stop;
  }

  const std::string_view text_;
  const TokenRules& rules_;
  std::vector<Token>& out_;
  std::vector<Piece> tail_;
  std::size_t chunk_ = 0;
  bool open_single_ = false;  ///< A single quotation mark has opened and not closed.
};

}  // namespace

void tokenize(std::string_view text, TextSpan part, const TokenRules& rules, std::vector<Token>& out) {
  Tokenizer(text, rules, out).run(part);
}

}  // namespace entente::internal
