"""Work for several executors with a shuffle, then none: how many executors there are at each time."""

import threading
import time

from pyspark.sql import SparkSession

spark = SparkSession.builder.getOrCreate()
context = spark.sparkContext
LIMIT = 120
result = []


def executors():
    return context._jsc.sc().getExecutorMemoryStatus().size() - 1


def until(count):
    end = time.time() + LIMIT
    while executors() != count and time.time() < end:
        time.sleep(0.2)
    return executors()


def slow(number):
    time.sleep(2)
    return number % 4, 1


def work():
    pairs = context.parallelize(range(16), 16).map(slow)
    result.extend(pairs.reduceByKey(lambda one, other: one + other, 4).collect())


print("at_first:", until(0), flush=True)
worker = threading.Thread(target=work)
worker.start()
print("at_work:", until(3), flush=True)
worker.join()
print("result:", sorted(result), flush=True)
print("idle:", until(0), flush=True)
