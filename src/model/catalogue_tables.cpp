#include <algorithm>
#include <array>
#include <charconv>
#include <filesystem>

#include "base/file.h"
#include "base/names.h"
#include "base/text.h"
#include "base/try.h"
#include "model/catalogue_impl.h"
#include "model/tsv.h"

namespace entente {

namespace {

constexpr internal::EnumNames<AliasKind, 13> kAliasKinds{{"name", "official", "abbr", "adjective", "demonym", "demonym_pl", "capital",
                                                          "metonym", "nickname", "former", "variant", "surname", "title"}};
constexpr internal::EnumNames<AliasCase, 3> kAliasCases{{"any", "cap", "exact"}};

}  // namespace

std::string_view to_string(AliasKind value) noexcept { return kAliasKinds.name(value); }

}  // namespace entente

namespace entente::internal {

namespace {

constexpr std::chrono::year_month_day kOpenStart{std::chrono::year(1), std::chrono::January, std::chrono::day(1)};
constexpr std::chrono::year_month_day kOpenEnd{std::chrono::year(9999), std::chrono::December, std::chrono::day(31)};

std::vector<std::string_view> key_names(const std::vector<Actor>& actors) {
  std::vector<std::string_view> names;
  for (const Actor& actor : actors) names.push_back(actor.key.str());
  return names;
}

/// One table being read: its rows and what all tables ask of a cell.
class Table {
 public:
  Table(TsvReader rows, const CatalogueData& data) : rows_(std::move(rows)), data_(data) {}

  Result<bool> next() { return rows_.next(); }
  std::string_view text(std::size_t column) const { return rows_[column]; }
  std::unexpected<Error> fault(ErrorCode code, std::size_t column, std::string message) const {
    return std::unexpected(rows_.error(code, column, std::move(message)));
  }
  std::unexpected<Error> unknown(std::size_t column, std::string_view what, std::string_view value, const std::vector<std::string_view>& known) const {
    return fault(ErrorCode::NotFound, column, "unknown " + std::string(what) + " '" + std::string(value) + "'" + did_you_mean(value, known));
  }
  /// The place of the actor that the cell names.
  Result<std::uint32_t> actor(std::size_t column) const {
    const auto found = data_.index.find(data_.actors, text(column));
    if (found) [[likely]] return *found;
    return unknown(column, "actor", text(column), key_names(data_.actors));
  }
  Result<std::chrono::year_month_day> day(std::size_t column, DateEnd end) const {
    const auto found = parse_cut_day(text(column), end);
    if (found) return *found;
    return fault(ErrorCode::Syntax, column, "'" + std::string(text(column)) + "' is no day; expected YYYY-MM-DD, YYYY-MM or YYYY");
  }
  Result<DateSpan> span(std::size_t first, std::size_t last) const {
    if (text(first).empty() && text(last).empty()) return DateSpan{kOpenStart, kOpenEnd};
    const auto from = day(first, DateEnd::First), to = day(last, DateEnd::Last);
    if (!from) return std::unexpected(from.error());
    if (!to) return std::unexpected(to.error());
    if (*from > *to) return fault(ErrorCode::Syntax, last, "ends before it starts");
    return DateSpan{*from, *to};
  }
  template <class Enum, std::size_t N>
  Result<Enum> one_of(std::size_t column, std::string_view what, const EnumNames<Enum, N>& names) const {
    const auto found = names.parse(text(column));
    if (found) return *found;
    return unknown(column, what, text(column), {names.names.begin(), names.names.end()});
  }

