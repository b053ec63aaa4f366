package dev.larder.e2e.trust;

import dev.larder.e2e.client.Skip;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** nginx with some lines in its one server. Logs go where they are read by none. */
public final class Nginx implements AutoCloseable {
  private final Process process;

  private Nginx(Process process) {
    this.process = process;
  }

  /**
   * Starts it; the test is skipped, saying so, where there is no nginx.
   *
   * @param listen address and port
   * @param lines what stands in its {@code server}
   */
  public static Nginx start(Path folder, String listen, String lines) throws IOException {
    Optional<Path> program = Debian.program("nginx", "usr/sbin/nginx");
    if (program.isEmpty()) {
      return Skip.because("nginx is not installed, and no package of it can be had");
    }
    Path configuration = folder.resolve("nginx.conf");
    Files.writeString(
        configuration,
        """
        daemon off;
        master_process off;
        pid %1$s/nginx.pid;
        error_log stderr;
        events {}
        http {
          access_log off;
          client_body_temp_path %1$s/body;
          proxy_temp_path %1$s/proxy;
          fastcgi_temp_path %1$s/fastcgi;
          uwsgi_temp_path %1$s/uwsgi;
          scgi_temp_path %1$s/scgi;
          server {
            listen %2$s;
            %3$s
          }
        }
        """
            .formatted(folder, listen, lines));
    return new Nginx(
        new ProcessBuilder(
                program.get().toString(),
                "-p",
                folder.toString(),
                "-e",
                "stderr",
                "-c",
                configuration.toString())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("nginx.log").toFile())
            .start());
  }

  @Override
  public void close() {
    process.destroy();
    try {
      process.waitFor();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
