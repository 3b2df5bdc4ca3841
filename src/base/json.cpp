#include "base/json.h"

#include <rapidjson/error/en.h>
#include <rapidjson/memorystream.h>
#include <rapidjson/reader.h>

#include <algorithm>
#include <array>
#include <cassert>
#include <charconv>
#include <cstdio>
#include <unordered_set>

#include "base/file.h"
#include "base/text.h"
#include "base/try.h"

namespace entente::internal {

namespace {

constexpr std::size_t kMaxDepth = 200;

/// RapidJSON 1.1.0 lets the second half of a surrogate pair pass without the first ("\\udc80", as Python writes a bad byte);
/// of well-formed input nothing else can be ill-formed. Each such half becomes U+FFFD.
std::string well_formed(std::string_view text) {
  std::string out(text);
  for (std::size_t at = 0; (at = out.find('\xED', at)) != std::string::npos; ++at)
    if (out.size() > at + 2 && static_cast<unsigned char>(out[at + 1]) >= 0xA0) out.replace(at, 3, "\uFFFD");
  return out;
}

/// Builds the tree from RapidJSON's events. `stream` tells how far the reader is.
class TreeBuilder {
 public:
  TreeBuilder(const rapidjson::MemoryStream& stream, Json& root) : stream_(stream), root_(root) {}

  bool Null() { return put(Json::Type::Null, 4) != nullptr; }
  bool Bool(bool value) {
    Json* json = put(Json::Type::Bool, value ? 4 : 5);
    if (json) json->boolean = value;
    return json;
  }
  // The reader is told to leave numbers as they are written; none of these is called.
  bool Int(int value) { return number(value); }
  bool Uint(unsigned value) { return number(value); }
  bool Int64(std::int64_t value) { return number(static_cast<double>(value)); }
  bool Uint64(std::uint64_t value) { return number(static_cast<double>(value)); }
  bool Double(double value) { return number(value); }
  /// Its own conversion of RapidJSON 1.1.0 counts the leading zeros of zero for "0e-44".
  bool RawNumber(const char* text, rapidjson::SizeType length, bool) {
    double value = 0;
    const std::errc code = std::from_chars(text, text + length, value).ec;
    const std::string_view written(text, length);
    const bool tiny = written.find("e-") != std::string_view::npos || written.find("E-") != std::string_view::npos;
    if (code == std::errc() || tiny) return number(value);  // too small to be stored is 0
    failure = "number too big to be stored in double";
    return false;
  }
  bool String(const char* text, rapidjson::SizeType length, bool) {
    Json* json = put(Json::Type::String, string_width({text, length}));
    if (json) json->string = well_formed({text, length});
    return json;
  }
  bool StartObject() { return open(Json::Type::Object); }
  bool StartArray() { return open(Json::Type::Array); }
  bool EndObject(rapidjson::SizeType) { return close(); }
  bool EndArray(rapidjson::SizeType) { return close(); }
  bool Key(const char* text, rapidjson::SizeType length, bool) {
    std::string key = well_formed({text, length});
    if (is_taken(key)) { failure = "key '" + key + "' is written twice"; return false; }
    path_.back()->members.emplace_back(std::move(key), Json{});
    return true;
  }

  std::string failure;  ///< Why the builder itself stopped the reader.

 private:
  bool number(double value) {
    Json* json = put(Json::Type::Number, number_width());
    if (json) json->number = value;
    return json;
  }
  bool open(Json::Type type) {
    if (path_.size() >= kMaxDepth) { failure = "nested deeper than " + std::to_string(kMaxDepth) + " levels"; return false; }
    Json* json = put(type, 0);  // The reader reports a bracket before it takes it.
    path_.push_back(json);
    keys_.emplace_back();
    return true;
  }
  bool close() {
    path_.pop_back();
    keys_.pop_back();
    return true;
  }
  /// True if the innermost object has `key`. Of one with many members the keys are hashed, lest each look at all before it.
  bool is_taken(std::string_view key) {
    constexpr std::size_t kFew = 32;
    const Json& object = *path_.back();
    if (object.members.size() < kFew) return object.find(key);
    std::unordered_set<std::string>& keys = keys_.back();
    if (keys.empty())
      for (const auto& member : object.members) keys.insert(member.first);
    return !keys.emplace(key).second;
  }
  /// The bytes that the reader has taken so far.
  [[nodiscard]] std::string_view taken() const { return {stream_.begin_, stream_.Tell()}; }
  [[nodiscard]] std::size_t number_width() const {
    return taken().size() - (taken().find_last_not_of("0123456789+-.eE") + 1);
  }
  /// Of the string that was just taken and reads as `text`, with its quotes. Inside, every quote stands behind an odd number of backslashes.
  [[nodiscard]] std::size_t string_width(std::string_view text) const {
    const std::size_t plain = text.size() + 2;
    if (taken().size() >= plain && taken()[taken().size() - plain] == '"' && taken().substr(taken().size() - plain + 1, text.size()) == text) return plain;
    std::size_t quote = taken().size() - 1;
    while (true) {
      quote = taken().rfind('"', quote - 1);
      const std::size_t slashes = quote - (taken().substr(0, quote).find_last_not_of('\\') + 1);
      if (slashes % 2 == 0) return taken().size() - quote;
    }
  }
  /// Where the next value goes. `width` is how many bytes the reader has taken of it.
  Json* put(Json::Type type, std::size_t width) {
    Json* json = &root_;
    if (!path_.empty()) {
      Json& parent = *path_.back();
      json = parent.is(Json::Type::Array) ? &parent.items.emplace_back() : &parent.members.back().second;
    }
    json->type = type;
    const std::size_t at = stream_.Tell();
    json->offset = at > width ? at - width : 0;
    return json;
  }

