"""A job as short as jobs get: an aggregation with a shuffle, on one executor."""

from pyspark.sql import SparkSession

spark = SparkSession.builder.getOrCreate()
rows = spark.range(0, 100_000, 1, 2).selectExpr("id % 10 as digit").groupBy("digit").count().collect()
print("counted:", sum(row["count"] for row in rows), flush=True)
spark.stop()
