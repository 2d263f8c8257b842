"""A shuffle of some hundred megabytes that cannot be compressed."""

import os

from pyspark.sql import SparkSession

spark = SparkSession.builder.getOrCreate()


def rows(number):
    return ((number, os.urandom(1 << 20)) for _ in range(12))


pairs = spark.sparkContext.parallelize(range(8), 8).flatMap(rows)
sizes = pairs.repartition(4).map(lambda pair: len(pair[1])).sum()
print("bytes:", sizes, flush=True)
