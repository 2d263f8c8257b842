"""Reads the Iceberg table that another job has made, and its history."""

import sys

from pyspark.sql import SparkSession

spark = SparkSession.builder.getOrCreate()
table = f"lake.{sys.argv[1]}.numbers"
rows = spark.table(table).where("id % 50 = 0").orderBy("id").collect()
print("read:", " ".join(f"{row.id}={row.name}" for row in rows), flush=True)
snapshots = spark.sql(f"SELECT snapshot_id FROM {table}.snapshots ORDER BY committed_at").collect()
print("snapshots:", len(snapshots), flush=True)
earlier = spark.sql(f"SELECT count(*) FROM {table} VERSION AS OF {snapshots[0][0]}").first()[0]
print("earlier:", earlier, flush=True)
files = spark.sql(f"SELECT file_path FROM {table}.files").collect()
print("files:", sorted({path.split("/warehouse/")[0] for (path,) in files})[0], flush=True)
spark.sql(f"DROP TABLE {table} PURGE")
