#include "ingest/bytes.h"

#include <zlib.h>
#include <zstd.h>

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <system_error>
#include <utility>
#include <vector>

#include "base/try.h"

namespace entente::internal {

namespace {

constexpr std::size_t kBlock = 1U << 16;

class FileSource : public ByteSource {
 public:
  FileSource(std::FILE* file, std::string name, std::atomic<std::uint64_t>* taken) : file_(file), name_(std::move(name)), taken_(taken) {}
  ~FileSource() override {
    if (file_ != stdin) std::fclose(file_);
  }
  Result<std::size_t> read(char* buffer, std::size_t size) override {
    const std::size_t got = std::fread(buffer, 1, size, file_);
    if (got == 0 && std::ferror(file_))
      return std::unexpected(Error{ErrorCode::Io, "cannot read: " + std::generic_category().message(errno), {name_}});
    if (taken_) taken_->fetch_add(got, std::memory_order_relaxed);
    return got;
  }

 private:
  std::FILE* file_;
  std::string name_;
  std::atomic<std::uint64_t>* taken_;
};

class StringSource : public ByteSource {
 public:
  explicit StringSource(std::string text) : text_(std::move(text)) {}
  Result<std::size_t> read(char* buffer, std::size_t size) override {
    const std::size_t got = std::min(size, text_.size() - at_);
    std::memcpy(buffer, text_.data() + at_, got);
    at_ += got;
    return got;
  }

 private:
  std::string text_;
  std::size_t at_ = 0;
};

/// Unpacks what another source gives; a subclass knows the format.
class PackedSource : public ByteSource {
 public:
  PackedSource(std::unique_ptr<ByteSource> packed, std::string name, std::string first)
      : packed_(std::move(packed)), name_(std::move(name)), block_(std::move(first)) {}

 protected:
  /// More packed bytes, if those at hand are used up; false at the end.
  Result<bool> refill() {
    if (used_ < block_.size()) return true;
    block_.resize(kBlock);
    const auto got = packed_->read(block_.data(), block_.size());
    if (!got) return std::unexpected(got.error());
    block_.resize(*got);
    used_ = 0;
    return *got > 0;
  }
  std::unexpected<Error> damaged(std::string what) {
    ended_ = true;
    return std::unexpected(Error{ErrorCode::Syntax, std::move(what), {name_}});
  }

  std::unique_ptr<ByteSource> packed_;
  std::string name_, block_;
  std::size_t used_ = 0;
  bool ended_ = false;
};

/// RFC 1952, one member behind another.
class GzipSource : public PackedSource {
 public:
  GzipSource(std::unique_ptr<ByteSource> packed, std::string name, std::string first)
      : PackedSource(std::move(packed), std::move(name), std::move(first)) {
    inflateInit2(&stream_, 15 + 16);
  }
  ~GzipSource() override { inflateEnd(&stream_); }

  Result<std::size_t> read(char* buffer, std::size_t size) override {
    stream_.next_out = reinterpret_cast<Bytef*>(buffer);
    stream_.avail_out = static_cast<uInt>(size);
    while (!ended_ && stream_.avail_out == size) {
      const auto more = refill();
      if (!more) return std::unexpected(more.error());
      if (!*more) {
        ended_ = true;
        if (inside_) return damaged("the gzip data ends in the middle; the file is cut short");
        break;
      }
      stream_.next_in = reinterpret_cast<Bytef*>(block_.data() + used_);
      stream_.avail_in = static_cast<uInt>(block_.size() - used_);
      inside_ = true;
      const int status = inflate(&stream_, Z_NO_FLUSH);
      used_ = block_.size() - stream_.avail_in;
      if (status == Z_STREAM_END) {
        inflateReset(&stream_);
        inside_ = false;
      } else if (status != Z_OK && status != Z_BUF_ERROR) {
        return damaged(std::string("the gzip data is damaged") + (stream_.msg ? std::string(": ") + stream_.msg : ""));
      }
    }
    return size - stream_.avail_out;
  }

 private:
  z_stream stream_{};
  bool inside_ = true;
};

/// RFC 8878, one frame behind another.
class ZstdSource : public PackedSource {
 public:
  ZstdSource(std::unique_ptr<ByteSource> packed, std::string name, std::string first)
      : PackedSource(std::move(packed), std::move(name), std::move(first)), stream_(ZSTD_createDStream(), &ZSTD_freeDStream) {}

  Result<std::size_t> read(char* buffer, std::size_t size) override {
    ZSTD_outBuffer out{buffer, size, 0};
    while (!ended_ && out.pos == 0) {
      const auto more = refill();
      if (!more) return std::unexpected(more.error());
      if (!*more && inside_) return damaged("the zstd data ends in the middle; the file is cut short");
      if (!*more) ended_ = true;
      ZSTD_inBuffer in{block_.data(), block_.size(), used_};
      const std::size_t left = ZSTD_decompressStream(stream_.get(), &out, &in);
      if (ZSTD_isError(left)) return damaged(std::string("the zstd data is damaged: ") + ZSTD_getErrorName(left));
      used_ = in.pos;
      inside_ = left != 0;
    }
    return out.pos;
  }

