#include "entente/keys.h"

#include <algorithm>

namespace entente {

bool is_key_path(std::string_view text) noexcept {
  const auto is_part_char = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '_' || c == '.';
  };
  if (text.empty() || text.front() == '/' || text.back() == '/') return false;
  if (text.find("//") != std::string_view::npos) return false;
  return std::ranges::all_of(text, [&](char c) { return c == '/' || is_part_char(c); });
}

}  // namespace entente
