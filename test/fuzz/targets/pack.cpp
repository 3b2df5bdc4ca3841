#include <xxhash.h>

#include "base/bytes.h"
#include "fuzz.h"
#include "model/catalogue_pack.h"

namespace entente::fuzz {

namespace {

constexpr std::size_t kNamed = 8 + 4, kHead = kNamed + 8 + 8;  // magic and version; then the sums of the sources and of the rest
constexpr std::uint64_t kSource = 7;

/// The bytes behind a head that fits them, so that what comes after the check sums is read too.
std::string mended(std::string_view bytes) {
  internal::ByteWriter out;
  out.raw(internal::pack_tables({}, kSource).substr(0, kNamed));
  out.number(kSource);
  out.number(std::uint64_t{XXH3_64bits(bytes.data(), bytes.size())});
  out.raw(bytes);
  return std::move(out.bytes());
}

}  // namespace

std::vector<std::string> pack_seeds() {
  std::vector<std::string> seeds;
  for (const std::string_view folder : {"test/support/graph_catalogue", "test/support/catalogue"})
    seeds.push_back(must(Catalogue::pack(source(folder))).substr(kHead));
  return seeds;
}

/// What stands behind the head of a pack of actor tables; as it is, the check sum refuses it.
void run_pack(std::string_view bytes) {
  internal::CatalogueData data;
  expect(!internal::unpack_tables(std::string(bytes), kSource, data), "a pack without a head that is believed");
  if (!internal::unpack_tables(mended(bytes), kSource, data)) return;
  const std::string packed = internal::pack_tables(data, kSource);
  internal::CatalogueData again;
  expect(internal::unpack_tables(packed, kSource, again), "a pack that cannot be read back");
  expect(internal::pack_tables(again, kSource) == packed, "a pack that changes when it is written");
}

}  // namespace entente::fuzz
