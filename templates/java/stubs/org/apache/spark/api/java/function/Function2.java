package org.apache.spark.api.java.function;

import java.io.Serializable;

/** What Pi implements of Spark's interface: only its signature counts, for the compiler. */
public interface Function2<T, U, R> extends Serializable {
  R call(T first, U second) throws Exception;
}
