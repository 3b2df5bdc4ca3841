#include "export/text.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <system_error>

#include "base/text.h"

namespace entente::internal {

void TextSink::hand_over() {
  out_.write(buffer_.data(), static_cast<std::streamsize>(buffer_.size()));
  buffer_.clear();
}

Result<void> TextSink::finish() {
  hand_over();
  out_.flush();
  if (out_) return {};
  return std::unexpected(Error{ErrorCode::Io, "cannot write the export; check the free space", {}});
}

namespace {

bool is_number(std::string_view text) {
  double value = 0;
  const auto [end, fault] = std::from_chars(text.data(), text.data() + text.size(), value);
  return fault == std::errc() && end == text.data() + text.size();
}

std::string_view entity(char32_t c) {
  switch (c) {
    case '&': return "&amp;";
    case '<': return "&lt;";
    case '>': return "&gt;";
    case '"': return "&quot;";
    case '\t': return "&#9;";
    case '\n': return "&#10;";
    case '\r': return "&#13;";
    default: return "";
  }
}

}  // namespace

bool is_xml_char(char32_t c) noexcept {
  return c == 0x9 || c == 0xA || c == 0xD || (c >= 0x20 && c <= 0xD7FF) || (c >= 0xE000 && c <= 0xFFFD) || c >= 0x10000;
}

void append_xml(std::string& out, std::string_view text) {
  const std::string sound = first_bad_utf8(text) ? repair_utf8(text) : std::string();
  const std::string_view whole = cut(sound.empty() ? text : std::string_view(sound), kMaxExportedBytes);
  for (std::size_t at = 0; at < whole.size();) {
    const CodePoint point = code_point_at(whole, at);
    if (point.length == 0) break;
    if (const std::string_view reference = entity(point.value); !reference.empty()) out += reference;
    else if (is_xml_char(point.value)) out += whole.substr(at, point.length);
    at += point.length;
  }
}

std::string_view cut(std::string_view text, std::size_t bytes) noexcept {
  if (text.size() <= bytes) return text;
  while (bytes > 0 && (static_cast<unsigned char>(text[bytes]) & 0xC0) == 0x80) --bytes;
  return text.substr(0, bytes);
}

std::string text_cell(std::string_view cell) {
  constexpr std::array<std::string_view, 11> kBegins{"=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠"};
  const bool formula = std::ranges::any_of(kBegins, [cell](std::string_view begin) { return cell.starts_with(begin); }) && !is_number(cell);
  return (formula ? "'" : "") + std::string(cell);
}

void append_decimal(std::string& out, double value, int places) {
  std::array<char, 400> digits{};
  const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), value, std::chars_format::fixed, places).ptr;
  std::string_view text(digits.data(), static_cast<std::size_t>(end - digits.data()));
  if (text.find('.') != std::string_view::npos) {
    while (text.ends_with('0')) text.remove_suffix(1);
    if (text.ends_with('.')) text.remove_suffix(1);
  }
  out += text == "-0" ? "0" : text;
}

std::string decimal(double value, int places) {
  std::string text;
  append_decimal(text, value, places);
  return text;
}

}  // namespace entente::internal
