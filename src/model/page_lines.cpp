#include "model/page_lines.h"

#include <algorithm>
#include <array>
#include <utility>

#include "base/few.h"
#include "base/text.h"
#include "base/try.h"

namespace entente::internal {

namespace {

constexpr std::size_t kMaxElements = 160;       ///< Longer lines are text.
constexpr std::size_t kMaxFurnitureWords = 50;  ///< Of a line that begins as its pattern does.
constexpr std::size_t kMaxOpenWords = 25;       ///< Of a line of furniture whose pattern begins with "*".
constexpr std::size_t kMaxBylineWords = 20;
constexpr std::size_t kMaxTrailerWords = 10;    ///< Of a line that trails behind furniture.
constexpr std::size_t kMaxPatternParts = 60;    ///< One bit each, and one for the end.
constexpr std::size_t kMaxWrap = 100;           ///< Columns of the widest hard-wrapped text.
constexpr std::size_t kMinWrap = 40;

bool is_apostrophe(char32_t c) { return c == U'\'' || c == U'’' || c == U'`' || c == U'ʼ'; }
bool is_word_char(char32_t c) {
  if (c < 0x80) return is_ascii_alpha(static_cast<char>(c)) || is_ascii_digit(static_cast<char>(c));
  return c >= 0xC0 && c != U'×' && c != U'÷' && (c < 0x2000 || c > 0x2BFF) && (c < 0x3000 || c > 0x303F) && c != 0xFFFD;
}
bool joins(char32_t c) { return is_apostrophe(c) || c == U'-' || c == U'.' || c == U'@' || c == U'_' || c == U'&'; }
bool is_blank(char32_t c) { return c <= 0x20 || c == 0xA0 || (c >= 0x2000 && c <= 0x200B) || c == 0x202F || c == 0x3000 || c == 0xFEFF; }

std::size_t columns(std::string_view line) {
  return static_cast<std::size_t>(std::ranges::count_if(line, [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }));
}

/// The words of a line as a set of patterns is matched against: "initials" such as "CAH/HJL/HMV".
bool is_initials_line(std::string_view line) {
  std::size_t run = 0, slashes = 0;
  for (const char c : line) {
    if (c == '/') { if (run < 2) return false; run = 0; ++slashes; }
    else if (is_ascii_upper(c)) ++run;
    else return false;
    if (run > 4) return false;
  }
  return slashes > 0 && run >= 2;
}

bool is_connector(std::string_view word) {
  static constexpr std::array<std::string_view, 12> kConnectors{"and", ",", "&", "|", "/", "de", "van", "von", "al", "el", "bin", "for"};
  return std::ranges::find(kConnectors, word) != kConnectors.end();
}

}  // namespace

/// One word or sign of a line: its place in the small letters of all.
struct LineElement { std::uint32_t begin; bool word, capital, number; };

/// A line as patterns see it.
struct LineElements {
  std::string letters;
  Few<LineElement, 64> list;

  explicit LineElements(std::string_view line);
  std::string_view text(std::size_t i) const {
    const std::size_t end = i + 1 < list.size() ? list[i + 1].begin : letters.size();
    return std::string_view(letters).substr(list[i].begin, end - list[i].begin);
  }

