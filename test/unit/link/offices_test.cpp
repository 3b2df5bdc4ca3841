// test/cases/offices/*.tsv: day, text, words asked about, and the actor of the tables whom they mean there.
#include <string>
#include <vector>

#include "base/text.h"
#include "support/linked.h"

using namespace entente;

namespace {

struct Question { std::string day, text, words, actor; };

std::vector<Question> questions(const std::string& name) {
  const std::string table = testing::slurp(testing::source_path("test/cases/offices/" + name));
  std::vector<Question> list;
  for (const std::string_view line : internal::split(table, '\n')) {
    if (line.empty() || line.starts_with('#')) continue;
    const auto cells = internal::split(line, '\t');
    REQUIRE(cells.size() == 4);
    list.push_back({std::string(cells[0]), std::string(cells[1]), std::string(cells[2]), std::string(cells[3])});
  }
  return list;
}

/// The person of the tables whom the text means by the words; "-" if none.
std::string answer(const Question& question) {
  const Document doc = testing::linked(question.text, question.day);
  const Catalogue& catalogue = testing::link_catalogue();
  std::string found = "-";
  for (const Mention& mention : doc.mentions) {
    if (text_of(doc, mention.tokens).find(question.words) == std::string::npos) continue;
    for (const std::uint32_t actor : mention.actors)
      if (doc.actors[actor].key.str().starts_with("person/") && catalogue.actor(doc.actors[actor].key)) found = doc.actors[actor].key.str();
  }
  return found;
}

}  // namespace

TEST_CASE("the known answers are given: who is meant by a surname or a title on a day") {
  for (const Question& question : questions("known.tsv")) {
    CAPTURE(question.day);
    CAPTURE(question.text);
    CHECK(answer(question) == question.actor);
  }
}

TEST_CASE("of questions drawn from the sources hardly any is answered wrongly, and most are answered") {
  std::size_t right = 0, wrong = 0;
  const std::vector<Question> drawn = questions("drawn.tsv");
  for (const Question& question : drawn) {
    const std::string given = answer(question);
    right += given == question.actor;
    wrong += given != question.actor && given != "-";
    if (given != question.actor && given != "-") MESSAGE(question.day << " " << question.text << " " << given);
  }
  CHECK(drawn.size() == 100);
  CHECK(right >= 90);
  CHECK(wrong <= 2);
}
