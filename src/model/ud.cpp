#include "entente/ud.h"

#include "base/names.h"

namespace entente {

namespace {

constexpr internal::EnumNames<Upos, 17> kUpos{{"ADJ", "ADP", "ADV", "AUX", "CCONJ", "DET", "INTJ", "NOUN", "NUM", "PART",
                                               "PRON", "PROPN", "PUNCT", "SCONJ", "SYM", "VERB", "X"}};

constexpr internal::EnumNames<Xpos, 51> kXpos{{"_", "ADD", "AFX", "CC", "CD", "DT", "EX", "FW", "GW", "HYPH", "IN", "JJ",
                                               "JJR", "JJS", "LS", "MD", "NFP", "NN", "NNP", "NNPS", "NNS", "PDT", "POS",
                                               "PRP", "PRP$", "RB", "RBR", "RBS", "RP", "SYM", "TO", "UH", "VB", "VBD",
                                               "VBG", "VBN", "VBP", "VBZ", "WDT", "WP", "WP$", "WRB", ",", ".", ":", "$",
                                               "``", "''", "-LRB-", "-RRB-", "#"}};

constexpr internal::EnumNames<Deprel, 51> kDeprel{{"dep", "acl", "acl:relcl", "advcl", "advcl:relcl", "advmod", "amod",
                                                   "appos", "aux", "aux:pass", "case", "cc", "cc:preconj", "ccomp",
                                                   "compound", "compound:prt", "conj", "cop", "csubj", "csubj:outer",
                                                   "csubj:pass", "det", "det:predet", "discourse", "dislocated", "expl",
                                                   "fixed", "flat", "goeswith", "iobj", "list", "mark", "nmod", "nmod:desc",
                                                   "nmod:poss", "nmod:unmarked", "nsubj", "nsubj:outer", "nsubj:pass",
                                                   "nummod", "obj", "obl", "obl:agent", "obl:unmarked", "orphan",
                                                   "parataxis", "punct", "reparandum", "root", "vocative", "xcomp"}};

}  // namespace

std::string_view to_string(Upos value) noexcept { return kUpos.name(value); }
std::string_view to_string(Xpos value) noexcept { return kXpos.name(value); }
std::string_view to_string(Deprel value) noexcept { return kDeprel.name(value); }

std::optional<Upos> parse_upos(std::string_view text) noexcept { return kUpos.parse(text); }
std::optional<Xpos> parse_xpos(std::string_view text) noexcept { return kXpos.parse(text); }

std::optional<Deprel> parse_deprel(std::string_view text) noexcept {
  if (const auto exact = kDeprel.parse(text)) return exact;
  return kDeprel.parse(text.substr(0, text.find(':')));
}

Deprel base_of(Deprel value) noexcept {
  const std::string_view name = to_string(value);
  return kDeprel.parse(name.substr(0, name.find(':'))).value_or(value);
}

}  // namespace entente
