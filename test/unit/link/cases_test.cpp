// test/cases/link/<case>/{input.txt,expected.tsv}: a text, with the article's date in a line "date: YYYY-MM-DD" before
// it, and its mentions: words, actors, the codes of those for whom they act, use, form. A time has "time" and its days.
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

}  // namespace

TEST_CASE("link cases") {
  for (const auto& folder : testing::cases("link")) {
    CAPTURE(folder.filename().string());
    std::string input = testing::slurp(folder / "input.txt"), date;
    if (input.starts_with("date: ")) {
      date = input.substr(6, 10);
      input.erase(0, input.find('\n') + 1);
    }
    const Document doc = testing::linked(input, date);
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
