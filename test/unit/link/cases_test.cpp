// test/cases/link/<case>/{input.txt,expected.tsv}: a text, with the article's date in a line "date: YYYY-MM-DD" and its
// address in a line "url: …" before it, and its mentions: words, actors, the codes of those for whom they act, use, form. A time has "time" and its days.
#include <array>
#include <string>

#include "base/text.h"
#include "support/linked.h"

using namespace entente;

namespace {

constexpr std::array<std::string_view, 4> kUses{"actor", "place", "modifier", "other"};
constexpr std::array<std::string_view, 6> kForms{"name", "title", "person", "group", "pronoun", "description"};

std::string mention_row(const Document& doc, const Mention& mention) {
  std::string keys, codes;
  for (const std::uint32_t actor : mention.actors) {
    keys += (keys.empty() ? "" : ";") + doc.actors[actor].key.str();
    codes += (codes.empty() ? "" : ";") + doc.actors[actor].code;
  }
  for (const Candidate& candidate : mention.candidates) keys += (keys.empty() ? "?" : ";?") + candidate.entity.str();
  return internal::single_blanks(text_of(doc, mention.tokens)) + '\t' + (keys.empty() ? "-" : keys) + '\t' + (codes.empty() ? "-" : codes) + '\t' +
         std::string(kUses[static_cast<std::size_t>(mention.use)]) + '\t' + std::string(kForms[static_cast<std::size_t>(mention.form)]) +
         (mention.former ? " former" : "") + '\n';
}

std::string time_row(const Document& doc, const TimeMention& time) {
  const std::string span = time.span ? to_string(time.span->first) + ".." + to_string(time.span->last) : "-";
  return internal::single_blanks(text_of(doc, time.tokens)) + "\ttime\t" + span + '\n';
}

/// What the first line says behind `name`, and takes the line off; empty if it is no such line.
std::string take_line(std::string& text, std::string_view name) {
  if (!text.starts_with(name)) return {};
  const std::size_t end = text.find('\n');
  const std::string value = text.substr(name.size(), end - name.size());
  text.erase(0, end + 1);
  return value;
}

}  // namespace

TEST_CASE("link cases") {
  for (const auto& folder : testing::cases("link")) {
    CAPTURE(folder.filename().string());
    std::string input = testing::slurp(folder / "input.txt");
    const std::string date = take_line(input, "date: "), url = take_line(input, "url: ");
    const Document doc = testing::linked(input, date, url);
    std::string got;
    for (std::size_t s = 0; s < doc.sentences.size(); ++s) {
      const TokenRange range = doc.sentences[s].tokens;
      got += "# " + internal::single_blanks(text_of(doc, range)) + '\n';
      for (const Mention& mention : doc.mentions)
        if (range.contains(mention.tokens.first)) got += mention_row(doc, mention);
      for (const TimeMention& time : doc.times)
        if (range.contains(time.tokens.first)) got += time_row(doc, time);
    }
    testing::check_expected(folder / "expected.tsv", got);
  }
}
