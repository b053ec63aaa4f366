package dev.larder.e2e.upload;

import static org.assertj.core.api.Assertions.assertThat;

import dev.larder.e2e.Checkout;
import dev.larder.e2e.client.Finished;
import dev.larder.e2e.server.LarderServer;
import dev.larder.e2e.server.Part;
import dev.larder.e2e.upstream.Upstream;
import dev.larder.e2e.wheel.Distribution;
import dev.larder.e2e.wheel.Package;
import io.minio.MinioClient;
import io.minio.PutObjectArgs;
import io.minio.RemoveObjectArgs;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * How quick an upload is beside what the store takes; run by {@code ./larder bench upload}. Each
 * wheel is uploaded through the gateway and put into the same S3 server by the MinIO client, with
 * the same part size, first the one, then the other.
 */
class UploadBenchmark {
  private static final long SIZE = Integer.getInteger("larder.megabytes", 500) * 1_000_000L;
  private static final int REPETITIONS = Integer.getInteger("larder.repetitions", 6);

  /** As upload-service has it for files of up to 5 GiB. */
  private static final long PART = 5 << 20;

  private static final String BUCKET = "larder";
  private static final String KEY = "bench/wheel";
  private static final Pattern ENDPOINT = Pattern.compile("(?m)^s3proxy.endpoint=(.*)$");

  private interface Work {
    void go() throws Exception;
  }

  @Test
  void measure() throws Exception {
    Path folder = Checkout.emptyTarget("bench");
    try (Upstream upstream = Upstream.start();
        LarderServer larder = LarderServer.start(folder, upstream.url(), Map.of());
        MinioClient minio = minio(larder)) {
      String token = larder.uploadToken("bench");
      pair(larder, minio, token, folder, 0);
      List<Double> uploads = new ArrayList<>();
      List<Double> puts = new ArrayList<>();
      for (int i = 1; i <= REPETITIONS; i++) {
        double[] rates = pair(larder, minio, token, folder, i);
        uploads.add(rates[0]);
        puts.add(rates[1]);
      }
      print("%d MB, median of %d", SIZE / 1_000_000, REPETITIONS);
      print("upload through the gateway, MB/s         %6.0f   %s", median(uploads), all(uploads));
      print("MinIO client into the same store, MB/s   %6.0f   %s", median(puts), all(puts));
      print("ratio %.2f (goal 0.8)", median(uploads) / median(puts));
      for (String name : List.of("gateway", "upload-service", "s3")) {
        Part part = larder.parts().get(name);
        print("%s: %d MB resident", name, part.residentBytes() >> 20);
      }
    }
    Checkout.emptyTarget("bench");
  }

  /** Megabytes a second of the upload and of the put. */
  private static double[] pair(
      LarderServer larder, MinioClient minio, String token, Path folder, int number)
      throws Exception {
    Distribution wheel = Package.of("bench", "1." + number).padded(SIZE).wheel(folder);
    Work upload = () -> upload(larder, token, wheel);
    Work put = () -> put(minio, wheel);
    double[] rates = new double[2];
    if (number % 2 == 0) {
      rates[0] = rate(upload, wheel);
      rates[1] = rate(put, wheel);
    } else {
      rates[1] = rate(put, wheel);
      rates[0] = rate(upload, wheel);
    }
    minio.removeObject(RemoveObjectArgs.builder().bucket(BUCKET).object(KEY).build());
    Finished removed =
        larder.larder(
            "remove", "package", "--source=private", "--name=bench@all", "--purge", "--yes");
    assertThat(removed.succeeded()).as("%s", removed).isTrue();
    Files.delete(wheel.path());
    return rates;
  }

  private static double rate(Work work, Distribution wheel) throws Exception {
    long begun = System.nanoTime();
    work.go();
    return wheel.size() * 1e3 / (System.nanoTime() - begun);
  }

  private static void upload(LarderServer larder, String token, Distribution wheel)
      throws IOException {
    HttpResponse<String> answer = UploadForm.send(larder.uploadUrl(), token, wheel);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
  }

  private static void put(MinioClient minio, Distribution wheel) throws Exception {
    try (InputStream in = Files.newInputStream(wheel.path())) {
      minio.putObject(
          PutObjectArgs.builder().bucket(BUCKET).object(KEY).stream(in, wheel.size(), PART)
              .build());
    }
  }

  private static MinioClient minio(LarderServer larder) throws IOException {
    Path secrets = larder.data().resolve("secrets");
    Matcher endpoint = ENDPOINT.matcher(Files.readString(secrets.resolve("s3.properties")));
    assertThat(endpoint.find()).isTrue();
    return MinioClient.builder()
        .endpoint(endpoint.group(1))
        .credentials(
            Files.readString(secrets.resolve("s3-access-key")).strip(),
            Files.readString(secrets.resolve("s3-secret-key")).strip())
        .region("us-east-1")
        .build();
  }

  private static double median(List<Double> values) {
    return values.stream().sorted().toList().get(values.size() / 2);
  }

  private static String all(List<Double> values) {
    return values.stream().map("%.0f"::formatted).toList().toString();
  }

  private static void print(String format, Object... values) {
    System.out.println("BENCH " + format.formatted(values));
  }
}
