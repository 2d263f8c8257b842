import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.jar.JarFile;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;

/**
 * Answers questions about the jars of a folder, the first argument, each in a line that begins with the question:
 * entry:PATH which jar holds it, property:PATH:KEY the value in that entry, class:NAME which jar it is loaded from,
 * with the types that its methods name, once:PREFIX whether each class under it is in one jar only.
 */
public class JarQuestions {
  private final List<Path> jars;

  JarQuestions(List<Path> jars) {
    this.jars = jars;
  }

  public static void main(String[] arguments) throws Exception {
    JarQuestions questions;
    try (Stream<Path> files = Files.list(Path.of(arguments[0]))) {
      questions = new JarQuestions(files.filter(file -> file.toString().endsWith(".jar")).sorted().collect(Collectors.toList()));
    }
    for (int i = 1; i < arguments.length; i++) {
      System.out.println(arguments[i] + " " + questions.answer(arguments[i].split(":")));
    }
  }

  private String answer(String[] question) {
    try {
      switch (question[0]) {
        case "entry": return entry(question[1]);
        case "property": return property(question[1], question[2]);
        case "class": return loaded(question[1]);
        case "once": return once(question[1]);
        default: return "is no question";
      }
    } catch (Exception | LinkageError error) {
      return error.toString();
    }
  }

  private String entry(String path) throws Exception {
    List<String> holders = new ArrayList<>();
    for (Path jar : jars) {
      try (JarFile file = new JarFile(jar.toFile())) {
        if (file.getEntry(path) != null) holders.add(jar.getFileName().toString());
      }
    }
    return "in " + holders;
  }

  private String property(String path, String key) throws Exception {
    List<String> values = new ArrayList<>();
    for (Path jar : jars) {
      try (JarFile file = new JarFile(jar.toFile())) {
        ZipEntry entry = file.getEntry(path);
        if (entry == null) continue;
        Properties properties = new Properties();
        properties.load(file.getInputStream(entry));
        values.add(properties.getProperty(key));
      }
    }
    return "is " + values;
  }

  // Not initialized: that may need a logger, or a driver, which other layers or the machine bring.
  private String loaded(String name) throws Exception {
    URL[] urls = new URL[jars.size()];
    for (int i = 0; i < urls.length; i++) urls[i] = jars.get(i).toUri().toURL();
    try (URLClassLoader loader = new URLClassLoader(urls)) {
      Class<?> type = Class.forName(name, false, loader);
      int methods = type.getDeclaredMethods().length;
      String location = type.getProtectionDomain().getCodeSource().getLocation().getPath();
      return (methods > 0 ? "from " : "without methods from ") + location.substring(location.lastIndexOf('/') + 1);
    }
  }

  private String once(String prefix) throws Exception {
    Map<String, String> holders = new HashMap<>();
    for (Path jar : jars) {
      try (JarFile file = new JarFile(jar.toFile())) {
        for (ZipEntry entry : file.stream().collect(Collectors.toList())) {
          String name = entry.getName();
          if (!name.startsWith(prefix) || !name.endsWith(".class")) continue;
          String other = holders.put(name, jar.getFileName().toString());
          if (other != null) return name + " is in " + other + " and in " + jar.getFileName();
        }
      }
    }
    return holders.isEmpty() ? "has no class" : "has each class once";
  }
}
