#pragma once

#include <optional>
#include <string>

#include "ingest/bytes.h"

namespace entente::internal {

/// One JSON value as it stands in the input, and where it begins.
struct JsonValueText { std::string text; SourcePos where; };

/// The next value of a stream of JSON values: those of one array, or values one behind another. Only one is in
/// memory at a time.
class JsonValues {
 public:
  explicit JsonValues(Bytes& bytes) : bytes_(bytes) {}
  /// nullopt at the end. Errors: Syntax for text between values or an end inside one; Limit for a value over
  /// `max_bytes`; those of the source. After an Error in the structure the stream is at its end.
  [[nodiscard]] Result<std::optional<JsonValueText>> next(std::size_t max_bytes);

 private:
  Result<std::optional<char>> skip_blanks();
  Result<std::optional<JsonValueText>> stop(Error error);

  Bytes& bytes_;
  bool started_ = false, array_ = false, ended_ = false;
};

}  // namespace entente::internal
