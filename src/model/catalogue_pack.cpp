#include "model/catalogue_pack.h"

#include <xxhash.h>

#include <algorithm>
#include <array>
#include <bit>
#include <chrono>
#include <functional>
#include <memory>

#include "base/bytes.h"
#include "base/file.h"

namespace entente::internal {

namespace {

constexpr std::string_view kMagic = "ENTACTOR";
constexpr std::uint32_t kVersion = 1;  // On disk: one more for every change of what the functions below pass on.
constexpr std::uint32_t kNobody = 0xFFFFFFFF;
constexpr std::size_t kHeadBytes = 8 + 4 + 8 + 8;  // magic, version, sum of the sources, sum of the body

/// Writes what is passed to it.
class Packer {
 public:
  explicit Packer(const CatalogueData& data) : data_(data) {}

  void number(const int& value) { out_.number(static_cast<std::uint32_t>(value)); }
  void text(const std::string_view& text) {
    out_.number(static_cast<std::uint32_t>(text.size()));
    out_.raw(text);
  }
  void text(const std::string& value) { text(std::string_view(value)); }
  void real(const double& value) { out_.number(std::bit_cast<std::uint64_t>(value)); }
  void flag(const bool& value) { out_.number(static_cast<std::uint8_t>(value)); }
  void letter(const char& value) { out_.number(static_cast<std::uint8_t>(value)); }
  void day(const std::chrono::year_month_day& day) {
    out_.number(static_cast<std::uint16_t>(static_cast<int>(day.year())));
    out_.number(static_cast<std::uint8_t>(static_cast<unsigned>(day.month())));
    out_.number(static_cast<std::uint8_t>(static_cast<unsigned>(day.day())));
  }
  template <class Enum>
  void one_of(const Enum& value, Enum) { out_.number(static_cast<std::uint8_t>(value)); }
  template <class Tag>
  void key(const Key<Tag>& key) { text(key.str()); }
  /// The place of an actor.
  void actor(const std::uint32_t& place) { out_.number(place); }
  /// Their keys that name other actors become places, which need not be looked up again.
  template <class Pass>
  void actors(const std::vector<Actor>& rows, const Pass& pass) {
    list(rows, pass);
    for (const Actor& row : rows)
      for (const EntityKey* key : {&row.part_of, &row.represents})
        out_.number(key->empty() ? kNobody : data_.index.find(rows, key->str()).value_or(kNobody));
  }
  template <class Row, class Pass>
  void list(const std::vector<Row>& rows, const Pass& pass) {
    out_.number(static_cast<std::uint32_t>(rows.size()));
    for (const Row& row : rows) pass(*this, row);
  }
  template <class Value, class Pass>
  void optional(const std::optional<Value>& value, const Pass& pass) {
    out_.number(static_cast<std::uint8_t>(value.has_value()));
    if (value) pass(*value);
  }
  [[nodiscard]] std::string& bytes() { return out_.bytes(); }

 private:
  ByteWriter out_;
  const CatalogueData& data_;
};

/// Reads in the same order; good() turns false for good at the first value that cannot be.
class Unpacker {
 public:
  explicit Unpacker(std::string_view bytes) : in_(bytes) {}

