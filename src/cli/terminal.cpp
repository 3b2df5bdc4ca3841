#include "cli/terminal.h"

#include <unistd.h>

#include <algorithm>
#include <array>
#include <iostream>
#include <streambuf>

#include "base/text.h"

namespace entente::internal {

namespace {

constexpr std::array<std::string_view, 5> kColours{kDim, kBold, kRed, kGreen, kPlain};
constexpr std::string_view kReplacement = "\xEF\xBF\xBD";

bool is_control(char32_t c) { return c < 0x20 || (c >= 0x7F && c < 0xA0); }

/// Bidi_Control of Unicode's PropList.txt.
bool is_bidi_control(char32_t c) { return c == 0x061C || c == 0x200E || c == 0x200F || (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069); }

/// Appends one character, or what stands for it.
void append_harmless(std::string& out, std::string_view character, char32_t value) {
  if (character.empty() || is_control(value)) out += kReplacement;
  else if (!is_bidi_control(value)) out += character;
}

/// True if `text` is the beginning of a character, and more of it may come.
bool is_cut(std::string_view text) {
  const auto lead = static_cast<unsigned char>(text[0]);
  const std::size_t length = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : lead >= 0xC0 ? 2 : 1;
  return text.size() < length;
}

}  // namespace

std::string harmless(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t at = 0; at < text.size();) {
    const CodePoint point = code_point_at(text, at);
    const bool blank = point.length == 1 && std::string_view("\t\n\v\f\r").find(text[at]) != std::string_view::npos;
    if (blank) out += ' ';
    else append_harmless(out, text.substr(at, point.length), point.value);
    at += std::max<std::size_t>(1, point.length);
  }
  return out;
}

/// Hands on what is harmless; keeps what is the beginning of a character or a colour until the rest of it comes.
class TerminalGuard::Buffer final : public std::streambuf {
 public:
  Buffer(std::streambuf* target, Colours colours) : target_(target), colours_(colours) {}
  /// What was kept will not be completed any more.
  void end() {
    last_ = true;
    (void)hand_on();
  }
  [[nodiscard]] std::streambuf* target() const noexcept { return target_; }

 protected:
  std::streamsize xsputn(const char* text, std::streamsize count) override {
    kept_.append(text, static_cast<std::size_t>(count));
    return hand_on() ? count : 0;
  }
  int_type overflow(int_type c) override {
    if (!traits_type::eq_int_type(c, traits_type::eof())) kept_ += traits_type::to_char_type(c);
    return hand_on() ? traits_type::not_eof(c) : traits_type::eof();
  }
  int sync() override { return target_->pubsync(); }

 private:
  /// The length of the colour of ours that `text` begins with, 0 if there is none; npos if `text` is the beginning of one.
  [[nodiscard]] std::size_t colour_at(std::string_view text) const {
    if (colours_ == Colours::None) return 0;
    for (const std::string_view colour : kColours) {
      if (text.starts_with(colour)) return colour.size();
      if (!last_ && colour.starts_with(text)) return std::string_view::npos;
    }
    return 0;
  }
  bool hand_on() {
    std::string out;
    std::size_t at = 0;
    while (at < kept_.size()) {
      const std::string_view rest = std::string_view(kept_).substr(at);
      const std::size_t colour = colour_at(rest);
      if (colour == std::string_view::npos || (!last_ && is_cut(rest))) break;
      const CodePoint point = code_point_at(kept_, at);
      if (colour) out += rest.substr(0, colour);
      else if (rest[0] == '\n' || rest[0] == '\t') out += rest[0];
      else append_harmless(out, rest.substr(0, point.length), point.value);
      at += std::max({std::size_t{1}, colour, point.length});
    }
    kept_.erase(0, at);
    const auto size = static_cast<std::streamsize>(out.size());
    return target_->sputn(out.data(), size) == size;
  }

  std::streambuf* target_;
  Colours colours_;
  std::string kept_;
  bool last_ = false;
};

TerminalGuard::TerminalGuard(Colours colours) {
  if (!isatty(STDOUT_FILENO)) return;
  buffer_ = std::make_unique<Buffer>(std::cout.rdbuf(), colours);
  std::cout.rdbuf(buffer_.get());
}

TerminalGuard::~TerminalGuard() {
  if (!buffer_) return;
  buffer_->end();
  std::cout.rdbuf(buffer_->target());  // clears the stream's state, which nobody asks for any more
  std::cout.flush();
}

}  // namespace entente::internal
