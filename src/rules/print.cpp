#include "rules/print.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <map>

#include "base/json.h"

namespace entente::internal {

namespace {

std::string json_text(std::string_view text) {
  std::string out;
  append_json_string(out, text);
  return out;
}

template <class List, class Text>
std::string list(const List& items, Text text) {
  std::string out = "[";
  for (const auto& item : items) out += (out.size() > 1 ? ", " : "") + text(item);
  return out + "]";
}

std::string words(const WordList& list_of) { return list(list_of.written, [](const std::string& w) { return json_text(w); }); }
std::string paths(const std::vector<Path>& all) { return list(all, [](const Path& p) { return json_text(to_string(p)); }); }
std::string kinds(const std::vector<KindKey>& all) { return list(all, [](const KindKey& k) { return json_text(k.str()); }); }
template <class Enum>
std::string names(const std::vector<Enum>& all) { return list(all, [](Enum e) { return json_text(to_string(e)); }); }

/// The members of one object, each on a line of its own.
class Members {
 public:
  void add(std::string_view key, const std::string& value) { text_ += (text_.empty() ? "" : ",\n      ") + json_text(key) + ": " + value; }
  void add_if(bool wanted, std::string_view key, const std::string& value) { if (wanted) add(key, value); }
  [[nodiscard]] std::string object() const { return "    { " + text_ + " }"; }

