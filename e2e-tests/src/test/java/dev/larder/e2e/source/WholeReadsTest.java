package dev.larder.e2e.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Nothing of a size that others choose is in memory as a whole unless something bounds it. */
@Order(1)
class WholeReadsTest {
  private static final Pattern BODY = Pattern.compile("@Body\\b");
  private static final Pattern CLIENT = Pattern.compile("@Client\\(\"([^\"]*)\"\\)");
  private static final Pattern LARGEST_REQUEST = Pattern.compile("(?m)^ +max-request-size: 1MB *$");

  @Test
  void whateverIsReadAsAWholeIsOnTheListThatSaysWhatBoundsIt() {
    var allowed = new TreeMap<String, Integer>();
    for (WholeReads.Allowed place : WholeReads.allowed()) {
      assertThat(place.bound()).as(place.file()).isNotBlank();
      assertThat(allowed.put(place.file(), place.reads())).as(place + " is there twice").isNull();
    }

    Map<String, Integer> found = WholeReads.found();
    assertThat(lines(found, allowed))
        .as(
            "read as a whole: read it in pieces, or take a share of the service's ByteBudget; then"
                + " write into whole-reads.txt what bounds it")
        .isEmpty();
    assertThat(lines(allowed, found)).as("no more, so take it out of whole-reads.txt").isEmpty();
  }

  private static List<String> lines(Map<String, Integer> some, Map<String, Integer> others) {
    return some.entrySet().stream()
        .filter(place -> !place.getValue().equals(others.get(place.getKey())))
        .map(place -> place.getKey() + " " + place.getValue())
        .toList();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "byte[] all = in.readAllBytes();",
        "byte[] some = in.readNBytes(longest(entry) + 1);",
        "client.send(request, BodyHandlers\n.ofString());",
        "response\n.body()\n.string()",
        "new ByteArrayOutputStream()",
        "body.reduceWith(ByteArrayOutputStream::new, A::add)",
        "request.bodyToMono(Form.class)",
        "json.readTree(in)"
      })
  void aReadOfAllIsSeen(String code) {
    assertThat(WholeReads.in("class A { Object a() { return " + code + "; } }")).isOne();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "in.readNBytes(buffer, 0, buffer.length)",
        "in.transferTo(out)",
        "/** As {@code in.readAllBytes()}. */",
        "// not in.readAllBytes()",
        "location.bytes()"
      })
  void aReadOfSomeIsNone(String code) {
    assertThat(WholeReads.in("class A {\n" + code + "\n}")).isZero();
  }

  @Test
  void aServiceWhoseFrameworkReadsBodiesTakesAMegabyteAtMost() throws IOException {
    for (Path module : WholeReads.modules()) {
      if (readsBodies(module)) {
        assertThat(module.resolve("src/main/resources/application.yml"))
            .content()
            .containsPattern(LARGEST_REQUEST);
      }
    }
  }

  @Test
  void aDeclarativeClientHoldsAsMuchOfAnAnswerAsItsServiceSays() throws IOException {
    List<String> unbounded = new ArrayList<>();
    int clients = 0;
    for (Path module : WholeReads.modules()) {
      for (String client : clients(module)) {
        clients++;
        Pattern bound =
            Pattern.compile(
                "(?m)^ {6}%s:\\R(?: {8}.*\\R)*? {8}max-content-length: \\d+[KM]B$"
                    .formatted(client));
        Path settings = module.resolve("src/main/resources/application.yml");
        if (!bound.matcher(Files.readString(settings)).find()) {
          unbounded.add(module.getFileName() + " " + client);
        }
      }
    }
    assertThat(unbounded).as("has no max-content-length below micronaut.http.services").isEmpty();
    assertThat(clients).isPositive();
  }

  /** The ids of a module's clients. */
  private static List<String> clients(Path module) throws IOException {
    List<String> ids = new ArrayList<>();
    for (Path file : classes(module)) {
      CLIENT.matcher(Files.readString(file)).results().forEach(id -> ids.add(id.group(1)));
    }
    return ids;
  }

  private static boolean readsBodies(Path module) throws IOException {
    for (Path file : classes(module)) {
      if (!isClient(file) && BODY.matcher(Files.readString(file)).find()) {
        return true;
      }
    }
    return false;
  }

  /** Whether its bodies are those that it sends. */
  private static boolean isClient(Path file) throws IOException {
    return CLIENT.matcher(Files.readString(file)).find();
  }

  private static List<Path> classes(Path module) throws IOException {
    try (Stream<Path> files = Files.walk(module.resolve("src/main/java"))) {
      return files.filter(path -> path.toString().endsWith(".java")).toList();
    }
  }
}
