"""Counts with a shuffle, slowly enough that an executor can be killed in the middle."""

import time

from pyspark.sql import SparkSession

spark = SparkSession.builder.getOrCreate()
context = spark.sparkContext


def slow(number):
    time.sleep(1.5)
    return number % 3, number


while context._jsc.sc().getExecutorMemoryStatus().size() < 3:
    time.sleep(0.2)
print("working: now", flush=True)
sums = context.parallelize(range(24), 24).map(slow).reduceByKey(lambda one, other: one + other, 2).collect()
print("result:", sorted(sums), flush=True)
