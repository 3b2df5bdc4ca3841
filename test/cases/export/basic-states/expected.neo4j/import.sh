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
  --relationships=ALLIED_WITH=edges.header.csv,edges.ALLIED_WITH.csv \
  --relationships=ATTACKS=edges.header.csv,edges.ATTACKS.csv \
  --relationships=CRITICIZES=edges.header.csv,edges.CRITICIZES.csv \
  --relationships=GIVES_AID_TO=edges.header.csv,edges.GIVES_AID_TO.csv \
  --relationships=MEETS_WITH=edges.header.csv,edges.MEETS_WITH.csv \
  --relationships=NOT_SANCTIONS=edges.header.csv,edges.NOT_SANCTIONS.csv \
  --relationships=SANCTIONS=edges.header.csv,edges.SANCTIONS.csv \
  --relationships=THREATENS=edges.header.csv,edges.THREATENS.csv \
  --relationships=VISITS=edges.header.csv,edges.VISITS.csv \
  "$@" "$database"
