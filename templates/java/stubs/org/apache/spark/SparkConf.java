package org.apache.spark;

/** What Pi calls of Spark's class: only its signature counts, for the compiler. */
public class SparkConf {}
