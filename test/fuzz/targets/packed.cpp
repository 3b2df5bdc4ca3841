#include <zlib.h>
#include <zstd.h>

#include "fuzz.h"
#include "ingest/bytes.h"

namespace entente::fuzz {

namespace {

constexpr std::size_t kMost = std::size_t{8} << 20;  ///< A bomb is read by blocks: so much of it shows all that there is.

std::string gzipped(std::string_view text) {
  z_stream stream{};
  deflateInit2(&stream, Z_BEST_COMPRESSION, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY);
  std::string out(deflateBound(&stream, text.size()) + 32, '\0');
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(text.data()));
  stream.avail_in = static_cast<uInt>(text.size());
  stream.next_out = reinterpret_cast<Bytef*>(out.data());
  stream.avail_out = static_cast<uInt>(out.size());
  deflate(&stream, Z_FINISH);
  out.resize(stream.total_out);
  deflateEnd(&stream);
  return out;
}

std::string zstd_of(std::string_view text) {
  std::string out(ZSTD_compressBound(text.size()), '\0');
  out.resize(ZSTD_compress(out.data(), out.size(), text.data(), text.size(), 3));
  return out;
}

Result<std::string> unpacked(std::string_view bytes) {
  internal::Bytes plain(internal::unpacked(internal::bytes_of(std::string(bytes)), "fuzz"), "fuzz");
  return plain.take(kMost);
}

}  // namespace

std::vector<std::string> packed_seeds() {
  const std::string article = R"({"text":"France condemned Iran."})" "\n";
  return {gzipped(article), gzipped(article) + gzipped(article), zstd_of(article), zstd_of(article) + zstd_of(article), gzipped(std::string(100000, 'a')),
          zstd_of(std::string(100000, 'a'))};
}

/// Bytes that may be packed; and what we pack ourselves comes out as it went in.
void run_packed(std::string_view bytes) {
  if (const auto plain = unpacked(bytes); !plain) expect_told(plain.error());
  if (bytes.empty() || bytes.size() > kMost) return;
  for (const std::string& packed : {gzipped(bytes), zstd_of(bytes)}) {
    expect(must(unpacked(packed)) == bytes, "bytes that change when they are packed");
    expect(must(unpacked(packed + packed)).size() == 2 * bytes.size(), "a second part that is lost");
    expect(!unpacked(std::string_view(packed).substr(0, packed.size() - 1)), "a file cut short that is not told");
  }
}

}  // namespace entente::fuzz
