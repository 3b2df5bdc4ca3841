#!/bin/sh
# The pipe: articles on standard input, one JSON object a line; statements on standard output. What is wrong with an article that
# cannot be read becomes a line "error<TAB>message", and the others go on (exit code 3). Anything worse fails the task.
errors=$(mktemp)
trap 'rm -f "$errors"' EXIT
./entente/entente extract - --input-format jsonl --data ./entente/data --jobs 1 --quiet 2>"$errors"
code=$?
case $code in
  0 | 1 | 3) sed 's/^/error\t/' "$errors" ;;
  *) cat "$errors" >&2; exit $code ;;
esac
