package dev.larder.sync.list;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.larder.sync.look.Look;
import dev.larder.sync.page.BoundedInput;
import dev.larder.sync.page.Form;
import dev.larder.sync.page.NotAPageException;
import dev.larder.sync.upstream.HttpUpstream;
import dev.larder.sync.upstream.PageClient;
import jakarta.inject.Singleton;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import okhttp3.HttpUrl;
import okhttp3.Response;

/** Reads which projects an upstream has, in memory of a fixed size however many they are. */
@Singleton
public class UpstreamList {
  /** Ample for ten million names. */
  private static final long MAX_BYTES = 1L << 30;

  private static final int BUFFER = 64 << 10;
  private static final long LARGEST_ANSWER = 4 << 10;
  private static final Pattern NUMBER = Pattern.compile("<int>\\s*(\\d{1,18})\\s*</int>");
  private static final String LAST_SERIAL =
      "<?xml version='1.0'?><methodCall><methodName>changelog_last_serial</methodName>"
          + "<params/></methodCall>";

  private final PageClient client;

  UpstreamList(HttpUpstream upstream) {
    this.client = upstream.client();
  }

  /**
   * Tells all names.
   *
   * @throws NotAPageException when there is no list
   * @throws dev.larder.outbound.BusyException when the upstream's trouble may pass
   * @throws IOException when it can't be reached, or broke off
   */
  public ListHead read(Look look, Names names) throws IOException {
    return look.url().getScheme().equalsIgnoreCase("file")
        ? FolderList.read(look.url(), names)
        : index(look, names);
  }

  private ListHead index(Look look, Names names) throws IOException {
    try (Response response = client.root(look)) {
      if (response.code() != 200) {
        throw new NotAPageException(
            "has no list of projects there (status %d)".formatted(response.code()));
      }
      String type = response.header("Content-Type");
      URI place = response.request().url().uri();
      try (InputStream decoded = HttpUpstream.decoded(response);
          BufferedInputStream body =
              new BufferedInputStream(new BoundedInput(decoded, MAX_BYTES), BUFFER)) {
        ListHead head =
            switch (Form.of(type, body)) {
              case JSON -> JsonList.read(body, names);
              case HTML ->
                  HtmlList.read(body, Form.charset(type), Form.saysHtml(type), place, names);
            };
        return new ListHead(
            HttpUpstream.serial(response).orElse(head.serial()), head.serials(), age(response));
      }
    }
  }

  private static Duration age(Response response) {
    try {
      return Duration.ofSeconds(
          Math.clamp(Long.parseLong(response.header("Age", "0").strip()), 0, 86_400));
    } catch (NumberFormatException e) {
      return Duration.ZERO;
    }
  }

  /** The upstream's serial by XML-RPC, beside its root page; empty where it has none to tell. */
  public OptionalLong serial(Look look) {
    if (!look.url().getPath().endsWith("/simple/")
        || look.url().getScheme().equalsIgnoreCase("file")) {
      return OptionalLong.empty();
    }
    HttpUrl place = HttpUrl.get(look.url().toString()).resolve("../pypi");
    try (Response response = client.post(look, place, "text/xml", LAST_SERIAL)) {
      if (response.code() != 200) {
        return OptionalLong.empty();
      }
      String answer = new String(response.peekBody(LARGEST_ANSWER).bytes(), UTF_8);
      Matcher number = NUMBER.matcher(answer);
      return number.find()
          ? OptionalLong.of(Long.parseLong(number.group(1)))
          : OptionalLong.empty();
    } catch (IOException e) {
      return OptionalLong.empty();
    }
  }

  /**
   * Whether the upstream answers at all, by its root page.
   *
   * @throws IOException when it doesn't, or may be well again soon
   */
  public void probe(Look look) throws IOException {
    client.root(look).close();
  }
}
