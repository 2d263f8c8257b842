package org.apache.spark.api.java;

import org.apache.spark.api.java.function.Function;
import org.apache.spark.api.java.function.Function2;

/** What Pi calls of Spark's class: only its signatures count, for the compiler. */
public abstract class JavaRDD<T> {
  public abstract <R> JavaRDD<R> map(Function<T, R> function);

  public abstract T reduce(Function2<T, T, T> function);
}
