#!/usr/bin/env python3
"""Reads articles on a Spark cluster and merges what they say into the edges of one graph.

  spark-submit edges.py ENTENTE.tar.gz ARTICLES.jsonl OUT [PARTITIONS]

OUT/edges holds the lines of `entente export --format csv`, in its order, byte for byte; OUT/statements what `entente merge` takes, each
statement once; OUT/rejected a line for each article that could not be read.
"""
import json
import pathlib
import sys
import tarfile

from pyspark.sql import SparkSession

HERE = pathlib.Path(__file__).parent
PERSON = "struct<key: string, label: string, kind: string, iso3: string>"
STATEMENT = (f"id string, article string, subject {PERSON}, relation string, object {PERSON}, polarity string, modality string, "
             "date struct<first: string, last: string>, confidence double, publisher string, published string, sketch string")
RELATION = "key string, symmetric boolean, plover string, quad string, goldstein double"


def relations(archive):
    """The catalogue that the extractor uses."""
    with tarfile.open(archive) as files:
        known = json.load(files.extractfile("data/catalogue/relations.json"))["relations"]
    return [(r["key"], r.get("symmetric", False), r.get("plover"), r.get("quad"), float(r.get("weight", 0))) for r in known]


def decimal(number):
    return f"{number:.4f}".rstrip("0").rstrip(".")


def cell(value):
    """As the CSV of entente: what a spreadsheet would take for a formula is kept from it."""
    text = "" if value is None else decimal(value) if isinstance(value, float) else str(value)
    text = "'" + text if text[:1] in tuple("=+-@\t\r\n") and isinstance(value, str) else text
    return '"' + text.replace('"', '""') + '"' if any(c in text for c in ',"\r\n') else text


def line_of(edge):
    """One edge; its id is a hash of what it says. The \\r ends the line together with the \\n of the text file."""
    import xxhash
    said = "\n".join((edge.subject_key, edge.relation, edge.object_key, edge.polarity))
    return ",".join(["fa_" + xxhash.xxh64_hexdigest(said.encode()), *map(cell, edge)]) + "\r"


def copies(spark):
    """Articles that are copies of others, directly or by way of others, each with the least key among them."""
    spark.sql((HERE / "copies.sql").read_text()).cache().createOrReplaceTempView("shared")
    found, changed = spark.sql("SELECT DISTINCT article, article AS copy FROM shared").cache(), 1
    while changed:
        found.createOrReplaceTempView("copies")
        found = spark.sql("SELECT article, min(least) AS copy FROM shared JOIN (SELECT key, min(copy) AS least FROM shared JOIN copies USING (article) GROUP BY key) "
                          "USING (key) GROUP BY article").cache()
        found.createOrReplaceTempView("nearer")
        changed = spark.sql("SELECT count(*) FROM copies JOIN nearer USING (article) WHERE copies.copy <> nearer.copy").first()[0]


def main(archive, articles, out, partitions="64"):
    spark = SparkSession.builder.appName("entente").getOrCreate()
    spark.sparkContext.setLogLevel("WARN")
    spark.sparkContext.addArchive(f"{archive}#entente")
    spark.sparkContext.addFile(str(HERE / "extract.sh"))
    printed = spark.sparkContext.textFile(articles, int(partitions)).pipe("./extract.sh", checkCode=True).cache()
    printed.filter(lambda line: line.startswith("error\t")).saveAsTextFile(f"{out}/rejected")
    lines = printed.filter(lambda line: line.startswith("{"))
    spark.read.schema(STATEMENT).json(lines).createOrReplaceTempView("statements")
    lines.distinct().saveAsTextFile(f"{out}/statements")
    # A task that ran twice, or an article read twice, counts once.
    spark.sql("SELECT max_by(struct(*), struct(confidence, article)) AS s FROM statements GROUP BY id").cache().createOrReplaceTempView("once")
    copies(spark)
    spark.createDataFrame(relations(archive), RELATION).createOrReplaceTempView("relations")
    spark.sql((HERE / "edges.sql").read_text()).rdd.map(line_of).saveAsTextFile(f"{out}/edges")
    spark.stop()


main(*sys.argv[1:])
