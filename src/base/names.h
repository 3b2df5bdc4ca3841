#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <string_view>

namespace entente::internal {

/// Names of the values of an enum that counts from 0, in its order.
template <class Enum, std::size_t N>
struct EnumNames {
  std::array<std::string_view, N> names;

  [[nodiscard]] constexpr std::string_view name(Enum value) const noexcept { return names[static_cast<std::size_t>(value)]; }
  [[nodiscard]] constexpr std::optional<Enum> parse(std::string_view text) const noexcept {
    for (std::size_t i = 0; i < N; ++i)
      if (names[i] == text) return static_cast<Enum>(i);
    return std::nullopt;
  }
};

}  // namespace entente::internal
