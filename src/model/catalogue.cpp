#include "entente/catalogue.h"

#include <algorithm>
#include <bit>

#include <xxhash.h>

#include "base/file.h"
#include "base/try.h"
#include "model/catalogue_impl.h"
#include "model/catalogue_pack.h"

namespace entente {

namespace internal {

void KeyIndex::build(const std::vector<Actor>& actors) {
  slots_.assign(std::bit_ceil(actors.size() * 2 + 1), {});
  for (std::uint32_t i = 0; i < actors.size(); ++i) {
    const std::string& key = actors[i].key.str();
    const std::uint64_t hash = XXH3_64bits(key.data(), key.size());
    std::size_t at = hash & (slots_.size() - 1);
    while (slots_[at].place) at = (at + 1) & (slots_.size() - 1);
    slots_[at] = {i + 1, static_cast<std::uint32_t>(hash >> 32)};
  }
}

std::optional<std::uint32_t> KeyIndex::find(const std::vector<Actor>& actors, std::string_view key) const noexcept {
  if (slots_.empty()) return std::nullopt;
  const std::uint64_t hash = XXH3_64bits(key.data(), key.size());
  for (std::size_t at = hash & (slots_.size() - 1); slots_[at].place; at = (at + 1) & (slots_.size() - 1))
    if (slots_[at].hash == hash >> 32 && actors[slots_[at].place - 1].key.str() == key) return slots_[at].place - 1;
  return std::nullopt;
}

}  // namespace internal

struct Catalogue::Impl : internal::CatalogueData {};

Catalogue::Catalogue(std::unique_ptr<Impl> impl) noexcept : impl_(std::move(impl)) {}
Catalogue::Catalogue(Catalogue&&) noexcept = default;
Catalogue& Catalogue::operator=(Catalogue&&) noexcept = default;
Catalogue::~Catalogue() = default;

namespace {

/// True if the tables could be had from `pack`: if it is there, whole, and made of the files that now lie in `folder`.
bool read_pack(const std::filesystem::path& folder, const std::filesystem::path& pack, internal::CatalogueData& data) {
  std::error_code ignored;
  if (!std::filesystem::exists(pack, ignored)) return false;
  Result<std::string> bytes = internal::read_file(pack);
  const Result<std::uint64_t> source = internal::sum_of_tables(folder);
  return bytes && source && internal::unpack_tables(*std::move(bytes), *source, data);
}

}  // namespace

Result<Catalogue> Catalogue::load(const std::filesystem::path& folder, const std::filesystem::path& pack) {
  auto impl = std::make_unique<Impl>();
  ENTENTE_TRY(internal::read_kinds(folder / "kinds.json", *impl));
  ENTENTE_TRY(internal::read_relations(folder / "relations.json", *impl));
  if (!read_pack(folder, pack.empty() ? folder / "actors.pack" : pack, *impl)) ENTENTE_TRY(internal::read_actor_tables(folder / "actors", *impl));
  return Catalogue(std::move(impl));
}

Result<std::string> Catalogue::pack(const std::filesystem::path& folder) {
  internal::CatalogueData data;
  ENTENTE_TRY(internal::read_kinds(folder / "kinds.json", data));
  ENTENTE_TRY(internal::read_actor_tables(folder / "actors", data));
  const Result<std::uint64_t> source = internal::sum_of_tables(folder);
  if (!source) return std::unexpected(source.error());
  return internal::pack_tables(data, *source);
}

namespace {

template <class Row>
const Row* find_by_key(const std::vector<Row>& rows, const auto& key) noexcept {
  const auto found = std::ranges::lower_bound(rows, key, {}, &Row::key);
  return found != rows.end() && found->key == key ? &*found : nullptr;
}

}  // namespace

const RelationType* Catalogue::relation(const RelationKey& key) const noexcept { return find_by_key(impl_->relations, key); }
const Kind* Catalogue::kind(const KindKey& key) const noexcept { return find_by_key(impl_->kinds, key); }

const Actor* Catalogue::actor(const EntityKey& key) const noexcept {
  const auto index = index_of(key);
  return index ? &impl_->actors[*index] : nullptr;
}

std::optional<std::uint32_t> Catalogue::index_of(const EntityKey& key) const noexcept { return impl_->index.find(impl_->actors, key.str()); }

std::span<const RelationType> Catalogue::relations() const noexcept { return impl_->relations; }
std::span<const Kind> Catalogue::kinds() const noexcept { return impl_->kinds; }
std::span<const Actor> Catalogue::actors() const noexcept { return impl_->actors; }
std::span<const Alias> Catalogue::aliases() const noexcept { return impl_->aliases; }
std::span<const Term> Catalogue::terms() const noexcept { return impl_->terms; }
std::span<const Office> Catalogue::offices() const noexcept { return impl_->offices; }
std::span<const Title> Catalogue::titles() const noexcept { return impl_->titles; }
std::span<const ActorNoun> Catalogue::actor_nouns() const noexcept { return impl_->nouns; }
std::span<const Membership> Catalogue::memberships() const noexcept { return impl_->members; }
std::span<const ContextRule> Catalogue::context_rules() const noexcept { return impl_->context; }

const Actor& Catalogue::roll_up(const Actor& actor) const noexcept {
  const auto place = &actor - impl_->actors.data();
  if (place >= 0 && place < std::ssize(impl_->actors)) return impl_->actors[impl_->rolled_up[static_cast<std::size_t>(place)]];
  const Actor* next = this->actor(actor.represents);
  return next ? roll_up(*next) : actor;
}

}  // namespace entente