 private:
  std::string text_;
};

std::string print_trigger(const Trigger& trigger) {
  std::string pos;
  for (const auto& [bit, name] : {std::pair{kPosVerb, "verb"}, {kPosNoun, "noun"}, {kPosAdj, "adj"}})
    if (trigger.pos & bit) pos += (pos.empty() ? "" : ", ") + json_text(name);
  std::string text = "{ \"lemma\": " + words(trigger.words) + ", \"pos\": [" + pos + "]";
  if (!trigger.constructions.empty()) text += ", \"construction\": " + names(trigger.constructions);
  return text + " }";
}

void add_examples(Members& members, const Program& program, const RuleKey& key) {
  std::string examples, near;
  for (const RuleExample& example : program.examples) {
    if (example.rule != key) continue;
    std::string& target = example.gives.empty() ? near : examples;
    const std::string second = example.gives.empty() ? "\"why\": " + json_text(example.why)
                                                     : "\"gives\": " + list(example.gives, [](const std::string& g) { return json_text(g); });
    target += (target.empty() ? "" : ",\n        ") + ("{ \"text\": " + json_text(example.text)) + ", " + second + " }";
  }
  members.add_if(!examples.empty(), "examples", "[" + examples + "]");
  members.add_if(!near.empty(), "near", "[" + near + "]");
}

std::string print_rule(const Program& program, const Rule& rule) {
  Members members;
  members.add("key", json_text(rule.key.str()));
  if (rule.trigger.title) members.add("mention", json_text("title"));
  else members.add("trigger", print_trigger(rule.trigger));
  members.add_if(!rule.where.empty(), "where", list(rule.where, print_test));
  members.add_if(!rule.subject.empty(), "subject", paths(rule.subject));
  members.add_if(!rule.object.empty(), "object", paths(rule.object));
  members.add_if(!rule.parties.empty(), "parties", list(rule.parties, paths));
  members.add_if(!rule.subject_kinds.empty(), "subject_kind", kinds(rule.subject_kinds));
  members.add_if(!rule.object_kinds.empty(), "object_kind", kinds(rule.object_kinds));
  members.add_if(rule.place_object, "place_object", "true");
  members.add_if(rule.object_state, "object_state", "true");
  if (rule.context) members.add("context", json_text(rule.context->str()));
  if (rule.polarity) members.add("polarity", json_text(entente::to_string(*rule.polarity)));
  if (rule.modality) members.add("modality", json_text(entente::to_string(*rule.modality)));
  members.add("confidence", number_text(rule.confidence));
  members.add_if(rule.priority != 0, "priority", std::to_string(rule.priority));
  members.add_if(rule.final, "final", "true");
  add_examples(members, program, rule.key);
  return members.object();
}

std::string print_inner(const Control& control) {
  std::string text;
  const auto add = [&text](std::string_view key, const std::string& value) { text += (text.empty() ? "" : ", ") + json_text(key) + ": " + value; };
  if (!control.quads.empty()) add("quad", list(control.quads, [](Quad q) { return json_text(entente::to_string(q)); }));
  if (!control.relations.empty()) add("relation", list(control.relations, [](const RelationType* r) { return json_text(r->key.str()); }));
  if (control.inner_own) add("own", "true");
  if (control.inner_polarity != InnerPolarity::Positive) add("polarity", json_text(to_string(control.inner_polarity)));
  if (!control.inner_modalities.empty()) add("modality", list(control.inner_modalities, [](Modality m) { return json_text(entente::to_string(m)); }));
  return "{ " + text + " }";
}

std::string print_control(const Program& program, const Control& control) {
  Members members;
  members.add("key", json_text(control.key.str()));
  members.add("outer", print_trigger(control.outer));
  members.add_if(!control.links.empty(), "link", list(control.links, [](Link l) { return json_text(entente::to_string(l)); }));
  members.add("inner", print_inner(control));
  members.add("gives", json_text(control.gives->key.str()));
  members.add("subject", paths(control.subject));
  members.add("object", paths(control.object));
  members.add_if(!control.subject_kinds.empty(), "subject_kind", kinds(control.subject_kinds));
  members.add_if(!control.object_kinds.empty(), "object_kind", kinds(control.object_kinds));
  members.add("keep", json_text(to_string(control.keep)));
  members.add("confidence", number_text(control.confidence));
  add_examples(members, program, control.key);
  return members.object();
}

std::string print_classes(const WordClasses& classes, const std::string& file) {
  std::string text;
  for (const auto& [name, made] : classes.all())
    if (made.file == file) text += (text.empty() ? "" : ",\n") + ("    " + json_text(name)) + ": " + list(made.written, [](const std::string& w) { return json_text(w); });
  return "{\n  \"classes\": {\n" + text + "\n  }\n}\n";
}

std::string head_of(const Rule& rule) { return "{\n  \"relation\": " + json_text(rule.relation->key.str()) + ",\n  \"rules\": [\n"; }
std::string head_of(const Control&) { return "{\n  \"control\": [\n"; }

/// Rules of one file, in order of their keys.
template <class Item, class Print>
void print_files(const std::vector<Item>& items, Print print_one, std::map<std::string, std::string>& files) {
  for (const Item& item : items) {
    std::string& text = files[item.file];
    text += text.empty() ? head_of(item) : ",\n";
    text += print_one(item);
  }
  for (const Item& item : items)
    if (std::string& text = files[item.file]; !text.ends_with("]\n}\n")) text += "\n  ]\n}\n";
}

std::string file_name(const std::string& path) { return path.substr(path.find_last_of('/') + 1); }

}  // namespace

std::string number_text(double value) {
  std::array<char, 32> text{};
  const auto end = std::to_chars(text.data(), text.data() + text.size(), value).ptr;
  return {text.data(), end};
}

std::string print_test(const Test& test) {
  using Type = Test::Type;
  const auto path = [&](std::string_view key) { return "\"" + std::string(key) + "\": " + json_text(to_string(test.path)); };
  const auto one = [](std::string_view key, const std::string& value) { return "{ " + json_text(key) + ": " + value + " }"; };
  switch (test.type) {
    case Type::At: return "{ " + path("at") + ", \"lemma\": " + words(test.words) + " }";
    case Type::Head: return "{ " + path("at") + ", \"head\": " + words(test.words) + " }";
    case Type::Has: return "{ " + path("has") + " }";
    case Type::No: return "{ " + path("no") + " }";
    case Type::Kind: return "{ " + path("kind") + ", \"in\": " + kinds(test.kinds) + " }";
    case Type::Support: return one("support", words(test.words));
    case Type::NoSupport: return one("no_support", words(test.words));
    case Type::Governor: return "{ \"governor\": " + words(test.words) + (test.links.empty() ? "" : ", \"link\": " + list(test.links, [](Link l) { return json_text(entente::to_string(l)); })) + " }";
    case Type::Words: return one("words", words(test.words));
    case Type::NoWords: return one("no_words", words(test.words));
    case Type::Polarity: return one("polarity", json_text(entente::to_string(test.polarity)) + (test.of_complement ? ", \"of\": \"complement\"" : ""));
    case Type::Modality: {
      const std::string modalities = list(test.modalities, [](Modality m) { return json_text(entente::to_string(m)); });
      return one("modality", modalities + (test.of_complement ? ", \"of\": \"complement\"" : ""));
    }
    case Type::Reporting: return one("reporting", test.reporting ? "true" : "false");
    case Type::Not: return one("not", print_test(test.tests[0]));
    case Type::Any: return one("any", list(test.tests, print_test));
  }
  return "";
}

std::vector<RuleText> print(const Program& program) {
  std::map<std::string, std::string> files;
  print_files(program.rules, [&](const Rule& rule) { return print_rule(program, rule); }, files);
  print_files(program.controls, [&](const Control& control) { return print_control(program, control); }, files);
  for (const auto& [name, made] : program.classes.all()) files[file_name(made.file)] = print_classes(program.classes, made.file);
  return {files.begin(), files.end()};
}

}  // namespace entente::internal
