/** Compiled for Java 17: a class file of version 61, which no older Java runs. */
public class ForJava17 {
  public static void main(String[] arguments) {
    Object release = 17;
    if (release instanceof Integer number) System.out.println("compiled for " + number);
  }
}
