"""A job whose program, module and jar come from S3."""

import greeting
from pyspark.sql import SparkSession

spark = SparkSession.builder.getOrCreate()
print("module:", greeting.greet("driver"), flush=True)
said = spark.sparkContext.parallelize(["executor"], 1).map(greeting.greet).collect()
print("module_on_executors:", *said, flush=True)
loader = spark._jvm.java.lang.Thread.currentThread().getContextClassLoader()
print("jar:", loader.loadClass("Pi").getName(), flush=True)
