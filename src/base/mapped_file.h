#pragma once

#include <cstddef>
#include <filesystem>
#include <memory>
#include <span>

#include "entente/result.h"

namespace entente::internal {

/// The bytes of a file as they lie on disk, read when they are looked at. Who replaces the file by another of its name
/// changes nothing here; who writes into it does.
class MappedFile {
 public:
  /// Errors: NotFound, Io.
  static Result<std::shared_ptr<const MappedFile>> open(const std::filesystem::path& path);
  MappedFile(const MappedFile&) = delete;
  MappedFile& operator=(const MappedFile&) = delete;
  ~MappedFile();

  [[nodiscard]] std::span<const char> bytes() const noexcept { return bytes_; }

 private:
  explicit MappedFile(std::span<const char> bytes) noexcept : bytes_(bytes) {}
  std::span<const char> bytes_;
};

}  // namespace entente::internal
