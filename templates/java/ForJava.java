import java.io.DataInputStream;

/** Prints the Java that its own class file is for, which the generator writes into it: no older Java runs it. */
public class ForJava {
  public static void main(String[] arguments) throws Exception {
    try (DataInputStream file = new DataInputStream(ForJava.class.getResourceAsStream("ForJava.class"))) {
      file.readInt();
      file.readUnsignedShort();
      System.out.println("compiled for " + (file.readUnsignedShort() - 44));
    }
  }
}
