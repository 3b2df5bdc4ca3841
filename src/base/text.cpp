#include "base/text.h"

#include <utf8proc.h>

#include <algorithm>
#include <array>
#include <cstring>
#include <utility>

namespace entente::internal {

CodePoint code_point_at(std::string_view text, std::size_t at) noexcept {
  if (at >= text.size()) return {};
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
  const unsigned char lead = byte(at);
  if (lead < 0x80) return {lead, 1};
  const std::size_t length = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
  if (lead < 0xC2 || lead > 0xF4 || at + length > text.size()) return {};
  char32_t value = lead & (0xFFU >> (length + 1));
  for (std::size_t i = 1; i < length; ++i) {
    if ((byte(at + i) & 0xC0) != 0x80) return {};
    value = value << 6 | (byte(at + i) & 0x3FU);
  }
  const bool overlong = (length == 3 && value < 0x800) || (length == 4 && value < 0x10000);
  if (overlong || value > 0x10FFFF || (value >= 0xD800 && value <= 0xDFFF)) return {};
  return {value, length};
}

namespace {

/// True if eight bytes are there and all of them ASCII.
bool eight_ascii(std::string_view text, std::size_t at) noexcept {
  std::uint64_t bytes = 0;
  if (at + sizeof bytes > text.size()) return false;
  std::memcpy(&bytes, text.data() + at, sizeof bytes);
  return (bytes & 0x8080808080808080U) == 0;
}

}  // namespace

std::optional<std::size_t> first_bad_utf8(std::string_view text) noexcept {
  for (std::size_t at = 0; at < text.size();) {
    if (eight_ascii(text, at)) { at += 8; continue; }
    const CodePoint point = code_point_at(text, at);
    if (point.length == 0) return at;
    at += point.length;
  }
  return std::nullopt;
}

std::string repair_utf8(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t at = 0; at < text.size();) {
    const CodePoint point = code_point_at(text, at);
    if (point.length == 0) {
      out += "\xEF\xBF\xBD";
      ++at;
    } else {
      out.append(text, at, point.length);
      at += point.length;
    }
  }
  return out;
}

void append_utf8(std::string& out, char32_t value) {
  std::array<utf8proc_uint8_t, 4> bytes{};
  const auto length = utf8proc_encode_char(static_cast<utf8proc_int32_t>(value), bytes.data());
  out.append(reinterpret_cast<const char*>(bytes.data()), static_cast<std::size_t>(length));
}

std::string ascii_lower(std::string_view text) {
  std::string out(text);
  std::ranges::transform(out, out.begin(), [](char c) { return ascii_lower(c); });
  return out;
}

std::string to_lower(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t at = 0; at < text.size();) {
    const CodePoint point = code_point_at(text, at);
    if (point.length == 0) { out += text[at++]; continue; }
    if (point.length == 1) out += ascii_lower(text[at]);
    else append_utf8(out, static_cast<char32_t>(utf8proc_tolower(static_cast<utf8proc_int32_t>(point.value))));
    at += point.length;
  }
  return out;
}

namespace {

/// ASCII for the letters that NFKD leaves whole; empty if `value` is none of them.
std::string_view spelled_out(char32_t value) {
  static constexpr std::array<std::pair<char32_t, std::string_view>, 16> kLetters{{
      {U'ß', "ss"}, {U'ø', "o"}, {U'Ø', "O"}, {U'ł', "l"}, {U'Ł', "L"}, {U'đ', "d"}, {U'Đ', "D"}, {U'æ', "ae"},
      {U'Æ', "AE"}, {U'œ', "oe"}, {U'Œ', "OE"}, {U'ð', "d"}, {U'þ', "th"}, {U'ı', "i"}, {U'ə', "a"}, {U'Ə', "A"}}};
  const auto found = std::ranges::find(kLetters, value, &std::pair<char32_t, std::string_view>::first);
  return found == kLetters.end() ? std::string_view{} : found->second;
}

}  // namespace