  const rapidjson::MemoryStream& stream_;
  Json& root_;
  std::vector<Json*> path_;
  std::vector<std::unordered_set<std::string>> keys_;  ///< By depth; empty while an object has few members.
};

}  // namespace

Json::Json() = default;
Json::Json(const Json&) = default;
Json::Json(Json&&) noexcept = default;
Json& Json::operator=(const Json&) = default;
Json& Json::operator=(Json&&) noexcept = default;
Json::~Json() = default;

const Json* Json::find(std::string_view key) const noexcept {
  const auto found = std::ranges::find(members, key, [](const auto& member) { return std::string_view(member.first); });
  return found == members.end() ? nullptr : &found->second;
}

std::string_view describe(Json::Type type) noexcept {
  static constexpr std::array<std::string_view, 6> kNames{"null", "true or false", "a number", "a string", "an array", "an object"};
  return kNames[static_cast<std::size_t>(type)];
}

Error JsonFile::error(ErrorCode code, const Json& value, std::string message) const {
  return {code, std::move(message), position_at(text, value.offset, name)};
}

Result<Json> parse_json(std::string_view text, const std::string& name) {
  if (const auto bad = first_bad_utf8(text))
    return std::unexpected(Error{ErrorCode::Syntax, "not UTF-8; save the file as UTF-8", position_at(text, *bad, name)});
  Json root;
  rapidjson::MemoryStream stream(text.data(), text.size());
  TreeBuilder builder(stream, root);
  rapidjson::Reader reader;
  constexpr unsigned kFlags = rapidjson::kParseIterativeFlag | rapidjson::kParseNumbersAsStringsFlag;
  const rapidjson::ParseResult result = reader.Parse<kFlags>(stream, builder);
  if (result) return root;
  std::string message = builder.failure.empty() ? ascii_lower(rapidjson::GetParseError_En(result.Code())) : builder.failure;
  while (message.ends_with('.')) message.pop_back();
  const auto code = message.starts_with("nested") ? ErrorCode::Limit : ErrorCode::Syntax;
  return std::unexpected(Error{code, std::move(message), position_at(text, result.Offset(), name)});
}

Result<JsonFile> read_json(const std::string& path) {
  Result<std::string> text = read_file(path);
  if (!text) return std::unexpected(text.error());
  Result<Json> root = parse_json(*text, path);
  if (!root) return std::unexpected(root.error());
  return JsonFile{path, *std::move(text), *std::move(root)};
}

Result<void> only_members(const JsonFile& file, const Json& object, const std::vector<std::string_view>& known) {
  ENTENTE_TRY(expect(file, object, Json::Type::Object, "this value"));
  for (const auto& [key, value] : object.members)
    if (std::ranges::find(known, key) == known.end())
      return std::unexpected(file.error(ErrorCode::Syntax, value, "unknown key '" + key + "'" + did_you_mean(key, known)));
  return {};
}

Result<void> expect(const JsonFile& file, const Json& value, Json::Type type, std::string_view what) {
  if (value.is(type)) return {};
  return std::unexpected(file.error(ErrorCode::Syntax, value, std::string(what) + " must be " + std::string(describe(type)) +
                                                                  ", not " + std::string(describe(value.type))));
}

Result<std::vector<std::string>> string_list(const JsonFile& file, const Json& value, std::string_view what) {
  if (value.is(Json::Type::String)) return std::vector<std::string>{value.string};
  ENTENTE_TRY(expect(file, value, Json::Type::Array, what));
  std::vector<std::string> list;
  for (const Json& item : value.items) {
    ENTENTE_TRY(expect(file, item, Json::Type::String, "each of " + std::string(what)));
    list.push_back(item.string);
  }
  return list;
}

namespace {

/// Whether a byte may have to be written otherwise than it is: by itself, or as the first of a character.
constexpr std::array<bool, 256> kIsSpecial = [] {
  std::array<bool, 256> special{};
  for (std::size_t c = 0; c < 0x20; ++c) special[c] = true;
  for (const unsigned char c : {'"', '\\', '\x7F', '\xC2', '\xE2'}) special[c] = true;
  return special;
}();

/// Writes what stands at the beginning of `text`, which is special, and says how many bytes it has.
std::size_t append_special(std::string& out, std::string_view text) {
  const char c = text[0];
  const std::string_view three = text.substr(0, 3);
  const bool c1 = c == '\xC2' && three.size() > 1 && static_cast<unsigned char>(three[1]) < 0xA0;  // of UTF-8, C1 is C2 and its own byte
  if (three == "\xE2\x80\xA8" || three == "\xE2\x80\xA9") {
    out += three.back() == '\xA8' ? "\\u2028" : "\\u2029";
    return three.size();
  }
  if (c == '"' || c == '\\') (out += '\\') += c;
  else if (c == '\n') out += "\\n";
  else if (c == '\t') out += "\\t";
  else if (static_cast<unsigned char>(c) < 0x20 || c == 0x7F || c1) {
    std::array<char, 8> escape{};
    std::snprintf(escape.data(), escape.size(), "\\u%04x", static_cast<unsigned>(static_cast<unsigned char>(c1 ? three[1] : c)));
    out += escape.data();
  } else out += c;
  return c1 ? 2 : 1;
}

}  // namespace

void append_json_string(std::string& out, std::string_view text) {
  out += '"';
  while (!text.empty()) {
    const auto special = std::ranges::find_if(text, [](char c) { return kIsSpecial[static_cast<unsigned char>(c)]; });
    out.append(text.begin(), special);
    text = {special, text.end()};
    if (!text.empty()) text.remove_prefix(append_special(out, text));
  }
  out += '"';
}

}  // namespace entente::internal
