#include <algorithm>

#include "base/json.h"
#include "base/names.h"
#include "base/text.h"
#include "base/try.h"
#include "model/catalogue_impl.h"

namespace entente {

namespace {

constexpr internal::EnumNames<Quad, 5> kQuads{{"", "verbal-cooperation", "material-cooperation", "verbal-conflict", "material-conflict"}};

}  // namespace

std::string_view to_string(Quad value) noexcept { return kQuads.name(value); }

}  // namespace entente

namespace entente::internal {

namespace {

/// Reads the members of one object; the first fault stays.
class ObjectReader {
 public:
  ObjectReader(const JsonFile& file, const Json& object) : file_(file), object_(object) {}

  std::string text(std::string_view name) {
    const Json* value = member(name, Json::Type::String);
    return value ? value->string : std::string();
  }
  double number(std::string_view name) {
    const Json* value = member(name, Json::Type::Number);
    return value ? value->number : 0;
  }
  bool boolean(std::string_view name, bool otherwise) {
    const Json* value = member(name, Json::Type::Bool);
    return value ? value->boolean : otherwise;
  }
  std::vector<std::string> list(std::string_view name) {
    const Json* value = object_.find(name);
    if (!value) return {};
    Result<std::vector<std::string>> items = string_list(file_, *value, "'" + std::string(name) + "'");
    if (!items) { keep(std::move(items).error()); return {}; }
    return *std::move(items);
  }
  std::vector<KindKey> kinds(std::string_view name) {
    std::vector<KindKey> keys;
    for (const std::string& key : list(name)) keys.emplace_back(key);
    return keys;
  }
  /// The key of the object; a fault if it is missing or no key.
  std::string key() {
    std::string found = text("key");
    const Json* value = object_.find("key");
    if (!value) keep(file_.error(ErrorCode::Syntax, object_, "'key' is missing"));
    else if (!is_key_path(found)) keep(file_.error(ErrorCode::Syntax, *value, "'" + found + "' is no key: lower-case letters, digits, '-', '_', '.' and '/'"));
    return found;
  }
  void keep(Error error) { if (fault_) fault_ = std::unexpected(std::move(error)); }
  [[nodiscard]] const Result<void>& fault() const { return fault_; }

 private:
  const Json* member(std::string_view name, Json::Type type) {
    const Json* value = object_.find(name);
    if (!value) return nullptr;
    if (auto right = expect(file_, *value, type, "'" + std::string(name) + "'"); !right) { keep(std::move(right).error()); return nullptr; }
    return value;
  }

  const JsonFile& file_;
  const Json& object_;
  Result<void> fault_;
};

Quad read_quad(ObjectReader& reader, const JsonFile& file, const Json& object) {
  const std::string name = reader.text("quad");
  const auto quad = kQuads.parse(name);
  if (!quad) reader.keep(file.error(ErrorCode::Syntax, *object.find("quad"), "unknown quad class '" + name + "'" +
                                    did_you_mean(name, {kQuads.names.begin() + 1, kQuads.names.end()})));
  return quad.value_or(Quad::None);
}

Result<RelationType> read_relation(const JsonFile& file, const Json& object) {
  ENTENTE_TRY(only_members(file, object, {"key", "inverse", "plover", "quad", "weight", "symmetric", "standing", "opposed", "definition",
                                          "aliases", "subjects", "objects"}));
  ObjectReader reader(file, object);
  RelationType relation;
  relation.key = RelationKey(reader.key());
  relation.inverse = reader.text("inverse");
  relation.plover = reader.text("plover");
  relation.quad = read_quad(reader, file, object);
  relation.weight = reader.number("weight");
  relation.symmetric = reader.boolean("symmetric", false);
  relation.standing = reader.boolean("standing", false);
  relation.opposed = reader.boolean("opposed", false);
  relation.definition = reader.text("definition");
  relation.aliases = reader.list("aliases");
  relation.subjects = reader.kinds("subjects");
  relation.objects = reader.kinds("objects");
  ENTENTE_TRY(reader.fault());
  return relation;
}

Result<void> known_kinds(const JsonFile& file, const Json& object, std::string_view member, const std::vector<KindKey>& keys,
                         const std::vector<Kind>& kinds) {
  for (const KindKey& key : keys)
    if (std::ranges::find(kinds, key, &Kind::key) == kinds.end()) {
      std::vector<std::string_view> names;
      for (const Kind& kind : kinds) names.push_back(kind.key.str());
      return std::unexpected(file.error(ErrorCode::NotFound, *object.find(member), "unknown kind '" + key.str() + "'" + did_you_mean(key.str(), names)));
    }
  return {};
}

Result<Kind> read_kind(const JsonFile& file, const Json& object) {
  ENTENTE_TRY(only_members(file, object, {"key", "definition", "acts"}));
  ObjectReader reader(file, object);
  Kind kind{KindKey(reader.key()), reader.text("definition"), reader.boolean("acts", true)};
  ENTENTE_TRY(reader.fault());
  return kind;
}

/// Reads every object of the array that is the one member of the file, checks keys and sorts by them.
template <class Row, class Read>
Result<void> read_rows(const std::filesystem::path& path, std::string_view name, std::vector<Row>& rows, const Read& read) {
  Result<JsonFile> file = read_json(path.string());
  if (!file) return std::unexpected(std::move(file).error());
  ENTENTE_TRY(only_members(*file, file->root, {name, "$schema", "schema"}));
  const Json* list = file->root.find(name);
  if (!list) return std::unexpected(file->error(ErrorCode::Syntax, file->root, "'" + std::string(name) + "' is missing"));
  ENTENTE_TRY(expect(*file, *list, Json::Type::Array, "'" + std::string(name) + "'"));
  for (const Json& object : list->items) {
    Result<Row> row = read(*file, object);
    if (!row) return std::unexpected(std::move(row).error());
    if (std::ranges::find(rows, row->key, &Row::key) != rows.end())
      return std::unexpected(file->error(ErrorCode::Conflict, object, "'" + row->key.str() + "' is defined twice"));
    rows.push_back(*std::move(row));
  }
  std::ranges::sort(rows, {}, &Row::key);
  return {};
}

}  // namespace

Result<void> read_relations(const std::filesystem::path& file, CatalogueData& data) {
  const auto read = [&data](const JsonFile& json, const Json& object) -> Result<RelationType> {
    Result<RelationType> relation = read_relation(json, object);
    if (relation) {
      ENTENTE_TRY(known_kinds(json, object, "subjects", relation->subjects, data.kinds));
      ENTENTE_TRY(known_kinds(json, object, "objects", relation->objects, data.kinds));
    }
    return relation;
  };
  return read_rows(file, "relations", data.relations, read);
}

Result<void> read_kinds(const std::filesystem::path& file, CatalogueData& data) {
  return read_rows(file, "kinds", data.kinds, read_kind);
}

}  // namespace entente::internal
