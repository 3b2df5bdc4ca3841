#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/json.h"
#include "base/text.h"
#include "base/try.h"
#include "entente/result.h"

namespace entente::internal {

/// Runs `read` on a string, or on each string of an array. Errors: Syntax; those of `read`.
[[nodiscard]] Result<void> each_string(const JsonFile& file, const Json& value, std::string_view what,
                                       const std::function<Result<void>(const Json&)>& read);

/// A name out of a closed list. `parse` gives nullopt for any other; `names` feed the message.
template <class Parse>
[[nodiscard]] auto read_name(const JsonFile& file, const Json& value, std::string_view what, Parse parse,
                             const std::vector<std::string_view>& names) -> Result<typename decltype(parse(std::string_view{}))::value_type> {
  ENTENTE_TRY(expect(file, value, Json::Type::String, what));
  if (const auto parsed = parse(std::string_view(value.string))) return *parsed;
  std::string message = "unknown " + std::string(what) + " '" + value.string + "'" + did_you_mean(value.string, names);
  if (nearest(value.string, names).empty()) {
    message += "; expected one of";
    for (const std::string_view name : names) message += " " + std::string(name);
  }
  return std::unexpected(file.error(ErrorCode::Syntax, value, std::move(message)));
}

/// A list of such names.
template <class Parse>
[[nodiscard]] auto read_names(const JsonFile& file, const Json& value, std::string_view what, Parse parse,
                              const std::vector<std::string_view>& names)
    -> Result<std::vector<typename decltype(parse(std::string_view{}))::value_type>> {
  std::vector<typename decltype(parse(std::string_view{}))::value_type> list;
  ENTENTE_TRY(each_string(file, value, what, [&](const Json& item) -> Result<void> {
    auto name = read_name(file, item, what, parse, names);
    if (!name) return std::unexpected(name.error());
    list.push_back(*name);
    return {};
  }));
  return list;
}

/// The member `key` of `object`. Errors: Syntax if it is missing or of another type.
[[nodiscard]] Result<const Json*> required(const JsonFile& file, const Json& object, std::string_view key, Json::Type type);

}  // namespace entente::internal
