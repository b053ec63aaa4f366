package dev.larder.index.xmlrpc;

import static dev.larder.index.FakeSync.page;
import static dev.larder.index.ListedFiles.file;
import static org.assertj.core.api.Assertions.assertThat;

import dev.larder.index.Fixture;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

class XmlRpcTest {
  private final HttpClient client = HttpClient.newHttpClient();
  private Fixture fixture;

  @BeforeEach
  void open() {
    fixture = Fixture.open();
  }

  @AfterEach
  void close() {
    fixture.close();
  }

  private static String xml(String method, Object... arguments) {
    StringBuilder params = new StringBuilder();
    for (Object argument : arguments) {
      params.append("<param><value><int>").append(argument).append("</int></value></param>");
    }
    return "<?xml version='1.0'?><methodCall><methodName>%s</methodName><params>%s</params></methodCall>"
        .formatted(method, params);
  }

  private HttpResponse<String> post(String path, String body, String... headers) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(fixture.uri(path))
            .header("Larder-Secret", Fixture.SECRET)
            .header("Content-Type", "text/xml")
            .POST(HttpRequest.BodyPublishers.ofString(body));
    if (headers.length > 0) {
      request.headers(headers);
    }
    try {
      return client.send(request.build(), BodyHandlers.ofString());
    } catch (IOException | InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private Object call(String path, String method, Object... arguments) {
    HttpResponse<String> response = post(path, xml(method, arguments));
    assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    assertThat(response.headers().firstValue("Content-Type")).contains("text/xml; charset=utf-8");
    return read(response.body());
  }

  private Object call(String method, Object... arguments) {
    return call("/pypi", method, arguments);
  }

  private static Object read(String xml) {
    try {
      Element root =
          DocumentBuilderFactory.newInstance()
              .newDocumentBuilder()
              .parse(new ByteArrayInputStream(xml.getBytes(StandardCharsets.UTF_8)))
              .getDocumentElement();
      Element first = children(root).getFirst();
      return first.getTagName().equals("fault")
          ? Map.of("fault", value(children(first).getFirst()))
          : value(children(children(first).getFirst()).getFirst());
    } catch (Exception e) {
      throw new AssertionError(xml, e);
    }
  }

  private static Object value(Element value) {
    Element typed = children(value).getFirst();
    return switch (typed.getTagName()) {
      case "int", "i8" -> Long.parseLong(typed.getTextContent());
      case "string" -> typed.getTextContent();
      case "nil" -> "nil";
      case "array" -> children(children(typed).getFirst()).stream().map(XmlRpcTest::value).toList();
      case "struct" -> {
        Map<String, Object> struct = new LinkedHashMap<>();
        for (Element member : children(typed)) {
          struct.put(
              children(member).getFirst().getTextContent(), value(children(member).getLast()));
        }
        yield struct;
      }
      default -> throw new AssertionError(typed.getTagName());
    };
  }

  private static List<Element> children(Element element) {
    List<Element> children = new ArrayList<>();
    for (Node node = element.getFirstChild(); node != null; node = node.getNextSibling()) {
      if (node instanceof Element child) {
        children.add(child);
      }
    }
    return children;
  }

  private long pageSerial(String project) {
    String serial =
        fixture.get("/pypi/" + project + "/json").headers().firstValue("X-PyPI-Last-Serial").get();
    assertThat(fixture.get("/simple/" + project + "/").headers().firstValue("X-PyPI-Last-Serial"))
        .contains(serial);
    return Long.parseLong(serial);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/pypi",
        "/pypi/",
        "/latest/pypi",
        "/latest/pypi/",
        "/main/latest/pypi",
        "/main/latest/pypi/"
      })
  void theNamesComeWithTheSerialsOfTheirPagesRXML_1(String path) {
    fixture.sync.answer("pypi", "demo", page("\"1\"", file("demo-1.0.tar.gz")));
    fixture.get("/simple/demo/");
    fixture.publish("Acme_Tools-1.0.tar.gz", "Acme.Tools", "x");
    assertThat(call(path, "list_packages_with_serial"))
        .isEqualTo(Map.of("Acme.Tools", pageSerial("acme-tools"), "demo", pageSerial("demo")));
    assertThat(call(path, "changelog_last_serial")).isEqualTo(fixture.serial());
  }

