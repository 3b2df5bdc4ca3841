#include "cli/output.h"

#include <unistd.h>

#include <cerrno>
#include <filesystem>
#include <iostream>
#include <system_error>
#include <utility>

namespace entente::internal {

namespace {

std::unexpected<Error> cannot_write(const std::string& name, int number) {
  std::string why = "the device takes no more; free some space and run the command again";
  if (number == ENOENT || number == ENOTDIR) why = "its folder does not exist; make it first";
  else if (number == EACCES || number == EPERM || number == EROFS) why = "writing there is not allowed; choose another place";
  else if (number && number != ENOSPC) why = std::generic_category().message(number);
  return std::unexpected(Error{ErrorCode::Io, "cannot write: " + why,
                               {name == "-" ? "standard output" : name}});
}

}  // namespace

Result<Output> Output::open(const std::string& name) {
  Output output;
  output.name_ = name;
  if (name == "-") return output;
  std::error_code ignored;
  const bool plain = !std::filesystem::exists(name, ignored) || std::filesystem::is_regular_file(name, ignored);
  output.temporary_ = plain ? name + ".part" + std::to_string(getpid()) : name;  // a device or pipe is written as it stands
  errno = 0;
  output.file_.open(output.temporary_, std::ios::binary | std::ios::trunc);
  if (!output.file_) {
    const int number = errno;
    output.temporary_.clear();
    return cannot_write(name, number);
  }
  return output;
}

Output::Output(Output&& other) noexcept
    : name_(std::move(other.name_)), temporary_(std::exchange(other.temporary_, {})), file_(std::move(other.file_)) {}

Output::~Output() {
  if (temporary_.empty() || temporary_ == name_) return;
  file_.close();
  std::error_code ignored;
  std::filesystem::remove(temporary_, ignored);
}

std::ostream& Output::stream() { return name_ == "-" ? std::cout : file_; }

Result<void> Output::finish() {
  errno = 0;
  stream().flush();
  if (!stream()) return cannot_write(name_, errno);
  if (name_ == "-") return {};
  file_.close();
  if (!file_) return cannot_write(name_, errno);
  if (temporary_ == name_) return {};
  std::error_code failure;
  std::filesystem::rename(temporary_, name_, failure);
  if (failure) return cannot_write(name_, failure.value());
  temporary_.clear();
  return {};
}

}  // namespace entente::internal
