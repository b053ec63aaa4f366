package dev.larder.auth.parts;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * As much of a browser as signing in takes: cookies (also those marked as secure, which browsers
 * send to this machine), redirects, the first form of a page.
 */
public final class Browser {

  private static final Pattern FORM =
      Pattern.compile("<form[^>]*action=\"([^\"]*)\"[^>]*>(.*?)</form>", Pattern.DOTALL);
  private static final Pattern INPUT = Pattern.compile("<input[^>]*>", Pattern.DOTALL);

  private static final Pattern PATH =
      Pattern.compile(";\\s*path=([^;]*)", Pattern.CASE_INSENSITIVE);

  private final HttpClient http = HttpClient.newHttpClient();
  private final Map<Cookie, String> cookies = new LinkedHashMap<>();
  private URI place;
  private String page = "";

  /** One of several with its name, if their paths differ. */
  private record Cookie(String name, String path) {
    static Cookie of(String name, String attributes) {
      var path = PATH.matcher(attributes);
      return new Cookie(name, path.find() ? path.group(1) : "/");
    }

    boolean isFor(URI uri) {
      return uri.getPath().startsWith(path);
    }
  }

  /** Opens a page, wherever that leads. */
  public Browser open(String url) {
    return follow(HttpRequest.newBuilder(URI.create(url)).GET());
  }

  /** What the page shows. */
  public String page() {
    return page;
  }

  /** The link of the page with this text in its address. */
  public Browser click(String part) {
    var link = Pattern.compile("href=\"([^\"]*" + Pattern.quote(part) + "[^\"]*)\"").matcher(page);
    if (!link.find()) {
      throw new AssertionError("no link with " + part + " on " + place + ":\n" + page);
    }
    return open(place.resolve(unescaped(link.group(1))).toString());
  }

  /** Fills in the form of the page and sends it. */
  public Browser submit(Map<String, String> values) {
    var form = FORM.matcher(page);
    if (!form.find()) {
      throw new AssertionError("no form on " + place + ":\n" + page);
    }
    Map<String, String> all = new LinkedHashMap<>();
    INPUT
        .matcher(form.group(2))
        .results()
        .map(input -> input.group())
        .filter(input -> input.contains("type=\"hidden\""))
        .forEach(
            input ->
                attribute(input, "name")
                    .ifPresent(name -> all.put(name, attribute(input, "value").orElse(""))));
    all.putAll(values);
    String body =
        all.entrySet().stream()
            .map(entry -> encoded(entry.getKey()) + "=" + encoded(entry.getValue()))
            .collect(Collectors.joining("&"));
    return follow(
        HttpRequest.newBuilder(place.resolve(unescaped(form.group(1))))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(HttpRequest.BodyPublishers.ofString(body)));
  }

  private Browser follow(HttpRequest.Builder builder) {
    HttpRequest.Builder next = builder;
    for (int i = 0; i < 20; i++) {
      HttpResponse<String> response = send(next);
      place = response.uri();
      page = response.body();
      Optional<String> location = response.headers().firstValue("Location");
      if (response.statusCode() / 100 != 3 || location.isEmpty()) {
        return this;
      }
      next = HttpRequest.newBuilder(place.resolve(location.get())).GET();
    }
    throw new AssertionError("redirected for ever, at last to " + place);
  }

  private HttpResponse<String> send(HttpRequest.Builder request) {
    URI uri = request.build().uri();
    String sent =
        cookies.entrySet().stream()
            .filter(entry -> entry.getKey().isFor(uri))
            .map(entry -> entry.getKey().name() + "=" + entry.getValue())
            .collect(Collectors.joining("; "));
    if (!sent.isEmpty()) {
      request.header("Cookie", sent);
    }
    try {
      var response =
          http.send(
              request.timeout(Duration.ofSeconds(60)).build(),
              HttpResponse.BodyHandlers.ofString());
      response.headers().allValues("Set-Cookie").forEach(this::keep);
      return response;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private void keep(String line) {
    String[] parts = line.split(";", 2);
    String[] pair = parts[0].split("=", 2);
    Cookie cookie = Cookie.of(pair[0], parts.length > 1 ? ";" + parts[1] : "");
    if (pair[1].isEmpty()) {
      cookies.remove(cookie);
    } else {
      cookies.put(cookie, pair[1]);
    }
  }

  private static Optional<String> attribute(String tag, String name) {
    var match = Pattern.compile("\\b" + name + "=\"([^\"]*)\"").matcher(tag);
    return match.find() ? Optional.of(unescaped(match.group(1))) : Optional.empty();
  }

  private static String unescaped(String text) {
    return text.replace("&quot;", "\"").replace("&#39;", "'").replace("&amp;", "&");
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, UTF_8);
  }
}
