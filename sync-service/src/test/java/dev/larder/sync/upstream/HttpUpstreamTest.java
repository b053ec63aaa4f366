package dev.larder.sync.upstream;

import static dev.larder.sync.upstream.FakeUpstream.JSON;
import static dev.larder.sync.upstream.FakeUpstream.answer;
import static org.assertj.core.api.Assertions.assertThat;

import dev.larder.memory.ByteBudget;
import dev.larder.outbound.AllowList;
import dev.larder.outbound.Outbound;
import dev.larder.outbound.OutboundPolicy;
import dev.larder.outbound.Proxies;
import dev.larder.packaging.ProjectName;
import dev.larder.sync.look.Answer;
import dev.larder.sync.look.Look;
import dev.larder.sync.look.Looks;
import dev.larder.sync.look.Outcome;
import java.net.URI;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HttpUpstreamTest {
  private static final String ONE_FILE =
      "{\"meta\":{\"api-version\":\"1.1\"},\"files\":[{\"filename\":\"p-1.tar.gz\",\"url\":\"../p-1.tar.gz\"}]}";

  private FakeUpstream fake;
  private final HttpUpstream upstream =
      new HttpUpstream("Larder/test", FakeUpstream.BUDGET, Outbound.PLAIN, 5);

  @BeforeEach
  void start() throws Exception {
    fake = new FakeUpstream();
  }

  @AfterEach
  void stop() {
    upstream.close();
    fake.close();
  }

  @Test
  void theProjectsPageIsAskedForAsPipAsks() throws Exception {
    AtomicReference<com.sun.net.httpserver.Headers> headers = new AtomicReference<>();
    fake.answers(
        exchange -> {
          headers.set(exchange.getRequestHeaders());
          exchange.getResponseHeaders().set("ETag", "\"v1\"");
          answer(exchange, 200, JSON, ONE_FILE);
        });
    Answer answer = look("My.Project");
    assertThat(fake.asked).containsExactly("/simple/my-project/");
    assertThat(headers.get().getFirst("Accept"))
        .isEqualTo(
            "application/vnd.pypi.simple.v1+json, application/vnd.pypi.simple.v1+html;q=0.2,"
                + " text/html;q=0.01");
    assertThat(headers.get().getFirst("User-Agent")).isEqualTo("Larder/test");
    assertThat(headers.get()).doesNotContainKeys("If-none-match", "Authorization", "Upgrade");
    assertThat(answer.outcome()).isEqualTo("page");
    assertThat(answer.etag()).isEqualTo("\"v1\"");
    assertThat(answer.url()).isEqualTo(fake.url() + "my-project/");
  }

  @Test
  void relativeLinksBecomeAbsolute() throws Exception {
    fake.answers(200, JSON, ONE_FILE);
    assertThat(look("p").file("p-1.tar.gz").url()).isEqualTo(fake.url() + "p-1.tar.gz");
  }

  @Test
  void anUnchangedPageIsUnchanged() throws Exception {
    fake.answers(
        exchange -> {
          assertThat(exchange.getRequestHeaders().getFirst("If-None-Match")).isEqualTo("\"v1\"");
          exchange.sendResponseHeaders(304, -1);
        });
    assertThat(Answer.of(upstream.look(asking("p", null, "\"v1\""))).outcome())
        .isEqualTo("unchanged");
  }

  @Test
  void a304ThatNobodyAskedForIsAFailure() throws Exception {
    fake.answers(exchange -> exchange.sendResponseHeaders(304, -1));
    assertThat(failure("p").detail()).contains("304", "p");
  }

  @ParameterizedTest
  @ValueSource(ints = {404, 410})
  void aDefiniteNoIsMissing(int status) throws Exception {
    fake.answers(status, "text/plain", "no");
    assertThat(look("p").outcome()).isEqualTo("missing");
  }

  @ParameterizedTest
  @ValueSource(ints = {400, 401, 403, 451, 501, 204, 206})
  void anyOtherStatusIsAFailureThatNamesIt(int status) throws Exception {
    fake.answers(status, "text/html", "");
    Outcome.Failed failed = failure("p");
    assertThat(failed.status()).isEqualTo(502);
    assertThat(failed.detail())
        .startsWith("Upstream 'up' (%s) ".formatted(fake.url()))
        .contains(Integer.toString(status))
        .endsWith(".");
  }

  @ParameterizedTest
  @ValueSource(ints = {429, 500, 502, 503, 504})
  void whatMayPassIsTriedAgain(int status) throws Exception {
    fake.answers(
        exchange -> {
          if (fake.asked.size() < 3) {
            exchange.getResponseHeaders().set("Retry-After", "0");
            answer(exchange, status, "text/plain", "busy");
          } else {
            answer(exchange, 200, JSON, ONE_FILE);
          }
        });
    assertThat(look("p").outcome()).isEqualTo("page");
    assertThat(fake.asked).hasSize(3);
  }

  @ParameterizedTest
  @ValueSource(ints = {429, 500, 502, 503, 504})
  void whatDoesNotPassIsSaidWithTheTimeToAskAgain(int status) throws Exception {
    fake.answers(
        exchange -> {
          exchange.getResponseHeaders().set("Retry-After", "7");
          answer(exchange, status, "text/plain", "busy");
        });
    assertThat(failure("p"))
        .isEqualTo(
            new Outcome.Failed(
                503,
                "Upstream 'up' (%s) answered with status %d and may be well again soon."
                    .formatted(fake.url(), status),
                Optional.of(Duration.ofSeconds(7)),
                false,
                true));
    assertThat(fake.asked).hasSize(1);
  }

  @Test
  void whatWillNotPassIsNotTriedAgain() throws Exception {
    fake.answers(501, "text/plain", "broken");
    failure("p");
    assertThat(fake.asked).hasSize(1);
  }

  @Test
  void aPageThatBreaksOffIsTriedAgain() throws Exception {
    fake.answers(
        exchange -> {
          exchange.getResponseHeaders().set("Content-Type", JSON);
          boolean whole = fake.asked.size() > 1;
          exchange.sendResponseHeaders(200, ONE_FILE.length() + (whole ? 0 : 100));
          exchange.getResponseBody().write(ONE_FILE.getBytes());
          exchange.getResponseBody().flush();
          if (!whole) {
            throw new java.io.IOException("cut");
          }
        });
    assertThat(look("p").filenames()).containsExactly("p-1.tar.gz");
  }

  @Test
  void anUpstreamsOwnWordsAreNotRepeated() throws Exception {
    try (var raw = new java.net.ServerSocket(0, 9, java.net.InetAddress.getLoopbackAddress())) {
      Thread.ofVirtual()
          .start(
              () -> {
                try (var socket = raw.accept()) {
                  socket.getOutputStream().write("-ERR secret of another\r\n\r\n".getBytes());
                  socket.getInputStream().read();
                } catch (java.io.IOException e) {
                  throw new java.io.UncheckedIOException(e);
                }
              });
      URI url = URI.create("http://127.0.0.1:%d/".formatted(raw.getLocalPort()));
      Outcome outcome = upstream.look(new Look("up", url, null, ProjectName.of("p"), null));
      assertThat(((Outcome.Failed) outcome).detail())
          .isEqualTo("Upstream 'up' (%s) speaks no HTTP that can be read.".formatted(url));
    }
  }

  @Test
  void aConnectionThatIsClosedWithoutAnAnswerIsTriedAgain() throws Exception {
    fake.answers(
        exchange -> {
          if (fake.asked.size() > 1) {
            answer(exchange, 200, JSON, ONE_FILE);
          }
        });
    assertThat(look("p").outcome()).isEqualTo("page");
  }

  @Test
  void gzipIsDecoded() throws Exception {
    fake.answers(
        exchange -> {
          byte[] body = FakeUpstream.gzip(ONE_FILE);
          exchange.getResponseHeaders().set("Content-Encoding", "gzip");
          exchange.getResponseHeaders().set("Content-Type", JSON);
          exchange.sendResponseHeaders(200, body.length);
          exchange.getResponseBody().write(body);
        });
    assertThat(look("p").filenames()).containsExactly("p-1.tar.gz");
  }

  @Test
  void brokenGzipIsAFailure() throws Exception {
    fake.answers(
        exchange -> {
          exchange.getResponseHeaders().set("Content-Encoding", "gzip");
          answer(exchange, 200, JSON, ONE_FILE);
        });
    assertThat(failure("p").detail()).contains("gzip");
  }

  @Test
  void anUnknownEncodingIsAFailure() throws Exception {
    fake.answers(
        exchange -> {
          exchange.getResponseHeaders().set("Content-Encoding", "br");
          answer(exchange, 200, JSON, ONE_FILE);
        });
    assertThat(failure("p").detail()).contains("is encoded otherwise than by gzip");
  }

  @Test
  void aTruncatedPageIsAFailure() throws Exception {
    fake.answers(
        exchange -> {
          exchange.getResponseHeaders().set("Content-Type", "text/html");
          exchange.sendResponseHeaders(200, 1000);
          exchange.getResponseBody().write("<a href='p-1.tar.gz'>p-1.tar.gz</a>".getBytes());
          exchange.getResponseBody().flush();
          throw new java.io.IOException("cut");
        });
    assertThat(failure("p").detail()).contains("broke off in the middle");
  }

  @Test
  void theUpstreamsSerialComesFromTheHeaderOrThePage() throws Exception {
    fake.answers(200, JSON, "{\"meta\":{\"api-version\":\"1.0\",\"_last-serial\":5},\"files\":[]}");
    assertThat(look("p").serial()).isEqualTo(5);
    fake.answers(
        exchange -> {
          exchange.getResponseHeaders().set("X-PyPI-Last-Serial", "17");
          answer(exchange, 200, JSON, ONE_FILE);
        });
    assertThat(look("p").serial()).isEqualTo(17);
    fake.answers(
        exchange -> {
          exchange.getResponseHeaders().set("X-PyPI-Last-Serial", "many");
          answer(exchange, 200, JSON, ONE_FILE);
        });
    assertThat(look("p").serial()).isNull();
  }

  @Test
  void filesOfOthersAndLinksThatMayNotBeFollowedAreLeftOut() throws Exception {
    fake.answers(
        200,
        "text/html",
        """
        <a href="p-1.tar.gz">p-1.tar.gz</a>
        <a href="p-1.tar.gz">p-1.tar.gz</a>
        <a href="p-1.exe">p-1.exe</a>
        <a href="other-1.tar.gz">other-1.tar.gz</a>
        <a href="file:///etc/p-2.tar.gz">p-2.tar.gz</a>
        <a href="ftp://host/p-3.tar.gz">p-3.tar.gz</a>
        <a href="javascript:p-4.tar.gz">p-4.tar.gz</a>
        <a href="https://elsewhere/p-5-py3-none-any.whl">p-5-py3-none-any.whl</a>
        """);
    Answer answer = look("p");
    assertThat(answer.filenames()).containsExactly("p-1.tar.gz", "p-5-py3-none-any.whl");
    assertThat(answer.file("p-5-py3-none-any.whl").url())
        .isEqualTo("https://elsewhere/p-5-py3-none-any.whl");
    assertThat(answer.leftOut())
        .contains(
            new Answer.Left("file", "listed before under the same name", 1, List.of("p-1.tar.gz")),
            new Answer.Left(
                "file",
                "neither a wheel nor an sdist of this project",
                2,
                List.of("p-1.exe", "other-1.tar.gz")))
        .anySatisfy(
            left -> {
              assertThat(left.why()).isEqualTo("its link is neither http nor https");
              assertThat(left.examples()).contains("p-2.tar.gz", "p-3.tar.gz");
            });
  }

  @ParameterizedTest
  @ValueSource(strings = {"text/html", JSON})
  void variantWheelsAndTheFileThatSaysWhatTheyAreForAreListed(String type) throws Exception {
    String wheel = "corp_gpu-1.0-cp313-cp313-manylinux_2_28_x86_64-cu128.whl";
    String variants = "corp_gpu-1.0-variants.json";
    fake.answers(
        200,
        type,
        type.equals(JSON)
            ? "{\"files\":[{\"url\":\"%s\"},{\"url\":\"%s\"}]}".formatted(wheel, variants)
            : "<a href=%1$s>%1$s</a><a href=%2$s>%2$s</a>".formatted(wheel, variants));
    assertThat(look("corp-gpu").filenames()).containsExactly(wheel, variants);
  }

  @Test
  void aFileWithAFieldThatIsTooLongIsLeftOutOrListedWithoutIt() throws Exception {
    fake.answers(
        200,
        JSON,
        """
        {"files":[{"url":"p-1.zip?%1$s"},{"url":"p-2.zip","requires-python":"%1$s"},
         {"url":"p-3.zip","yanked":"%1$s"},{"url":"p-4.zip","provenance":"https://h/%1$s"},
         {"url":"p-5.zip","size":0}]}
        """
            .formatted("x".repeat(10_000)));
    Answer answer = look("p");
    assertThat(answer.filenames()).containsExactly("p-3.zip", "p-4.zip", "p-5.zip");
    assertThat(answer.file("p-3.zip").yankedReason()).isEqualTo("x".repeat(4_096));
    assertThat(answer.file("p-4.zip").provenance()).isNull();
    assertThat(answer.file("p-5.zip").size()).isNull();
    assertThat(answer.leftOut())
        .extracting(Answer.Left::what)
        .containsExactlyInAnyOrder("file", "yanked reason", "provenance", "size");
  }

  @Test
  void whatIsKeptOfAPageIsTakenFromTheBudgetAndGivenBack() throws Exception {
    ByteBudget budget = new ByteBudget(1 << 20, Duration.ZERO);
    try (HttpUpstream small = new HttpUpstream("Larder/test", budget, Outbound.PLAIN, 5)) {
      Looks looks = new Looks(small);
      Look look = new Look("up", fake.url(), null, ProjectName.of("p"), null);
      fake.answers(200, JSON, ONE_FILE);
      Outcome page = looks.look(look, Duration.ofSeconds(30));
      assertThat(budget.used()).isPositive();
      assertThat(looks.look(look, Duration.ofSeconds(30)))
          .isInstanceOfSatisfying(
              Outcome.Failed.class,
              failed -> {
                assertThat(failed.status()).isEqualTo(503);
                assertThat(failed.ours()).isTrue();
              });
      assertThat(Answer.of(page).files()).hasSize(1);
      assertThat(budget.used()).isZero();
      fake.answers(200, JSON, unpackable());
      assertThat(looks.look(look, Duration.ofSeconds(30)))
          .isInstanceOfSatisfying(
              Outcome.Failed.class,
              failed -> {
                assertThat(failed.status()).isEqualTo(502);
                assertThat(failed.detail()).contains("larger than can be held");
              });
      assertThat(budget.used()).isZero();
    }
  }

  /** A page that takes as much room packed as it has. */
  private static String unpackable() {
    Random random = new Random(7);
    StringBuilder files = new StringBuilder();
    for (int i = 0; i < 500; i++) {
      byte[] noise = new byte[3_000];
      random.nextBytes(noise);
      files.append("{\"url\":\"p-%d.zip?%s\"},".formatted(i, HexFormat.of().formatHex(noise)));
    }
    return "{\"files\":[" + files + "{\"url\":\"p-x.zip\"}]}";
  }

  @Test
  void aPortalIsAFailureNotAnEmptyPage() throws Exception {
    fake.answers(200, "text/html", "<html><form><input name=user></form></html>");
    assertThat(failure("p").detail()).contains("web page for people");
    fake.answers(200, "application/json", "{\"error\":\"log in\"}");
    assertThat(failure("p").detail()).contains("without a list of files");
    fake.answers(200, JSON, "{\"meta\":{\"api-version\":\"2.0\"},\"files\":[]}");
    assertThat(failure("p").detail()).contains("API version 2.0");
  }

  @Test
  void redirectsAreFollowedAndCount() throws Exception {
    fake.answers(
        exchange -> {
          if (exchange.getRequestURI().getPath().equals("/simple/p/")) {
            exchange.getResponseHeaders().set("Location", "/other/place/p/");
            exchange.sendResponseHeaders(302, -1);
          } else {
            answer(exchange, 200, JSON, ONE_FILE);
          }
        });
    Answer answer = look("p");
    assertThat(answer.url()).endsWith("/other/place/p/");
    assertThat(answer.file("p-1.tar.gz").url()).endsWith("/other/place/p-1.tar.gz");
  }

  @Test
  void redirectsWithoutEndOrIntoNothingAreFailures() throws Exception {
    fake.answers(
        exchange -> {
          exchange.getResponseHeaders().set("Location", "/simple/p/");
          exchange.sendResponseHeaders(301, -1);
        });
    assertThat(failure("p").detail()).contains("redirects more than 5 times");
    fake.answers(
        exchange -> {
          exchange.getResponseHeaders().set("Location", "file:///etc/passwd");
          exchange.sendResponseHeaders(301, -1);
        });
    assertThat(failure("p").detail()).contains("redirects to no http or https URL");
    fake.answers(exchange -> exchange.sendResponseHeaders(301, -1));
    assertThat(failure("p").detail()).contains("redirects to no http or https URL");
  }

  @Test
  void credentialsGoToTheUpstreamsOwnOriginAlone() throws Exception {
    try (FakeUpstream other = new FakeUpstream()) {
      other.answers(200, JSON, ONE_FILE);
      fake.answers(
          exchange -> {
            boolean first = fake.asked.size() == 1;
            exchange.getResponseHeaders().set("Location", first ? "/again/" : other.url() + "p/");
            exchange.sendResponseHeaders(307, -1);
          });
      Look look =
          asking(
              "Basic c2VjcmV0",
              OutboundPolicy.of(
                  fake.url().toString(), null, List.of("127.0.0.1:" + other.port()), null));
      assertThat(Answer.of(upstream.look(look)).outcome()).isEqualTo("page");
      assertThat(fake.authorizations).containsExactly("Basic c2VjcmV0", "Basic c2VjcmV0");
      assertThat(other.authorizations).containsExactly("null");
    }
  }

  @Test
  void aRedirectToAnotherInsideHostIsRefused() throws Exception {
    try (FakeUpstream other = new FakeUpstream()) {
      other.answers(200, JSON, ONE_FILE);
      fake.answers(
          exchange -> {
            exchange.getResponseHeaders().set("Location", other.url() + "p/");
            exchange.sendResponseHeaders(302, -1);
          });
      assertThat(failure("p"))
          .isEqualTo(
              new Outcome.Failed(
                  502,
                  ("Upstream 'up' (%s) leads to 127.0.0.1:%d, a loopback address, and only its own"
                          + " host 127.0.0.1:%d may be there; an administrator may allow it by"
                          + " --allow=127.0.0.1:%d for the source, or by outbound.allow.")
                      .formatted(fake.url(), other.port(), fake.port(), other.port())));
      assertThat(fake.asked).hasSize(1);
      assertThat(other.asked).isEmpty();
    }
  }

  @Test
  void whatAnAdministratorAllowsToAllMayBeLedTo() throws Exception {
    try (FakeUpstream other = new FakeUpstream();
        HttpUpstream allowing =
            new HttpUpstream(
                "Larder/test",
                FakeUpstream.BUDGET,
                new Outbound(AllowList.of(List.of("127.0.0.0/8")), Proxies.NONE, List.of()),
                5)) {
      other.answers(200, JSON, ONE_FILE);
      fake.answers(
          exchange -> {
            exchange.getResponseHeaders().set("Location", other.url() + "p/");
            exchange.sendResponseHeaders(302, -1);
          });
      assertThat(Answer.of(allowing.look(asking("p", null, null))).outcome()).isEqualTo("page");
    }
  }

  @Test
  void anUpstreamThatWasOutsideMayNotComeInside() throws Exception {
    fake.answers(200, JSON, ONE_FILE);
    Look look = asking(null, OutboundPolicy.of(fake.url().toString(), List.of(), null, null));
    assertThat(((Outcome.Failed) upstream.look(look)).detail())
        .contains("a loopback address, where its own host was not");
    assertThat(fake.asked).isEmpty();
    Look inside =
        asking(null, OutboundPolicy.of(fake.url().toString(), List.of("loopback"), null, null));
    assertThat(Answer.of(upstream.look(inside)).outcome()).isEqualTo("page");
  }

  @Test
  void aStatusThatMeansMissingIsADefiniteNo() throws Exception {
    fake.answers(403, "text/plain", "no");
    assertThat(failure("p").detail())
        .contains("refuses access to p with status 403", "--missing-status=403");
    Look look =
        new Look(
            "up",
            fake.url(),
            null,
            ProjectName.of("p"),
            null,
            OutboundPolicy.of(fake.url()),
            Set.of(403),
            false);
    assertThat(Answer.of(upstream.look(look)).outcome()).isEqualTo("missing");
  }

  @Test
  void credentialsThatAreRefusedAreToBeChecked() throws Exception {
    fake.answers(403, "text/plain", "no");
    Outcome outcome = upstream.look(asking("p", "Basic c2VjcmV0", null));
    assertThat(((Outcome.Failed) outcome).detail())
        .contains("check the credentials")
        .doesNotContain("--missing-status");
  }

  @Test
  void aPageIsHadByTheProxyOfTheSource() throws Exception {
    fake.answers(
        exchange -> {
          String told = exchange.getRequestHeaders().getFirst("Proxy-Authorization");
          if ("Basic bWU6aHVzaA==".equals(told)) {
            answer(exchange, 200, JSON, ONE_FILE);
          } else {
            answer(exchange, 407, "text/plain", "who?");
          }
        });
    URI url = URI.create("http://index.invalid/simple/");
    String proxy = "http://%s127.0.0.1:" + fake.port();
    Look look =
        asking(
            url, null, OutboundPolicy.of(url.toString(), null, null, proxy.formatted("me:hush@")));
    assertThat(Answer.of(upstream.look(look)).file("p-1.tar.gz").url())
        .isEqualTo("http://index.invalid/simple/p-1.tar.gz");
    assertThat(fake.asked).containsExactly("http://index.invalid/simple/p/");
    Look nobody =
        asking(url, null, OutboundPolicy.of(url.toString(), null, null, proxy.formatted("")));
    assertThat(((Outcome.Failed) upstream.look(nobody)).detail())
        .contains("the proxy asks for another user and password");
  }

  @Test
  void nobodyListeningIsSaidInWords() throws Exception {
    fake.close();
    assertThat(failure("p").detail()).endsWith("can't be reached: the connection was refused.");
  }

  @Test
  void anUnknownHostIsSaidInWords() throws Exception {
    Look look =
        new Look("up", URI.create("http://nowhere.invalid/"), null, ProjectName.of("p"), null);
    assertThat(((Outcome.Failed) upstream.look(look)).detail())
        .endsWith("can't be reached: no address is known for 'nowhere.invalid'.");
  }

  @Test
  void aPageOf150000FilesIsRead() throws Exception {
    fake.answers(
        exchange -> {
          exchange.getResponseHeaders().set("Content-Type", JSON);
          exchange.sendResponseHeaders(200, 0);
          var out = new java.io.BufferedOutputStream(exchange.getResponseBody());
          out.write("{\"meta\":{\"api-version\":\"1.1\"},\"files\":[".getBytes());
          for (int i = 0; i < 150_000; i++) {
            String file =
                "%s{\"filename\":\"p-0.%d.tar.gz\",\"url\":\"p-0.%d.tar.gz\",\"hashes\":{\"sha256\":\"%064x\"}}"
                    .formatted(i == 0 ? "" : ",", i, i, i);
            out.write(file.getBytes());
          }
          out.write("]}".getBytes());
          out.flush();
        });
    Outcome.Page page = (Outcome.Page) upstream.look(asking("p", null, null));
    assertThat(page.files().size()).isEqualTo(150_000);
    assertThat(Answer.of(page).files()).hasSize(150_000);
  }

  private Answer look(String project) throws Exception {
    return Answer.of(upstream.look(asking(project, null, null)));
  }

  private Outcome.Failed failure(String project) throws Exception {
    return (Outcome.Failed) upstream.look(asking(project, null, null));
  }

  private Look asking(String authorization, OutboundPolicy policy) {
    return asking(fake.url(), authorization, policy);
  }

  private static Look asking(URI url, String authorization, OutboundPolicy policy) {
    return new Look("up", url, authorization, ProjectName.of("p"), null, policy, Set.of(), false);
  }

  private Look asking(String project, String authorization, String etag) {
    return new Look("up", fake.url(), authorization, ProjectName.of(project), etag);
  }
}
