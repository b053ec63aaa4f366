package dev.larder.e2e.hostile.upstream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.larder.e2e.wheel.Hashing;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.jsoup.Jsoup;

/**
 * Clients that read the projects of a hostile upstream through Larder, and judge each answer: it is
 * no server error but that the upstream failed, none of the upstream's own words stand in a
 * refusal, a page leads nowhere but to Larder, and a file has what that upstream itself sent.
 */
public final class HostileReaders {
  private static final String JSON = "application/vnd.pypi.simple.v1+json";
  private static final Set<Integer> EXPECTED = Set.of(200, 206, 404, 416, 502, 503, 504);
  private static final int FILES = 3;

  private final String larder;
  private final List<String> upstreams;
  private final HostileUpstream upstream;
  private final Facts facts;
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final Queue<String> wrong = new ConcurrentLinkedQueue<>();
  private final Map<Integer, AtomicInteger> statuses = new ConcurrentHashMap<>();

  /**
   * Readers of these upstreams, each of which is a repository of the same name.
   *
   * @param larder its address
   */
  public HostileReaders(
      String larder, List<String> upstreams, HostileUpstream upstream, Facts facts) {
    this.larder = larder;
    this.upstreams = upstreams;
    this.upstream = upstream;
    this.facts = facts;
  }

  /** What was not as it must be, a line each. */
  public List<String> wrong() {
    return List.copyOf(wrong);
  }

  /** How many answers had which status; 0 is a body that broke off. */
  public Map<Integer, AtomicInteger> statuses() {
    return statuses;
  }

  /** Reads the projects of these numbers, each once, by so many clients at once. */
  public void read(int from, int to, int clients) throws Exception {
    List<Callable<Void>> all =
        IntStream.range(from, to)
            .mapToObj(
                number ->
                    (Callable<Void>)
                        () -> {
                          project(number);
                          return null;
                        })
            .toList();
    try (var threads = Executors.newFixedThreadPool(clients)) {
      for (Future<Void> done : threads.invokeAll(all)) {
        done.get();
      }
    }
  }

  /** The address of the page of this number. */
  public String page(int number) {
    return "%s/%s/latest/simple/%s/"
        .formatted(larder, repository(number), HostileAnswers.project(number));
  }

  private String repository(int number) {
    return upstreams.get(number % upstreams.size());
  }

  /** An answer as far as it came. */
  private record Answer(
      int status, String headers, String sha256, byte[] start, long size, boolean whole) {}

  private void project(int number) {
    String page = page(number);
    List<String> links;
    if (number % 4 == 3) {
      links = html(number, page);
    } else {
      links = json(number, page);
    }
    if (number % 5 == 0) {
      answer(number, "GET", json(page), "*/*", "");
    }
    if (number % 7 == 0) {
      answer(number, "HEAD", page, JSON, "");
    }
    for (String link : links.stream().limit(FILES).toList()) {
      file(number, link);
    }
    String name = HostileAnswers.project(number).replace('-', '_');
    file(
        number,
        "%s/%s/packages/%s/%s-1.0-py3-none-any.whl"
            .formatted(larder, repository(number), facts.privateSha256(), name));
  }

  private static String json(String page) {
    return page.replace("/simple/", "/pypi/") + "json";
  }

  private List<String> json(int number, String page) {
    Answer answer = answer(number, "GET", page, JSON, "");
    var links = new ArrayList<String>();
    if (answer.status() == 200 && answer.whole()) {
      try {
        JsonNode files = new ObjectMapper().readTree(answer.start()).path("files");
        files.forEach(file -> links.add(resolved(number, page, file.path("url").asText())));
      } catch (IOException e) {
        wrong(number, page, "no JSON: " + e.getMessage());
      }
    }
    return links;
  }

  private List<String> html(int number, String page) {
    Answer answer = answer(number, "GET", page, "text/html", "");
    if (answer.status() != 200 || !answer.whole()) {
      return List.of();
    }
    String text = new String(answer.start(), StandardCharsets.UTF_8);
    return Jsoup.parse(text).select("a[href]").eachAttr("href").stream()
        .map(href -> resolved(number, page, href))
        .toList();
  }

  private String resolved(int number, String page, String link) {
    String file = URI.create(page).resolve(link).toString().replaceFirst("#.*", "");
    String files = "%s/%s/packages/".formatted(larder, repository(number));
    if (!file.startsWith(files)) {
      wrong(number, page, "leads to " + file);
    }
    return file;
  }

  private void file(int number, String url) {
    judge(number, url, answer(number, "GET", url, "*/*", ""));
    judge(number, url, answer(number, "GET", url, "*/*", "bytes=0-63"));
    if (url.endsWith(".whl")) {
      String metadata = url + ".metadata";
      judge(number, metadata, answer(number, "GET", metadata, "*/*", ""));
    }
  }

  private void judge(int number, String url, Answer answer) {
    boolean has = answer.status() == 200 || answer.status() == 206;
    if (has && answer.whole() && !upstream.hasSent(repository(number), answer.sha256())) {
      wrong(number, url, "%d bytes that the upstream never sent".formatted(answer.size()));
    }
  }

  private Answer answer(int number, String method, String url, String accept, String range) {
    Answer answer = ask(number, method, url, accept, range);
    statuses
        .computeIfAbsent(answer.whole() ? answer.status() : 0, any -> new AtomicInteger())
        .incrementAndGet();
    boolean page = !url.contains("/packages/");
    String text = new String(answer.start(), StandardCharsets.UTF_8);
    if (!EXPECTED.contains(answer.status())) {
      wrong(number, url, "status %d: %s".formatted(answer.status(), text));
    } else if (page && !answer.whole()) {
      wrong(number, url, "a page that broke off");
    } else if (answer.status() >= 400 && (text + answer.headers()).contains(Reply.WORDS)) {
      wrong(number, url, "the upstream's own words: " + text);
    }
    return answer;
  }

  private Answer ask(int number, String method, String url, String accept, String range) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(url))
            .timeout(Duration.ofMinutes(1))
            .header("Accept", accept)
            .method(method, BodyPublishers.noBody());
    if (!range.isEmpty()) {
      request.header("Range", range);
    }
    try {
      HttpResponse<InputStream> response = http.send(request.build(), BodyHandlers.ofInputStream());
      return read(response);
    } catch (HttpTimeoutException e) {
      wrong(number, url, "no answer within a minute");
    } catch (IOException e) {
      wrong(number, url, "no answer: " + e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return new Answer(0, "", "", new byte[0], 0, true);
  }

  /** Keeps the start of a body, which is the whole of every page. */
  private static Answer read(HttpResponse<InputStream> response) {
    String headers = response.headers().map().toString();
    byte[] start = new byte[0];
    var digest = Hashing.sha256();
    long size = 0;
    boolean whole = true;
    try (InputStream body = response.body()) {
      start = body.readNBytes(16 << 20);
      digest.update(start);
      size = start.length;
      byte[] buffer = new byte[1 << 16];
      for (int read = body.read(buffer); read >= 0; read = body.read(buffer)) {
        digest.update(buffer, 0, read);
        size += read;
      }
    } catch (IOException brokenOff) {
      whole = false;
    }
    return new Answer(response.statusCode(), headers, Hashing.of(digest), start, size, whole);
  }

  private void wrong(int number, String url, String why) {
    if (wrong.size() < 100) {
      wrong.add("%s; %s: %s".formatted(upstream.what(number), url, why));
    }
  }
}
