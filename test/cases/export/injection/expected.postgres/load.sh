#!/bin/sh
# Loads this folder into PostgreSQL; what is given goes to psql: sh load.sh postgresql://user@host/database
# Twice gives the same as once.
set -eu
cd "$(dirname "$0")"
exec psql --no-psqlrc --quiet --set ON_ERROR_STOP=1 --file load.sql "$@"
