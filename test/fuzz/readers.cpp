// libFuzzer target over what reads text that others wrote: JSON, CoNLL-U, patterns of tokens and sentences, days.
// The first byte chooses the reader, so that one corpus serves all.
#include <cassert>
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "base/json.h"
#include "base/text.h"
#include "entente/conllu.h"
#include "entente/statement.h"

using namespace entente;

namespace {

void read_json(std::string_view text) {
  if (const auto json = internal::parse_json(text, "fuzz"); !json) assert(!json.error().message.empty());
}

/// What is read, if anything, must be sound and must survive printing.
void read_trees(std::string_view text) {
  const auto documents = read_conllu(text, "fuzz");
  if (!documents) return;
  for (const Document& doc : *documents) {
    if (doc.sentences.empty()) continue;
    assert(check(doc));
    const auto again = read_conllu(write_conllu(doc), "again");
    assert(again && again->size() == 1 && again->front().tokens.size() == doc.tokens.size());
  }
}

void read_text(std::string_view text) {
  assert(!internal::first_bad_utf8(internal::repair_utf8(text)));
  (void)internal::slug(internal::repair_utf8(text));
  if (const auto day = parse_day(text)) assert(to_string(*day) == text);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  const std::string_view text(reinterpret_cast<const char*>(data) + 1, size - 1);
  switch (data[0] % 3) {
    case 0: read_json(text); break;
    case 1: read_trees(text); break;
    default: read_text(text); break;
  }
  return 0;
}
