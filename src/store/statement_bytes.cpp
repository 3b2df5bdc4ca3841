#include "store/statement_bytes.h"

#include <chrono>
#include <cstdint>
#include <cstring>
#include <optional>
#include <type_traits>

namespace entente::internal {

namespace {

/// Puts members at the end, numbers as they lie in memory and texts behind their length.
class Writer {
 public:
  explicit Writer(std::string& out) : out_(out) {}

  template <class Number>
    requires std::is_trivially_copyable_v<Number>
  void operator()(const Number& number) { out_.append(reinterpret_cast<const char*>(&number), sizeof number); }
  void operator()(const std::string& text) {
    (*this)(static_cast<std::uint32_t>(text.size()));
    out_ += text;
  }
  template <class Tag>
  void operator()(const Key<Tag>& key) { (*this)(key.str()); }
  template <class T, class Each>
  void optional(const std::optional<T>& value, const Each& each) {
    (*this)(value.has_value());
    if (value) each(*this, *value);
  }

 private:
  std::string& out_;
};

/// Takes them in the same order.
class Reader {
 public:
  explicit Reader(std::string_view bytes) : rest_(bytes) {}

  template <class Number>
    requires std::is_trivially_copyable_v<Number>
  void operator()(Number& number) {
    std::memcpy(&number, rest_.data(), sizeof number);
    rest_.remove_prefix(sizeof number);
  }
  void operator()(std::string& text) { text = view(); }
  template <class Tag>
  void operator()(Key<Tag>& key) { key = Key<Tag>(view()); }
  template <class T, class Each>
  void optional(std::optional<T>& value, const Each& each) {
    bool has = false;
    (*this)(has);
    if (has) each(*this, value.emplace());
  }

 private:
  std::string_view view() {
    std::uint32_t size = 0;
    (*this)(size);
    const std::string_view text = rest_.substr(0, size);
    rest_.remove_prefix(size);
    return text;
  }

  std::string_view rest_;
};

constexpr auto kPlain = [](auto& to, auto& value) { to(value); };

constexpr auto kParticipant = [](auto& to, auto& who) {
  to(who.key);
  to(who.label);
  to(who.kind);
  to(who.actor);
  to(who.code);
  to(who.span);
  to(who.mention);
};

/// Every member, in an order that writing and reading share.
template <class To, class Said>
void members(To& to, Said& said) {
  to(said.id);
  kParticipant(to, said.subject);
  to(said.relation);
  kParticipant(to, said.object);
  to(said.polarity);
  to(said.modality);
  to.optional(said.content, kPlain);
  to.optional(said.context, kPlain);
  to.optional(said.said_by, [](auto& within, auto& said_by) {
    kParticipant(within, said_by.source);
    within(said_by.verb);
  });
  to.optional(said.on, [](auto& within, auto& on) {
    within(on.first);
    within(on.last);
  });
  to.optional(said.place, kParticipant);
  to(said.confidence);
  auto& from = said.provenance;
  to(from.article);
  to(from.sentence);
  to(from.sentence_span);
  to(from.sentence_text);
  to(from.predicate_span);
  to(from.predicate);
  to(from.rule);
  to(from.publisher);
  to.optional(from.published, kPlain);
  to(from.sketch);
}

}  // namespace

void append_bytes(std::string& out, const Statement& statement) {
  Writer writer(out);
  members(writer, statement);
}

Statement statement_of_bytes(std::string_view bytes) {
  Statement statement;
  Reader reader(bytes);
  members(reader, statement);
  return statement;
}

}  // namespace entente::internal
