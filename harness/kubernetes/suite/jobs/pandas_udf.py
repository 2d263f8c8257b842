"""A pandas UDF through Arrow on two executors, and what driver and executors may do."""

import os
import socket
import time

import pandas
from pyspark.sql import SparkSession
from pyspark.sql.functions import pandas_udf, spark_partition_id

spark = SparkSession.builder.config("spark.sql.execution.arrow.pyspark.enabled", "true").getOrCreate()
context = spark.sparkContext
STATUS = ("Uid", "Gid", "CapBnd", "CapEff", "NoNewPrivs", "Seccomp")


def say(name, value):
    print(f"{name}: {value}", flush=True)


def status():
    with open("/proc/self/status") as lines:
        fields = dict(line.rstrip("\n").split(":\t", 1) for line in lines if ":\t" in line)
    return " ".join(f"{name}={fields[name].split()[0]}" for name in STATUS)


def writable():
    """The folders that can be written, without those below them."""
    found = []
    for folder, below, _ in os.walk("/"):
        if os.access(folder, os.W_OK):
            found.append(folder)
            below.clear()
        elif folder == "/":
            below[:] = [name for name in below if name not in ("proc", "sys")]
    return " ".join(sorted(found))


def look(_):
    time.sleep(1)  # Long enough that each executor gets a task.
    return socket.gethostname(), status(), writable(), os.readlink("/proc/self/exe")


@pandas_udf("long")
def double(values: pandas.Series) -> pandas.Series:
    return values * 2


while context._jsc.sc().getExecutorMemoryStatus().size() < 3:
    time.sleep(0.2)
seen = context.parallelize(range(4), 4).map(look).collect()
frame = spark.range(1000).repartition(4).select(double("id").alias("doubled"), spark_partition_id().alias("part"))
say("plan", "ArrowEvalPython" in frame._jdf.queryExecution().executedPlan().toString())
say("sum", frame.groupBy().sum("doubled").first()[0])
say("pandas", len(spark.range(10).toPandas()))
say("executors", len({host for host, *_ in seen}))
say("driver_status", status())
say("driver_writable", writable())
say("executor_status", " | ".join(sorted({found for _, found, *_ in seen})))
say("executor_writable", " | ".join(sorted({found for *_, found, _ in seen})))