  @Test
  void theChangelogHasPypisShapeAndOrderRXML_1() {
    fixture.publish("acme-1.0-py2.py3-none-any.whl", "Acme", "x");
    fixture.publish("acme-1.0.tar.gz", "Acme", "y");
    long first = fixture.serial() - 1;
    long second =
        Long.parseLong(
            fixture
                .query(
                    "select floor(extract(epoch from instant))::bigint from change where serial = "
                        + first)
                .getFirst());
    List<?> log = (List<?>) call("changelog_since_serial", 0);
    assertThat(log).hasSize(2);
    assertThat((List<?>) log.getFirst())
        .isEqualTo(
            List.of(
                "Acme", "1.0", second, "add py2.py3 file acme-1.0-py2.py3-none-any.whl", first));
    assertThat((List<?>) log.getLast())
        .asString()
        .endsWith(", add source file acme-1.0.tar.gz, " + (first + 1) + "]");
    assertThat((List<?>) call("changelog_since_serial", first)).isEqualTo(log.subList(1, 2));
    assertThat(call("changelog_since_serial", first + 1)).isEqualTo(List.of());
  }

  @Test
  void whatAdministratorsDoToAProjectIsInTheChangelog() {
    fixture.publish("acme-1.0.tar.gz", "acme", "x");
    fixture.publish("acme-2.0.tar.gz", "acme", "y");
    long before = fixture.serial();
    String source = "/sources/private/";
    fixture.done(200, "POST", source + "yank", Map.of("package", "acme", "scope", "@1.0"));
    fixture.done(
        200, "POST", source + "remove", Map.of("package", "acme", "scope", "@acme-2.0.tar.gz"));
    List<?> log = (List<?>) call("changelog_since_serial", before);
    assertThat(log.toString())
        .containsSubsequence("[acme, 1.0, ", ", yank 1.0, ", "[acme, 2.0, ", ", remove acme-2.0");
    assertThat(((List<?>) log.getLast()).getLast()).isEqualTo(pageSerial("acme"));
  }

  @Test
  void noPageIsBelowWhatTheChangelogPromisedRHTTP_9() {
    fixture.sync.answer("pypi", "demo", page("\"1\"", file("demo-1.0.tar.gz")));
    fixture.get("/simple/demo/");
    fixture.publish("acme-1.0.tar.gz", "acme", "x");
    fixture.sync.answer(
        "pypi", "demo", page("\"2\"", file("demo-1.0.tar.gz"), file("demo-2.0.tar.gz")));
    fixture.later(Duration.ofMinutes(11));
    fixture.get("/simple/demo/");
    List<?> log = (List<?>) call("changelog_since_serial", 0);
    assertThat(log.toString()).contains("[demo, nil, ", ", look, ");
    for (Object line : log) {
      List<?> entry = (List<?>) line;
      assertThat(pageSerial((String) entry.getFirst()))
          .isGreaterThanOrEqualTo((long) entry.getLast());
    }
    assertThat(((List<?>) log.getLast()).getLast()).isEqualTo(pageSerial("demo"));
  }

  @Test
  void changesOfASourceThatTheRepositoryDoesNotShowTheProjectFromAreLeftOut() {
    fixture.sync.answer("pypi", "demo", page("\"1\"", file("demo-1.0.tar.gz")));
    fixture.get("/simple/demo/");
    assertThat((List<?>) call("changelog_since_serial", 0)).hasSize(1);
    fixture.publish("demo-9.0.tar.gz", "demo", "mine");
    List<?> log = (List<?>) call("changelog_since_serial", 0);
    assertThat(log).hasSize(1);
    assertThat(((List<?>) log.getFirst()).get(3)).isEqualTo("add source file demo-9.0.tar.gz");
    fixture.sync.answer("pypi", "late", page("\"1\"", file("late-1.0.tar.gz")));
    fixture.get("/simple/late/");
    assertThat((List<?>) call("changelog_since_serial", 0)).hasSize(2);
    fixture.done(201, "POST", "/sources/private/claims", Map.of("name", "lat*"));
    assertThat((List<?>) call("changelog_since_serial", 0)).hasSize(1);
    fixture.done(201, "POST", "/sources", Map.of("name", "other", "type", "local-python"));
    String other = fixture.query("select id from source where name = 'other'").getFirst();
    fixture.post(
        "/internal/sources/" + other + "/files",
        Fixture.upload("secret-1.0.tar.gz", "secret", "s"));
    assertThat((List<?>) call("changelog_since_serial", 0)).hasSize(1);
    assertThat(call("list_packages_with_serial")).isEqualTo(Map.of("demo", pageSerial("demo")));
  }

