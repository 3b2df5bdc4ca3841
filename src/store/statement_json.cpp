#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <limits>
#include <string>

#include "base/json.h"
#include "base/text.h"
#include "base/try.h"
#include "entente/store.h"

namespace entente {

namespace {

using internal::append_json_string;
using internal::Json;
using internal::JsonFile;

/// Writes the members of one object after another.
class JsonWriter {
 public:
  explicit JsonWriter(std::string& out) : out_(out) {}

  void open() { out_ += '{'; first_ = true; }
  void close() { out_ += '}'; first_ = false; }
  void name(std::string_view key) {
    if (!first_) out_ += ',';
    first_ = false;
    append_json_string(out_, key);
    out_ += ':';
  }
  void text(std::string_view key, std::string_view value) { name(key); append_json_string(out_, value); }
  void text_or_null(std::string_view key, std::string_view value) { value.empty() ? null(key) : text(key, value); }
  void null(std::string_view key) { name(key); out_ += "null"; }
  /// The shortest digits that read back to the same number.
  template <class Number>
  void number(std::string_view key, Number value) {
    name(key);
    std::array<char, 32> digits{};
    const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), value).ptr;
    out_.append(digits.data(), end);
  }
  void span(TextSpan span) { number("begin", span.begin); number("end", span.end); }

 private:
  std::string& out_;
  bool first_ = true;
};

void write_members(JsonWriter& json, const ParticipantView& participant) {
  json.text("key", participant.key.str());
  json.text("label", participant.label);
  json.text("kind", participant.kind.str());
  json.text("mention", participant.mention);
  json.span(participant.span);
  json.text("actor", (participant.actor.empty() ? participant.key : participant.actor).str());
  json.text_or_null("iso3", participant.code);
}

void write(JsonWriter& json, std::string_view name, const ParticipantView& participant) {
  json.name(name);
  json.open();
  write_members(json, participant);
  json.close();
}

void write_sentence(JsonWriter& json, const ProvenanceView& provenance) {
  json.name("sentence");
  json.open();
  json.number("index", provenance.sentence);
  json.span(provenance.sentence_span);
  json.text("text", provenance.sentence_text);
  json.close();
}

void write_relation(JsonWriter& json, RelationKeyView key, const Catalogue& catalogue) {
  json.text("relation", key.str());
  const RelationType* relation = catalogue.relation(RelationKey(key.str()));
  json.text_or_null("plover", relation ? relation->plover : "");
  json.text_or_null("quad", relation ? to_string(relation->quad) : "");
  if (relation) json.number("goldstein", relation->weight);
  else json.null("goldstein");
}

void write_source(JsonWriter& json, const std::optional<AttributionView>& said_by) {
  if (!said_by) return json.null("source");
  json.name("source");
  json.open();
  write_members(json, said_by->source);
  json.text("verb", said_by->verb);
  json.close();
}

void write_date(JsonWriter& json, const std::optional<DateSpan>& on) {
  if (!on) return json.null("date");
  json.name("date");
  json.open();
  json.text("first", to_string(on->first));
  json.text("last", to_string(on->last));
  json.close();
}

void write_predicate(JsonWriter& json, const ProvenanceView& provenance) {
  json.name("predicate");
  json.open();
  json.span(provenance.predicate_span);
  json.text("text", provenance.predicate);
  json.close();
}

/// Reads the members of one object. The first fault stays, and everything read after it is empty.
class JsonReader {
 public:
  JsonReader(const JsonFile& file, const Json& object, const std::vector<std::string_view>& members) : file_(file), object_(object) {
    fault_ = internal::only_members(file, object, members);
  }

