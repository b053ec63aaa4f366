package dev.larder.sync.check;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.micronaut.context.annotation.Property;
import io.micronaut.runtime.server.EmbeddedServer;
import io.micronaut.serde.ObjectMapper;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@MicronautTest(transactional = false)
@Property(name = "larder.secret", value = "s3cret")
@Property(name = "larder.port", value = "-1")
class CheckControllerTest {
  private static final String FILES = "<html><body><a href='six-1.0.tar.gz'>six-1.0.tar.gz</a>";
  private static final String ROOT = "<html><body><a href='six/'>six</a></body></html>";
  private static final String HOME =
      "<html><body><h1>Welcome</h1><a href='https://elsewhere.example/'>here</a></body></html>";

  private final EmbeddedServer server;
  private final HttpClient client = HttpClient.newHttpClient();
  private final Map<String, String> pages = new ConcurrentHashMap<>();
  private final List<String> authorizations = new CopyOnWriteArrayList<>();
  private volatile int otherwise = 404;
  private HttpServer upstream;

  CheckControllerTest(EmbeddedServer server) {
    this.server = server;
  }

  @BeforeEach
  void start() throws IOException {
    upstream = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    upstream.createContext(
        "/",
        exchange -> {
          authorizations.add(
              String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")));
          String page = pages.get(exchange.getRequestURI().getPath());
          byte[] body = (page == null ? "no" : page).getBytes(UTF_8);
          exchange.getResponseHeaders().set("Content-Type", "text/html");
          exchange.sendResponseHeaders(page == null ? otherwise : 200, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    upstream.start();
  }

  @AfterEach
  void stop() {
    upstream.stop(0);
  }

  private String url(String path) {
    return "http://127.0.0.1:%d%s".formatted(upstream.getAddress().getPort(), path);
  }

  private Verdict.Told check(String url, String more) throws Exception {
    HttpResponse<String> response =
        client.send(
            HttpRequest.newBuilder(URI.create(server.getURL() + "/internal/check"))
                .header("Larder-Secret", "s3cret")
                .header("Content-Type", "application/json")
                .POST(
                    HttpRequest.BodyPublishers.ofString(
                        "{\"source\":\"up\",\"url\":\"%s\"%s}".formatted(url, more)))
                .build(),
            HttpResponse.BodyHandlers.ofString());
    assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    return ObjectMapper.getDefault().readValue(response.body(), Verdict.Told.class);
  }

  private Verdict.Told check(String path) throws Exception {
    return check(url(path), "");
  }

  @Test
  void anIndexIsProvenByAPageWithFilesThatItsRootPageLinksTo() throws Exception {
    pages.put("/simple/", ROOT);
    pages.put("/simple/six/", FILES);
    assertThat(check("/simple/"))
        .isEqualTo(new Verdict.Told("index", List.of("loopback"), null, null));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"meta\":{\"api-version\":\"1.0\"},\"projects\":[]}",
        "<html><head><meta name='pypi:repository-version' content='1.0'></head></html>"
      })
  void anIndexThatSaysWhatItIsMayBeEmpty(String root) throws Exception {
    pages.put("/simple/", root);
    assertThat(check("/simple/").outcome()).isEqualTo("index");
    assertThat(check("/simple/").warning()).isNull();
  }

  @Test
  void anIndexWithoutARootPageIsProvenByAProjectThatItProbablyHas() throws Exception {
    pages.put("/whl/pip/", FILES.replace("six", "pip"));
    assertThat(check("/whl/").warning()).isNull();
    assertThat(check("/whl/").outcome()).isEqualTo("index");
  }

  @ParameterizedTest
  @CsvSource({
    "/,/simple/",
    "/simple/index.html/,/simple/",
    "/simple/six/,/simple/",
    "/index.html/,/simple/",
    "/root/pypi/,/root/pypi/+simple/"
  })
  void whereAnIndexIsNearbyItIsProposed(String given, String meant) throws Exception {
    pages.put("/", HOME);
    pages.put(meant, ROOT);
    pages.put(meant + "six/", FILES);
    Verdict.Told told = check(given);
    assertThat(told.outcome()).isEqualTo("none");
    assertThat(told.detail())
        .isEqualTo("there is no index at %s; did you mean %s ?", url(given), url(meant));
  }

  @Test
  void aFolderListingIsNoIndexForItsFolders() throws Exception {
    pages.put("/", "<html><body><a href='simple/'>simple/</a><a href='files/'>files/</a>");
    pages.put("/simple/", ROOT);
    pages.put("/simple/six/", FILES);
    assertThat(check("/").detail()).endsWith("did you mean %s ?".formatted(url("/simple/")));
  }

  @Test
  void aPageForPeopleIsNoIndex() throws Exception {
    pages.put("/", HOME);
    assertThat(check("/").outcome()).isEqualTo("none");
    assertThat(check("/").detail()).contains("what it shows is no list of packages");
  }

  @Test
  void whereNothingIsProvenItIsTakenWithAWarning() throws Exception {
    assertThat(check("/simple/").outcome()).isEqualTo("index");
    assertThat(check("/simple/").warning()).contains("may be no index", "status 404");
    pages.put("/simple/", "<html><body></body></html>");
    assertThat(check("/simple/").warning()).contains("lists no package that has a file");
  }

  @Test
  void anIndexThatAnswers403ForWhatItHasNotIsToldHowToSaySo() throws Exception {
    otherwise = 403;
    pages.put("/whl/", ROOT);
    pages.put("/whl/six/", FILES);
    assertThat(check("/whl/").warning()).contains("give --missing-status=403");
    assertThat(check(url("/whl/"), ",\"reach\":{\"missingStatus\":[403]}").warning()).isNull();
    assertThat(check(url("/whl/"), ",\"authorization\":\"Basic x\"").warning()).isNull();
  }

  @Test
  void credentialsThatAreMissingOrRefusedAreNamed() throws Exception {
    otherwise = 401;
    assertThat(check("/simple/").detail()).contains("asks for credentials; give --credential");
    assertThat(check(url("/simple/"), ",\"authorization\":\"Basic x\"").detail())
        .contains("refuses these credentials with status 401");
    assertThat(authorizations).contains("Basic x");
  }

  @Test
  void whatCannotBeReachedIsSaid() throws Exception {
    otherwise = 503;
    assertThat(check("/simple/").outcome()).isEqualTo("unreachable");
    assertThat(check("/simple/").detail()).contains("answered with status 503");
    upstream.stop(0);
    assertThat(check("/simple/").detail()).contains("the connection was refused");
    assertThat(check("http://nowhere.invalid/", "").detail()).contains("no address is known");
  }

  @Test
  void aHostThatIsNotInsideIsAnotherThingThanOneThatNobodyKnows() throws Exception {
    Verdict outside = new Verdict.Index(Optional.of(Set.of()), Optional.empty());
    assertThat(ObjectMapper.getDefault().writeValueAsString(outside.told()))
        .contains("\"inside\":[]");
    Verdict unknown = new Verdict.Index(Optional.empty(), Optional.empty());
    assertThat(ObjectMapper.getDefault().writeValueAsString(unknown.told()))
        .contains("\"inside\":null");
  }

  @Test
  void aFolderMustBeThere(@TempDir Path folder) throws Exception {
    assertThat(check(folder.toUri().toString(), "").warning()).contains("is empty");
    Path file = Files.writeString(folder.resolve("six-1.0.tar.gz"), "");
    assertThat(check(folder.toUri().toString(), "").warning()).isNull();
    assertThat(check(file.toUri().toString(), "").detail()).contains("is no folder");
    assertThat(check(folder.resolve("gone").toUri().toString(), "").detail())
        .isEqualTo("there is no folder %s on the server's machine", folder.resolve("gone"));
  }
}
