"""A client of Spark Connect: no Java, a server in another pod."""

import socket
import sys
import time

import pandas
from pyspark.sql import SparkSession
from pyspark.sql.functions import pandas_udf

HOST, PORT = sys.argv[1], 15002
end = time.time() + 240
while True:
    try:
        socket.create_connection((HOST, PORT), timeout=5).close()
        break
    except OSError:
        if time.time() > end:
            raise
        time.sleep(0.5)

spark = SparkSession.builder.remote(f"sc://{HOST}:{PORT}").getOrCreate()


@pandas_udf("long")  # The session reads the type.
def double(values: pandas.Series) -> pandas.Series:
    return values * 2


print("session:", type(spark).__module__, spark.version, flush=True)
print("sum:", spark.range(1000).select(double("id").alias("id")).groupBy().sum("id").first()[0], flush=True)
print("sql:", spark.sql("SELECT count(DISTINCT id % 7) AS sevenths FROM range(100)").toPandas().to_dict("records"), flush=True)
spark.stop()
