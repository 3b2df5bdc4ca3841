#pragma once

#include <atomic>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "entente/result.h"

namespace entente::internal {

/// Gives the bytes of an input from front to back.
class ByteSource {
 public:
  virtual ~ByteSource() = default;
  /// Up to `size` bytes into `buffer`; 0 at the end. After an Error the source is at its end.
  [[nodiscard]] virtual Result<std::size_t> read(char* buffer, std::size_t size) = 0;
};

/// The bytes of a file, or of standard input for "-"; `.gz` and `.zst` unpacked, told by their first bytes.
/// `taken`, if given, is raised by the bytes taken of the file as they are taken. Errors: NotFound, Io.
[[nodiscard]] Result<std::unique_ptr<ByteSource>> open_bytes(const std::filesystem::path& path, const std::string& name,
                                                             std::atomic<std::uint64_t>* taken = nullptr);
/// The bytes of a string, for tests.
[[nodiscard]] std::unique_ptr<ByteSource> bytes_of(std::string text);
/// The bytes that `packed` holds, unpacked if they are gzip or zstd. Errors come with read(): Syntax for damaged data.
[[nodiscard]] std::unique_ptr<ByteSource> unpacked(std::unique_ptr<ByteSource> packed, std::string name);

/// A buffer over a source, with lines. Memory: one block and what the caller asks for.
class Bytes {
 public:
  Bytes(std::unique_ptr<ByteSource> source, std::string name) : source_(std::move(source)), name_(std::move(name)) {}

  [[nodiscard]] const std::string& name() const noexcept { return name_; }
  /// The number, from 1, of the line that the next byte is on.
  [[nodiscard]] std::uint32_t line() const noexcept { return line_; }
  /// An error on that line.
  [[nodiscard]] Error error(ErrorCode code, std::string message) const { return {code, std::move(message), {name_, line_, 0}}; }

  /// The next bytes, at least `size` of them unless the input ends; they stay. Errors: those of the source.
  [[nodiscard]] Result<std::string_view> peek(std::size_t size);
  /// The next byte; nullopt at the end.
  [[nodiscard]] Result<std::optional<char>> take();
  /// Passes over what peek() gave. Requires: `size` at most what it gave.
  void skip(std::size_t size) noexcept;
  /// The next line without its end; nullopt at the end of the input. Errors: Limit for a line over `max_bytes`,
  /// which is then passed over; those of the source.
  [[nodiscard]] Result<std::optional<std::string>> take_line(std::size_t max_bytes);
  /// All that is left. Errors: Limit if it is over `max_bytes`; those of the source.
  [[nodiscard]] Result<std::string> take_rest(std::size_t max_bytes);
  /// The next `size` bytes, fewer at the end.
  [[nodiscard]] Result<std::string> take(std::size_t size);

 private:
  Result<void> fill(std::size_t size);

  std::unique_ptr<ByteSource> source_;
  std::string name_, buffer_;
  std::size_t at_ = 0;
  std::uint32_t line_ = 1;
  bool ended_ = false;
  std::optional<Error> failure_;  ///< Of the source; reported once what came before it is used up.
};

}  // namespace entente::internal