  const Json* member(std::string_view name, Json::Type type) {
    const Json* value = found(name);
    if (!value) {
      keep(file_.error(ErrorCode::Syntax, object_, "'" + std::string(name) + "' is missing"));
      return nullptr;
    }
    return typed(*value, name, type);
  }
  /// Null also if the value is written as null or left out.
  const Json* optional(std::string_view name, Json::Type type) {
    const Json* value = found(name);
    return value && !value->is(Json::Type::Null) ? typed(*value, name, type) : nullptr;
  }
  std::string text(std::string_view name) {
    const Json* value = member(name, Json::Type::String);
    return value ? value->string : std::string();
  }
  std::string optional_text(std::string_view name) {
    const Json* value = optional(name, Json::Type::String);
    return value ? value->string : std::string();
  }
  template <class KeyType>
  KeyType key(std::string_view name) {
    const Json* value = member(name, Json::Type::String);
    return value ? as_key<KeyType>(*value, name) : KeyType();
  }
  template <class KeyType>
  std::optional<KeyType> optional_key(std::string_view name) {
    const Json* value = optional(name, Json::Type::String);
    return value ? std::optional(as_key<KeyType>(*value, name)) : std::nullopt;
  }
  std::uint32_t index(std::string_view name) {
    const Json* value = member(name, Json::Type::Number);
    if (!value) return 0;
    const double number = value->number;
    if (number >= 0 && number <= std::numeric_limits<std::uint32_t>::max() && number == std::floor(number)) return static_cast<std::uint32_t>(number);
    keep(file_.error(ErrorCode::Syntax, *value, "'" + std::string(name) + "' must be a whole number from 0 to 4294967295"));
    return 0;
  }
  TextSpan span() {
    const TextSpan span{index("begin"), index("end")};
    if (span.begin > span.end) keep(file_.error(ErrorCode::Syntax, object_, "'end' must not be less than 'begin'"));
    return span;
  }
  std::optional<std::chrono::year_month_day> day(const Json* value) {
    if (!value) return std::nullopt;
    const auto day = parse_day(value->string);
    if (!day) keep(file_.error(ErrorCode::Syntax, *value, "'" + value->string + "' is no day; expected YYYY-MM-DD"));
    return day;
  }
  void keep(Error error) { if (fault_) fault_ = std::unexpected(std::move(error)); }
  [[nodiscard]] const Result<void>& fault() const { return fault_; }
  [[nodiscard]] const JsonFile& file() const { return file_; }

 private:
  const Json* found(std::string_view name) const { return fault_ ? object_.find(name) : nullptr; }
  const Json* typed(const Json& value, std::string_view name, Json::Type type) {
    if (auto right = internal::expect(file_, value, type, "'" + std::string(name) + "'"); right) return &value;
    else keep(std::move(right).error());
    return nullptr;
  }
  template <class KeyType>
  KeyType as_key(const Json& value, std::string_view name) {
    if (!is_key_path(value.string))
      keep(file_.error(ErrorCode::Syntax, value, "'" + value.string + "' is no key; '" + std::string(name) + "' must be lower-case parts divided by '/'"));
    return KeyType(value.string);
  }

  const JsonFile& file_;
  const Json& object_;
  Result<void> fault_;
};

const std::vector<std::string_view>& participant_members() {
  static const std::vector<std::string_view> kMembers{"key", "label", "kind", "mention", "begin", "end", "actor", "iso3"};
  return kMembers;
}

Participant read_participant(JsonReader& json) {
  Participant participant;
  participant.key = json.key<EntityKey>("key");
  participant.label = json.text("label");
  participant.kind = json.key<KindKey>("kind");
  participant.mention = json.text("mention");
  participant.span = json.span();
  participant.actor = json.key<EntityKey>("actor");
  participant.code = json.optional_text("iso3");
  return participant;
}

Participant read_participant(JsonReader& parent, const Json* object) {
  if (!object) return {};
  JsonReader json(parent.file(), *object, participant_members());
  Participant participant = read_participant(json);
  if (!json.fault()) parent.keep(json.fault().error());
  return participant;
}

std::optional<Attribution> read_source(JsonReader& parent) {
  const Json* object = parent.optional("source", Json::Type::Object);
  if (!object) return std::nullopt;
  std::vector<std::string_view> members = participant_members();
  members.push_back("verb");
  JsonReader json(parent.file(), *object, members);
  Attribution said_by{read_participant(json), json.text("verb")};
  if (!json.fault()) parent.keep(json.fault().error());
  return said_by;
}

