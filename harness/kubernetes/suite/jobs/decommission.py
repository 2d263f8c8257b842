"""Keeps blocks on executors, of which one is then told to go: no block is made again."""

import time

from pyspark import StorageLevel
from pyspark.sql import SparkSession

spark = SparkSession.builder.getOrCreate()
context = spark.sparkContext
made = context.accumulator(0)


def make(number):
    made.add(1)
    return number * number


while context._jsc.sc().getExecutorMemoryStatus().size() < 3:
    time.sleep(0.2)
kept = context.parallelize(range(8), 8).map(make).persist(StorageLevel.MEMORY_ONLY)
print("before:", kept.sum(), "from", made.value, "calls", flush=True)
while context._jsc.sc().getExecutorMemoryStatus().size() > 2:
    time.sleep(0.2)
print("after:", kept.sum(), "from", made.value, "calls", flush=True)
