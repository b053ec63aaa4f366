package dev.larder.stack.upstream;

import com.google.gson.Gson;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.Proxy;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The mirrors that a catalogue has now, whatever the first start gave it.
 *
 * @param urls by the names of the sources, without credentials
 */
public record PresentSources(Map<String, String> urls) {
  private static final int MILLIS = 5_000;
  private static final int LARGEST = 1 << 20;

  /**
   * Asks index-service.
   *
   * @throws IOException if it gives no such answer
   */
  public static PresentSources ask(String indexUrl, String secret) throws IOException {
    HttpURLConnection connection =
        (HttpURLConnection)
            URI.create(indexUrl + "/__api__/v1/sources").toURL().openConnection(Proxy.NO_PROXY);
    connection.setConnectTimeout(MILLIS);
    connection.setReadTimeout(MILLIS);
    connection.setRequestProperty("Accept", "application/json");
    connection.setRequestProperty("Larder-Secret", secret);
    connection.setRequestProperty("Larder-Caller", "{\"kind\":\"admin\"}");
    try (InputStream body = connection.getInputStream()) {
      return read(new String(body.readNBytes(LARGEST), StandardCharsets.UTF_8));
    } catch (JsonParseException | IllegalStateException e) {
      throw new IOException("the sources can't be read", e);
    }
  }

  private static PresentSources read(String body) {
    Map<String, String> urls = new LinkedHashMap<>();
    for (JsonElement element :
        new Gson().fromJson(body, JsonObject.class).getAsJsonArray("sources")) {
      JsonObject source = element.getAsJsonObject();
      if (source.has("url") && !source.get("url").isJsonNull()) {
        urls.put(source.get("name").getAsString(), source.get("url").getAsString());
      }
    }
    return new PresentSources(urls);
  }

  /** Whether these upstreams are all that it follows. */
  public boolean follow(List<UpstreamUrl> upstreams) {
    return upstreams.stream()
        .map(UpstreamUrl::withoutCredentials)
        .sorted()
        .toList()
        .equals(urls.values().stream().sorted().toList());
  }

  /** For people: each with its name. */
  public String text() {
    return urls.isEmpty()
        ? "none"
        : urls.entrySet().stream()
            .map(source -> source.getKey() + ": " + source.getValue())
            .collect(Collectors.joining(", "));
  }
}
