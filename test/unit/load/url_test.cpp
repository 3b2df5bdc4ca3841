#include "load/url.h"

#include <doctest/doctest.h>

#include "entente/loader.h"
#include "support/statements.h"

using namespace entente;
using namespace entente::internal;

TEST_CASE("a URL comes apart, name and password without their percent signs") {
  const auto url = parse_url("PostgreSQL://reader:p%40ss%2Fword@[::1]:5433/news?sslmode=require#x");
  REQUIRE(url);
  CHECK(url->scheme == "postgresql");
  CHECK(url->user == "reader");
  CHECK(url->password == "p@ss/word");
  CHECK(url->host == "[::1]");
  CHECK(url->port == "5433");
  CHECK(url->path == "/news");
  CHECK(url->query == "?sslmode=require");
  CHECK(shown(*url) == "postgresql://reader:***@[::1]:5433/news?sslmode=require");
}

TEST_CASE("parts that a URL lacks are empty") {
  const auto socket = parse_url("postgresql:///news");
  REQUIRE(socket);
  CHECK(socket->host.empty());
  CHECK(socket->path == "/news");
  const auto bare = parse_url("http://localhost?default");
  REQUIRE(bare);
  CHECK(bare->host == "localhost");
  CHECK(bare->path.empty());
  CHECK(bare->query == "?default");
  const auto odd = parse_url("http://a:100%@h/%");
  REQUIRE(odd);
  CHECK(odd->password == "100%");
}

TEST_CASE("what is no URL is told so, without its password") {
  const auto none = parse_url("localhost:5432");
  REQUIRE(!none);
  CHECK(none.error().code == ErrorCode::Syntax);
  CHECK(none.error().message == "'localhost:5432' is no URL; expected one such as postgresql://NAME@HOST/DATABASE");
}

TEST_CASE("no message holds a password, however it is written") {
  const std::string text = "postgresql://reader:se%20cret@host/db";
  const auto url = parse_url(text);
  REQUIRE(url);
  CHECK(hide_secret("cannot parse " + text + ": bad", text, *url) == "cannot parse postgresql://reader:***@host/db: bad");
  CHECK(hide_secret("user reader, password se cret", text, *url) == "user reader, password ***");
  CHECK(hide_secret("seen se%20cret", text, *url) == "seen ***");
  CHECK(without_password("neo4j://a:b@c") == "neo4j://a:***@c");
  CHECK(without_password("neo4j://a@c:7474/d") == "neo4j://a@c:7474/d");
  CHECK(without_password("http://a:b:c@d@host/e@f") == "http://a:***@host/e@f");
}

TEST_CASE("the value of a query keeps nothing that means something there") {
  CHECK(percent_encoded("https://w3id.org/a b?c&d=é") == "https%3A%2F%2Fw3id.org%2Fa%20b%3Fc%26d%3D%C3%A9");
}

TEST_CASE("a scheme that nobody loads to is named with the nearest") {
  const KnowledgeGraph graph(test::graph_catalogue());
  const auto loaded = load_into("neo4js://localhost", graph);
  REQUIRE(!loaded);
  CHECK(loaded.error().code == ErrorCode::Syntax);
  CHECK(loaded.error().message == "cannot load to 'neo4js://'; there are http://, https://, neo4j+s://, neo4j://, postgresql://; did you mean 'neo4j+s://'?");
}
