import { oneAwsSdk } from "./aws-sdk-rules";
import { classDataSharingIsTried } from "./class-data-rules";
import { debianHasJava } from "./debian-rules";
import { oneDriverPerDatabase } from "./driver-rules";
import { awsSdkFitsHadoopAws, hadoopAwsFitsHadoop, hadoopAwsIsKnown } from "./hadoop-aws-rules";
import { icebergFitsJava, icebergHasRuntime, icebergIsKnown } from "./iceberg-rules";
import { driversFitJava } from "./jdbc-rules";
import { packagesFitPython, packagesFitSpark } from "./package-rules";
import { rapidsHasPlatform, wheelsHavePlatforms } from "./platform-rules";
import { pythonFitsSpark } from "./python-rules";
import { rapidsFitsGlibc, rapidsHasShim } from "./rapids-rules";
import type { Rule } from "./rule";
import { sparkFitsJava, sparkFitsScala } from "./spark-rules";
import { rapidsWheelsFit } from "./wheel-rules";

/** Rules that hold the matrix, and what of the lock can be read, against the facts of `compatibility/`. */
export const COMPATIBILITY_RULES: readonly Rule[] = [
  debianHasJava,
  sparkFitsJava,
  sparkFitsScala,
  classDataSharingIsTried,
  pythonFitsSpark,
  packagesFitSpark,
  packagesFitPython,
  driversFitJava,
  oneDriverPerDatabase,
  icebergIsKnown,
  icebergFitsJava,
  icebergHasRuntime,
  rapidsHasShim,
  rapidsFitsGlibc,
  rapidsHasPlatform,
  rapidsWheelsFit,
  wheelsHavePlatforms,
  hadoopAwsIsKnown,
  hadoopAwsFitsHadoop,
  awsSdkFitsHadoopAws,
  oneAwsSdk,
];
