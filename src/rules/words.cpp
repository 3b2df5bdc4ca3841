#include "rules/words.h"

#include <algorithm>

#include "base/text.h"
#include "base/try.h"
#include "entente/keys.h"

namespace entente::internal {

namespace {

/// Tokens that `lemma` takes in a text: treebanks split at blanks and make hyphens tokens of their own.
std::uint32_t tokens_of(std::string_view lemma) {
  std::uint32_t tokens = 1;
  for (const char c : lemma) tokens += c == ' ' ? 1 : c == '-' ? 2 : 0;
  return tokens;
}

void sort_unique(auto& list) {
  std::ranges::sort(list);
  const auto rest = std::ranges::unique(list);
  list.erase(rest.begin(), rest.end());
}

void add_lemma(WordList& list, std::string_view lemma, WordPool& pool) {
  list.ids.push_back(pool.add(lemma));
  list.longest = std::max(list.longest, tokens_of(lemma));
}

Result<void> check_lemma(const JsonFile& file, const Json& value) {
  if (value.string.empty()) return std::unexpected(file.error(ErrorCode::Syntax, value, "an empty word; expected a lemma or '@class'"));
  if (to_lower(value.string) != value.string)
    return std::unexpected(file.error(ErrorCode::Syntax, value, "'" + value.string + "' has a capital; lemmas are written in lower case: '" + to_lower(value.string) + "'"));
  if (single_blanks(value.string) != value.string)
    return std::unexpected(file.error(ErrorCode::Syntax, value, "'" + value.string + "' has a blank too many"));
  return {};
}

}  // namespace

WordId WordPool::add(std::string_view word) {
  if (const auto found = ids_.find(word); found != ids_.end()) return found->second;
  const auto id = static_cast<WordId>(ids_.size());
  ids_.emplace(std::string(word), id);
  return id;
}

WordId WordPool::find(std::string_view word) const noexcept {
  const auto found = ids_.find(word);
  return found == ids_.end() ? kNoWord : found->second;
}

bool WordList::has(WordId id) const noexcept { return id != kNoWord && std::ranges::binary_search(ids, id); }

Result<void> WordClasses::add(const JsonFile& file, const Json& classes) {
  ENTENTE_TRY(expect(file, classes, Json::Type::Object, "'classes'"));
  for (const auto& [name, value] : classes.members) {
    ENTENTE_TRY(expect(file, value, Json::Type::Array, "class '" + name + "'"));
    if (!is_key_path(name)) return std::unexpected(file.error(ErrorCode::Syntax, value, "class '" + name + "' must be named in lower-case letters, digits and hyphens"));
    if (const auto known = classes_.find(name); known != classes_.end())
      return std::unexpected(file.error(ErrorCode::Conflict, value, "class '" + name + "' is defined in " + known->second.file + " too"));
    Class made{{}, {}, file.name};
    for (const Json& item : value.items) {
      ENTENTE_TRY(expect(file, item, Json::Type::String, "each word of class '" + name + "'"));
      ENTENTE_TRY(check_lemma(file, item));
      made.written.push_back(item.string);
      if (item.string.starts_with('@')) entries_.push_back({name, &file, &item});
      else made.lemmas.push_back(item.string);
    }
    if (made.written.empty()) return std::unexpected(file.error(ErrorCode::Syntax, value, "class '" + name + "' is empty"));
    classes_.emplace(name, std::move(made));
  }
  return {};
}

Result<void> WordClasses::expand() {
  for (const Entry& entry : entries_)
    if (!classes_.contains(entry.value->string.substr(1))) return std::unexpected(unknown(*entry.file, *entry.value, entry.value->string));
  std::vector<std::string> open;
  while (!entries_.empty()) ENTENTE_TRY(expand(entries_.front().name, open));
  for (auto& [name, made] : classes_) sort_unique(made.lemmas);
  return {};
}

/// Depth first: what a class refers to is complete before the class takes it over. `open` is the way down. `name` is a copy,
/// since the entries that hold it go.
Result<void> WordClasses::expand(std::string name, std::vector<std::string>& open) {
  open.push_back(name);
  for (;;) {
    const auto entry = std::ranges::find(entries_, name, &Entry::name);
    if (entry == entries_.end()) break;
    const std::string inner = entry->value->string.substr(1);
    if (std::ranges::find(open, inner) != open.end())
      return std::unexpected(entry->file->error(ErrorCode::Conflict, *entry->value, "class '" + name + "' contains itself through '@" + inner + "'"));
    ENTENTE_TRY(expand(inner, open));
    const std::vector<std::string> lemmas = classes_.find(inner)->second.lemmas;
    auto& mine = classes_.find(name)->second.lemmas;
    mine.insert(mine.end(), lemmas.begin(), lemmas.end());
    entries_.erase(std::ranges::find_if(entries_, [&](const Entry& e) { return e.name == name && e.value->string.substr(1) == inner; }));
  }
  open.pop_back();
  return {};
}

Error WordClasses::unknown(const JsonFile& file, const Json& value, std::string_view name) const {
  std::vector<std::string> names;
  for (const auto& [known, made] : classes_) names.push_back("@" + known);
  return file.error(ErrorCode::NotFound, value, "unknown word class '" + std::string(name) + "'" + did_you_mean(name, {names.begin(), names.end()}));
}

Result<WordList> WordClasses::list(const JsonFile& file, const Json& value, std::string_view what, WordPool& pool) const {
  ENTENTE_TRY(string_list(file, value, what));
  const std::vector<Json> single{value};
  WordList list;
  for (const Json& item : value.is(Json::Type::String) ? single : value.items) {
    ENTENTE_TRY(check_lemma(file, item));
    list.written.push_back(item.string);
    if (!item.string.starts_with('@')) { add_lemma(list, item.string, pool); continue; }
    const auto found = classes_.find(std::string_view(item.string).substr(1));
    if (found == classes_.end()) return std::unexpected(unknown(file, item, item.string));
    for (const std::string& lemma : found->second.lemmas) add_lemma(list, lemma, pool);
  }
  if (list.ids.empty()) return std::unexpected(file.error(ErrorCode::Syntax, value, std::string(what) + " is empty; expected lemmas or '@classes'"));
  sort_unique(list.ids);
  return list;
}

WordList WordClasses::list_of(std::string_view name, WordPool& pool) const {
  WordList list;
  const auto found = classes_.find(name);
  if (found == classes_.end()) return list;
  list.written = {"@" + std::string(name)};
  for (const std::string& lemma : found->second.lemmas) add_lemma(list, lemma, pool);
  sort_unique(list.ids);
  return list;
}

}  // namespace entente::internal
