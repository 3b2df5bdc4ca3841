#pragma once

#include <string_view>

namespace entente::internal {

/// "General", "Mr.": says nothing of whose official somebody is.
[[nodiscard]] bool is_rank_or_address(std::string_view role) noexcept;
/// Roles that say what somebody is like, not which office.
[[nodiscard]] bool is_vague(std::string_view role) noexcept;
/// Roles whose holders act for no state, whatever country stands before the title.
[[nodiscard]] bool is_private(std::string_view role) noexcept;
/// Roles that a part of a state has as well as the state, so that the state's holder is not meant.
[[nodiscard]] bool is_national(std::string_view role) noexcept;
/// Roles that are a public office of a state or a body, so that the title tells that the person holds one.
[[nodiscard]] bool is_public(std::string_view role) noexcept;
/// Roles of bodies and parties, and those whose business is with other states: without a country they are nobody's.
[[nodiscard]] bool is_often_a_guest(std::string_view role) noexcept;

}  // namespace entente::internal
