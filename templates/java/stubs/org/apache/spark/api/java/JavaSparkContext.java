package org.apache.spark.api.java;

import java.util.List;
import org.apache.spark.SparkConf;

/** What Pi calls of Spark's class: only its signatures count, for the compiler. */
public class JavaSparkContext implements AutoCloseable {
  public JavaSparkContext(SparkConf configuration) {}

  public <T> JavaRDD<T> parallelize(List<T> values, int slices) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void close() {}
}
