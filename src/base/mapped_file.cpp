#include "base/mapped_file.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <system_error>

namespace entente::internal {

Result<std::shared_ptr<const MappedFile>> MappedFile::open(const std::filesystem::path& path) {
  const auto fault = [&](int number) {
    return std::unexpected(Error{number == ENOENT ? ErrorCode::NotFound : ErrorCode::Io, "cannot read: " + std::generic_category().message(number), {path.string(), 0, 0}});
  };
  const int file = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (file < 0) return fault(errno);
  struct stat status {};
  void* mapped = nullptr;
  int failure = ::fstat(file, &status) == 0 ? 0 : errno;
  const auto size = static_cast<std::size_t>(status.st_size);
  if (!failure && size > 0) {
    mapped = ::mmap(nullptr, size, PROT_READ, MAP_PRIVATE, file, 0);
    if (mapped == MAP_FAILED) failure = errno;
  }
  ::close(file);
  if (failure) return fault(failure);
  return std::shared_ptr<const MappedFile>(new MappedFile({static_cast<const char*>(mapped), size}));
}

MappedFile::~MappedFile() {
  if (!bytes_.empty()) ::munmap(const_cast<char*>(bytes_.data()), bytes_.size());
}

}  // namespace entente::internal
