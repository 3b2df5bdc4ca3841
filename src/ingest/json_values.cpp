#include "ingest/json_values.h"

#include <utility>

#include "base/try.h"

namespace entente::internal {

Result<std::optional<char>> JsonValues::skip_blanks() {
  for (;;) {
    auto next = bytes_.peek(1);
    if (!next) return std::unexpected(std::move(next).error());
    if (next->empty()) return std::nullopt;
    const std::size_t blank = std::min(next->find_first_not_of(" \t\r\n,"), next->size());
    const bool at_value = blank < next->size();
    const char c = at_value ? (*next)[blank] : ' ';
    bytes_.skip(blank);
    if (at_value) return c;
  }
}

Result<std::optional<JsonValueText>> JsonValues::stop(Error error) {
  ended_ = true;
  return std::unexpected(std::move(error));
}

Result<std::optional<JsonValueText>> JsonValues::next(std::size_t max_bytes) {
  if (ended_) return std::nullopt;
  auto first = skip_blanks();
  if (first && *first == '[' && !std::exchange(started_, true)) {
    array_ = true;
    bytes_.skip(1);
    first = skip_blanks();
  }
  started_ = true;
  if (!first) return stop(first.error());
  if (!*first) return array_ ? stop(bytes_.error(ErrorCode::Syntax, "the array has no end; expected ']'")) : Result<std::optional<JsonValueText>>(std::nullopt);
  if (array_ && **first == ']') { ended_ = true; return std::nullopt; }
  if (**first != '{') return stop(bytes_.error(ErrorCode::Syntax, "found '" + std::string(1, **first) + "'; expected an object with an article"));
  JsonValueText value{{}, {bytes_.name(), bytes_.line(), 0}};
  int depth = 0;
  bool quoted = false, too_long = false;
  for (;;) {
    auto c = bytes_.take();
    if (!c) return stop(c.error());
    if (!*c) return stop({ErrorCode::Syntax, "the object that starts here has no end; the file is cut short", value.where});
    too_long = too_long || value.text.size() >= max_bytes;
    if (!too_long) value.text += **c;
    if (quoted && **c == '\\') {
      const auto escaped = bytes_.take();
      if (escaped && *escaped && !too_long) value.text += **escaped;
      continue;
    }
    if (**c == '"') quoted = !quoted;
    if (quoted) continue;
    depth += (**c == '{' || **c == '[') - (**c == '}' || **c == ']');
    if (depth == 0) break;
  }
  if (too_long) return std::unexpected(Error{ErrorCode::Limit, "the object that starts here is longer than " + std::to_string(max_bytes) + " bytes", value.where});
  return value;
}

}  // namespace entente::internal
