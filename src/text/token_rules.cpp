#include "text/token_rules.h"

#include <array>
#include <utility>

#include "base/text.h"
#include "base/try.h"

namespace entente::internal {

namespace {

using SetMember = std::pair<std::string_view, StringSet TokenRules::*>;
constexpr std::array<SetMember, 11> kSets{{
    {"after_time_mark", &TokenRules::after_time_mark}, {"agencies", &TokenRules::agencies}, {"clitics", &TokenRules::clitics},
    {"domains", &TokenRules::domains}, {"leading_apostrophe", &TokenRules::leading_apostrophe}, {"prefixes", &TokenRules::prefixes},
    {"report_verbs", &TokenRules::report_verbs}, {"starters", &TokenRules::starters}, {"unfinished", &TokenRules::unfinished},
    {"units", &TokenRules::units}, {"whole", &TokenRules::whole}}};

constexpr std::array<std::pair<std::string_view, Abbreviation>, 5> kAbbreviationLists{{
    {"before_capital", Abbreviation::BeforeCapital}, {"before_name", Abbreviation::BeforeName}, {"before_number", Abbreviation::BeforeNumber},
    {"may_end", Abbreviation::MayEnd}, {"time_mark", Abbreviation::TimeMark}}};

Result<void> read_set(const JsonFile& file, const Json& words, std::string_view name, StringSet& set) {
  const Json* value = words.find(name);
  if (!value) return {};
  auto list = string_list(file, *value, name);
  if (!list) return std::unexpected(std::move(list).error());
  for (std::string& word : *list) set.insert(std::move(word));
  return {};
}

Result<void> read_abbreviations(const JsonFile& file, const Json& value, StringMap<Abbreviation>& out) {
  ENTENTE_TRY(expect(file, value, Json::Type::Object, "abbreviations"));
  ENTENTE_TRY(only_members(file, value, {"before_capital", "before_name", "before_number", "may_end", "time_mark"}));
  for (const auto& [name, kind] : kAbbreviationLists) {
    StringSet words;
    ENTENTE_TRY(read_set(file, value, name, words));
    for (const std::string& word : words)
      if (!word.ends_with('.')) return std::unexpected(file.error(ErrorCode::Syntax, *value.find(name), "abbreviation '" + word + "' has no full stop at its end"));
    for (const std::string& word : words)
      if (!out.emplace(word, kind).second) return std::unexpected(file.error(ErrorCode::Syntax, *value.find(name), "abbreviation '" + word + "' stands in two lists"));
  }
  return {};
}

/// "can|not" under "cannot": the parts must make the word.
Result<void> read_contractions(const JsonFile& file, const Json& value, StringMap<std::size_t>& out) {
  ENTENTE_TRY(expect(file, value, Json::Type::Object, "contractions"));
  for (const auto& [word, parts] : value.members) {
    ENTENTE_TRY(expect(file, parts, Json::Type::String, "a contraction"));
    const std::size_t bar = parts.string.find('|');
    const bool sound = bar != std::string::npos && bar > 0 && bar + 1 < parts.string.size() && word == parts.string.substr(0, bar) + parts.string.substr(bar + 1);
    if (!sound) return std::unexpected(file.error(ErrorCode::Syntax, parts, "found '" + parts.string + "'; expected the two parts of '" + word + "' with '|' between"));
    out.emplace(word, bar);
  }
  return {};
}

}  // namespace

Result<TokenRules> TokenRules::read(const JsonFile& file, const Json& words) {
  TokenRules rules;
  ENTENTE_TRY(expect(file, words, Json::Type::Object, "words"));
  std::vector<std::string_view> known{"abbreviations", "contractions"};
  for (const auto& [name, member] : kSets) known.push_back(name);
  ENTENTE_TRY(only_members(file, words, known));
  for (const auto& [name, member] : kSets) ENTENTE_TRY(read_set(file, words, name, rules.*member));
  if (const Json* value = words.find("abbreviations")) ENTENTE_TRY(read_abbreviations(file, *value, rules.abbreviations));
  if (const Json* value = words.find("contractions")) ENTENTE_TRY(read_contractions(file, *value, rules.contractions));
  return rules;
}

LoweredWord::LoweredWord(std::string_view text) noexcept {
  if (text.size() > sizeof bytes_) return;
  for (const char c : text) bytes_[size_++] = ascii_lower(c);
}

}  // namespace entente::internal
