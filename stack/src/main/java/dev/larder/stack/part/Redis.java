package dev.larder.stack.part;

import dev.larder.stack.folder.DataFolder;
import dev.larder.stack.folder.PrivateFiles;
import dev.larder.stack.unpack.Programs;
import java.io.BufferedReader;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Redis on a loopback port, with a password, each second on disk. */
public final class Redis implements Part {
  private static final String BINARY = "redis-server-6.2.6-v5-linux-amd64";
  private static final int MILLIS = 1_000;

  private final DataFolder data;
  private final Programs programs;
  private final int port;

  public Redis(DataFolder data, Programs programs, int port) {
    this.data = data;
    this.programs = programs;
    this.port = port;
  }

  /** With the password in it. */
  public String url() {
    return "redis://:%s@127.0.0.1:%d".formatted(password(), port);
  }

  private String password() {
    return data.secrets().get("redis");
  }

  @Override
  public String name() {
    return "redis";
  }

  @Override
  public String title() {
    return "Redis";
  }

  @Override
  public Layer layer() {
    return Layer.STORES;
  }

  @Override
  public Set<String> needs() {
    return Set.of();
  }

  @Override
  public Launch prepare() throws IOException, InterruptedException {
    Path program =
        programs
            .get(
                BINARY,
                folder -> {
                  Path binary = folder.resolve("redis-server");
                  try (InputStream bytes = Redis.class.getResourceAsStream("/" + BINARY)) {
                    if (bytes == null) {
                      throw new FileNotFoundException(BINARY);
                    }
                    Files.copy(bytes, binary);
                  }
                  if (!binary.toFile().setExecutable(true)) {
                    throw new IOException("can't make " + binary + " executable");
                  }
                })
            .resolve("redis-server");
    Path configuration = data.at("secrets/redis.conf");
    PrivateFiles.write(
        configuration,
        """
        bind 127.0.0.1
        port %d
        requirepass %s
        dir "%s"
        appendonly yes
        appendfsync everysec
        save ""
        daemonize no
        loglevel notice
        """
            .formatted(
                port,
                password(),
                data.at("redis").toString().replace("\\", "\\\\").replace("\"", "\\\"")));
    return new Launch(
        List.of(program.toString(), configuration.toString()), Map.of(), data.at("redis"));
  }

  /** It answers a PING, so it has read its file. */
  @Override
  public boolean ready() {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), MILLIS);
      socket.setSoTimeout(MILLIS);
      socket
          .getOutputStream()
          .write("AUTH %s\r\nPING\r\n".formatted(password()).getBytes(StandardCharsets.US_ASCII));
      BufferedReader answers =
          new BufferedReader(
              new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
      return "+OK".equals(answers.readLine()) && "+PONG".equals(answers.readLine());
    } catch (IOException e) {
      return false;
    }
  }
}
