#include "base/json.h"
#include "fuzz.h"

namespace entente::fuzz {

namespace {

/// Strings survive being written and read again.
void check_strings(const internal::Json& root) {
  std::vector<const internal::Json*> open{&root};
  while (!open.empty()) {
    const internal::Json& value = *open.back();
    open.pop_back();
    for (const internal::Json& item : value.items) open.push_back(&item);
    for (const auto& [name, member] : value.members) open.push_back(&member);
    if (!value.is(internal::Json::Type::String)) continue;
    std::string written;
    internal::append_json_string(written, value.string);
    expect(must(internal::parse_json(written, "again")).string == value.string, "a string that changes when it is written");
  }
}

}  // namespace

/// JSON as it is, then as articles in one array, one behind another, or one a line.
void run_json(std::string_view bytes) {
  if (const auto json = internal::parse_json(bytes, "fuzz"); json) check_strings(*json);
  else expect_told(json.error());
  (void)read_articles("json", bytes);
  (void)read_articles("jsonl", bytes);
}

}  // namespace entente::fuzz
