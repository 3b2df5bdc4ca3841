#include <algorithm>
#include <iostream>
#include <string>
#include <vector>

#include "base/text.h"
#include "base/try.h"
#include "cli/asking.h"
#include "cli/commands.h"
#include "entente/store.h"

namespace entente::internal {

namespace {

using Records = std::vector<ArticleRecord>;

/// The articles for which `holds`.
template <class Holds>
std::vector<const ArticleRecord*> where(const Records& articles, const Holds& holds) {
  std::vector<const ArticleRecord*> found;
  for (const ArticleRecord& article : articles)
    if (holds(article)) found.push_back(&article);
  return found;
}

/// By key, else by URL, else by title, else by the beginning of a key. Errors: NotFound with the nearest; Conflict with some candidates.
Result<ArticleKey> article_named(const std::string& name, const Records& articles) {
  constexpr std::size_t kTold = 3;
  auto found = where(articles, [&](const ArticleRecord& article) { return article.key.str() == name; });
  if (found.empty()) found = where(articles, [&](const ArticleRecord& article) { return article.url == name; });
  if (found.empty()) found = where(articles, [&](const ArticleRecord& article) { return article.title == name; });
  if (found.empty()) found = where(articles, [&](const ArticleRecord& article) { return article.key.str().starts_with(name); });
  if (found.size() == 1) return found[0]->key;
  if (found.empty()) {
    std::vector<std::string_view> names;
    for (const ArticleRecord& article : articles)
      for (const std::string_view known : {std::string_view(article.key.str()), std::string_view(article.url), std::string_view(article.title)})
        if (!known.empty()) names.push_back(known);
    return std::unexpected(Error{ErrorCode::NotFound, "there is no article '" + name + "'" + did_you_mean(name, names), {}});
  }
  std::string message = "'" + name + "' may be ";
  for (std::size_t i = 0; i < found.size() && i < kTold; ++i) message += (i ? ", " : "") + found[i]->key.str();
  return std::unexpected(Error{ErrorCode::Conflict, message + (found.size() > kTold ? " or " + plural(found.size() - kTold, "other") : "") + "; write a key", {}});
}

/// The arguments, with the lines of standard input in the place of "-".
std::vector<std::string> names_in(const std::vector<std::string>& arguments) {
  std::vector<std::string> names;
  for (const std::string& argument : arguments) {
    if (argument != "-") { names.push_back(argument); continue; }
    for (std::string line; std::getline(std::cin, line);)
      if (const std::string_view name = trim(line); !name.empty()) names.emplace_back(name);
  }
  return names;
}

}  // namespace

Result<Exit> run_forget(const Options& options) {
  const std::vector<std::string> names = names_in(options.arguments);
  if (names.empty()) return std::unexpected(Error{ErrorCode::Syntax, "no article; name some by key, URL or title, or - for a list on standard input", {}});
  if (const auto there = Store::open(options.graph, OpenMode::ReadOnly); !there) return std::unexpected(there.error());  // none is made here
  auto store = Store::open(options.graph);
  if (!store) return std::unexpected(store.error());
  const auto articles = store->articles();
  if (!articles) return std::unexpected(articles.error());
  const auto before = store->counts();
  if (!before) return std::unexpected(before.error());
  std::size_t unknown = 0;
  std::vector<ArticleKey> keys;
  for (const std::string& name : names) {
    const Result<ArticleKey> key = article_named(name, *articles);
    if (key) keys.push_back(*key);
    else say_error(key.error());
    unknown += !key;
  }
  std::ranges::sort(keys);
  keys.erase(std::ranges::unique(keys).begin(), keys.end());
  for (const ArticleKey& key : keys) ENTENTE_TRY(store->remove(key));
  ENTENTE_TRY(store->flush());
  const auto after = store->counts();
  if (!after) return std::unexpected(after.error());
  if (!keys.empty()) say_info("forgotten: " + plural(keys.size(), "article") + ", " + plural(before->statements - after->statements, "statement"));
  if (unknown) return keys.empty() ? Exit::Nothing : Exit::Partly;
  return Exit::Done;
}

}  // namespace entente::internal
