#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

namespace entente::internal {

// Text of articles and names of files may hold what moves a terminal: escape sequences, and marks that turn the direction
// of writing. None of it may arrive there.

inline constexpr std::string_view kDim = "\033[2m", kBold = "\033[1m", kRed = "\033[31m", kGreen = "\033[32m", kPlain = "\033[0m";

/// `text` as one line that a terminal can show: line ends and tabs are blanks, other control characters (C0, C1, DEL) and what
/// is not UTF-8 are U+FFFD, bidirectional controls are left out.
[[nodiscard]] std::string harmless(std::string_view text);

/// Whether the colours above may pass.
enum class Colours : std::uint8_t { None, Ours };

/// Stands before standard output, if that is a terminal, as long as it lives: line ends and tabs pass, everything else that
/// harmless() would change is changed, whoever writes it.
class TerminalGuard {
 public:
  explicit TerminalGuard(Colours colours);
  ~TerminalGuard();
  TerminalGuard(const TerminalGuard&) = delete;
  TerminalGuard& operator=(const TerminalGuard&) = delete;

 private:
  class Buffer;
  std::unique_ptr<Buffer> buffer_;  ///< Null if standard output is no terminal.
};

}  // namespace entente::internal
