package dev.larder.blob.caller;

import static org.assertj.core.api.Assertions.assertThat;

import dev.larder.blob.testing.Await;
import dev.larder.blob.testing.FakeIndex;
import dev.larder.blob.testing.FakeUpstream;
import dev.larder.blob.testing.FileEntry;
import dev.larder.blob.testing.Fixture;
import dev.larder.blob.testing.Http;
import dev.larder.blob.testing.Service;
import dev.larder.blob.testing.TestRedis;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** RAUTH-1, RAUTH-2, RAUTH-6: files of repositories that need a token. */
class AuthenticatedTest {
  private static final String ADMIN = "{\"kind\":\"admin\"}";
  private static final String UNKNOWN = "{\"kind\":\"unknown\",\"detail\":\"no keys\"}";

  @TempDir Path cache;
  private TestRedis redis;
  private FakeIndex index;
  private FakeUpstream upstream;
  private Service service;
  private FileEntry entry;
  private final byte[] file = Fixture.fresh(1000);

  @BeforeEach
  void start() throws Exception {
    redis = new TestRedis();
    redis.changed(1, "repo:1");
    index = new FakeIndex();
    upstream = new FakeUpstream().at("/demo-1.0.tar.gz", FakeUpstream.gives(file));
    service = Service.start(index.url(), redis.url(), "http://127.0.0.1:9", cache);
    entry = FileEntry.mirrored("demo-1.0.tar.gz", file, upstream.url("/demo-1.0.tar.gz"));
    index.showsTo(entry, "[\"2\"]", "[\"3\"]");
  }

  @AfterEach
  void stop() throws Exception {
    service.close();
    index.close();
    upstream.close();
    redis.close();
  }

  private static String reader(String... repos) {
    return token("repos:read", repos);
  }

  private static String token(String scope, String... repos) {
    return "{\"kind\":\"token\",\"id\":\"g\",\"scopes\":[\"%s\"],\"sources\":[\"*\"],\"repos\":[\"%s\"]}"
        .formatted(scope, String.join("\",\"", repos));
  }

  private Http.Response ask(String caller, String... headers) throws Exception {
    return send("GET", entry.path(), caller, headers);
  }

  private Http.Response send(String method, String path, String caller, String... headers)
      throws Exception {
    List<String> all = new ArrayList<>(List.of(headers));
    if (caller != null) {
      all.addAll(List.of("Larder-Caller", caller));
    }
    return Http.request(service.port(), method, path, all.toArray(String[]::new));
  }

  @Test
  void whoShowsNoCredentialsIsAskedForThem() throws Exception {
    Http.Response refused = ask(null);

    assertThat(refused.status()).isEqualTo(401);
    assertThat(refused.header("www-authenticate")).isEqualTo("Basic realm=\"Larder\"");
    assertThat(refused.header("cache-control")).isEqualTo("no-store");
    assertThat(refused.header("etag")).isNull();
    assertThat(refused.text()).contains("the default repository", "repos:read").hasLineCount(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ".metadata", ".asc", ".provenance"})
  void whateverBelongsToAFileIsRefusedAlike(String suffix) throws Exception {
    for (String method : List.of("GET", "HEAD")) {
      for (String path : List.of(entry.path(), "/main" + entry.path())) {
        assertThat(send(method, path + suffix, null).status()).isEqualTo(401);
        assertThat(send(method, path + suffix, reader("4")).status()).isEqualTo(403);
        assertThat(send(method, path + suffix, UNKNOWN).status()).isEqualTo(503);
      }
    }
  }

  @Test
  void noHeaderOfTheClientGetsPastIt() throws Exception {
    String etag = ask(ADMIN).header("etag");

    assertThat(ask(null, "If-None-Match", etag).status()).isEqualTo(401);
    assertThat(ask(null, "Range", "bytes=0-9").status()).isEqualTo(401);
    assertThat(ask(null, "Range", "bytes=5000-").status()).isEqualTo(401);
    assertThat(ask(ADMIN, "If-None-Match", etag).status()).isEqualTo(304);
  }

  @Test
  void whoMayReadARepositoryThatShowsItHasIt() throws Exception {
    for (String caller :
        List.of(
            ADMIN,
            reader("2"),
            reader("1", "2"),
            reader("*"),
            "{\"kind\":\"person\",\"id\":\"p\",\"name\":\"ada\",\"scopes\":[\"repos:read\"],\"sources\":[],\"repos\":[\"2\"]}")) {
      Http.Response response = ask(caller);
      assertThat(response.status()).as(caller).isEqualTo(200);
      assertThat(response.body()).isEqualTo(file);
      assertThat(response.header("cache-control"))
          .isEqualTo("private, max-age=31536000, immutable");
    }
  }

  @Test
  void whoseCredentialsDontReachItIsToldWhatTheyLack() throws Exception {
    for (String caller : List.of(reader("4"), token("sources:write", "2"))) {
      Http.Response refused = send("GET", "/main" + entry.path(), caller);
      assertThat(refused.status()).isEqualTo(403);
      assertThat(refused.text()).contains("repos:read", "'main'").hasLineCount(1);
    }
  }

  @Test
  void whoReadsAnotherRepositoryOfThatNameFindsNothing() throws Exception {
    assertThat(ask(reader("3")).status()).isEqualTo(404);
  }

  @Test
  void aCallerThatCantBeReadIsABadRequest() throws Exception {
    for (String caller : List.of("admin", "{}", "{\"kind\":\"root\"}", "null", "[]")) {
      assertThat(ask(caller).status()).as(caller).isEqualTo(400);
    }
  }

  @Test
  void whatIsntThereIsToldToReadersOnly() throws Exception {
    index.hides(entry);
    index.hidesAllFromWhoCantRead("[\"2\"]");

    assertThat(ask(null).status()).isEqualTo(401);
    assertThat(ask(UNKNOWN).status()).isEqualTo(503);
    assertThat(ask(reader("4")).status()).isEqualTo(403);
    assertThat(ask(reader("2")).status()).isEqualTo(404);
    assertThat(ask(ADMIN).status()).isEqualTo(404);
  }

  @Test
  void anOpenRepositoryMindsNoCredentials() throws Exception {
    index.showsTo(entry, "null", "[\"3\"]");

    for (String caller : new String[] {null, UNKNOWN, reader("4")}) {
      assertThat(ask(caller).status()).isEqualTo(200);
    }
    assertThat(ask(ADMIN).header("cache-control")).startsWith("public");
  }

  @Test
  void whatIsKeptForOneServesNobodyElse() throws Exception {
    Await.until(
        () -> {
          int before = index.asked();
          return ask(reader("2")).status() == 200 && index.asked() == before;
        });
    index.close();

    assertThat(ask(null).status()).isEqualTo(401);
    assertThat(ask(reader("4")).status()).isEqualTo(403);
    assertThat(ask(reader("2")).status()).isEqualTo(200);
  }

  @Test
  void fromTheChangeOnTheVeryNextRequestIsRefused() throws Exception {
    index.shows(entry);
    Await.until(
        () -> {
          int before = index.asked();
          return ask(null).status() == 200 && index.asked() == before;
        });
    index.showsTo(entry.withSerial(2), "[\"2\"]", "[]");
    redis.changed(2, "repo:1");

    assertThat(ask(null).status()).isEqualTo(401);
    assertThat(ask(reader("2")).status()).isEqualTo(200);
  }
}
