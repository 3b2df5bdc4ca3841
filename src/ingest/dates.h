#pragma once

#include <chrono>
#include <optional>
#include <string_view>

namespace entente::internal {

/// The first full date in `text`: "2015-05-31", "20150531", "May 31, 2015", "31 May 2015", "31.05.2015", with what
/// stands around it; nullopt if there is none. Days of years 1800 to 2199 that exist.
[[nodiscard]] std::optional<std::chrono::year_month_day> find_date(std::string_view text);

/// The date that an article's first lines state in a short line or a dateline; nullopt if none does.
[[nodiscard]] std::optional<std::chrono::year_month_day> date_in_head(std::string_view text);

}  // namespace entente::internal
