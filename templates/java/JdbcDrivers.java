import java.sql.Driver;
import java.sql.DriverManager;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Prints what java.sql.DriverManager found by itself: for each of the arguments CLASS=URL, whether a driver of that
 * class is registered, accepts its URL, and refuses the URLs of the others.
 */
public class JdbcDrivers {
  public static void main(String[] arguments) throws Exception {
    List<Driver> drivers = DriverManager.drivers().collect(Collectors.toList());
    for (String argument : arguments) {
      String name = argument.substring(0, argument.indexOf('='));
      String url = argument.substring(name.length() + 1);
      System.out.println(name + " " + verdict(drivers, name, url, arguments));
    }
  }

  private static String verdict(List<Driver> drivers, String name, String url, String[] all) throws Exception {
    for (Driver driver : drivers) {
      if (!driver.getClass().getName().equals(name)) continue;
      if (!driver.acceptsURL(url)) return "refuses " + url;
      for (String other : all) {
        String foreign = other.substring(other.indexOf('=') + 1);
        if (!foreign.equals(url) && accepts(driver, foreign)) return "accepts " + foreign;
      }
      return "accepts its own URL only, from "
          + driver.getClass().getProtectionDomain().getCodeSource().getLocation().getPath();
    }
    return "is not registered; registered: "
        + Arrays.toString(drivers.stream().map(driver -> driver.getClass().getName()).toArray());
  }

  private static boolean accepts(Driver driver, String url) {
    try {
      return driver.acceptsURL(url);
    } catch (Exception error) {
      return false; // some drivers throw for a foreign URL
    }
  }
}