 private:
  std::unique_ptr<ZSTD_DStream, std::size_t (*)(ZSTD_DStream*)> stream_;
  bool inside_ = true;
};

}  // namespace

std::unique_ptr<ByteSource> bytes_of(std::string text) { return std::make_unique<StringSource>(std::move(text)); }

namespace {

/// Some bytes read ahead, then the rest of the source.
class JoinedSource : public ByteSource {
 public:
  JoinedSource(std::string first, std::optional<Error> failure, std::unique_ptr<ByteSource> rest)
      : first_(std::move(first)), failure_(std::move(failure)), rest_(std::move(rest)) {}
  Result<std::size_t> read(char* buffer, std::size_t size) override {
    if (at_ == first_.size()) {
      if (failure_) return std::unexpected(std::exchange(failure_, std::nullopt).value());
      return rest_->read(buffer, size);
    }
    const std::size_t got = std::min(size, first_.size() - at_);
    std::memcpy(buffer, first_.data() + at_, got);
    at_ += got;
    return got;
  }

 private:
  std::string first_;
  std::size_t at_ = 0;
  std::optional<Error> failure_;
  std::unique_ptr<ByteSource> rest_;
};

}  // namespace

std::unique_ptr<ByteSource> unpacked(std::unique_ptr<ByteSource> packed, std::string name) {
  std::string first(kBlock, '\0');
  std::size_t size = 0;
  std::optional<Error> failure;
  while (size < 4) {
    const auto got = packed->read(first.data() + size, kBlock - size);
    if (!got) failure = got.error();
    if (!got || *got == 0) break;
    size += *got;
  }
  first.resize(size);
  if (first.starts_with("\x1F\x8B")) return std::make_unique<GzipSource>(std::move(packed), std::move(name), std::move(first));
  if (first.starts_with("\x28\xB5\x2F\xFD")) return std::make_unique<ZstdSource>(std::move(packed), std::move(name), std::move(first));
  return std::make_unique<JoinedSource>(std::move(first), std::move(failure), std::move(packed));
}

Result<std::unique_ptr<ByteSource>> open_bytes(const std::filesystem::path& path, const std::string& name, std::atomic<std::uint64_t>* taken) {
  std::FILE* file = path == "-" ? stdin : std::fopen(path.c_str(), "rb");
  if (!file) {
    const int number = errno;
    return std::unexpected(Error{number == ENOENT ? ErrorCode::NotFound : ErrorCode::Io,
                                 "cannot read: " + std::generic_category().message(number), {name}});
  }
  return unpacked(std::make_unique<FileSource>(file, name, taken), name);
}

Result<void> Bytes::fill(std::size_t size) {
  while (!ended_ && buffer_.size() - at_ < size) {
    if (at_ > kBlock) { buffer_.erase(0, at_); at_ = 0; }
    const std::size_t before = buffer_.size();
    buffer_.resize(before + kBlock);
    const auto got = source_->read(buffer_.data() + before, kBlock);
    buffer_.resize(before + got.value_or(0));
    if (!got) failure_ = got.error();
    ended_ = !got || *got == 0;
  }
  if (buffer_.size() > at_ || !failure_) return {};
  Error failure = *std::exchange(failure_, std::nullopt);
  if (failure.where.line == 0) failure.where.line = line_;
  return std::unexpected(std::move(failure));
}

Result<std::string_view> Bytes::peek(std::size_t size) {
  ENTENTE_TRY(fill(size));
  return std::string_view(buffer_).substr(at_);
}

void Bytes::skip(std::size_t size) noexcept {
  line_ += static_cast<std::uint32_t>(std::count(buffer_.begin() + static_cast<std::ptrdiff_t>(at_), buffer_.begin() + static_cast<std::ptrdiff_t>(at_ + size), '\n'));
  at_ += size;
}

Result<std::optional<char>> Bytes::take() {
  if (at_ == buffer_.size()) ENTENTE_TRY(fill(1));
  if (at_ == buffer_.size()) return std::nullopt;
  const char c = buffer_[at_];
  skip(1);
  return c;
}

Result<std::optional<std::string>> Bytes::take_line(std::size_t max_bytes) {
  std::string line;
  bool any = false, too_long = false;
  const std::uint32_t number = line_;
  for (;;) {
    auto next = peek(1);
    if (!next) return std::unexpected(std::move(next).error());
    if (next->empty()) break;
    any = true;
    const std::size_t end = next->find('\n');
    const std::string_view part = next->substr(0, end);
    too_long = too_long || line.size() + part.size() > max_bytes;
    if (!too_long) line += part;
    skip(end == std::string_view::npos ? part.size() : end + 1);
    if (end != std::string_view::npos) break;
  }
  if (too_long) return std::unexpected(Error{ErrorCode::Limit, "the line is longer than " + std::to_string(max_bytes) + " bytes", {name_, number, 0}});
  if (!any) return std::nullopt;
  if (line.ends_with('\r')) line.pop_back();
  return line;
}

Result<std::string> Bytes::take_rest(std::size_t max_bytes) {
  std::string out;
  for (;;) {
    auto next = peek(1);
    if (!next) return std::unexpected(std::move(next).error());
    if (next->empty()) return out;
    if (out.size() + next->size() > max_bytes)
      return std::unexpected(Error{ErrorCode::Limit, "the article is longer than " + std::to_string(max_bytes) + " bytes", {name_}});
    out += *next;
    skip(next->size());
  }
}

Result<std::string> Bytes::take(std::size_t size) {
  std::string out;
  while (out.size() < size) {
    auto next = peek(1);
    if (!next) return std::unexpected(std::move(next).error());
    if (next->empty()) break;
    const std::size_t part = std::min(next->size(), size - out.size());
    out += next->substr(0, part);
    skip(part);
  }
  return out;
}

}  // namespace entente::internal
