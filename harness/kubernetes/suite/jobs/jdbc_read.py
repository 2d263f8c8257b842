"""Writes a table of PostgreSQL and reads it in partitions, each by a connection of an executor."""

import os
import sys

from pyspark import TaskContext
from pyspark.sql import SparkSession

spark = SparkSession.builder.getOrCreate()
source = {"url": os.environ["POSTGRESQL_URL"], "dbtable": sys.argv[1], "driver": "org.postgresql.Driver"}
numbers = spark.range(0, 10000, 1, 2).selectExpr("id", "id * id AS square")
numbers.write.format("jdbc").options(**source).save()
bounds = {"partitionColumn": "id", "lowerBound": 0, "upperBound": 10000, "numPartitions": 4}
table = spark.read.format("jdbc").options(**source, **bounds).load()


def who(rows):
    return [(TaskContext.get().partitionId(), os.uname().nodename, sum(1 for _ in rows))]


found = sorted(table.rdd.mapPartitions(who).collect())
print("sum:", table.groupBy().sum("square").first()[0], flush=True)
print("partitions:", " ".join(str(count) for _, _, count in found), flush=True)
print("executors:", len({host for _, host, _ in found}), flush=True)
