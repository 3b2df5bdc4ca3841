#include "text/token_rules.h"

#include <doctest/doctest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>

#include "model/page_lines.h"
#include "text/tokens_stage.h"

using namespace entente;
using namespace entente::internal;

namespace {

/// The error of loading a tokenizer file with this text, the path of the file left out.
std::string failure(const std::string& text) {
  const auto path = std::filesystem::temp_directory_path() / ("entente_tokenizer_" + std::to_string(getpid()) + ".json");
  std::ofstream(path, std::ios::binary) << text;
  const auto loaded = TokenizerFile::load(path);
  std::filesystem::remove(path);
  if (loaded) return "no error";
  const std::string message = to_string(loaded.error());
  return message.starts_with(path.string()) ? message.substr(path.string().size()) : message;
}

PageLines patterns(const std::string& lines) {
  JsonFile file{"test", lines, {}};
  file.root = *parse_json(file.text, file.name);
  auto made = PageLines::read(file, file.root);
  REQUIRE_MESSAGE(made, to_string(made.error()));
  return std::move(*made);
}

/// The kind that a text of one line gets.
SentenceKind kind(const PageLines& lines, std::string_view line) { return lines.kinds(line, lines.paragraphs(line)).at(0); }

}  // namespace

TEST_CASE("faults of tokenizer.json are named with their place") {
  CHECK(failure("{}") == ":1:1: error: member 'language' is missing");
  CHECK(failure(R"({"language": "en", "lines": {}, "wrods": {}})") == ":1:42: error: unknown key 'wrods'; did you mean 'words'?");
  CHECK(failure(R"({"language": "en", "lines": {}, "words": {"prefix": []}})") == ":1:53: error: unknown key 'prefix'; did you mean 'prefixes'?");
  CHECK(failure(R"({"language": "en", "lines": {}, "words": {"abbreviations": {"may_end": ["Inc"]}}})") ==
        ":1:72: error: abbreviation 'Inc' has no full stop at its end");
  CHECK(failure(R"({"language": "en", "lines": {}, "words": {"abbreviations": {"may_end": ["Gen."], "before_name": ["Gen."]}}})") ==
        ":1:72: error: abbreviation 'Gen.' stands in two lists");
  CHECK(failure(R"({"language": "en", "lines": {}, "words": {"contractions": {"cannot": "can|no"}}})") ==
        ":1:70: error: found 'can|no'; expected the two parts of 'cannot' with '|' between");
  CHECK(failure(R"({"language": "en", "lines": {"furniture": ["* @+"]}, "words": {}})") ==
        ":1:44: error: pattern '* @+' names no word and would fit any line");
  CHECK(failure(R"({"language": "en", "lines": {"byline": ["by  @+"]}, "words": {}})") ==
        ":1:41: error: pattern 'by  @+' has two blanks in a row or at an end");
}

TEST_CASE("a pattern fits a whole line and nothing less") {
  const PageLines lines = patterns(R"x({"furniture": ["read more : *", "page # of #", "follow @ on *"], "byline": ["by @+"], "caption": ["* ( photo * )"]})x");
  CHECK(kind(lines, "Read more: Japan wants peace") == SentenceKind::Furniture);
  CHECK(kind(lines, "READ MORE: x") == SentenceKind::Furniture);
  CHECK(kind(lines, "They read more: it helps") == SentenceKind::Body);
  CHECK(kind(lines, "Read more than they did") == SentenceKind::Body);
  CHECK(kind(lines, "Page 3 of 17") == SentenceKind::Furniture);
  CHECK(kind(lines, "Page three of 17") == SentenceKind::Body);
  CHECK(kind(lines, "Follow @Entente on Telegram!") == SentenceKind::Furniture);
  CHECK(kind(lines, "By JOHN SMITH, Ann Lee and José Ünal") == SentenceKind::Byline);
  CHECK(kind(lines, "By then he had left") == SentenceKind::Body);
  CHECK(kind(lines, "A ship (Photo: Xinhua)") == SentenceKind::Caption);
  CHECK(kind(lines, "ABC/DEF") == SentenceKind::Byline);
}