void read_sentence(JsonReader& parent, Provenance& provenance) {
  const Json* object = parent.member("sentence", Json::Type::Object);
  if (!object) return;
  JsonReader json(parent.file(), *object, {"index", "begin", "end", "text"});
  provenance.sentence = json.index("index");
  provenance.sentence_span = json.span();
  provenance.sentence_text = json.text("text");
  if (!json.fault()) parent.keep(json.fault().error());
}

void read_predicate(JsonReader& parent, Provenance& provenance) {
  const Json* object = parent.member("predicate", Json::Type::Object);
  if (!object) return;
  JsonReader json(parent.file(), *object, {"begin", "end", "text"});
  provenance.predicate_span = json.span();
  provenance.predicate = json.text("text");
  if (!json.fault()) parent.keep(json.fault().error());
}

std::optional<DateSpan> read_date(JsonReader& parent) {
  const Json* object = parent.optional("date", Json::Type::Object);
  if (!object) return std::nullopt;
  JsonReader json(parent.file(), *object, {"first", "last"});
  const auto first = json.day(json.member("first", Json::Type::String));
  const auto last = json.day(json.member("last", Json::Type::String));
  if (first && last && *first > *last) json.keep(parent.file().error(ErrorCode::Syntax, *object, "'last' must not be before 'first'"));
  if (!json.fault()) parent.keep(json.fault().error());
  return first && last ? std::optional(DateSpan{*first, *last}) : std::nullopt;
}

/// A word of a closed list, such as a polarity.
template <class Enum>
Enum read_word(JsonReader& json, std::string_view name, std::optional<Enum> (*parse)(std::string_view) noexcept, const std::vector<std::string_view>& words) {
  const Json* value = json.member(name, Json::Type::String);
  if (!value) return Enum{};
  const auto word = parse(value->string);
  if (!word) json.keep(json.file().error(ErrorCode::Syntax, *value, "unknown " + std::string(name) + " '" + value->string + "'" + internal::did_you_mean(value->string, words)));
  return word.value_or(Enum{});
}

RelationKey read_relation(JsonReader& json, const Json* value, const Catalogue& catalogue) {
  if (!value) return {};
  RelationKey key(value->string);
  if (catalogue.relation(key)) return key;
  std::vector<std::string_view> known;
  for (const RelationType& relation : catalogue.relations()) known.push_back(relation.key.str());
  json.keep(json.file().error(ErrorCode::NotFound, *value, "unknown relation '" + value->string + "'" + internal::did_you_mean(value->string, known)));
  return key;
}

/// The members that follow from the relation are checked for their type only: the catalogue knows them.
void read_relations(JsonReader& json, Statement& statement, const Catalogue& catalogue) {
  statement.relation = read_relation(json, json.member("relation", Json::Type::String), catalogue);
  for (const std::string_view name : {"plover", "quad"}) (void)json.optional(name, Json::Type::String);
  (void)json.optional("goldstein", Json::Type::Number);
  if (const Json* content = json.optional("content", Json::Type::String)) statement.content = read_relation(json, content, catalogue);
}

void read_confidence(JsonReader& json, Statement& statement) {
  const Json* value = json.member("confidence", Json::Type::Number);
  if (!value) return;
  statement.confidence = value->number;
  if (!(value->number >= 0 && value->number <= 1)) json.keep(json.file().error(ErrorCode::Syntax, *value, "'confidence' must be a number from 0 to 1"));
}

ArticleKey read_article(JsonReader& json) {
  const Json* value = json.member("article", Json::Type::String);
  if (!value) return {};
  const bool printable = std::ranges::all_of(value->string, [](char c) { return c >= ' ' && c <= '~'; });
  if (value->string.empty() || !printable) json.keep(json.file().error(ErrorCode::Syntax, *value, "'article' must be printable ASCII, and not empty"));
  return ArticleKey(value->string);
}

