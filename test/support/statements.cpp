#include "support/statements.h"

#include <unistd.h>

#include <array>
#include <cmath>
#include <cstdio>
#include <cstdlib>

#include "base/text.h"

namespace entente::test {

std::shared_ptr<const Catalogue> graph_catalogue() {
  static const std::shared_ptr<const Catalogue> kCatalogue = [] {
    Result<Catalogue> loaded = Catalogue::load(std::filesystem::path(ENTENTE_SOURCE_DIR) / "test/support/graph_catalogue");
    if (!loaded) {
      std::fprintf(stderr, "%s\n", to_string(loaded.error()).c_str());
      std::abort();
    }
    return std::make_shared<const Catalogue>(*std::move(loaded));
  }();
  return kCatalogue;
}

Participant participant(std::string_view key) {
  Participant made;
  made.key = EntityKey(key);
  made.actor = made.key;
  made.kind = KindKey(key.substr(0, key.find('/')));
  made.label = key.substr(key.find('/') + 1);
  if (const Actor* actor = graph_catalogue()->actor(made.key)) {
    const Actor& acting = graph_catalogue()->roll_up(*actor);
    made.label = actor->label;
    made.kind = actor->kind;
    made.actor = acting.key;
    made.code = acting.code;
  }
  made.mention = made.label;
  return made;
}

Statement statement(const Said& said) {
  Statement made;
  made.subject = participant(said.subject);
  made.relation = RelationKey(said.relation);
  made.object = participant(said.object);
  made.polarity = said.polarity;
  made.modality = said.modality;
  made.confidence = said.confidence;
  Provenance& from = made.provenance;
  from.article = ArticleKey(said.article);
  from.publisher = said.publisher;
  from.published = parse_day(said.published);
  from.sentence = said.sentence;
  from.predicate = said.relation;
  from.sentence_text = said.text.empty() ? made.subject.label + " " + std::string(said.relation) + " " + made.object.label + "." : std::string(said.text);
  from.sentence_span = {said.sentence * 1000, said.sentence * 1000 + static_cast<std::uint32_t>(from.sentence_text.size())};
  from.rule = RuleKey("en/test");
  made.id = statement_id(made);
  return made;
}

namespace {

/// A generator whose numbers are the same with every standard library.
class Dice {
 public:
  explicit Dice(std::uint64_t seed) : engine_(seed) {}
  std::uint32_t below(std::uint32_t limit) { return static_cast<std::uint32_t>(engine_() % limit); }
  bool one_in(std::uint32_t n) { return below(n) == 0; }
  template <class List>
  const auto& pick(const List& list) { return list[below(static_cast<std::uint32_t>(std::size(list)))]; }