  void number(int& value) { value = static_cast<int>(in_.number<std::uint32_t>()); }
  void text(std::string_view& text) { text = in_.raw(in_.number<std::uint32_t>()); }
  void text(std::string& value) { value.assign(in_.raw(in_.number<std::uint32_t>())); }
  void real(double& value) { value = std::bit_cast<double>(in_.number<std::uint64_t>()); }
  void flag(bool& value) { value = in_.number<std::uint8_t>() != 0; }
  void letter(char& value) { value = static_cast<char>(in_.number<std::uint8_t>()); }
  void day(std::chrono::year_month_day& day) {
    const std::chrono::year year(in_.number<std::uint16_t>());
    const std::chrono::month month(in_.number<std::uint8_t>());
    day = year / month / std::chrono::day(in_.number<std::uint8_t>());
    sound_ = sound_ && day.ok();
  }
  template <class Enum>
  void one_of(Enum& value, Enum last) {
    const auto number = in_.number<std::uint8_t>();
    sound_ = sound_ && number <= static_cast<std::uint8_t>(last);
    value = sound_ ? static_cast<Enum>(number) : last;
  }
  template <class Tag>
  void key(Key<Tag>& key) { key = Key<Tag>(in_.raw(in_.number<std::uint32_t>())); }
  void actor(std::uint32_t& place) {
    place = in_.number<std::uint32_t>();
    sound_ = sound_ && place < actors_;
  }
  template <class Pass>
  void actors(std::vector<Actor>& rows, const Pass& pass) {
    list(rows, pass);
    actors_ = rows.size();
    for (Actor& row : rows)
      for (EntityKey* key : {&row.part_of, &row.represents}) refer(rows, *key);
  }
  template <class Row, class Pass>
  void list(std::vector<Row>& rows, const Pass& pass) {
    const auto count = in_.number<std::uint32_t>();
    if (!in_.has_room(count, 1)) return;
    rows.resize(count);
    for (Row& row : rows) {
      if (!good()) return;
      pass(*this, row);
    }
  }
  template <class Value, class Pass>
  void optional(std::optional<Value>& value, const Pass& pass) {
    if (in_.number<std::uint8_t>() != 0) pass(value.emplace());
  }
  [[nodiscard]] bool good() const { return sound_ && in_.ok(); }
  [[nodiscard]] bool at_end() const { return in_.at_end(); }

 private:
  void refer(const std::vector<Actor>& rows, EntityKey& key) {
    const auto place = in_.number<std::uint32_t>();
    if (place == kNobody) return;
    sound_ = sound_ && place < rows.size();
    if (sound_) key = rows[place].key;
  }