void read_sketch(JsonReader& json, Provenance& provenance) {
  const Json* value = json.optional("sketch", Json::Type::String);
  if (!value) return;
  provenance.sketch = value->string;
  if (!is_sketch(value->string)) json.keep(json.file().error(ErrorCode::Syntax, *value, "'sketch' must be 36 hexadecimal digits, or left out"));
}

void read_provenance(JsonReader& json, Provenance& provenance) {
  provenance.article = read_article(json);
  read_sentence(json, provenance);
  read_predicate(json, provenance);
  provenance.rule = json.optional_key<RuleKey>("rule").value_or(RuleKey());
  provenance.publisher = json.optional_text("publisher");
  provenance.published = json.day(json.optional("published", Json::Type::String));
  read_sketch(json, provenance);
}

/// An id that is left out is made; one that is there must be the right one, or merging would count twice.
void read_id(JsonReader& json, Statement& statement) {
  const std::string id = statement_id(statement);
  const Json* given = json.optional("id", Json::Type::String);
  statement.id = id;
  if (given && given->string != id)
    json.keep(json.file().error(ErrorCode::Conflict, *given, "id '" + given->string + "' is not that of this statement; expected '" + id + "', or no id"));
}

}  // namespace

std::string to_json(const StatementView& statement, const Catalogue& catalogue) {
  std::string out;
  JsonWriter json(out);
  json.open();
  json.text("id", statement.id);
  json.text("article", statement.provenance.article.str());
  write_sentence(json, statement.provenance);
  write(json, "subject", statement.subject);
  write_relation(json, statement.relation, catalogue);
  write(json, "object", statement.object);
  json.text("polarity", to_string(statement.polarity));
  json.text("modality", to_string(statement.modality));
  json.text_or_null("content", statement.content ? statement.content->str() : "");
  json.text_or_null("context", statement.context ? statement.context->str() : "");
  write_source(json, statement.said_by);
  write_date(json, statement.on);
  if (statement.place) write(json, "place", *statement.place);
  else json.null("place");
  write_predicate(json, statement.provenance);
  json.number("confidence", statement.confidence);
  json.text_or_null("rule", statement.provenance.rule.str());
  json.text_or_null("publisher", statement.provenance.publisher);
  json.text_or_null("published", statement.provenance.published ? to_string(*statement.provenance.published) : "");
  if (!statement.provenance.sketch.empty()) json.text("sketch", statement.provenance.sketch);
  json.close();
  return out;
}

Result<Statement> statement_from_json(std::string_view line, const Catalogue& catalogue, const SourcePos& where) {
  const auto placed = [&where](Error error) {
    error.where.file = where.file;
    if (where.line) error.where.line = where.line;
    return std::unexpected(std::move(error));
  };
  Result<Json> root = internal::parse_json(line, where.file);
  if (!root) return placed(std::move(root).error());
  const JsonFile file{where.file, std::string(line), *std::move(root)};
  JsonReader json(file, file.root, {"id", "article", "sentence", "subject", "relation", "plover", "quad", "goldstein", "object", "polarity", "modality",
                                    "content", "context", "source", "date", "place", "predicate", "confidence", "rule", "publisher", "published", "sketch"});
  Statement statement;
  statement.subject = read_participant(json, json.member("subject", Json::Type::Object));
  statement.object = read_participant(json, json.member("object", Json::Type::Object));
  read_relations(json, statement, catalogue);
  statement.polarity = read_word<Polarity>(json, "polarity", parse_polarity, {"positive", "negative"});
  statement.modality = read_word<Modality>(json, "modality", parse_modality, {"actual", "planned", "possible", "conditional", "wanted"});
  statement.context = json.optional_key<ContextKey>("context");
  statement.said_by = read_source(json);
  statement.on = read_date(json);
  if (const Json* place = json.optional("place", Json::Type::Object)) statement.place = read_participant(json, place);
  read_confidence(json, statement);
  read_provenance(json, statement.provenance);
  read_id(json, statement);
  if (!json.fault()) return placed(json.fault().error());
  return statement;
}

}  // namespace entente
