#include <algorithm>
#include <deque>
#include <tuple>

#include "base/json.h"
#include "base/text.h"
#include "base/try.h"
#include "rules/parse.h"
#include "rules/rule.h"

namespace entente::internal {

namespace {

constexpr std::string_view kContextPrefix = "context-";

enum class FileSort : std::uint8_t { Classes, Relation, Control };

Result<FileSort> sort_of(const JsonFile& file) {
  ENTENTE_TRY(expect(file, file.root, Json::Type::Object, "a rule file"));
  if (file.root.find("classes")) return FileSort::Classes;
  if (file.root.find("relation")) return FileSort::Relation;
  if (file.root.find("control")) return FileSort::Control;
  std::string message = "a rule file must have 'classes', 'relation' with 'rules', or 'control'";
  if (!file.root.members.empty()) message += "; found '" + file.root.members[0].first + "'" + did_you_mean(file.root.members[0].first, {"classes", "relation", "control"});
  return std::unexpected(file.error(ErrorCode::Syntax, file.root, std::move(message)));
}

Result<std::deque<JsonFile>> parse_files(const std::vector<RuleText>& texts) {
  std::deque<JsonFile> files;
  for (const auto& [name, text] : texts) {
    auto root = parse_json(text, name);
    if (!root) return std::unexpected(root.error());
    files.push_back({name, text, *std::move(root)});
  }
  return files;
}

Result<void> add_classes(const std::deque<JsonFile>& files, Program& program) {
  for (const JsonFile& file : files) {
    const auto sort = sort_of(file);
    if (!sort) return std::unexpected(sort.error());
    if (*sort != FileSort::Classes) continue;
    ENTENTE_TRY(only_members(file, file.root, {"$schema", "classes"}));
    ENTENTE_TRY(program.classes.add(file, *file.root.find("classes")));
  }
  ENTENTE_TRY(program.classes.expand());
  for (const auto& [name, made] : program.classes.all())
    if (name.starts_with(kContextPrefix)) program.contexts.emplace_back(ContextKey(std::string_view(name).substr(kContextPrefix.size())), program.classes.list_of(name, program.pool));
  program.hedges = program.classes.list_of("hedge", program.pool);
  program.others = program.classes.list_of("other-party", program.pool);
  program.members = program.classes.list_of("member", program.pool);
  program.harms = program.classes.list_of("harm-noun", program.pool);
  program.private_persons = program.classes.list_of("private-person", program.pool);
  program.measures = program.classes.list_of("measure", program.pool);
  program.stand_ins = program.classes.list_of("stand-in", program.pool);
  program.source_markers = program.classes.list_of("source-marker", program.pool);
  program.other_time_words = program.classes.list_of("other-time", program.pool);
  program.held_verbs = program.classes.list_of("held", program.pool);
  program.during_markers = program.classes.list_of("during-marker", program.pool);
  program.loose_time_markers = program.classes.list_of("loose-time-marker", program.pool);
  return {};
}

bool asks_support(const Test& test) {
  return test.type == Test::Type::Support || (test.type == Test::Type::Any && std::ranges::any_of(test.tests, asks_support));
}

bool looks_out(const std::vector<Path>& paths) {
  return std::ranges::any_of(paths, [](const Path& path) { return path.scope == Scope::Outer; });
}

void build_indexes(Program& program) {
  const auto by_key = [](const auto& item) { return std::string_view(item.key.str()); };
  std::ranges::sort(program.rules, {}, by_key);
  std::ranges::sort(program.controls, {}, by_key);
  std::ranges::stable_sort(program.examples, {}, [](const RuleExample& e) { return std::tie(e.rule, e.where); });
  for (std::uint32_t i = 0; i < program.rules.size(); ++i) {
    Rule& rule = program.rules[i];
    const Trigger& trigger = rule.trigger;
    rule.support = std::ranges::any_of(rule.where, asks_support) || looks_out(rule.subject) || looks_out(rule.object) || std::ranges::any_of(rule.parties, looks_out);
    if (trigger.title) program.title_rules.push_back(i);
    program.longest_trigger = std::max(program.longest_trigger, trigger.words.longest);
    for (const WordId id : trigger.words.ids) program.rules_by_word[id].push_back(i);
  }
  for (std::uint32_t i = 0; i < program.controls.size(); ++i) {
    const WordList& words = program.controls[i].outer.words;
    program.longest_trigger = std::max(program.longest_trigger, words.longest);
    for (const WordId id : words.ids) program.controls_by_word[id].push_back(i);
  }
}

}  // namespace

Result<Program> compile(const std::vector<RuleText>& texts, std::shared_ptr<const Catalogue> catalogue) {
  Program program;
  program.catalogue = std::move(catalogue);
  const auto files = parse_files(texts);
  if (!files) return std::unexpected(files.error());
  ENTENTE_TRY(add_classes(*files, program));
  for (const JsonFile& file : *files) {
    const FileSort sort = *sort_of(file);
    RuleParser parser(file, program);
    if (sort == FileSort::Relation) ENTENTE_TRY(parser.relation_file());
    if (sort == FileSort::Control) ENTENTE_TRY(parser.control_file());
  }
  build_indexes(program);
  return program;
}

}  // namespace entente::internal
