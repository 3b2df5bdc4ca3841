#pragma once

#include <cstdint>
#include <expected>
#include <string>

namespace entente {

/// What kind of failure an Error is.
/// Syntax: malformed text. Corrupt: a damaged file of ours. Limit: too big. Conflict: two things
/// that disagree. Internal: a bug in entente. The others mean what they say.
enum class ErrorCode {
  Syntax, NotFound, Conflict, Unsupported, Corrupt, Io, Limit, Cancelled, Internal };

/// A place in a file that the user can open.
struct SourcePos {
  std::string file;          ///< As the user named it; empty if none.
  std::uint32_t line = 0;    ///< From 1; 0 if unknown.
  std::uint32_t column = 0;  ///< From 1, in bytes; 0 if unknown.

  auto operator<=>(const SourcePos&) const = default;
};

/// Why a call failed. The message says what was found, what was expected and, where there is one,
/// the nearest right spelling; it is lower case without a full stop.
struct Error {
  ErrorCode code = ErrorCode::Internal;
  std::string message;
  SourcePos where;

  bool operator==(const Error&) const = default;
};

/// The return type of every call that can fail on input, I/O or a limit.
template <class T>
using Result = std::expected<T, Error>;

/// "file:line:column: error: message", leaving out the parts of the place that are unknown.
[[nodiscard]] std::string to_string(const Error& error);

}  // namespace entente
