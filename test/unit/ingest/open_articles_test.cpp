#include <doctest/doctest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <chrono>
#include <fstream>
#include <map>

#include "base/text.h"
#include "entente/reader.h"
#include "ingest/bytes.h"
#include "ingest/dates.h"
#include "support/cases.h"
#include "support/statements.h"

using namespace entente;
using namespace entente::internal;
namespace fs = std::filesystem;

namespace {

std::string replaced(std::string text, const std::string& what, const std::string& with) {
  for (std::size_t at = text.find(what); at != std::string::npos; at = text.find(what, at + with.size())) text.replace(at, what.size(), with);
  return text;
}

std::string printed(const Article& article) {
  std::string out = "key: " + article.key.str() + "\n";
  const auto field = [&](const std::string& name, const std::string& value) { if (!value.empty()) out += name + ": " + value + "\n"; };
  field("title", article.title);
  field("url", article.url);
  field("publisher", article.publisher);
  field("language", article.language);
  if (article.published) {
    char date[16];
    std::snprintf(date, sizeof date, "%04d-%02u-%02u", int(article.published->year()), unsigned(article.published->month()), unsigned(article.published->day()));
    field("published", date);
  }
  for (const std::string_view line : split(article.text, '\n')) (out += "|") += std::string(line) + "\n";
  return out;
}

/// Everything that the inputs give: articles and errors, with the folder's name left out.
std::string read_all(const std::vector<fs::path>& inputs, ReaderOptions options, const std::string& folder) {
  options.languages = {testing::source_path("data/lang/en/tokenizer.json")};
  auto reader = open_articles(inputs, std::move(options));
  if (!reader) return replaced(to_string(reader.error()) + "\n", folder + "/", "");
  std::string out;
  for (int count = 0; count < 1000; ++count) {
    auto next = (*reader)->next();
    if (next && !*next) return replaced(out, folder + "/", "");
    out += next ? printed(**next) : to_string(next.error()) + "\n";
    out += "\n";
  }
  return out + "the reader does not end\n";
}

/// Lines "name = value" of a case: format, date, field NAME.
ReaderOptions options_of(const fs::path& file) {
  ReaderOptions options;
  if (!fs::exists(file)) return options;
  const std::string text = testing::slurp(file);
  for (const std::string_view line : split(text, '\n')) {
    const std::size_t equals = line.find('=');
    if (equals == std::string_view::npos) continue;
    const std::string name(trim(line.substr(0, equals))), value(trim(line.substr(equals + 1)));
    if (name == "format") options.format = value;
    else if (name == "date") options.date = find_date(value);
    else if (name.starts_with("field ")) options.fields[name.substr(6)] = value;
    else FAIL("unknown option " << name << " in " << file.string());
  }
  return options;
}

/// A folder of its own that goes when the test ends.
struct TemporaryFolder {
  fs::path path = fs::temp_directory_path() / ("entente_ingest_" + std::to_string(getpid()));
  TemporaryFolder() { fs::remove_all(path); fs::create_directories(path); }
  ~TemporaryFolder() { fs::remove_all(path); }
  fs::path put(const std::string& name, std::string_view bytes) const {
    fs::create_directories((path / name).parent_path());
    std::ofstream(path / name, std::ios::binary) << bytes;
    return path / name;
  }
};

}  // namespace

TEST_CASE("the cases of test/cases/ingest") {
  for (const auto& folder : testing::cases("ingest")) {
    CAPTURE(folder.string());
    std::vector<fs::path> inputs;
    for (const auto& entry : fs::directory_iterator(folder))
      if (entry.path().filename().string().starts_with("input")) inputs.push_back(entry.path());
    std::ranges::sort(inputs);
    testing::check_expected(folder / "expected.txt", read_all(inputs, options_of(folder / "options.txt"), folder.string()));
  }
}

TEST_CASE("an input that is not there, an unknown format and an unknown field are errors at once") {
  CHECK(to_string(open_articles({"no/such/file.txt"}).error()) == "no/such/file.txt: error: no such file or folder");
  ReaderOptions format;
  format.format = "jsnl";
  CHECK(to_string(open_articles({}, format).error()) == "error: unknown input format 'jsnl'; did you mean 'jsonl'?");
  format.format = "spreadsheet";
  CHECK(to_string(open_articles({}, format).error()) ==
        "error: unknown input format 'spreadsheet'; expected one of csv, feed, html, json, jsonl, text, tsv, warc");
  ReaderOptions field;
  field.fields = {{"txt", "body"}};
  CHECK(to_string(open_articles({}, field).error()) == "error: unknown article field 'txt'; did you mean 'text'?");
  ReaderOptions language;
  language.languages = {"no/tokenizer.json"};
  CHECK(to_string(open_articles({}, language).error()) == "no/tokenizer.json: error: cannot read: No such file or directory");
}

TEST_CASE("a file that may not be read is one error, and reading goes on") {
  if (geteuid() == 0) return;  // root may read all
  const TemporaryFolder folder;
  chmod(folder.put("a.txt", "Iran met Oman.\n").c_str(), 0);
  folder.put("b.txt", "Oman met Iran.\n");
  const std::string got = read_all({folder.path}, {}, folder.path.string());
  CHECK(got.starts_with("a.txt: error: cannot read: Permission denied\n"));
  CHECK(got.find("|Oman met Iran.") != std::string::npos);
}