std::string fold_diacritics(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t at = 0; at < text.size();) {
    const CodePoint point = code_point_at(text, at);
    if (point.length <= 1) { out += text[at++]; continue; }
    at += point.length;
    if (const std::string_view ascii = spelled_out(point.value); !ascii.empty()) { out += ascii; continue; }
    std::array<utf8proc_int32_t, 8> parts{};
    int last_class = 0;
    const auto count = utf8proc_decompose_char(static_cast<utf8proc_int32_t>(point.value), parts.data(), parts.size(),
                                               static_cast<utf8proc_option_t>(UTF8PROC_COMPAT | UTF8PROC_DECOMPOSE), &last_class);
    if (count <= 0 || count > std::ssize(parts)) { append_utf8(out, point.value); continue; }
    for (utf8proc_ssize_t i = 0; i < count; ++i)
      if (utf8proc_category(parts[static_cast<std::size_t>(i)]) != UTF8PROC_CATEGORY_MN)
        append_utf8(out, static_cast<char32_t>(parts[static_cast<std::size_t>(i)]));
  }
  return out;
}

namespace {

constexpr bool is_space(char c) noexcept { return c == ' ' || (c >= '\t' && c <= '\r'); }

}  // namespace

std::string_view trim(std::string_view text) noexcept {
  while (!text.empty() && is_space(text.front())) text.remove_prefix(1);
  while (!text.empty() && is_space(text.back())) text.remove_suffix(1);
  return text;
}

std::vector<std::string_view> split(std::string_view text, char separator) {
  std::vector<std::string_view> parts;
  for (;;) {
    const std::size_t end = text.find(separator);
    parts.push_back(text.substr(0, end));
    if (end == std::string_view::npos) return parts;
    text.remove_prefix(end + 1);
  }
}

std::string single_blanks(std::string_view text) {
  std::string out;
  bool gap = false;
  for (std::size_t at = 0; at < text.size(); ++at) {
    const bool no_break = text.substr(at, 2) == "\xC2\xA0";
    if (is_space(text[at]) || no_break) { gap = !out.empty(); at += no_break; continue; }
    if (std::exchange(gap, false)) out += ' ';
    out += text[at];
  }
  return out;
}

std::string slug(std::string_view text) {
  std::string out;
  for (const char c : fold_diacritics(text)) {
    const char lower = ascii_lower(c);
    if (is_ascii_lower(lower) || is_ascii_digit(lower)) out += lower;
    else if (c != '\'' && c != '.' && !out.empty() && out.back() != '-') out += '-';
  }
  while (!out.empty() && out.back() == '-') out.pop_back();
  return out.empty() ? "x" : out;
}

std::string hashed_id(std::string_view prefix, std::uint64_t hash) {
  constexpr std::size_t kDigits = 16;
  std::string id;
  id.reserve(prefix.size() + kDigits);
  id.append(prefix).append(kDigits, '0');
  for (std::size_t at = id.size(); hash != 0; hash >>= 4U) id[--at] = "0123456789abcdef"[hash & 15U];
  return id;
}

namespace {

/// Edit distance in which a swap of neighbours counts once (optimal string alignment).
std::size_t edit_distance(std::string_view a, std::string_view b) {
  std::vector<std::size_t> before(b.size() + 1), last(b.size() + 1), row(b.size() + 1);
  for (std::size_t j = 0; j <= b.size(); ++j) last[j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    row[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      row[j] = std::min({last[j] + 1, row[j - 1] + 1, last[j - 1] + (a[i - 1] != b[j - 1])});
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) row[j] = std::min(row[j], before[j - 2] + 1);
    }
    std::swap(before, last);
    std::swap(last, row);
  }
  return last[b.size()];
}

}  // namespace

std::string_view nearest(std::string_view word, const std::vector<std::string_view>& candidates) {
  std::string_view best;
  std::size_t best_distance = std::max<std::size_t>(1, word.size() / 3) + 1;
  for (const std::string_view candidate : candidates) {
    const std::size_t distance = edit_distance(ascii_lower(word), ascii_lower(candidate));
    if (distance < best_distance) { best = candidate; best_distance = distance; }
  }
  return best;
}

std::string did_you_mean(std::string_view word, const std::vector<std::string_view>& candidates) {
  const std::string_view best = nearest(word, candidates);
  return best.empty() ? "" : "; did you mean '" + std::string(best) + "'?";
}

}  // namespace entente::internal
