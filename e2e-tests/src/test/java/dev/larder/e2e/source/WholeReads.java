package dev.larder.e2e.source;

import dev.larder.e2e.Checkout;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Places in the code that turn a stream, a body or a file into one array, text or document. */
final class WholeReads {
  private static final Pattern READ =
      Pattern.compile(
          String.join(
              "|",
              // of one argument: the others fill an array that is there
              "readNBytes\\((?:[^(),]|\\((?:[^()]|\\([^()]*\\))*\\))*\\)",
              "(?:\\.|::)(?:read(?:AllBytes|AllLines|String|Line|Tree|Value|Entity)|fromJson)\\b",
              "(?:\\.|::)(?:toByteArray|collectList)\\b",
              "(?:ByteArrayOutputStream|StringWriter)(?:\\(|::new)",
              "bodyTo(?:Mono|Flux)\\(",
              "responseSingle\\(",
              "aggregate\\(\\)",
              "DataBufferUtils\\s*\\.join",
              "Body(?:Handlers|Subscribers)\\s*\\.of(?:String|ByteArray|Lines)\\(",
              "body\\(\\)\\s*\\.(?:string|bytes)\\(\\)",
              "peekBody\\(",
              "IOUtils\\s*\\.(?:toString|toByteArray|readLines)",
              "(?:Byte|Char)Streams\\s*\\.",
              "\\.get\\(String\\.class\\)",
              "Jsoup\\s*\\.parse"));
  private static final Pattern NO_CODE =
      Pattern.compile("(?s:/\\*.*?\\*/)|(?m://.*$)|(?m:^import .*$)");
  private static final String SOURCES = "src/main/java/dev/larder/";

  private WholeReads() {}

  /** How many there are in each file, such as {@code gateway/route/WholeBodies}. */
  static SortedMap<String, Integer> found() {
    var found = new TreeMap<String, Integer>();
    for (Path module : modules()) {
      Path sources = module.resolve(SOURCES);
      try (Stream<Path> files = Files.walk(sources)) {
        for (Path file : files.filter(path -> path.toString().endsWith(".java")).toList()) {
          int reads = in(Files.readString(file));
          if (reads > 0) {
            found.put(name(module, sources.relativize(file)), reads);
          }
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return found;
  }

  /** How many there are in this text of a class. */
  static int in(String java) {
    return (int) READ.matcher(NO_CODE.matcher(java).replaceAll("")).results().count();
  }

  /** The modules that have a program's code. */
  static List<Path> modules() {
    try (Stream<Path> folders = Files.list(Checkout.root())) {
      return folders.filter(folder -> Files.isDirectory(folder.resolve(SOURCES))).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  // a module's own package says nothing new: index-service/index/page is index-service/page
  private static String name(Path module, Path file) {
    String text = file.toString().replace('\\', '/');
    String inside = text.contains("/") ? text.substring(text.indexOf('/') + 1) : text;
    return module.getFileName() + "/" + inside.substring(0, inside.length() - ".java".length());
  }

  /**
   * A file and how many of them it may have, and what bounds them.
   *
   * @param bound a sentence
   */
  record Allowed(String file, int reads, String bound) {}

  /** The list of them, as {@code whole-reads.txt} has it. */
  static List<Allowed> allowed() {
    try (InputStream in = WholeReads.class.getResourceAsStream("whole-reads.txt")) {
      String bound = "";
      var allowed = new ArrayList<Allowed>();
      for (String line : new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList()) {
        if (line.startsWith("  ")) {
          String[] words = line.strip().split(" ");
          int reads = words.length == 1 ? 1 : Integer.parseInt(words[1]);
          allowed.add(new Allowed(words[0], reads, bound));
        } else {
          bound = line.strip();
        }
      }
      return allowed;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
