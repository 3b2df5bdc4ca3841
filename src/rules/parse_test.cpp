#include <algorithm>
#include <array>

#include "base/names.h"
#include "rules/fields.h"
#include "rules/parse.h"

namespace entente::internal {

namespace {

using Type = Test::Type;

/// The key that tells the sort of a test, and the keys that go with it. Nothing is the list a test may have beside it.
struct Sort { Type type; std::string_view key, second; };
constexpr std::array<Sort, 14> kSorts{{{Type::At, "at", "lemma"}, {Type::Has, "has", ""}, {Type::No, "no", ""}, {Type::Kind, "kind", "in"},
                                       {Type::Support, "support", ""}, {Type::NoSupport, "no_support", ""}, {Type::Governor, "governor", "link"},
                                       {Type::Words, "words", ""}, {Type::NoWords, "no_words", ""}, {Type::Polarity, "polarity", "of"},
                                       {Type::Modality, "modality", "of"}, {Type::Reporting, "reporting", ""}, {Type::Not, "not", ""}, {Type::Any, "any", ""}}};
constexpr std::size_t kMaxTestDepth = 8;

std::size_t depth_of(const Test& test) {
  std::size_t depth = 0;
  for (const Test& inner : test.tests) depth = std::max(depth, depth_of(inner));
  return depth + 1;
}

}  // namespace

Result<void> RuleParser::tests(const Json& json, std::vector<Test>& list) {
  ENTENTE_TRY(expect(file_, json, Json::Type::Array, "a list of tests"));
  for (const Json& item : json.items) {
    auto one = test(item);
    if (!one) return std::unexpected(one.error());
    if (depth_of(*one) > kMaxTestDepth) return wrong(item, "tests are nested deeper than 8 levels", ErrorCode::Limit);
    list.push_back(*std::move(one));
  }
  return {};
}

Result<Test> RuleParser::test(const Json& json) {
  ENTENTE_TRY(expect(file_, json, Json::Type::Object, "a test"));
  std::vector<std::string_view> names;
  const Sort* sort = nullptr;
  for (const Sort& known : kSorts) {
    names.push_back(known.key);
    if (!sort && json.find(known.key)) sort = &known;
  }
  if (!sort) {
    if (json.members.empty()) return wrong(json, "an empty test; expected a key such as 'at', 'has', 'words' or 'support'");
    return wrong(json, "no test is called '" + json.members[0].first + "'" + did_you_mean(json.members[0].first, names));
  }
  std::vector<std::string_view> known{sort->key};
  if (!sort->second.empty()) known.push_back(sort->second);
  if (sort->type == Type::At) known.push_back("head");
  ENTENTE_TRY(only_members(file_, json, known));
  Test test;
  test.type = sort->type;
  ENTENTE_TRY(fill_test(json, sort->key, *json.find(sort->key), test));
  return test;
}

Result<void> RuleParser::fill_test(const Json& json, std::string_view key, const Json& value, Test& test) {
  const auto words = [&](const Json& list, std::string_view what) -> Result<void> {
    auto read = program_.classes.list(file_, list, what, program_.pool);
    if (!read) return std::unexpected(read.error());
    test.words = *std::move(read);
    return {};
  };
  switch (test.type) {
    case Type::At: {
      const Json *lemma = json.find("lemma"), *head = json.find("head");
      if (!lemma == !head) return wrong(json, "'at' needs 'lemma' (any word of the noun phrase) or 'head' (its last word), one of them");
      if (head) test.type = Type::Head;
      ENTENTE_TRY(fill_path_test(json, value, test));
      return head ? words(*head, "'head'") : words(*lemma, "'lemma'");
    }
    case Type::Head: case Type::Has: case Type::No: case Type::Kind: return fill_path_test(json, value, test);
    case Type::Support: case Type::NoSupport: case Type::Words: case Type::NoWords: return words(value, "'" + std::string(key) + "'");
    case Type::Governor: {
      ENTENTE_TRY(words(value, "'governor'"));
      const Json* link = json.find("link");
      if (!link) return {};
      const auto links = read_names(file_, *link, "link", parse_link, {"complement", "support", "inside", "adverbial", "purpose", "relative", "conjunct", "parataxis"});
      if (!links) return std::unexpected(links.error());
      test.links = *links;
      return {};
    }
    case Type::Polarity: {
      const auto polarity = read_name(file_, value, "polarity", parse_polarity, {"positive", "negative"});
      if (!polarity) return std::unexpected(polarity.error());
      test.polarity = *polarity;
      return read_of(json, test);
    }
    case Type::Modality: {
      const auto modalities = read_names(file_, value, "modality", parse_modality, {"actual", "planned", "possible", "conditional", "wanted"});
      if (!modalities) return std::unexpected(modalities.error());
      test.modalities = *modalities;
      return read_of(json, test);
    }
    case Type::Reporting:
      ENTENTE_TRY(expect(file_, value, Json::Type::Bool, "'reporting'"));
      test.reporting = value.boolean;
      return {};
    case Type::Any:
      ENTENTE_TRY(tests(value, test.tests));
      return test.tests.empty() ? Result<void>(wrong(value, "'any' is empty, so it would never hold")) : Result<void>{};
    case Type::Not: {
      auto inner = this->test(value);
      if (!inner) return std::unexpected(inner.error());
      test.tests.push_back(*std::move(inner));
      return {};
    }
  }
  return {};
}

Result<void> RuleParser::read_of(const Json& json, Test& test) {
  const Json* of = json.find("of");
  test.of_complement = of != nullptr;
  if (of && (of->type != Json::Type::String || of->string != "complement")) return wrong(*of, "'of' takes \"complement\" only");
  return {};
}

Result<void> RuleParser::fill_path_test(const Json& json, const Json& value, Test& test) {
  auto read = path(value, {Scope::Own, Scope::Outer, Scope::Complement, Scope::Condition});
  if (!read) return std::unexpected(read.error());
  test.path = *std::move(read);
  if (test.type != Type::Kind) return {};
  const Json* in = json.find("in");
  if (!in) return wrong(json, "'kind' needs 'in' with a list of kinds");
  auto list = kinds(*in);
  if (!list) return std::unexpected(list.error());
  test.kinds = *std::move(list);
  return {};
}

}  // namespace entente::internal
