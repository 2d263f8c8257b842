import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;

/**
 * A job of Spark's Java interface, for distributions without SparkPi, whose last line it prints: pi as the area under
 * 4 / (1 + x * x) between 0 and 1. Compiled against the signatures in the folder stubs.
 */
public class Pi {
  private static final int STEPS = 10_000;

  public static void main(String[] arguments) {
    List<Integer> steps = IntStream.range(0, STEPS).boxed().collect(Collectors.toList());
    try (JavaSparkContext context = new JavaSparkContext(new SparkConf())) {
      double pi = context.parallelize(steps, 2).map(Pi::area).reduce(Double::sum);
      System.out.println("Pi is roughly " + pi);
    }
  }

  private static double area(int step) {
    double x = (step + 0.5) / STEPS;
    return 4 / (1 + x * x) / STEPS;
  }
}