 private:
  TsvReader rows_;
  const CatalogueData& data_;
};

/// Reads every row of `folder`/`name` with `read`, which adds one to `list`. The bytes stay in `data` for as long as it lives.
template <std::size_t N, class List, class Read>
Result<void> read_table(const std::filesystem::path& folder, std::string_view name, const std::array<std::string_view, N>& columns,
                        CatalogueData& data, List& list, const Read& read) {
  const std::filesystem::path path = folder / name;
  Result<std::string> text = read_file(path);
  if (!text) return std::unexpected(std::move(text).error());
  if (const auto bad = first_bad_utf8(*text))
    return std::unexpected(Error{ErrorCode::Syntax, "not UTF-8; save the file as UTF-8", position_at(*text, *bad, path.string())});
  data.buffers.push_back(std::make_unique<const std::string>(*std::move(text)));
  list.reserve(static_cast<std::size_t>(std::ranges::count(*data.buffers.back(), '\n')));
  Result<TsvReader> rows = TsvReader::open(path.string(), *data.buffers.back(), columns);
  if (!rows) return std::unexpected(std::move(rows).error());
  Table table(*std::move(rows), data);
  for (;;) {
    const Result<bool> more = table.next();
    if (!more) return std::unexpected(more.error());
    if (!*more) return {};
    ENTENTE_TRY(read(table));
  }
}

/// As read_table, for a file that need not be there.
template <std::size_t N, class List, class Read>
Result<void> read_optional(const std::filesystem::path& folder, std::string_view name, const std::array<std::string_view, N>& columns,
                           CatalogueData& data, List& list, const Read& read) {
  std::error_code ignored;
  return std::filesystem::exists(folder / name, ignored) ? read_table(folder, name, columns, data, list, read) : Result<void>{};
}

constexpr std::array<std::string_view, 13> kEntities{"id", "kind", "label", "code", "iso2", "wikidata", "part_of", "represents",
                                                     "valid_from", "valid_to", "prior", "source", "review"};

Result<void> read_entity(const Table& row, CatalogueData& data) {
  enum { Id, KindColumn, Label, Code, Iso2, Wikidata, PartOf, Represents, From, To, Prior };
  const std::string_view id = row.text(Id), kind = row.text(KindColumn), prior = row.text(Prior);
  if (!is_key_path(id)) return row.fault(ErrorCode::Syntax, Id, "'" + std::string(id) + "' is no key");
  const bool as_before = !data.actors.empty() && data.actors.back().kind.str() == kind;  // The rows are sorted by kind.
  if (!as_before && std::ranges::find(data.kinds, kind, [](const Kind& k) { return std::string_view(k.key.str()); }) == data.kinds.end()) {
    std::vector<std::string_view> kinds;
    for (const Kind& known : data.kinds) kinds.push_back(known.key.str());
    return row.unknown(KindColumn, "kind", kind, kinds);
  }
  if (prior.size() > 1 || (!prior.empty() && !is_ascii_digit(prior[0]))) return row.fault(ErrorCode::Syntax, Prior, "'" + std::string(prior) + "' is no digit");
  const Result<DateSpan> valid = row.span(From, To);
  if (!valid) return std::unexpected(valid.error());
  Actor& actor = data.actors.emplace_back(EntityKey(id), KindKey(kind), std::string(row.text(Label)), std::string(row.text(Code)), std::string(row.text(Iso2)),
                                          std::string(row.text(Wikidata)), EntityKey(row.text(PartOf)), EntityKey(row.text(Represents)), std::nullopt,
                                          prior.empty() ? 0 : prior[0] - '0');
  if (!row.text(From).empty() || !row.text(To).empty()) actor.valid = *valid;
  return {};
}

/// The first of two actors that have one key; null if there are none.
const Actor* first_same(const std::vector<Actor>& actors) {
  const auto same = std::ranges::adjacent_find(actors, {}, &Actor::key);
  return same == actors.end() ? nullptr : &*same;
}

bool has_unknown_reference(const CatalogueData& data) {
  return std::ranges::any_of(data.actors, [&](const Actor& actor) {
    const auto unknown = [&](const EntityKey& key) { return !key.empty() && !data.index.find(data.actors, key.str()); };
    return unknown(actor.part_of) || unknown(actor.represents);
  });
}

Result<void> check_entity_references(const Table& row) {
  for (const std::size_t column : {6, 7})
    if (!row.text(column).empty())
      if (const auto found = row.actor(column); !found) return std::unexpected(found.error());
  return {};
}

Result<void> resolve_roll_up(CatalogueData& data, const std::filesystem::path& folder) {
  data.rolled_up.resize(data.actors.size());
  for (std::uint32_t i = 0; i < data.actors.size(); ++i) {
    std::uint32_t end = i;
    std::size_t steps = 0;
    while (!data.actors[end].represents.empty() && steps++ < 16) end = *data.index.find(data.actors, data.actors[end].represents.str());
    if (steps > 16)
      return std::unexpected(Error{ErrorCode::Conflict, "'represents' of '" + data.actors[i].key.str() + "' leads in a circle", {(folder / "entities.tsv").string()}});
    data.rolled_up[i] = end;
  }
  return {};
}

Result<void> read_entities(const std::filesystem::path& folder, CatalogueData& data) {
  ENTENTE_TRY(read_table(folder, "entities.tsv", kEntities, data, data.actors, [&](const Table& row) { return read_entity(row, data); }));
  if (!std::ranges::is_sorted(data.actors, {}, &Actor::key)) std::ranges::stable_sort(data.actors, {}, &Actor::key);
  if (const Actor* same = first_same(data.actors)) {
    // Walk the file again: the second row of that key is the one to complain about.
    bool seen = false;
    return read_table(folder, "entities.tsv", kEntities, data, data.actors, [&](const Table& row) -> Result<void> {
      if (row.text(0) != same->key.str() || !std::exchange(seen, true)) return {};
      return row.fault(ErrorCode::Conflict, 0, "'" + same->key.str() + "' is defined twice");
    });
  }
  data.index.build(data.actors);
  // A fault is rare: only then the file is walked again, to find the cell to complain about.
  if (has_unknown_reference(data)) ENTENTE_TRY(read_table(folder, "entities.tsv", kEntities, data, data.actors, check_entity_references));
  data.buffers.clear();
  return resolve_roll_up(data, folder);
}

constexpr std::array<std::string_view, 9> kAliases{"alias", "id", "kind", "case", "flags", "valid_from", "valid_to", "source", "review"};
constexpr std::array<std::string_view, 5> kAliasFlags{"ambig", "ctx", "weak", "nohead", "prefix"};

Result<void> read_alias_flags(const Table& row, Alias& alias) {
  std::string_view rest = row.text(4);
  while (!rest.empty()) {
    const std::string_view flag = rest.substr(0, rest.find(';'));
    rest.remove_prefix(std::min(rest.size(), flag.size() + 1));
    const std::array<bool*, 5> targets{&alias.ambiguous, &alias.needs_context, &alias.weak, &alias.no_headline, &alias.prefix};
    const auto known = std::ranges::find(kAliasFlags, flag);
    if (known == kAliasFlags.end()) return row.unknown(4, "flag", flag, {kAliasFlags.begin(), kAliasFlags.end()});
    *targets[static_cast<std::size_t>(known - kAliasFlags.begin())] = true;
  }
  return {};
}

Result<void> read_alias(const Table& row, CatalogueData& data) {
  enum { Text, Id, KindColumn, Case, Flags, From, To };
  if (row.text(Text).empty()) return row.fault(ErrorCode::Syntax, Text, "an alias is empty");
  const auto actor = row.actor(Id);
  if (!actor) return std::unexpected(actor.error());
  const auto kind = row.one_of(KindColumn, "kind of alias", kAliasKinds);
  if (!kind) return std::unexpected(kind.error());
  const auto letter_case = row.one_of(Case, "case", kAliasCases);
  if (!letter_case) return std::unexpected(letter_case.error());
  const auto valid = row.span(From, To);
  if (!valid) return std::unexpected(valid.error());
  if (!data.aliases.empty() && data.aliases.back().text == row.text(Text) && data.aliases.back().actor == *actor)
    return row.fault(ErrorCode::Conflict, Text, "alias '" + std::string(row.text(Text)) + "' of '" + std::string(row.text(Id)) + "' is written twice");
  Alias alias{row.text(Text), *actor, *kind, *letter_case, false, false, false, false, false, *valid};
  ENTENTE_TRY(read_alias_flags(row, alias));
  data.aliases.push_back(alias);
  return {};
}

constexpr std::array<std::string_view, 11> kTerms{"person", "office", "start", "end", "start_prec", "end_prec", "end_state", "as_of", "acting", "source", "review"};
enum class TermEnd : std::uint8_t { Closed, Open, Unknown };
constexpr EnumNames<TermEnd, 3> kTermEnds{{"closed", "open", "unknown"}};

Result<void> read_term(const Table& row, CatalogueData& data) {
  enum { Person, OfficeColumn, Start, End, StartPrec, EndPrec, EndState, AsOf, Acting };
  const auto person = row.actor(Person), office = row.actor(OfficeColumn);
  if (!person) return std::unexpected(person.error());
  if (!office) return std::unexpected(office.error());
  const auto span = row.span(Start, End);
  if (!span) return std::unexpected(span.error());
  const auto state = row.one_of(EndState, "end state", kTermEnds);
  if (!state) return std::unexpected(state.error());
  data.terms.push_back({*person, *office, *span, "cou"[static_cast<std::size_t>(*state)], row.text(Acting) == "1"});
  return {};
}

constexpr std::array<std::string_view, 7> kOffices{"id", "holder_of", "role", "label", "seats", "source", "review"};

Result<void> read_office(const Table& row, CatalogueData& data) {
  const auto office = row.actor(0);
  if (!office) return std::unexpected(office.error());
  if (!data.offices.empty() && data.offices.back().office == *office) return row.fault(ErrorCode::Conflict, 0, "'" + std::string(row.text(0)) + "' is defined twice");
  Office made{*office, std::nullopt, std::string(row.text(2))};
  if (!row.text(1).empty()) {
    const auto holder_of = row.actor(1);
    if (!holder_of) return std::unexpected(holder_of.error());
    made.holder_of = *holder_of;
  }
  data.offices.push_back(std::move(made));
  return {};
}

std::vector<std::string> list_of(std::string_view cell) {
  std::vector<std::string> items;
  for (const std::string_view item : split(cell, ';'))
    if (!trim(item).empty()) items.emplace_back(trim(item));
  return items;
}

constexpr std::array<std::string_view, 6> kTitles{"title", "role", "countries", "flags", "source", "review"};
constexpr std::array<std::string_view, 6> kNouns{"noun", "class", "sector", "flags", "source", "review"};
constexpr std::array<std::string_view, 7> kMembers{"org", "member", "status", "start", "end", "source", "review"};
constexpr std::array<std::string_view, 6> kContext{"alias", "id", "need|block", "where", "pattern", "weight"};

Result<void> read_member(const Table& row, CatalogueData& data) {
  const auto body = row.actor(0), member = row.actor(1);
  if (!body) return std::unexpected(body.error());
  if (!member) return std::unexpected(member.error());
  const auto span = row.span(3, 4);
  if (!span) return std::unexpected(span.error());
  data.members.push_back({*body, *member, std::string(row.text(2)), *span});
  return {};
}

Result<void> read_context(const Table& row, CatalogueData& data) {
  const auto actor = row.actor(1);
  if (!actor) return std::unexpected(actor.error());
  if (row.text(2) != "need" && row.text(2) != "block") return row.unknown(2, "sort of rule", row.text(2), {"need", "block"});
  const std::string_view number = row.text(5);
  double weight = 1;
  if (!number.empty()) {
    const auto [end, fault] = std::from_chars(number.data(), number.data() + number.size(), weight);
    if (fault != std::errc{} || end != number.data() + number.size()) return row.fault(ErrorCode::Syntax, 5, "'" + std::string(number) + "' is no number");
  }
  data.context.push_back({std::string(row.text(0)), *actor, row.text(2) == "need", std::string(row.text(3)), std::string(row.text(4)), weight});
  return {};
}

}  // namespace

Result<void> read_actor_tables(const std::filesystem::path& folder, CatalogueData& data) {
  ENTENTE_TRY(read_entities(folder, data));
  const auto each = [&](std::string_view name, const auto& columns, auto& list, const auto& read) {
    return read_optional(folder, name, columns, data, list, [&](const Table& row) { return read(row, data); });
  };
  ENTENTE_TRY(each("terms.tsv", kTerms, data.terms, read_term));
  ENTENTE_TRY(each("offices.tsv", kOffices, data.offices, read_office));
  ENTENTE_TRY(each("members.tsv", kMembers, data.members, read_member));
  ENTENTE_TRY(each("context.tsv", kContext, data.context, read_context));
  ENTENTE_TRY(each("titles.tsv", kTitles, data.titles, [](const Table& row, CatalogueData& to) -> Result<void> {
    to.titles.push_back({std::string(row.text(0)), std::string(row.text(1)), list_of(row.text(2)), std::string(row.text(3))});
    return {};
  }));
  ENTENTE_TRY(each("nouns.tsv", kNouns, data.nouns, [](const Table& row, CatalogueData& to) -> Result<void> {
    to.nouns.push_back({std::string(row.text(0)), std::string(row.text(1)), std::string(row.text(2)), std::string(row.text(3))});
    return {};
  }));
  data.buffers.clear();  // Only aliases are views into their file.
  ENTENTE_TRY(each("aliases.tsv", kAliases, data.aliases, read_alias));
  const auto by_person = [](const Term& t) { return std::pair(t.person, t.span.first); };
  if (!std::ranges::is_sorted(data.terms, {}, by_person)) std::ranges::stable_sort(data.terms, {}, by_person);
  return {};
}

std::optional<std::chrono::year_month_day> parse_cut_day(std::string_view text, DateEnd end) noexcept {
  using namespace std::chrono;
  const bool first = end == DateEnd::First;
  if (text.empty()) return first ? kOpenStart : kOpenEnd;
  if (text.size() == 10) return parse_day(text);
  if (text.size() != 4 && text.size() != 7) return std::nullopt;
  std::array<char, 10> whole{'0', '0', '0', '0', '-', first ? '0' : '1', first ? '1' : '2', '-', '0', '1'};
  std::ranges::copy(text, whole.begin());
  const auto start = parse_day(std::string_view(whole.data(), whole.size()));
  if (!start || first) return start;
  return year_month_day(start->year() / start->month() / last);
}

}  // namespace entente::internal
