"""Makes an Iceberg table on S3, catalogued in PostgreSQL, and fills it on executors."""

import os
import sys

from pyspark.sql import SparkSession

spark = SparkSession.builder.getOrCreate()
table = f"lake.{sys.argv[1]}.numbers"
spark.sql(f"CREATE NAMESPACE lake.{sys.argv[1]}")
spark.sql(f"CREATE TABLE {table} (id bigint, name string) USING iceberg PARTITIONED BY (bucket(4, id))")
for first in (0, 100):
    numbers = spark.range(first, first + 100, 1, 4).selectExpr("id", "concat('number ', id) AS name")
    numbers.writeTo(table).append()
print(f"written: {spark.table(table).count()} rows by uid {os.getuid()}", flush=True)
