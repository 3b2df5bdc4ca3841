#include "ingest/language.h"

#include "base/json.h"
#include "base/text.h"
#include "base/try.h"

namespace entente::internal {

namespace {

constexpr std::size_t kMaxWords = 1000;
constexpr std::size_t kFewWords = 25;      ///< Texts of fewer words are judged by their letters alone.
constexpr double kMinShare = 0.11;         ///< Of stop words among all words.

}  // namespace

Result<ReadingLanguage> ReadingLanguage::load(const std::filesystem::path& file) {
  auto json = read_json(file.string());
  if (!json) return std::unexpected(std::move(json).error());
  ReadingLanguage out;
  const Json* code = json->root.find("language");
  const Json* lines = json->root.find("lines");
  const Json* stop_words = json->root.find("stop_words");
  if (!code || !lines || !stop_words) return std::unexpected(json->error(ErrorCode::Syntax, json->root, "expected the members 'language', 'lines' and 'stop_words'"));
  ENTENTE_TRY(expect(*json, *code, Json::Type::String, "language"));
  out.code = code->string;
  auto words = string_list(*json, *stop_words, "stop_words");
  if (!words) return std::unexpected(std::move(words).error());
  for (std::string& word : *words) out.stop_words.insert(std::move(word));
  auto read = PageLines::read(*json, *lines);
  if (!read) return std::unexpected(std::move(read).error());
  out.lines = std::move(*read);
  return out;
}

std::size_t guess_language(std::string_view text, const std::vector<ReadingLanguage>& languages) {
  std::vector<std::size_t> hits(languages.size(), 0);
  std::size_t words = 0, foreign = 0;
  std::string word;
  for (std::size_t at = 0; at <= text.size() && words < kMaxWords; ++at) {
    const char c = at < text.size() ? text[at] : ' ';
    const bool wide = static_cast<unsigned char>(c) >= 0x80;
    if (is_ascii_alpha(c) || wide) { word += ascii_lower(c); continue; }
    if (word.empty()) continue;
    ++words;
    // A word mostly of letters from U+0370 on (Greek, Cyrillic, Arabic, Chinese …) is no Latin word.
    std::size_t far = 0;
    for (const char byte : word) far += static_cast<unsigned char>(byte) >= 0xCD && static_cast<unsigned char>(byte) != 0xE2;
    foreign += far * 3 > word.size();
    for (std::size_t i = 0; i < languages.size(); ++i) hits[i] += languages[i].stop_words.contains(word);
    word.clear();
  }
  std::size_t best = 0;
  for (std::size_t i = 1; i < languages.size(); ++i)
    if (hits[i] > hits[best]) best = i;
  if (foreign * 2 > words) return languages.size();
  if (words < kFewWords) return best;
  return double(hits[best]) >= kMinShare * double(words) ? best : languages.size();
}

std::string primary_language(std::string_view stated) {
  const std::string lower = ascii_lower(trim(stated));
  if (lower == "eng" || lower == "english") return "en";
  return lower.substr(0, lower.find_first_of("-_"));
}

}  // namespace entente::internal
