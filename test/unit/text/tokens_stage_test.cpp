#include "text/tokens_stage.h"

#include <doctest/doctest.h>

#include <random>

#include "base/text.h"
#include "support/cases.h"
#include "entente/conllu.h"
#include "text/glyph.h"

using namespace entente;
using namespace entente::internal;

namespace {

const Stage& stage() {
  static const auto made = make_tokens_stage(testing::source_path("data/lang/en/tokenizer.json"));
  REQUIRE_MESSAGE(made, to_string(made.error()));
  return **made;
}

Document read(std::string text, std::string title = {}) {
  Document doc;
  doc.article.text = std::move(text);
  doc.article.title = std::move(title);
  REQUIRE(stage().run(doc));
  const auto sound = check(doc);
  REQUIRE_MESSAGE(sound, to_string(sound.error()));
  return doc;
}

/// One sentence a line: its kind, its paragraph, and its words; a later part of a multiword token follows "+".
std::string printed(const Document& doc) {
  std::string out;
  for (const Sentence& sentence : doc.sentences) {
    out += std::string(to_string(sentence.kind)) + ' ' + std::to_string(sentence.paragraph) + '\t';
    for (std::uint32_t t = sentence.tokens.first; t < sentence.tokens.last; ++t) {
      if (t > sentence.tokens.first) out += doc.tokens[t].continues ? " +" : " ";
      out += text_of(doc, doc.tokens[t]);
    }
    out += '\n';
  }
  return out;
}

/// Random text of pieces that meet the rules, and of any code points.
std::string random_text(std::mt19937& random) {
  static const std::vector<std::string> kPieces{"U.S.", "Mr.", "No.", "5", "don't", "n't", "'s", "\"", "“", "”", "’", "‘", "(", ")", "--", "—", "...",
                                               "…", "\n", "\n\n", " ", " ", " ", ".", "!", "?", ",", "$", "1.5m", "http://a.b/c", "x@y.org", "é", "中",
                                               "MOSCOW", "(Reuters) -", "By ", "Read more:", "anti-war", "\u200B\n", "9/11", "US$", "\t", "\u00A0", "'", "-", "/", "cannot", "The", "\xF0\x9F\x98\x80"};
  std::string text;
  const std::size_t length = random() % 60;
  for (std::size_t i = 0; i < length; ++i) {
    if (random() % 4) text += kPieces[random() % kPieces.size()];
    else append_utf8(text, static_cast<char32_t>(random() % 3 ? random() % 0x250 : random() % 0x10F000));
  }
  return repair_utf8(text);
}

}  // namespace

TEST_CASE("the cases of test/cases/text") {
  for (const auto& folder : testing::cases("text")) {
    CAPTURE(folder.string());
    testing::check_expected(folder / "expected.txt", printed(read(testing::slurp(folder / "input.txt"))));
  }
}

TEST_CASE("tokens and white space tile any text") {
  const unsigned seed = std::random_device{}();
  std::mt19937 random(seed);
  CAPTURE(seed);
  for (int round = 0; round < 2000; ++round) {
    const std::string text = random_text(random);
    CAPTURE(text);
    const Document doc = read(text);
    std::size_t end = 0;
    const auto blank = [&](std::size_t from, std::size_t to) {
      for (std::size_t at = from; at < to; at += glyph_at(text, at).length)
        if (glyph_at(text, at).glyph != Glyph::Space) return false;
      return true;
    };
    for (const Token& token : doc.tokens) {
      REQUIRE(blank(end, token.span.begin));
      REQUIRE(!first_bad_utf8(text_of(doc, token)));
      if (token.continues) REQUIRE(token.span.begin == end);
      end = token.span.end;
    }
    REQUIRE(blank(end, text.size()));
    for (const Sentence& sentence : doc.sentences) REQUIRE(!doc.tokens[sentence.tokens.first].continues);
  }
}

TEST_CASE("a text read, written as CoNLL-U and read again has the same words and sentences") {
  const unsigned seed = std::random_device{}();
  std::mt19937 random(seed);
  CAPTURE(seed);
  for (int round = 0; round < 300; ++round) {
    const Document doc = read(random_text(random));
    if (doc.sentences.empty()) continue;
    const std::string written = write_conllu(doc);
    CAPTURE(written);
    const auto again = read_conllu(written, "again");
    REQUIRE_MESSAGE(again, to_string(again.error()));
    REQUIRE(again->size() == 1);
    CHECK(printed(again->front()) == printed(doc));
  }
}

TEST_CASE("a sentence that is too long is cut behind a semicolon, else a comma, else where it is full") {
  std::string text;
  for (int i = 0; i < 399; ++i) text += i == 250 ? "word; " : i == 300 ? "word, " : "word ";
  const Document semicolon = read(text + "end.");
  REQUIRE(semicolon.sentences.size() == 2);
  CHECK(semicolon.sentences[0].tokens == TokenRange{0, 252});
  std::string plain;
  for (int i = 0; i < 1000; ++i) plain += "word ";
  const Document full = read(plain);
  REQUIRE(full.sentences.size() == 3);
  CHECK(full.sentences[0].tokens == TokenRange{0, 400});
}

TEST_CASE("the article's own title is a title though it ends in a full stop") {
  const Document doc = read("Iran and Oman meet.\nThe ministers met on Friday.", "Iran and Oman meet.");
  REQUIRE(doc.sentences.size() == 2);
  CHECK(doc.sentences[0].kind == SentenceKind::Title);
  CHECK(doc.sentences[1].kind == SentenceKind::Body);
}

TEST_CASE("a text over the limit is an error") {
  Document doc;
  doc.article.text.assign(kMaxArticleBytes + 1, 'a');
  const auto result = stage().run(doc);
  REQUIRE(!result);
  CHECK(result.error().message == "the text is longer than 67108864 bytes");
}
