"""A driver in client mode, which waits until it is told to end: by a file that a shell makes in its pod."""

import os
import socket
import time

from pyspark.sql import SparkSession

spark = SparkSession.builder.getOrCreate()
context = spark.sparkContext
hosts = context.parallelize(range(4), 4).map(lambda _: socket.gethostname()).distinct().collect()
print("driver:", socket.gethostname(), flush=True)
print("executors:", " ".join(hosts), flush=True)
print("sum:", spark.range(1000).groupBy().sum().first()[0], flush=True)
while not os.path.exists("/tmp/end"):
    time.sleep(0.2)
print("told: to end", flush=True)
