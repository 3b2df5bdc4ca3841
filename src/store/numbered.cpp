#include "store/numbered.h"

#define XXH_INLINE_ALL  // for short texts the call costs as much as the hash
#include <xxhash.h>

#include <algorithm>
#include <utility>

#include "base/joined_texts.h"
#include "base/text.h"
#include "base/try.h"

namespace entente::internal {

namespace {

constexpr std::array<std::string_view, 1> kWordColumns{"text"};
constexpr std::array<std::string_view, 5> kDescriptionColumns{"key", "label", "kind", "actor", "code"};

std::string list_of(std::span<const std::string_view> columns) {
  std::string list = "number";
  for (const std::string_view column : columns) list.append(", ").append(column);
  return list;
}

std::string insert_sql(std::string_view table, std::span<const std::string_view> columns) {
  std::string sql = "INSERT INTO " + std::string(table) + " (" + list_of(columns) + ") VALUES (?";
  for (std::size_t i = 0; i < columns.size(); ++i) sql += ", ?";
  return sql + ")";
}

}  // namespace

Numbered::Told Numbered::tell(const Texts& texts) {
  const std::string_view all = join_texts(told_, std::span(texts).first(columns_.size()));
  return {all, XXH3_64bits(all.data(), all.size())};
}

void Numbered::add(const Told& told, std::int64_t number) {
  const auto place = static_cast<std::uint32_t>(rows_.size()), at = static_cast<std::uint32_t>(number);
  const std::uint64_t hash = told.hash;
  rows_.emplace_back(told.all);
  numbers_.push_back(number);
  index_.add(hash, place);
  if (at >= places_.size()) places_.resize(at + 1, HashIndex::kNone);
  places_[at] = place;
}

Numbered::Texts Numbered::texts_of(std::string_view row) const {
  Texts texts;
  split_texts(row, std::span(texts).first(columns_.size()));
  return texts;
}

/// Texts are UTF-8, and what describes an actor has a key, a kind and perhaps the key of another.
bool Numbered::sound(const Texts& texts) const {
  if (std::ranges::any_of(texts, [](std::string_view text) { return first_bad_utf8(text).has_value(); })) return false;
  return columns_.size() == 1 || (is_key_path(texts[0]) && is_key_path(texts[2]) && (texts[3].empty() || is_key_path(texts[3])));
}

Result<void> Numbered::refresh(const Database& database) {
  constexpr std::int64_t kMost = std::int64_t{1} << 26U;  // numbers are given one after another; one that is far off would fill the memory
  const std::int64_t known = places_.empty() ? 0 : static_cast<std::int64_t>(places_.size()) - 1;
  Result<Sql> sql = database.prepare("SELECT " + list_of(columns_) + " FROM " + std::string(table_) + " WHERE number > ?");
  if (!sql) return std::unexpected(std::move(sql).error());
  sql->bind(1, known);
  while (true) {
    const Result<bool> row = database.step(*sql);
    if (!row) return std::unexpected(row.error());
    if (!*row) return {};
    if (sql->integer(0) < 1 || sql->integer(0) > kMost) return database.fault(ErrorCode::Corrupt, "the graph file is damaged (a number in '" + std::string(table_) + "'); build it again");
    Texts texts;
    for (std::size_t i = 0; i < columns_.size(); ++i) texts[i] = sql->text(static_cast<int>(i) + 1);
    if (!sound(texts)) return database.fault(ErrorCode::Corrupt, "the graph file is damaged (a key or text in '" + std::string(table_) + "'); build it again");
    add(tell(texts), sql->integer(0));
  }
}

Result<void> Numbered::find(const Database& database, const Texts& texts, std::int64_t& number) {
  const Told told = tell(texts);
  const std::uint32_t known = index_.find(told.hash, [&](std::uint32_t place) { return rows_[place] == told.all; });
  if (known != HashIndex::kNone) {
    number = numbers_[known];
    return {};
  }
  if (!insert_) {
    Result<Sql> sql = database.prepare(insert_sql(table_, columns_));
    if (!sql) return std::unexpected(std::move(sql).error());
    insert_ = *std::move(sql);
  }
  number = std::max<std::int64_t>(1, static_cast<std::int64_t>(places_.size()));
  insert_.bind(1, number);
  for (std::size_t i = 0; i < columns_.size(); ++i) insert_.bind(static_cast<int>(i) + 2, texts[i]);
  ENTENTE_TRY(database.done(insert_));
  add(told, number);
  return {};
}

bool Numbered::has(std::int64_t number) const noexcept {
  return number > 0 && static_cast<std::uint64_t>(number) < places_.size() && places_[static_cast<std::size_t>(number)] != HashIndex::kNone;
}

Numbered::Texts Numbered::texts(std::int64_t number) const { return texts_of(rows_[places_[static_cast<std::size_t>(number)]]); }

void Numbered::forget() {
  rows_.clear();
  numbers_.clear();
  places_.clear();
  index_.clear();
  insert_ = Sql();
}

Names::Names() : words("words", kWordColumns), descriptions("descriptions", kDescriptionColumns) {}

Result<void> Names::refresh(const Database& database) {
  ENTENTE_TRY(words.refresh(database));
  return descriptions.refresh(database);
}

void Names::forget() {
  words.forget();
  descriptions.forget();
}

Result<void> Names::find(const Database& database, const ParticipantView& who, std::int64_t& number) {
  return descriptions.find(database, {who.key.str(), who.label, who.kind.str(), who.actor.str(), who.code}, number);
}

Result<void> Names::find_word(const Database& database, std::string_view text, std::int64_t& number, bool may_miss) {
  number = 0;
  return may_miss && text.empty() ? Result<void>{} : words.find(database, {text}, number);
}

}  // namespace entente::internal
