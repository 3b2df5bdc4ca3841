#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "entente/result.h"

namespace entente::internal {

/// A JSON value that knows where it stood.
struct Json {
  enum class Type : std::uint8_t { Null, Bool, Number, String, Array, Object };
  Type type = Type::Null;
  bool boolean = false;
  double number = 0;
  std::string string;
  std::vector<Json> items;                              ///< Of an array.
  std::vector<std::pair<std::string, Json>> members;    ///< Of an object, in the order written.
  std::size_t offset = 0;                               ///< Byte at which the value begins (of a member: its value).

  // Out of line, since vectors of an incomplete type can be destroyed only where it is complete.
  Json();
  Json(const Json&);
  Json(Json&&) noexcept;
  Json& operator=(const Json&);
  Json& operator=(Json&&) noexcept;
  ~Json();

  [[nodiscard]] bool is(Type wanted) const noexcept { return type == wanted; }
  /// The member called `key`; null if there is none or this is no object.
  [[nodiscard]] const Json* find(std::string_view key) const noexcept;
};

/// "a string", "an object" …
[[nodiscard]] std::string_view describe(Json::Type type) noexcept;

/// A JSON file in memory: its name and text for messages, and its root.
struct JsonFile {
  std::string name, text;
  Json root;
  /// An error at `value`.
  [[nodiscard]] Error error(ErrorCode code, const Json& value, std::string message) const;
};

/// Parses one JSON text. Errors: Syntax at file:line:column (also for a key written twice); Limit for nesting over 200.
/// The second half of a surrogate pair that stands alone is read as U+FFFD, the first half alone is an error.
[[nodiscard]] Result<Json> parse_json(std::string_view text, const std::string& name);
/// Reads and parses a file. Errors: those of read_file and parse_json.
[[nodiscard]] Result<JsonFile> read_json(const std::string& path);

/// Errors: Syntax at the first member of `object` that is none of `known`, with the nearest spelling.
[[nodiscard]] Result<void> only_members(const JsonFile& file, const Json& object, const std::vector<std::string_view>& known);
/// Errors: Syntax if `value` is of another type; `what` names it in the message.
[[nodiscard]] Result<void> expect(const JsonFile& file, const Json& value, Json::Type type, std::string_view what);
/// A string, or an array of strings, as a list. Errors: Syntax.
[[nodiscard]] Result<std::vector<std::string>> string_list(const JsonFile& file, const Json& value, std::string_view what);

/// `text` as a JSON string with its quotes. Control characters, U+2028 and U+2029 are escaped.
void append_json_string(std::string& out, std::string_view text);

}  // namespace entente::internal
