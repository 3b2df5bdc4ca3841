#include "entente/conllu.h"

#include <algorithm>
#include <array>
#include <charconv>

#include "base/text.h"
#include "base/try.h"

namespace entente {

using namespace internal;

namespace {

constexpr std::size_t kColumns = 10;
enum Column : std::uint8_t { Id, Form, Lemma, UposColumn, XposColumn, FeatsColumn, Head, DeprelColumn, Deps, Misc };
using Row = std::array<std::string_view, kColumns>;

std::optional<std::uint32_t> number(std::string_view text) noexcept {
  std::uint32_t value = 0;
  const auto [end, failure] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (failure != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  return value;
}

bool no_space_after(const Row& row) noexcept {
  for (std::string_view rest = row[Misc]; !rest.empty();) {
    const std::string_view entry = rest.substr(0, rest.find('|'));
    if (entry == "SpaceAfter=No") return true;
    rest.remove_prefix(std::min(rest.size(), entry.size() + 1));
  }
  return false;
}

/// The end of the part of `surface` that starts at `begin` and stands for a word of `length` bytes, so that each of
/// the `left` words after it still gets a code point.
std::size_t part_end(std::string_view surface, std::size_t begin, std::size_t length, std::size_t left) {
  std::vector<std::size_t> ends;
  for (std::size_t at = begin; at < surface.size();) ends.push_back(at += std::max<std::size_t>(1, code_point_at(surface, at).length));
  if (left == 0) return surface.size();
  const std::size_t latest = ends[ends.size() - 1 - left];
  const auto wanted = std::ranges::lower_bound(ends, begin + length);
  return std::min(latest, wanted == ends.end() ? latest : *wanted);
}

/// Reads one file; keeps the place and the multiword range that is open.
class Reader {
 public:
  Reader(std::string_view text, const std::string& file, ConlluLayers layers) : rest_(text), file_(file), layers_(layers) {}

  Result<std::vector<Document>> run() {
    while (!rest_.empty()) {
      take_line();
      if (line_.empty()) ENTENTE_TRY(end_sentence());
      else if (line_.front() == '#') ENTENTE_TRY(comment());
      else ENTENTE_TRY(token_line());
    }
    ENTENTE_TRY(end_sentence());
    if (!docs_.empty()) finish(docs_.back());
    return std::move(docs_);
  }

 private:
  void take_line() {
    const std::size_t end = rest_.find('\n');
    line_ = rest_.substr(0, end);
    rest_.remove_prefix(end == std::string_view::npos ? rest_.size() : end + 1);
    if (line_.ends_with('\r')) line_.remove_suffix(1);
    ++line_number_;
  }

  std::unexpected<Error> error(std::string message, std::string_view at = {}, ErrorCode code = ErrorCode::Syntax) const {
    const auto column = at.data() ? static_cast<std::uint32_t>(at.data() - line_.data() + 1) : 1;
    return std::unexpected(Error{code, std::move(message), {file_, line_number_, column}});
  }

  Document& doc() {
    if (docs_.empty()) docs_.emplace_back();
    return docs_.back();
  }

  /// A comment is "# name = value" or "# name"; names that we do not know are passed over.
  Result<void> comment() {
    const std::string_view body = trim(line_.substr(1));
    const std::size_t equals = body.find('=');
    const std::string_view name = trim(body.substr(0, equals));
    const std::string_view value = equals == std::string_view::npos ? std::string_view{} : trim(body.substr(equals + 1));
    if (name == "newdoc" || name == "newdoc id") return new_document(value);
    if (name == "newpar" || name == "newpar id") new_paragraph_ = true;
    if (name != "kind") return {};
    const auto kind = parse_sentence_kind(value);
    if (!kind) return error("unknown sentence kind '" + std::string(value) + "'; expected body, title, dateline, caption, byline or furniture", value);
    kind_ = *kind;
    return {};
  }

  Result<void> new_document(std::string_view id) {
    if (in_sentence_) return error("'# newdoc' inside a sentence; expected an empty line before it");
    if (!docs_.empty()) finish(docs_.back());
    docs_.emplace_back().article.key = ArticleKey(id);
    tags_ = tree_ = true;
    paragraph_ = 0;
    paragraph_gap_ = new_paragraph_ = false;
    space_ = false;
    return {};
  }

  Result<void> token_line() {
    Row row;
    const auto fields = split(line_, '\t');
    if (fields.size() != kColumns) return error("found " + std::to_string(fields.size()) + " tab-separated columns; expected 10");
    std::ranges::copy(fields, row.begin());
    if (row[Form].empty()) return error("the form is empty", row[Form]);
    if (row[Id].find('.') != std::string_view::npos) return {};  // empty node of an enhanced graph
    if (!in_sentence_) begin_sentence();
    if (const std::size_t dash = row[Id].find('-'); dash != std::string_view::npos) return range_line(row, dash);
    return word_line(row);
  }

  void begin_sentence() {
    in_sentence_ = true;
    sentence_line_ = line_number_;
    first_ = static_cast<std::uint32_t>(doc().tokens.size());
    if (new_paragraph_ && first_ > 0) { ++paragraph_; paragraph_gap_ = true; }
    new_paragraph_ = false;
  }

  std::uint32_t next_id() { return static_cast<std::uint32_t>(doc().tokens.size()) - first_ + 1; }

  Result<void> range_line(const Row& row, std::size_t dash) {
    const auto first = number(row[Id].substr(0, dash)), last = number(row[Id].substr(dash + 1));
    if (!first || !last || *first != next_id() || *last <= *first || range_left_ > 0)
      return error("found multiword range '" + std::string(row[Id]) + "'; expected one that starts at " + std::to_string(next_id()), row[Id]);
    std::size_t points = 0;
    for (const char c : row[Form]) points += (static_cast<unsigned char>(c) & 0xC0) != 0x80;
    range_left_ = *last - *first + 1;
    if (points < range_left_) return error("the form '" + std::string(row[Form]) + "' is too short for " + std::to_string(range_left_) + " words", row[Form]);
    ENTENTE_TRY(append_surface(row));
    in_range_ = 0;
    return {};
  }

  /// Adds the surface form to the text, with what parts it from the one before.
  Result<void> append_surface(const Row& row) {
    std::string& text = doc().article.text;
    if (!text.empty() && paragraph_gap_) text += "\n\n";
    else if (!text.empty() && space_) text += ' ';
    paragraph_gap_ = false;
    surface_begin_ = text.size();
    text += row[Form];
    space_ = !no_space_after(row);
    if (const auto bad = first_bad_utf8(row[Form])) return error("the form is not UTF-8", row[Form].substr(*bad));
    if (text.size() > kMaxArticleBytes) return error("the text is longer than " + std::to_string(kMaxArticleBytes) + " bytes", {}, ErrorCode::Limit);
    return {};
  }

  Result<void> word_line(const Row& row) {
    if (number(row[Id]) != next_id()) return error("found word number '" + std::string(row[Id]) + "'; expected " + std::to_string(next_id()), row[Id]);
    Token token;
    if (range_left_ == 0) {
      ENTENTE_TRY(append_surface(row));
      token.span = {static_cast<std::uint32_t>(surface_begin_), static_cast<std::uint32_t>(doc().article.text.size())};
    } else {
      const std::string_view surface = std::string_view(doc().article.text).substr(surface_begin_);
      const std::size_t end = part_end(surface, in_range_, row[Form].size(), --range_left_);
      token.span = {static_cast<std::uint32_t>(surface_begin_ + in_range_), static_cast<std::uint32_t>(surface_begin_ + end)};
      token.continues = in_range_ > 0;
      in_range_ = end;
    }
    if (layers_ == ConlluLayers::All) {
      ENTENTE_TRY(read_tags(row, token));
      ENTENTE_TRY(read_tree(row, token));
    }
    doc().tokens.push_back(std::move(token));
    if (next_id() > kMaxSentenceTokens + 1) return error("the sentence has more than " + std::to_string(kMaxSentenceTokens) + " words", {}, ErrorCode::Limit);
    return {};
  }

  Result<void> read_tags(const Row& row, Token& token) {
    if (row[UposColumn] == "_") { tags_ = false; return {}; }
    const auto upos = parse_upos(row[UposColumn]);
    if (!upos) return error("unknown part of speech '" + std::string(row[UposColumn]) + "'; expected one of Universal Dependencies, such as NOUN, or '_'", row[UposColumn]);
    token.upos = *upos;
    token.xpos = parse_xpos(row[XposColumn]).value_or(Xpos::None);
    token.feats = parse_feats(row[FeatsColumn]);
    if (row[Lemma] != "_" || row[Form] == "_") token.lemma = row[Lemma];
    return {};
  }

  /// Heads are checked when the sentence ends.
  Result<void> read_tree(const Row& row, Token& token) {
    if (row[Head] == "_") { tree_ = false; return {}; }
    const auto head = number(row[Head]);
    if (!head) return error("found head '" + std::string(row[Head]) + "'; expected a number or '_'", row[Head]);
    const auto deprel = parse_deprel(row[DeprelColumn]);
    if (!deprel) return error("unknown relation '" + std::string(row[DeprelColumn]) + "'; expected one of Universal Dependencies, such as nsubj", row[DeprelColumn]);
    token.head = *head == 0 ? kNoToken : first_ + *head - 1;
    token.deprel = *deprel;
    return {};
  }

  Result<void> end_sentence() {
    if (!in_sentence_) return {};
    Document& document = doc();
    const auto last = static_cast<std::uint32_t>(document.tokens.size());
    line_ = {};
    if (range_left_ > 0) return error("the sentence ends inside a multiword token", {});
    if (tree_ && layers_ == ConlluLayers::All) ENTENTE_TRY(check_tree({first_, last}));
    if (last > first_) document.sentences.push_back({{first_, last}, kind_, paragraph_});
    kind_ = SentenceKind::Body;
    in_sentence_ = false;
    return {};
  }

  /// One root, heads inside the sentence, no cycle.
  Result<void> check_tree(TokenRange sentence) {
    const std::vector<Token>& tokens = doc().tokens;
    const auto fault = [&](std::uint32_t t, const std::string& what) {
      return std::unexpected(Error{ErrorCode::Syntax, "in the sentence that starts here, word " + std::to_string(t - sentence.first + 1) + what, {file_, sentence_line_, 0}});
    };
    std::uint32_t root = kNoToken;
    for (std::uint32_t t = sentence.first; t < sentence.last; ++t) {
      if (tokens[t].head == kNoToken) {
        if (root != kNoToken) return fault(t, " is a second root");
        root = t;
      } else if (!sentence.contains(tokens[t].head)) {
        return fault(t, " has a head outside the sentence");
      }
    }
    for (std::uint32_t t = sentence.first; t < sentence.last; ++t) {
      std::uint32_t up = t;
      for (std::uint32_t steps = 0; tokens[up].head != kNoToken; ++steps) {
        if (steps > sentence.size()) return fault(t, " hangs on a cycle");
        up = tokens[up].head;
      }
    }
    return {};
  }

  /// Tags and trees count only if every word has them.
  void finish(Document& document) const {
    document.layers = {Layer::Tokens, Layer::Sentences};
    if (layers_ == ConlluLayers::Words) return;
    if (tags_) document.layers.add(Layer::Tags);
    if (tree_) document.layers.add(Layer::Tree);
    for (Token& token : document.tokens) {
      if (!tags_) { token.lemma.clear(); token.upos = Upos::X; token.xpos = Xpos::None; token.feats = {}; }
      if (!tree_) { token.head = kNoToken; token.deprel = Deprel::Dep; }
    }
  }

  std::string_view rest_, line_;
  std::string file_;
  const ConlluLayers layers_;
  std::vector<Document> docs_;
  std::uint32_t line_number_ = 0, sentence_line_ = 0, first_ = 0, paragraph_ = 0, range_left_ = 0;
  std::size_t surface_begin_ = 0, in_range_ = 0;  ///< Where the surface token starts; how much of it words have taken.
  bool in_sentence_ = false, space_ = false, new_paragraph_ = false, paragraph_gap_ = false, tags_ = true, tree_ = true;
  SentenceKind kind_ = SentenceKind::Body;
};

}  // namespace

Result<std::vector<Document>> read_conllu(std::string_view text, const std::string& file, ConlluLayers layers) {
  return Reader(text, file, layers).run();
}

}  // namespace entente
