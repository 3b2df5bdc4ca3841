#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <span>
#include <string>
#include <string_view>

namespace entente::internal {

/// Puts texts together, one behind another after where each ends, so that one hash and one comparison tell whether all are
/// known. `room` holds the result and its memory for the next call. Requires: less than 4 GB in all.
inline std::string_view join_texts(std::string& room, std::span<const std::string_view> texts) {
  const std::size_t head = texts.size() * sizeof(std::uint32_t);
  std::size_t size = head;
  for (const std::string_view text : texts) size += text.size();
  if (room.size() < size) room.resize(size);
  char* to = room.data() + head;
  for (std::size_t i = 0; i < texts.size(); ++i) {
    to += texts[i].copy(to, texts[i].size());
    const auto end = static_cast<std::uint32_t>(to - room.data() - static_cast<std::ptrdiff_t>(head));
    std::memcpy(room.data() + i * sizeof end, &end, sizeof end);
  }
  return {room.data(), size};
}

/// The texts that join_texts() put together, into `texts`, which has as many places. Lifetime: that of `joined`.
inline void split_texts(std::string_view joined, std::span<std::string_view> texts) {
  const std::string_view all = joined.substr(texts.size() * sizeof(std::uint32_t));
  std::uint32_t begin = 0;
  for (std::size_t i = 0; i < texts.size(); ++i) {
    std::uint32_t end = 0;
    std::memcpy(&end, joined.data() + i * sizeof end, sizeof end);
    texts[i] = all.substr(begin, end - begin);
    begin = end;
  }
}

}  // namespace entente::internal
