#include "rules/fields.h"

namespace entente::internal {

Result<void> each_string(const JsonFile& file, const Json& value, std::string_view what,
                         const std::function<Result<void>(const Json&)>& read) {
  if (value.is(Json::Type::String)) return read(value);
  ENTENTE_TRY(expect(file, value, Json::Type::Array, what));
  if (value.items.empty()) return std::unexpected(file.error(ErrorCode::Syntax, value, std::string(what) + " is an empty list; leave it out instead"));
  for (const Json& item : value.items) {
    ENTENTE_TRY(expect(file, item, Json::Type::String, "each of " + std::string(what)));
    ENTENTE_TRY(read(item));
  }
  return {};
}

Result<const Json*> required(const JsonFile& file, const Json& object, std::string_view key, Json::Type type) {
  ENTENTE_TRY(expect(file, object, Json::Type::Object, "this value"));
  const Json* value = object.find(key);
  if (!value) return std::unexpected(file.error(ErrorCode::Syntax, object, "'" + std::string(key) + "' is missing here"));
  ENTENTE_TRY(expect(file, *value, type, "'" + std::string(key) + "'"));
  return value;
}

}  // namespace entente::internal
