"""Counts for some twenty seconds, so that something can happen in the middle."""

import time

from pyspark.sql import SparkSession

spark = SparkSession.builder.getOrCreate()


def slow(number):
    time.sleep(1)
    return number % 3, number


print("working: now", flush=True)
pairs = spark.sparkContext.parallelize(range(20), 20).map(slow)
print("result:", sorted(pairs.reduceByKey(lambda one, other: one + other, 2).collect()), flush=True)