TEST_CASE("folders are walked in sorted order, without hidden files") {
  const TemporaryFolder folder;
  for (const std::string name : {"b/2.txt", "b/1.txt", "a.txt", "c.txt", ".hidden.txt", ".git/x.txt"}) folder.put(name, "This is " + name + " as it was.\n");
  auto reader = open_articles({folder.path});
  REQUIRE(reader);
  std::string order;
  for (auto next = (*reader)->next(); next && *next; next = (*reader)->next()) order += (*next)->text + "\n";
  CHECK(order == "This is a.txt as it was.\nThis is b/1.txt as it was.\nThis is b/2.txt as it was.\nThis is c.txt as it was.\n");
}

TEST_CASE("what is too long is an error for that article only") {
  const TemporaryFolder folder;
  folder.put("a.txt", std::string(kMaxArticleBytes + 1, 'a'));
  folder.put("b.jsonl", "{\"text\": \"" + std::string(kMaxArticleBytes + 1, 'b') + "\"}\n{\"text\": \"Iran met Oman.\"}\n");
  const std::string got = read_all({folder.path}, {}, folder.path.string());
  CHECK(got.starts_with("a.txt: error: the article is longer than 67108864 bytes\n\nb.jsonl:1:1: error: the article is longer than 67108864 bytes\n\nkey: "));
  CHECK(got.ends_with("|Iran met Oman.\n\n"));
}

TEST_CASE("the same text has the same key in any file, another text another key") {
  const TemporaryFolder folder;
  folder.put("a.txt", "Iran met Oman.\n");
  folder.put("b.txt", "Iran met Oman.\n");
  folder.put("c.txt", "Oman met Iran.\n");
  auto reader = open_articles({folder.path});
  REQUIRE(reader);
  std::vector<std::string> keys;
  for (auto next = (*reader)->next(); next && *next; next = (*reader)->next()) keys.push_back((*next)->key.str());
  REQUIRE(keys.size() == 3);
  CHECK(keys[0] == keys[1]);
  CHECK(keys[0] != keys[2]);
}

TEST_CASE("dates are found in all usual forms, and only if they exist") {
  using std::chrono::year_month_day;
  const auto date = [](int y, unsigned m, unsigned d) { return year_month_day{std::chrono::year{y}, std::chrono::month{m}, std::chrono::day{d}}; };
  for (const std::string_view text : {"2015-05-31", "2015-05-31T10:35:00Z", "20150531", "May 31, 2015", "31 May 2015", "Sunday, May 31st, 2015 10:35",
                                      "Sun, 31 May 2015 10:35:00 +0000", "31.05.2015", "posted on the 31st of May 2015", "2015/5/31", "reuters_2015-05-31_17", "MAY 31 2015"}) {
    CAPTURE(text);
    CHECK(find_date(text) == date(2015, 5, 31));
  }
  for (const std::string_view text : {"", "2015", "May 2015", "May 31", "2015-02-30", "1-2-3", "31/05/2015", "12345678901", "Mayor 31, 2015"}) {
    CAPTURE(text);
    CHECK(find_date(text) == std::nullopt);
  }
  CHECK(date_in_head("Iran meets Oman\n\nPosted 31 May 2015\n\nThey met.") == date(2015, 5, 31));
  CHECK(date_in_head("MOSCOW, May 31, 2015 (Xinhua) -- They met.") == date(2015, 5, 31));
  CHECK(date_in_head("President Putin speaks to Xi Jinping in Moscow, May 8, 2015. (AFP)") == std::nullopt);
  CHECK(date_in_head("The treaty was signed on May 8, 2015.") == std::nullopt);
}

TEST_CASE("articles in memory come in the order given") {
  std::vector<Article> given(2);
  given[0].key = ArticleKey("a");
  given[1].key = ArticleKey("b");
  const auto reader = articles_from(given);
  CHECK((*reader->next())->key == ArticleKey("a"));
  CHECK((*reader->next())->key == ArticleKey("b"));
  CHECK(!*reader->next());
}

TEST_CASE("how much is read is known of files, whatever becomes of them, and not of a pipe") {
  const test::ScratchFolder folder("share");
  const auto write = [&](const char* name, const std::string& text) { std::ofstream(folder.file(name), std::ios::binary) << text; };
  std::string lines;
  for (int i = 0; i < 2000; ++i) lines += "{\"id\":\"" + std::to_string(i) + "\",\"text\":\"France met Iran in the city of Geneva, and both sides spoke of a truce there.\"}\n";
  write("a.jsonl", lines);
  write("b.jsonl", "{\"text\":");
  write("c.jsonl", "{\"id\":\"c\",\"text\":\"France met Iran.\"}\n");
  const auto reader = *open_articles({folder.file("a.jsonl"), folder.file("b.jsonl"), folder.file("c.jsonl")});
  CHECK(reader->share_read() == 0.0);
  double before = 0;
  for (int i = 0; i < 2000; ++i) {
    REQUIRE(reader->next());
    CHECK(*reader->share_read() >= before);
    before = *reader->share_read();
    CHECK(before < 1.0);
  }
  CHECK(before > 0.9);
  CHECK(!reader->next());
  CHECK((*reader->next())->key == ArticleKey("c"));
  CHECK(!*reader->next());
  CHECK(reader->share_read() == 1.0);
  CHECK(!(*open_articles({folder.file("a.jsonl"), "-"}))->share_read());
  CHECK(!articles_from({})->share_read());
}

TEST_CASE("a full disk of zeros does not fill the memory: gzip is unpacked block by block") {
  const fs::path bomb = testing::source_path("test/cases/ingest/gzip-bomb/input.txt.gz");
  auto source = open_bytes(bomb, "bomb");
  REQUIRE(source);
  Bytes bytes(std::move(*source), "bomb");
  const auto rest = bytes.take_rest(1 << 20);
  REQUIRE(!rest);
  CHECK(to_string(rest.error()) == "bomb: error: the article is longer than 1048576 bytes");
}
