package dev.larder.e2e.upload;

import dev.larder.e2e.wheel.Distribution;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;

/** PyPI's upload form, sent without a client: for many uploads, and for what no client sends. */
public final class UploadForm {
  private static final String BOUNDARY = "larder-tests-form-data";
  private static final HttpClient CLIENT =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private UploadForm() {}

  /** Sends the file as {@code __token__}. */
  public static HttpResponse<String> send(String url, String token, Distribution file)
      throws IOException {
    return send(
        HttpRequest.newBuilder(URI.create(url)).header("Authorization", basic(token)), file);
  }

  /** Sends the file without credentials. */
  public static HttpResponse<String> sendAnonymously(String url, Distribution file)
      throws IOException {
    return send(HttpRequest.newBuilder(URI.create(url)), file);
  }

  /** Sends the file with a request id of the caller's. */
  public static HttpResponse<String> sendAs(
      String requestId, String url, String token, Distribution file) throws IOException {
    return send(
        HttpRequest.newBuilder(URI.create(url))
            .header("Authorization", basic(token))
            .header("X-Request-Id", requestId),
        file);
  }

  public static String basic(String token) {
    byte[] credentials = ("__token__:" + token).getBytes(StandardCharsets.UTF_8);
    return "Basic " + Base64.getEncoder().encodeToString(credentials);
  }

  private static HttpResponse<String> send(HttpRequest.Builder request, Distribution file)
      throws IOException {
    request
        .timeout(Duration.ofMinutes(5))
        .header("Content-Type", "multipart/form-data; boundary=" + BOUNDARY)
        .POST(
            BodyPublishers.concat(
                BodyPublishers.ofString(fields(file)),
                BodyPublishers.ofFile(file.path()),
                BodyPublishers.ofString("\r\n--" + BOUNDARY + "--\r\n")));
    try {
      return CLIENT.send(request.build(), BodyHandlers.ofString());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new UncheckedIOException(new IOException("interrupted", e));
    }
  }

  private static String fields(Distribution file) {
    return field(":action", "file_upload")
        + field("protocol_version", "1")
        + field("metadata_version", "2.1")
        + field("name", file.project())
        + field("version", file.version())
        + field("filetype", file.isWheel() ? "bdist_wheel" : "sdist")
        + field("pyversion", file.isWheel() ? "py3" : "source")
        + field("sha256_digest", file.sha256())
        + "--%s\r\nContent-Disposition: form-data; name=\"content\"; filename=\"%s\"\r\n"
            .formatted(BOUNDARY, file.filename())
        + "Content-Type: application/octet-stream\r\n\r\n";
  }

  private static String field(String name, String value) {
    return "--%s\r\nContent-Disposition: form-data; name=\"%s\"\r\n\r\n%s\r\n"
        .formatted(BOUNDARY, name, value);
  }
}
