#include "base/file.h"

#include <algorithm>
#include <cerrno>
#include <cstdint>
#include <cstdio>
#include <memory>
#include <system_error>

namespace entente::internal {

namespace {

Error io_error(const std::filesystem::path& path, int number) {
  const auto code = number == ENOENT ? ErrorCode::NotFound : ErrorCode::Io;
  return {code, "cannot read: " + std::generic_category().message(number), {path.string()}};
}

/// Appends at most `step` bytes; false at the end of the file or on an error.
bool append_bytes(std::string& bytes, std::FILE* file, std::size_t step) {
  const std::size_t before = bytes.size();
  std::size_t got = 0;
  bytes.resize_and_overwrite(before + step, [&](char* data, std::size_t) {
    got = std::fread(data + before, 1, step, file);
    return before + got;
  });
  return got == step;
}

}  // namespace

Result<std::string> read_file(const std::filesystem::path& path, std::size_t max_bytes) {
  const std::unique_ptr<std::FILE, int (*)(std::FILE*)> file(std::fopen(path.c_str(), "rb"), &std::fclose);
  if (!file) return std::unexpected(io_error(path, errno));
  // One byte more than the file is said to have shows its end, so that one read is enough where the size is known.
  std::error_code unknown;
  const std::uintmax_t size = std::filesystem::file_size(path, unknown);
  std::size_t step = unknown ? 65536 : static_cast<std::size_t>(std::min<std::uintmax_t>(size, max_bytes)) + 1;
  std::string bytes;
  for (bool more = true; more; step = std::max<std::size_t>(65536, bytes.size())) {
    more = append_bytes(bytes, file.get(), step);
    if (bytes.size() > max_bytes)
      return std::unexpected(Error{ErrorCode::Limit, "file is longer than " + std::to_string(max_bytes) + " bytes", {path.string()}});
  }
  if (std::ferror(file.get())) return std::unexpected(io_error(path, errno));
  return bytes;
}

SourcePos position_at(std::string_view text, std::size_t offset, std::string file) {
  const std::string_view before = text.substr(0, std::min(offset, text.size()));
  const auto line = 1 + std::ranges::count(before, '\n');
  const std::size_t line_start = before.rfind('\n') + 1;  // npos + 1 is 0
  return {std::move(file), static_cast<std::uint32_t>(line), static_cast<std::uint32_t>(before.size() - line_start + 1)};
}

Result<std::vector<std::filesystem::path>> files_in(const std::filesystem::path& folder, std::string_view extension) {
  std::error_code failure;
  std::vector<std::filesystem::path> files;
  for (std::filesystem::directory_iterator it(folder, failure), end; !failure && it != end; it.increment(failure))
    if (it->is_regular_file() && it->path().string().ends_with(extension)) files.push_back(it->path());
  if (failure) return std::unexpected(Error{failure == std::errc::no_such_file_or_directory ? ErrorCode::NotFound : ErrorCode::Io,
                                            "cannot list the folder: " + failure.message(), {folder.string()}});
  std::ranges::sort(files);
  return files;
}

}  // namespace entente::internal