 private:
  void open_element(bool word, bool capital, bool number) { list.push_back({static_cast<std::uint32_t>(letters.size()), word, capital, number}); }
};

LineElements::LineElements(std::string_view line) {
  letters.reserve(line.size());
  bool open = false;
  for (std::size_t at = 0; at < line.size() && list.size() < kMaxElements;) {
    if (open && (is_ascii_alpha(line[at]) || is_ascii_digit(line[at]))) {
      letters += ascii_lower(line[at++]);
      continue;
    }
    const CodePoint point = code_point_at(line, at);
    const std::size_t length = std::max<std::size_t>(1, point.length);
    const CodePoint next = code_point_at(line, at + length);
    const bool inside = open && joins(point.value) && next.length > 0 && is_word_char(next.value);
    if (is_word_char(point.value) || inside) {
      if (!std::exchange(open, true)) open_element(true, line[at] >= 'A' && line[at] <= 'Z', is_ascii_digit(line[at]));
      if (length == 1) {
        letters += is_apostrophe(point.value) ? '\'' : ascii_lower(line[at]);
      } else {
        const std::string lower = to_lower(line.substr(at, length));
        if (list.back().begin == letters.size()) list.back().capital = lower != line.substr(at, length);
        letters += is_apostrophe(point.value) ? "'" : lower;
      }
    } else {
      open = false;
      if (!is_blank(point.value)) {
        open_element(false, false, false);
        letters += is_apostrophe(point.value) ? "'" : line.substr(at, length);
      }
    }
    at += length;
  }
}

Result<PageLines> PageLines::read(const JsonFile& file, const Json& lines) {
  PageLines out;
  ENTENTE_TRY(expect(file, lines, Json::Type::Object, "lines"));
  ENTENTE_TRY(only_members(file, lines, {"byline", "caption", "furniture", "unfinished"}));
  static constexpr std::array<std::pair<std::string_view, SentenceKind>, 3> kLists{{
      {"furniture", SentenceKind::Furniture}, {"byline", SentenceKind::Byline}, {"caption", SentenceKind::Caption}}};
  for (const auto& [name, kind] : kLists) {
    const Json* list = lines.find(name);
    if (!list) continue;
    ENTENTE_TRY(expect(file, *list, Json::Type::Array, name));
    for (const Json& item : list->items) {
      ENTENTE_TRY(expect(file, item, Json::Type::String, "a pattern"));
      ENTENTE_TRY(out.add(file, item, item.string, kind));
    }
  }
  if (const Json* value = lines.find("unfinished")) {
    auto list = string_list(file, *value, "unfinished");
    if (!list) return std::unexpected(std::move(list).error());
    for (std::string& word : *list) out.unfinished_.insert(std::move(word));
  }
  return out;
}

Result<void> PageLines::add(const JsonFile& file, const Json& value, std::string_view pattern, SentenceKind kind) {
  Pattern made{{}, kind};
  for (const std::string_view part : split(pattern, ' ')) {
    if (part.empty()) return std::unexpected(file.error(ErrorCode::Syntax, value, "pattern '" + std::string(pattern) + "' has two blanks in a row or at an end"));
    const bool word = is_word_char(code_point_at(part, 0).value);
    const Part type = part == "*" ? Part::Any : part == "@" ? Part::Capital : part == "@+" ? Part::Capitals : part == "#" ? Part::Number : word ? Part::Word : Part::Sign;
    made.parts.push_back({type, to_lower(part)});
  }
  if (made.parts.size() > kMaxPatternParts) return std::unexpected(file.error(ErrorCode::Limit, value, "a pattern has more than " + std::to_string(kMaxPatternParts) + " parts"));
  const auto literal_size = [](const PatternPart& p) { return p.part == Part::Word || p.part == Part::Sign ? p.text.size() : 0; };
  const auto literal = std::ranges::max_element(made.parts, {}, literal_size);  // The longest: few lines have it.
  if (literal_size(*literal) == 0) return std::unexpected(file.error(ErrorCode::Syntax, value, "pattern '" + std::string(pattern) + "' names no word and would fit any line"));
  by_word_[literal->text].push_back(static_cast<std::uint32_t>(patterns_.size()));
  patterns_.push_back(std::move(made));
  return {};
}

/// Runs all readings at once: bit i is set if the parts before i have matched what was read.
bool PageLines::fits(const Pattern& pattern, const LineElements& line) {
  const std::size_t count = pattern.parts.size();
  const auto widen = [&](std::uint64_t states) {
    for (std::size_t i = 0; i < count; ++i)
      if ((states >> i & 1U) && pattern.parts[i].part == Part::Any) states |= std::uint64_t{1} << (i + 1);
    return states;
  };
  std::uint64_t states = widen(1);
  for (std::size_t at = 0; at < line.list.size(); ++at) {
    const LineElement& element = line.list[at];
    std::uint64_t after = 0;
    const auto go = [&](std::size_t state) { after |= std::uint64_t{1} << state; };
    for (std::size_t i = 0; i <= count; ++i) {
      if (!(states >> i & 1U)) continue;
      const Part part = i < count ? pattern.parts[i].part : Part::Word;
      if (!element.word && part != Part::Sign) go(i);
      if (i == count) continue;
      switch (part) {
        case Part::Any: go(i); break;
        case Part::Word: case Part::Sign: if (line.text(at) == pattern.parts[i].text) go(i + 1); break;
        case Part::Capital: if (element.capital) go(i + 1); break;
        case Part::Capitals: if (element.capital) { go(i); go(i + 1); } else if (is_connector(line.text(at))) go(i); break;
        case Part::Number: if (element.number) go(i + 1); break;
      }
    }
    states = widen(after);
    if (states == 0) return false;
  }
  return states >> count & 1U;
}

std::size_t PageLines::max_words(const Pattern& pattern) {
  if (pattern.kind == SentenceKind::Caption) return kMaxElements;
  if (pattern.kind == SentenceKind::Byline) return kMaxBylineWords;
  return pattern.parts.front().part == Part::Any ? kMaxOpenWords : kMaxFurnitureWords;
}

SentenceKind PageLines::kind_of(std::string_view line) const {
  if (is_initials_line(line)) return SentenceKind::Byline;
  const LineElements elements(line);
  if (elements.list.size() >= kMaxElements) return SentenceKind::Body;
  const auto words = static_cast<std::size_t>(std::ranges::count_if(elements.list, &LineElement::word));
  if (words == 0) return SentenceKind::Furniture;
  std::uint32_t best = static_cast<std::uint32_t>(patterns_.size());
  for (std::size_t i = 0; i < elements.list.size(); ++i) {
    const auto found = by_word_.find(elements.text(i));
    if (found == by_word_.end()) continue;
    for (const std::uint32_t index : found->second) {
      const Pattern& pattern = patterns_[index];
      if (index < best && words <= max_words(pattern) && fits(pattern, elements)) best = index;
    }
  }
  return best < patterns_.size() ? patterns_[best].kind : SentenceKind::Body;
}

std::vector<SentenceKind> PageLines::kinds(std::string_view text, const std::vector<TextSpan>& paragraphs) const {
  std::vector<SentenceKind> kinds;
  std::vector<std::size_t> words;
  std::size_t behind_text = 0;  // number of paragraphs up to the last that is text
  for (const TextSpan span : paragraphs) {
    const std::string_view line = text.substr(span.begin, span.end - span.begin);
    kinds.push_back(kind_of(line));
    words.push_back(static_cast<std::size_t>(std::ranges::count(line, ' ')) + 1);
    if (kinds.back() == SentenceKind::Body && (has_final_stop(line) || words.back() > kMaxTrailerWords)) behind_text = kinds.size();
  }
  bool furniture = false;
  for (std::size_t i = behind_text; i < kinds.size(); ++i) {
    if (furniture && kinds[i] == SentenceKind::Body && words[i] <= kMaxTrailerWords) kinds[i] = SentenceKind::Furniture;
    furniture = furniture || kinds[i] == SentenceKind::Furniture;
  }
  return kinds;
}

bool has_final_stop(std::string_view line) noexcept {
  static constexpr std::array<std::string_view, 8> kClosers{"\"", "'", ")", "]", "”", "’", "»", "*"};
  for (bool again = true; again;) {
    line = trim(line);
    again = false;
    for (const std::string_view closer : kClosers)
      if (line.ends_with(closer)) { line.remove_suffix(closer.size()); again = true; }
  }
  return line.ends_with('.') || line.ends_with('!') || line.ends_with('?') || line.ends_with("…") || line.ends_with("。");
}

namespace {

/// One line of the text without the white space around it.
struct Line { TextSpan span; bool blank_before = false; std::size_t columns = 0, first_word = 0; };

std::vector<Line> lines_of(std::string_view text) {
  std::vector<Line> lines;
  bool blank = true;
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end = std::min(text.find('\n', begin), text.size());
    const std::string_view line = trim(text.substr(begin, end - begin));
    if (std::ranges::all_of(line, [](char c) { return static_cast<unsigned char>(c) <= 0x20; }) || line == "\u00A0") {
      blank = true;
    } else {
      const auto at = static_cast<std::uint32_t>(line.data() - text.data());
      lines.push_back({{at, static_cast<std::uint32_t>(at + line.size())}, blank, columns(line), columns(line.substr(0, line.find(' ')))});
      blank = false;
    }
    begin = end + 1;
  }
  return lines;
}

/// The width that the text was wrapped to; 0 if it was not. At a wrapped break the next line's first word had no room.
std::size_t wrap_width(const std::vector<Line>& lines) {
  std::size_t width = 0, breaks = 0, full = 0;
  for (const Line& line : lines) width = std::max(width, line.columns);
  if (width > kMaxWrap || width < kMinWrap) return 0;
  for (std::size_t i = 1; i < lines.size(); ++i) {
    if (lines[i].blank_before) continue;
    ++breaks;
    full += lines[i - 1].columns + 1 + lines[i].first_word > width - std::min<std::size_t>(8, width / 8);
  }
  return full >= 3 && full * 10 >= breaks * 6 ? width : 0;
}

bool starts_small(std::string_view line) {
  const CodePoint point = code_point_at(line, 0);
  if (point.length == 1) return is_ascii_lower(line[0]);
  const std::string_view first = line.substr(0, point.length);
  return point.length > 0 && is_word_char(point.value) && to_lower(first) == first && fold_diacritics(first) != first;
}

}  // namespace

/// Without a width to go by: the next line starts small, or this one ends in a comma or a word that wants another.
bool PageLines::goes_on(std::string_view line, std::string_view next) const {
  if (has_final_stop(line) || line.ends_with(':')) return false;
  if (starts_small(next) || line.ends_with(',')) return true;
  const std::size_t blank = line.rfind(' ');
  return blank != std::string_view::npos && unfinished_.contains(ascii_lower(line.substr(blank + 1)));
}

std::vector<TextSpan> PageLines::paragraphs(std::string_view text) const {
  const std::vector<Line> lines = lines_of(text);
  const std::size_t width = wrap_width(lines);
  std::vector<TextSpan> out;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const auto view = [&](std::size_t n) { return text.substr(lines[n].span.begin, lines[n].span.end - lines[n].span.begin); };
    const bool full = i > 0 && width > 0 && lines[i - 1].columns + 1 + lines[i].first_word > width - std::min<std::size_t>(8, width / 8);
    const bool joined = i > 0 && !lines[i].blank_before && (full || goes_on(view(i - 1), view(i)));
    if (joined) out.back().end = lines[i].span.end;
    else out.push_back(lines[i].span);
  }
  return out;
}

}  // namespace entente::internal
