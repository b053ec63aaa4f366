package dev.larder.upload.testing;

import dev.larder.packaging.Sha256;
import io.micronaut.context.ApplicationContext;
import io.micronaut.runtime.server.EmbeddedServer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;

/** The service beside a real S3 server and an index-service of its own. */
public final class Fixture implements AutoCloseable {

  public static final String ADMIN = "{\"kind\":\"admin\"}";

  private final S3 s3;
  private final FakeIndex index;
  private final EmbeddedServer server;
  private final OkHttpClient http =
      new OkHttpClient.Builder()
          .readTimeout(120, TimeUnit.SECONDS)
          .retryOnConnectionFailure(false)
          .build();

  public Fixture(Path folder, Map<String, Object> configuration) throws Exception {
    s3 = new S3(folder);
    s3.start();
    index = new FakeIndex();
    server =
        ApplicationContext.builder()
            .properties(
                Map.of(
                    "micronaut.server.port",
                    -1,
                    "larder.secret",
                    FakeIndex.SECRET,
                    "larder.index.url",
                    index.url(),
                    "larder.s3.url",
                    s3.url(),
                    "larder.s3.access-key",
                    S3.USER,
                    "larder.s3.secret-key",
                    S3.PASSWORD))
            .properties(configuration)
            .run(EmbeddedServer.class);
    awaitHealth("up");
  }

  public S3 s3() {
    return s3;
  }

  public FakeIndex index() {
    return index;
  }

  /** A part of the service. */
  public <T> T part(Class<T> type) {
    return server.getApplicationContext().getBean(type);
  }

  public String url() {
    return server.getURL().toString();
  }

  /**
   * What was answered.
   *
   * @param reason of the status line
   */
  public record Answer(int status, String reason, String body, okhttp3.Headers headers) {}

  public Answer upload(Form form) throws IOException {
    return upload("private", form.body(), ADMIN, Map.of());
  }

  /** Uploads a file whose sha256 the form gives. */
  public Answer upload(String filetype, String name, String version, String filename, byte[] bytes)
      throws IOException {
    return upload(
        Form.of(filetype, name, version)
            .field("sha256_digest", Sha256.ofBytes(bytes).hex())
            .content(filename, bytes));
  }

  public Answer upload(String source, RequestBody body, String caller, Map<String, String> headers)
      throws IOException {
    return post("/upload/pypi/" + source, body, caller, headers);
  }

  /** What an administrator's {@code add} sends. */
  public Answer add(String source, String query, Form form, String caller) throws IOException {
    return post("/__api__/v1/sources/" + source + "/files" + query, form.body(), caller, Map.of());
  }

  private Answer post(String path, RequestBody body, String caller, Map<String, String> headers)
      throws IOException {
    Request.Builder request =
        new Request.Builder()
            .url(url() + path)
            .header("Larder-Secret", FakeIndex.SECRET)
            .post(body);
    if (!caller.isEmpty()) {
      request.header("Larder-Caller", caller);
    }
    headers.forEach(request::header);
    return send(request.build());
  }

  public Answer send(Request request) throws IOException {
    try (Response response = http.newCall(request).execute()) {
      return new Answer(
          response.code(), response.message(), response.body().string(), response.headers());
    }
  }

  public Answer health() throws IOException {
    return send(new Request.Builder().url(url() + "/health").build());
  }

  public void awaitHealth(String status) throws IOException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    while (!health().body().contains("\"status\":\"" + status + "\"")) {
      if (System.nanoTime() > end) {
        throw new AssertionError("not " + status + " within 60 s: " + health());
      }
      LockSupport.parkNanos(50_000_000);
    }
  }

  @Override
  public void close() throws Exception {
    server.close();
    index.close();
    s3.close();
  }
}
