package dev.larder.auth.parts;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.keycloak.admin.client.Keycloak;

/**
 * A Keycloak of its own for these tests, unpacked by the build, with its data in a folder that is
 * fresh for each run. Shared by all test classes, since a start takes some ten seconds; ends with
 * the JVM.
 */
public final class RealKeycloak {

  public static final String USER = "admin";
  public static final String PASSWORD = "admin-of-tests";

  private static final Path HOME = Path.of(System.getProperty("keycloak.home"));
  private static final Path LOG = HOME.resolveSibling("keycloak.log");
  private static final List<String> BUILD =
      List.of("build", "--db=dev-file", "--health-enabled=true");
  private static RealKeycloak shared;

  private final HttpClient http = HttpClient.newHttpClient();
  private Process process;
  private int port;

  private RealKeycloak() {}

  /** The one that runs. */
  public static synchronized RealKeycloak running() {
    if (shared == null) {
      var keycloak = new RealKeycloak();
      keycloak.build();
      deleteData();
      Runtime.getRuntime().addShutdownHook(new Thread(keycloak::stop));
      keycloak.moveElsewhere();
      keycloak.start();
      shared = keycloak;
    }
    return shared;
  }

  public String url() {
    return "http://127.0.0.1:" + port;
  }

  /** Its admin API. */
  public Keycloak admin() {
    return Keycloak.getInstance(url(), "master", USER, PASSWORD, "admin-cli");
  }

  /** Where it will be after its next start. */
  public String moveElsewhere() {
    port = FreePort.next();
    return url();
  }

  private void build() {
    Path mark = HOME.resolve("built");
    try {
      if (Files.exists(mark) && Files.readString(mark).equals(BUILD.toString())) {
        return;
      }
      var command = new ArrayList<>(List.of(HOME.resolve("bin/kc.sh").toString()));
      command.addAll(BUILD);
      var builder = new ProcessBuilder(command).redirectErrorStream(true);
      builder.redirectOutput(LOG.toFile());
      builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
      if (builder.start().waitFor() != 0) {
        throw new IllegalStateException("kc.sh build failed: " + Files.readString(LOG));
      }
      Files.writeString(mark, BUILD.toString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static void deleteData() {
    Path data = HOME.resolve("data");
    if (Files.exists(data)) {
      try (var files = Files.walk(data)) {
        files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /**
   * Starts it, with the data of before: java itself rather than kc.sh, which would have it as a
   * child.
   */
  public void start() {
    int management = FreePort.next();
    var command =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-Xmx192m",
            "-Xss512k",
            "--add-opens=java.base/java.util=ALL-UNNAMED",
            "--add-opens=java.base/java.util.concurrent=ALL-UNNAMED",
            "--add-opens=java.base/java.security=ALL-UNNAMED",
            "--add-opens=java.base/java.lang=ALL-UNNAMED",
            "--enable-native-access=ALL-UNNAMED",
            "-Djava.util.concurrent.ForkJoinPool.common.threadFactory=io.quarkus.bootstrap.forkjoin.QuarkusForkJoinWorkerThreadFactory",
            "-Djava.util.logging.manager=org.jboss.logmanager.LogManager",
            "-Dkc.home.dir=" + HOME,
            "-Djboss.server.config.dir=" + HOME.resolve("conf"),
            "-cp",
            HOME.resolve("lib/quarkus-run.jar").toString(),
            "io.quarkus.bootstrap.runner.QuarkusEntryPoint",
            "start",
            "--optimized",
            "--cache=local",
            "--http-enabled=true",
            "--hostname-strict=false",
            "--spi-client--jpa--searchable-attributes=larder.owner",
            "--http-host=127.0.0.1",
            "--http-port=" + port,
            "--http-management-port=" + management);
    var builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.redirectOutput(ProcessBuilder.Redirect.appendTo(LOG.toFile()));
    builder
        .environment()
        .putAll(
            Map.of("KC_BOOTSTRAP_ADMIN_USERNAME", USER, "KC_BOOTSTRAP_ADMIN_PASSWORD", PASSWORD));
    try {
      process = builder.start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Until.holds("Keycloak is ready", Duration.ofMinutes(3), () -> ready(management));
  }

  private boolean ready(int management) throws Exception {
    if (!process.isAlive()) {
      throw new IllegalStateException("Keycloak ended: " + Files.readString(LOG));
    }
    var health = URI.create("http://127.0.0.1:" + management + "/health/ready");
    var request = HttpRequest.newBuilder(health).timeout(Duration.ofSeconds(5)).build();
    return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
  }

  /** Stops it as a shutdown does. */
  public void stop() {
    process.destroy();
    try {
      if (!process.waitFor(30, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
