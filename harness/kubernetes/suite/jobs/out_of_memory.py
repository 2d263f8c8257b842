"""Takes more memory in the driver than its pod has, outside of Java's heap."""

from pyspark.sql import SparkSession

spark = SparkSession.builder.getOrCreate()
print("taking: memory", flush=True)
allocate = spark._jvm.java.nio.ByteBuffer.allocateDirect
held = [allocate(1 << 28) for _ in range(16)]
print("taken: all of it", flush=True)