  @Test
  void aSnapshotOfUploadsEndsWithItsSerial() {
    fixture.execute("update subscription set valid_to = now() where source = 2");
    fixture.publish("acme-1.0.tar.gz", "acme", "x");
    long then = fixture.serial();
    fixture.publish("acme-2.0.tar.gz", "acme", "y");
    fixture.publish("beta-1.0.tar.gz", "beta", "z");
    String past = "/main/" + then + "/pypi";
    assertThat(call(past, "changelog_last_serial")).isEqualTo(then);
    assertThat(call(past, "list_packages_with_serial")).isEqualTo(Map.of("acme", then));
    assertThat((List<?>) call(past, "changelog_since_serial", 0)).hasSize(1);
    assertThat((List<?>) call("changelog_since_serial", 0)).hasSize(3);
  }

  @Test
  void aListOfThePastThatNobodyCanKnowIsAFault() {
    fixture.publish("acme-1.0.tar.gz", "acme", "x");
    String past = "/main/" + fixture.serial() + "/pypi";
    assertThat(fault(post(past, xml("list_packages_with_serial"))))
        .startsWith("-32500 A list of all projects at ");
    assertThat(fault(post(past, xml("changelog_since_serial", 0)))).startsWith("-32500 ");
    assertThat(call(past, "changelog_last_serial")).isEqualTo(fixture.serial());
  }

  @Test
  void aBadSnapshotIsA404InOneLine() {
    HttpResponse<String> response = post("/2999-01-01/pypi", xml("changelog_last_serial"));
    assertThat(response.statusCode()).isEqualTo(404);
    assertThat(response.body()).startsWith("Snapshot 2999-01-01 is in the future");
    assertThat(post("/nowhere/latest/pypi", xml("changelog_last_serial")).statusCode())
        .isEqualTo(404);
  }

  private static String fault(HttpResponse<String> response) {
    assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    Map<?, ?> fault = (Map<?, ?>) ((Map<?, ?>) read(response.body())).get("fault");
    return fault.get("faultCode") + " " + fault.get("faultString");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "system.listMethods | | -32601 There is no method system.listMethods; known: ",
        "changelog_last_serial | 1 | -32602 changelog_last_serial takes no arguments",
        "list_packages_with_serial | 1 | -32602 list_packages_with_serial takes no arguments",
        "changelog_since_serial | | -32602 changelog_since_serial takes one argument, a serial",
        "changelog_since_serial | x | -32602 changelog_since_serial takes one argument, a serial"
      })
  void whatIsAskedWronglyIsAFault(String method, String argument, String line) {
    String body = argument == null ? xml(method) : xml(method, argument);
    assertThat(fault(post("/pypi", body))).startsWith(line);
  }

  @Test
  void whatIsNoXmlIsAFaultAndNothingIsReadFromTheMachine() {
    assertThat(fault(post("/pypi", "{}"))).startsWith("-32700 ");
    assertThat(fault(post("/pypi", ""))).startsWith("-32700 ");
    String xxe =
        "<!DOCTYPE m [<!ENTITY e SYSTEM 'file:///etc/passwd'>]>"
            + "<methodCall><methodName>&e;</methodName></methodCall>";
    assertThat(fault(post("/pypi", xxe))).startsWith("-32700 ").doesNotContain("root:");
    assertThat(post("/pypi", "x".repeat(70_000)).statusCode()).isEqualTo(413);
  }

  @Test
  void longListsStreamAndTheChangelogEndsAfter50000() {
    fixture.execute(
        "insert into project (source, name, display_name, owned_serial, owned_since, last_serial)"
            + " select 2, 'p' || lpad(i::text, 6, '0'), 'P' || i, 1, instant, 60001"
            + " from clock, generate_series(1, 30000) i");
    fixture.execute(
        "insert into change (serial, instant, kind, action, source, project, tags, by)"
            + " select 1 + i, c.instant, 'page-changed', 'look', 2,"
            + " 'p' || lpad((1 + i % 30000)::text, 6, '0'), '{}', 'larder'"
            + " from clock c, generate_series(1, 60000) i");
    fixture.execute("update clock set serial = 60001");
    Map<?, ?> names = (Map<?, ?>) call("list_packages_with_serial");
    assertThat(names).hasSize(30_000);
    List<?> log = (List<?>) call("changelog_since_serial", 100);
    assertThat(log).hasSize(50_000);
    assertThat(((List<?>) log.getFirst()).getLast()).isEqualTo(101L);
    assertThat(((List<?>) log.getLast()).getLast()).isEqualTo(50_100L);
    assertThat((List<?>) call("changelog_since_serial", 50_100)).hasSize(60_001 - 50_100);
  }

  @Test
  void answersAreCompressedAsAskedFor() {
    HttpResponse<String> response =
        post("/pypi", xml("changelog_last_serial"), "Accept-Encoding", "gzip");
    assertThat(response.headers().firstValue("Content-Encoding")).contains("gzip");
  }
}