  ByteReader in_;
  std::size_t actors_ = 0;
  bool sound_ = true;
};

// ---- What a pack holds, in its order: the same code reads and writes.

template <class Pack>
void pass_span(Pack& pack, auto& span) {
  pack.day(span.first);
  pack.day(span.last);
}

template <class Pack>
void pass_actor(Pack& pack, auto& actor) {
  pack.key(actor.key);
  pack.key(actor.kind);
  pack.text(actor.label);
  pack.text(actor.code);
  pack.text(actor.iso2);
  pack.text(actor.wikidata);
  pack.optional(actor.valid, [&](auto& span) { pass_span(pack, span); });
  pack.number(actor.prior);
}

template <class Pack>
void pass_alias(Pack& pack, auto& alias) {
  pack.text(alias.text);
  pack.actor(alias.actor);
  pack.one_of(alias.kind, AliasKind::Title);
  pack.one_of(alias.letter_case, AliasCase::Exact);
  for (auto* flag : {&alias.ambiguous, &alias.needs_context, &alias.weak, &alias.no_headline, &alias.prefix}) pack.flag(*flag);
  pass_span(pack, alias.valid);
}

template <class Pack>
void pass_term(Pack& pack, auto& term) {
  pack.actor(term.person);
  pack.actor(term.office);
  pass_span(pack, term.span);
  pack.letter(term.end_state);
  pack.flag(term.acting);
}

template <class Pack>
void pass_office(Pack& pack, auto& office) {
  pack.actor(office.office);
  pack.optional(office.holder_of, [&](auto& holder_of) { pack.actor(holder_of); });
  pack.text(office.role);
}

template <class Pack>
void pass_title(Pack& pack, auto& title) {
  pack.text(title.text);
  pack.text(title.role);
  pack.list(title.countries, [](Pack& to, auto& country) { to.text(country); });
  pack.text(title.flags);
}

template <class Pack>
void pass_noun(Pack& pack, auto& noun) {
  for (auto* cell : {&noun.text, &noun.noun_class, &noun.sector, &noun.flags}) pack.text(*cell);
}

template <class Pack>
void pass_member(Pack& pack, auto& member) {
  pack.actor(member.body);
  pack.actor(member.member);
  pack.text(member.status);
  pass_span(pack, member.span);
}

template <class Pack>
void pass_context(Pack& pack, auto& rule) {
  pack.text(rule.alias);
  pack.actor(rule.actor);
  pack.flag(rule.need);
  pack.text(rule.where);
  pack.text(rule.pattern);
  pack.real(rule.weight);
}

/// All tables but the references between actors. Actors come first, so that reading knows which places there are.
template <class Pack>
void pass_tables(Pack& pack, auto& data) {
  pack.actors(data.actors, [](Pack& to, auto& row) { pass_actor(to, row); });
  pack.list(data.rolled_up, [](Pack& to, auto& place) { to.actor(place); });
  pack.list(data.terms, [](Pack& to, auto& row) { pass_term(to, row); });
  pack.list(data.offices, [](Pack& to, auto& row) { pass_office(to, row); });
  pack.list(data.titles, [](Pack& to, auto& row) { pass_title(to, row); });
  pack.list(data.nouns, [](Pack& to, auto& row) { pass_noun(to, row); });
  pack.list(data.members, [](Pack& to, auto& row) { pass_member(to, row); });
  pack.list(data.context, [](Pack& to, auto& row) { pass_context(to, row); });
  pack.list(data.aliases, [](Pack& to, auto& row) { pass_alias(to, row); });
}

// ---- The head: magic, version, sum of the files it was made of, sum of the rest.

/// What stands behind a head that fits; nothing if it does not.
std::optional<std::string_view> body_of(std::string_view bytes, std::uint64_t source) {
  ByteReader head(bytes);
  const bool ours = head.raw(kMagic.size()) == kMagic && head.number<std::uint32_t>() == kVersion && head.number<std::uint64_t>() == source;
  const auto sum = head.number<std::uint64_t>();
  if (!ours || !head.ok()) return std::nullopt;
  const std::string_view body = bytes.substr(kHeadBytes);
  return XXH3_64bits(body.data(), body.size()) == sum ? std::optional(body) : std::nullopt;
}

}  // namespace

std::string pack_tables(const CatalogueData& data, std::uint64_t source) {
  Packer body(data);
  pass_tables(body, data);
  ByteWriter file;
  file.raw(kMagic);
  file.number(kVersion);
  file.number(source);
  file.number(std::uint64_t{XXH3_64bits(body.bytes().data(), body.bytes().size())});
  file.raw(body.bytes());
  return std::move(file.bytes());
}

bool unpack_tables(std::string bytes, std::uint64_t source, CatalogueData& data) {
  auto kept = std::make_unique<const std::string>(std::move(bytes));
  const std::optional<std::string_view> body = body_of(*kept, source);
  if (!body) return false;
  CatalogueData read;
  Unpacker pack(*body);
  pass_tables(pack, read);
  const bool sorted = std::ranges::adjacent_find(read.actors, std::greater_equal{}, &Actor::key) == read.actors.end();
  if (!pack.good() || !pack.at_end() || !sorted || read.rolled_up.size() != read.actors.size()) return false;
  read.index.build(read.actors);
  read.kinds = std::move(data.kinds);
  read.relations = std::move(data.relations);
  read.buffers.push_back(std::move(kept));
  data = std::move(read);
  return true;
}

Result<std::uint64_t> sum_of_tables(const std::filesystem::path& folder) {
  static constexpr std::array<std::string_view, 9> kFiles{
      "kinds.json", "actors/entities.tsv", "actors/aliases.tsv", "actors/terms.tsv", "actors/offices.tsv",
      "actors/members.tsv", "actors/context.tsv", "actors/titles.tsv", "actors/nouns.tsv"};
  std::uint64_t sum = 0;
  for (const std::string_view name : kFiles) {
    const Result<std::string> bytes = read_file(folder / name);
    if (!bytes && bytes.error().code != ErrorCode::NotFound) return std::unexpected(bytes.error());
    // Which files there are counts as well as what they hold.
    sum = bytes ? XXH3_64bits_withSeed(bytes->data(), bytes->size(), sum + 1) : sum + 2;
  }
  return sum;
}

}  // namespace entente::internal