 private:
  std::mt19937_64 engine_;
};

constexpr std::array<std::string_view, 14> kActors{
    "state/chn", "state/deu", "state/fra", "state/irq", "state/prk", "state/rus", "state/usa", "alliance/nato", "body/unsc",
    "forces/rus", "person/sergei-lavrov", "person/nobody-known", "group/hezbollah", "group/irq-insurgents"};
constexpr std::array<std::string_view, 9> kRelations{"agrees-with", "meets-with", "visits", "gives-aid-to", "criticizes", "threatens", "attacks", "fights-with", "cooperates-with"};
constexpr std::array<std::string_view, 8> kTexts{
    "They met.", "He said \"no\" & <left>.", "Élysée \xE2\x80\x9Cquoted\xE2\x80\x9D \xE4\xB8\xAD\xE5\x9B\xBD", "=HYPERLINK(\"x\",\"y\")",
    "]]> --> {| @graph", "\xD8\xB1\xD9\x88\xD8\xB3\xD9\x8A\xD8\xA7 \xE2\x80\x8F(RTL)\xE2\x80\xAE", "bell\x07 nul-free \x1F, \x7F", "back\\slash\tand, comma;\xE2\x80\xA8line"};

TextSpan random_span(Dice& dice) {
  const std::uint32_t begin = dice.below(100000);
  return {begin, begin + dice.below(300)};
}

Participant random_participant(Dice& dice, std::string_view key) {
  Participant made = participant(key);
  made.span = random_span(dice);
  if (dice.one_in(3)) made.label = dice.pick(kTexts);
  if (dice.one_in(3)) made.mention = dice.pick(kTexts);
  return made;
}

std::chrono::year_month_day random_day(Dice& dice) {
  return std::chrono::sys_days(std::chrono::year(2003) / 1 / 1) + std::chrono::days(dice.below(8000));
}

void add_options(Dice& dice, Statement& made) {
  if (dice.one_in(4)) made.content = RelationKey(dice.pick(kRelations));
  if (dice.one_in(3)) made.context = ContextKey("military");
  if (dice.one_in(3)) made.said_by = Attribution{random_participant(dice, dice.pick(kActors)), "say"};
  if (dice.one_in(5)) made.place = random_participant(dice, "city/moscow");
  if (dice.one_in(2)) {
    const auto first = random_day(dice);
    made.on = DateSpan{first, std::chrono::sys_days(first) + std::chrono::days(dice.below(5))};
  }
}

std::string hexadecimal(std::uint64_t number, std::size_t digits) { return internal::hashed_id("", number).substr(16 - digits); }

Statement random_statement(Dice& dice) {
  Statement made;
  const std::uint32_t subject = dice.below(kActors.size());
  const std::uint32_t object = (subject + 1 + dice.below(kActors.size() - 1)) % kActors.size();
  made.subject = random_participant(dice, kActors[subject]);
  made.object = random_participant(dice, kActors[object]);
  made.relation = RelationKey(dice.pick(kRelations));
  made.polarity = dice.one_in(6) ? Polarity::Negative : Polarity::Positive;
  made.modality = static_cast<Modality>(dice.one_in(3) ? dice.below(5) : 0);
  made.confidence = dice.below(10001) / 10000.0;
  add_options(dice, made);
  Provenance& from = made.provenance;
  const std::uint32_t article = dice.below(40);
  from.article = ArticleKey("wire/" + std::to_string(article));
  if (article % 3) from.publisher = article % 2 ? "Xinhua" : "A \"quoted\", Wire";
  if (article % 5) from.published = std::chrono::sys_days(std::chrono::year(2010) / 1 / 1) + std::chrono::days(article / 8 * 31 + article % 8);
  // Some articles are copies of each other, also by way of a third.
  if (article % 3 == 0) from.sketch = hexadecimal(article / 6, 12) + hexadecimal(100 + article / 9, 12) + hexadecimal(1000 + article / 4, 12);
  from.sentence = dice.below(30);
  from.sentence_span = random_span(dice);
  from.sentence_text = dice.pick(kTexts);
  from.predicate_span = random_span(dice);
  from.predicate = dice.pick(kTexts);
  if (!dice.one_in(5)) from.rule = RuleKey("en/some.rule");
  made.id = statement_id(made);
  return made;
}

}  // namespace

std::vector<Statement> random_statements(std::uint64_t seed, std::size_t count) {
  Dice dice(seed);
  std::vector<Statement> made;
  while (made.size() < count) {
    if (!made.empty() && dice.one_in(10)) {
      Statement again = dice.pick(made);
      // The same observation by another rule: its id stays.
      if (dice.one_in(2)) again.confidence = dice.below(10001) / 10000.0;
      made.push_back(std::move(again));
    } else made.push_back(random_statement(dice));
  }
  return made;
}

ScratchFolder::ScratchFolder(std::string_view name)
    : folder_(std::filesystem::temp_directory_path() / ("entente-" + std::string(name) + "-" + std::to_string(getpid()))) {
  std::filesystem::remove_all(folder_);
  std::filesystem::create_directories(folder_);
}
ScratchFolder::~ScratchFolder() {
  std::error_code ignored;
  std::filesystem::remove_all(folder_, ignored);
}

}  // namespace entente::test
