#pragma once

#include <cstddef>
#include <ostream>
#include <string>
#include <string_view>

#include "entente/result.h"

namespace entente::internal {

/// Text longer than this is cut in exported values, as XML readers limit what an attribute may hold.
inline constexpr std::size_t kMaxExportedBytes = 2000;

/// Gathers text and hands it to a stream in large pieces.
class TextSink {
 public:
  explicit TextSink(std::ostream& out) : out_(out) {}
  TextSink& operator<<(std::string_view text) { buffer_ += text; return *this; }
  /// Where to append to directly; call spill() now and then.
  [[nodiscard]] std::string& text() { return buffer_; }
  void spill() { if (buffer_.size() > (1U << 16)) hand_over(); }
  /// Errors: Io if the stream failed at any time.
  [[nodiscard]] Result<void> finish();

 private:
  void hand_over();
  std::ostream& out_;
  std::string buffer_;
};

/// `text` for the content or a double-quoted attribute of XML: well-formed UTF-8 without what XML 1.0 forbids,
/// cut to kMaxExportedBytes, special characters as entities, line ends as character references.
void append_xml(std::string& out, std::string_view text);

/// XML 1.0, production 2: Char. Graphviz writes its labels into SVG, so the same holds there.
[[nodiscard]] bool is_xml_char(char32_t c) noexcept;

/// `text` cut to at most `bytes` at the start of a code point.
[[nodiscard]] std::string_view cut(std::string_view text, std::size_t bytes) noexcept;

/// `cell` with an apostrophe before it if a spreadsheet would take it for a formula: it begins with = + - or @, also of full
/// width, or with a tab or line end, and is no number.
[[nodiscard]] std::string text_cell(std::string_view cell);

/// `value` rounded to `places` digits, without an exponent and without trailing zeros: "0.86", "-6", "0".
void append_decimal(std::string& out, double value, int places);
[[nodiscard]] std::string decimal(double value, int places);

}  // namespace entente::internal
