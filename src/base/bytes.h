#pragma once

#include <bit>
#include <concepts>
#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>

namespace entente::internal {

/// Appends numbers and strings to a byte string, little-endian on every machine.
class ByteWriter {
 public:
  template <std::unsigned_integral T>
  void number(T value) {
    for (std::size_t i = 0; i < sizeof(T); ++i) {
      bytes_ += static_cast<char>(static_cast<std::uint64_t>(value) >> (8 * i) & 0xFFU);
    }
  }
  void real(float value) { number(std::bit_cast<std::uint32_t>(value)); }
  void raw(std::string_view bytes) { bytes_ += bytes; }
  std::string& bytes() { return bytes_; }

 private:
  std::string bytes_;
};

/// Takes numbers and strings off the front of a byte string. Past the end it gives zeros and
/// ok() turns false for good.
class ByteReader {
 public:
  explicit ByteReader(std::string_view bytes) : rest_(bytes) {}

  template <std::unsigned_integral T>
  T number() {
    const std::string_view part = raw(sizeof(T));
    if (part.empty()) return 0;
    if constexpr (std::endian::native == std::endian::little) {
      T value = 0;
      std::memcpy(&value, part.data(), sizeof value);
      return value;
    }
    std::uint64_t value = 0;
    for (std::size_t i = 0; i < sizeof(T); ++i) {
      value |= static_cast<std::uint64_t>(static_cast<unsigned char>(part[i])) << (8 * i);
    }
    return static_cast<T>(value);
  }
  float real() { return std::bit_cast<float>(number<std::uint32_t>()); }
  std::string_view raw(std::size_t size) {
    if (size > rest_.size()) {
      ok_ = false;
      rest_ = {};
      return {};
    }
    const std::string_view part = rest_.substr(0, size);
    rest_.remove_prefix(size);
    return part;
  }
  /// True if `count` items of `size` bytes may follow: ask before making room for them.
  bool has_room(std::uint64_t count, std::uint64_t size) {
    if (count > rest_.size() / size) ok_ = false;
    return ok_;
  }
  bool ok() const { return ok_; }
  bool at_end() const { return rest_.empty(); }

 private:
  std::string_view rest_;
  bool ok_ = true;
};

}  // namespace entente::internal
