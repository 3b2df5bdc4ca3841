#!/bin/sh
# Makes a new database of this folder; for one that runs already there is load.cypher.
#   sh import.sh [DATABASE] [OPTIONS of neo4j-admin, such as --overwrite-destination]
set -eu
cd "$(dirname "$0")"
database=${1:-neo4j}
[ $# -eq 0 ] || shift
exec "${NEO4J_ADMIN:-neo4j-admin}" database import full --legacy-style-quoting=true \
  --nodes=Entity=entities.header.csv,entities.csv \
  --nodes=Article=articles.header.csv,articles.csv \
  --nodes=Fact=facts.header.csv,facts.csv \
  --nodes=Mention=mentions.header.csv,mentions.csv \
  --relationships=SUBJECT=subject.header.csv,subject.csv \
  --relationships=OBJECT=object.header.csv,object.csv \
  --relationships=SUPPORTS=supports.header.csv,supports.csv \
  --relationships=IN=in.header.csv,in.csv \
  --relationships=MEETS_WITH=edges.header.csv,edges.MEETS_WITH.csv \
  "$@" "$database"
