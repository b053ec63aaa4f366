package dev.larder.upload.testing;

import dev.larder.upload.UploadService;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The service as a process of its own, with a heap as small as it gets in earnest. */
public final class Program implements AutoCloseable {

  private final Process process;
  private final int port;

  public Program(S3 s3, FakeIndex index, Map<String, String> environment, String... options)
      throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      port = socket.getLocalPort();
    }
    var command =
        new ArrayList<>(
            List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
    command.addAll(List.of(options));
    command.addAll(
        List.of("-cp", System.getProperty("java.class.path"), UploadService.class.getName()));
    var builder = new ProcessBuilder(command).redirectErrorStream(true).inheritIO();
    builder
        .environment()
        .putAll(
            Map.of(
                "LARDER_PORT",
                Integer.toString(port),
                "LARDER_SECRET",
                FakeIndex.SECRET,
                "LARDER_INDEX_URL",
                index.url(),
                "LARDER_S3_URL",
                s3.url(),
                "LARDER_S3_ACCESS_KEY",
                S3.USER,
                "LARDER_S3_SECRET_KEY",
                S3.PASSWORD));
    builder.environment().putAll(environment);
    process = builder.start();
  }

  public String url() {
    return "http://127.0.0.1:" + port;
  }

  public int port() {
    return port;
  }

  public boolean isAlive() {
    return process.isAlive();
  }

  /** Resident memory at its highest, in bytes. */
  public long peakMemory() throws IOException {
    return number("status", "VmHWM:") << 10;
  }

  /** Bytes that it has written so far, wherever to: sockets, files. */
  public long bytesWritten() throws IOException {
    return number("io", "wchar:");
  }

  /** The time that it has kept a core busy. */
  public Duration cpu() {
    return process.info().totalCpuDuration().orElse(Duration.ZERO);
  }

  private long number(String file, String line) throws IOException {
    return Files.readAllLines(Path.of("/proc/" + process.pid(), file)).stream()
        .filter(text -> text.startsWith(line))
        .mapToLong(text -> Long.parseLong(text.replaceAll("[^0-9]", "")))
        .findFirst()
        .orElseThrow();
  }

  @Override
  public void close() throws Exception {
    process.destroy();
    if (!process.waitFor(10, TimeUnit.SECONDS)) {
      process.destroyForcibly().waitFor();
    }
  }
}
