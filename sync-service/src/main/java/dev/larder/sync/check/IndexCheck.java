package dev.larder.sync.check;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.larder.memory.BudgetSpentException;
import dev.larder.outbound.Retries;
import dev.larder.packaging.ProjectName;
import dev.larder.sync.look.Look;
import dev.larder.sync.look.Outcome;
import dev.larder.sync.look.Upstream;
import dev.larder.sync.page.NotAPageException;
import dev.larder.sync.upstream.Causes;
import dev.larder.sync.upstream.HttpUpstream;
import dev.larder.sync.upstream.PageClient;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import okhttp3.HttpUrl;
import okhttp3.Response;

/**
 * Whether there is an index at a URL. One page of a project with files, or a root page that says
 * what it is, is proof; a better URL nearby, or a web page for people, is proof of the opposite;
 * where there is neither, as with an index in a bucket that has no root page, it is taken with a
 * warning.
 */
@Singleton
final class IndexCheck {
  /** A project that a public index has. */
  static final String PROBABLE = "pip";

  private static final int TRIES = 2;
  private static final int BEGINNING = 64 << 10;
  private static final SecureRandom RANDOM = new SecureRandom();

  private final PageClient client;
  private final Upstream upstream;
  private final Retries retries = new Retries(TRIES, NotAPageException.class::isInstance);

  IndexCheck(HttpUpstream upstream) {
    this.upstream = upstream;
    this.client = upstream.client();
  }

  /** What was found, so far as it was read. */
  private record Seen(int status, RootPage root) {}

  Verdict check(Look look) throws InterruptedException {
    try {
      return verdict(look);
    } catch (BudgetSpentException e) {
      return new Verdict.Unreachable("there is no memory for the check now");
    } catch (NotAPageException e) {
      return new Verdict.NoIndex("%s %s".formatted(look.url(), e.getMessage()));
    } catch (IOException e) {
      return new Verdict.Unreachable("%s %s".formatted(look.url(), Causes.words(e)));
    }
  }

  private Verdict verdict(Look look) throws IOException, InterruptedException {
    Seen root = see(look);
    if (root.status() == 401 || (root.status() == 403 && look.authorization() != null)) {
      return new Verdict.NoIndex(
          look.authorization() == null
              ? "%s asks for credentials; give --credential=USER:PASSWORD".formatted(look.url())
              : "%s refuses these credentials with status %d".formatted(look.url(), root.status()));
    }
    if (isProven(look, root) || hasFiles(look, ProjectName.of(PROBABLE))) {
      return index(look, Optional.empty());
    }
    for (HttpUrl better : nearby(HttpUrl.get(look.url().toString()))) {
      Look there = at(look, better, look.project());
      if (isProven(there, see(there))) {
        return new Verdict.NoIndex(
            "there is no index at %s; did you mean %s ?".formatted(look.url(), better));
      }
    }
    if (root.status() == 200 && root.root().projects().isEmpty() && !root.root().empty()) {
      return new Verdict.NoIndex(
          "there is no index at %s: what it shows is no list of packages".formatted(look.url()));
    }
    return index(
        look,
        Optional.of(
            root.status() == 200
                ? "%s lists no package that has a file".formatted(look.url())
                : ("%s may be no index: neither a list of packages (status %d) nor a page of '%s'"
                        + " is there; where it isn't one, every package counts as missing")
                    .formatted(look.url(), root.status(), PROBABLE)));
  }

  private Verdict index(Look look, Optional<String> doubt)
      throws IOException, InterruptedException {
    return new Verdict.Index(
        client.inside(look),
        answers403(look)
            ? Optional.of(
                ("%s answers 403 for packages that it hasn't, which is an error here; if that is"
                        + " its way to say so, give --missing-status=403")
                    .formatted(look.url()))
            : doubt);
  }

  /** Whether it answers 403 for what it can't have. */
  private boolean answers403(Look look) throws IOException, InterruptedException {
    if (look.authorization() != null || look.missingStatus().contains(403)) {
      return false;
    }
    for (int i = 0; i < 2; i++) {
      byte[] random = new byte[6];
      RANDOM.nextBytes(random);
      ProjectName name = ProjectName.of("larder-" + HexFormat.of().formatHex(random));
      Look unheard = at(look, HttpUrl.get(look.url().toString()), name);
      int status =
          retries.get(
              () -> {
                try (Response response = client.get(unheard)) {
                  return response.code();
                }
              });
      if (status != 403) {
        return false;
      }
    }
    return true;
  }

  private boolean isProven(Look look, Seen seen) throws InterruptedException {
    if (seen.status() != 200) {
      return false;
    }
    if (seen.root().definite()) {
      return true;
    }
    for (ProjectName project : seen.root().projects()) {
      if (hasFiles(look, project)) {
        return true;
      }
    }
    return false;
  }

  private boolean hasFiles(Look look, ProjectName project) throws InterruptedException {
    Look asking = at(look, HttpUrl.get(look.url().toString()), project);
    if (upstream.look(asking) instanceof Outcome.Page page) {
      page.files().release();
      return page.files().size() > 0;
    }
    return false;
  }

  private Seen see(Look look) throws IOException, InterruptedException {
    return retries.get(
        () -> {
          try (Response response = client.root(look)) {
            return new Seen(
                response.code(),
                response.code() == 200
                    ? RootPage.of(beginning(response), response.request().url())
                    : new RootPage(false, false, List.of()));
          }
        });
  }

  private static String beginning(Response response) throws IOException {
    InputStream body = response.body().byteStream();
    boolean gzip = response.header("Content-Encoding", "").strip().equalsIgnoreCase("gzip");
    return new String((gzip ? new GZIPInputStream(body) : body).readNBytes(BEGINNING), UTF_8);
  }

  /** URLs that are often meant. */
  private static List<HttpUrl> nearby(HttpUrl url) {
    List<HttpUrl> urls = new ArrayList<>();
    List<String> path = url.pathSegments().stream().filter(part -> !part.isEmpty()).toList();
    boolean page = !path.isEmpty() && path.getLast().startsWith("index.");
    boolean project = path.size() > 1 && path.get(path.size() - 2).equals("simple");
    if (page || project) {
      urls.add(url.resolve("../"));
    }
    urls.add(url.resolve("simple/"));
    urls.add(url.resolve("+simple/"));
    if (page) {
      urls.add(url.resolve("../simple/"));
    }
    return urls;
  }

  private static Look at(Look look, HttpUrl url, ProjectName project) {
    return new Look(
        look.source(),
        url.uri(),
        look.authorization(),
        project,
        null,
        look.policy(),
        look.missingStatus(),
        look.pastCaches());
  }
}
