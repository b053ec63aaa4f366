package dev.larder.stack.part;

import dev.larder.stack.folder.DataFolder;
import dev.larder.stack.folder.PrivateFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** An S3 server over a folder, on a loopback port. */
public final class S3 implements Part {
  private static final Jvm JVM = new Jvm(96, 48, 96, 48, false);
  private static final String LOGGING =
      """
      <configuration>
        <appender name="console" class="ch.qos.logback.core.ConsoleAppender">
          <encoder>
            <pattern>%d{yyyy-MM-dd'T'HH:mm:ss.SSSX,UTC} %-5level %logger{20} %msg%n</pattern>
          </encoder>
        </appender>
        <root level="WARN">
          <appender-ref ref="console"/>
        </root>
      </configuration>
      """;

  private final DataFolder data;
  private final String classPath;
  private final int port;

  /**
   * @param classPath where {@code org.gaul.s3proxy.Main} is found
   */
  public S3(DataFolder data, String classPath, int port) {
    this.data = data;
    this.classPath = classPath;
    this.port = port;
  }

  /** Without credentials. */
  public String url() {
    return "http://127.0.0.1:" + port;
  }

  public String accessKey() {
    return data.secrets().get("s3-access-key");
  }

  public String secretKey() {
    return data.secrets().get("s3-secret-key");
  }

  @Override
  public String name() {
    return "s3";
  }

  @Override
  public String title() {
    return "S3";
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
  public Launch prepare() throws IOException {
    Path properties = data.at("secrets/s3.properties");
    Path logging = data.at("run/s3-logback.xml");
    PrivateFiles.write(
        properties,
        """
        s3proxy.endpoint=%s
        s3proxy.authorization=aws-v2-or-v4
        s3proxy.identity=%s
        s3proxy.credential=%s
        jclouds.provider=filesystem-nio2
        jclouds.filesystem.basedir=%s
        """
            .formatted(
                url(), accessKey(), secretKey(), data.at("s3").toString().replace("\\", "\\\\")));
    Files.writeString(logging, LOGGING);
    List<String> command = new ArrayList<>(JVM.command());
    command.add("-Dlogback.configurationFile=" + logging);
    command.addAll(List.of("-cp", classPath, "org.gaul.s3proxy.Main"));
    command.addAll(List.of("--properties", properties.toString()));
    return new Launch(command, Map.of("LOG_LEVEL", "WARN"), data.root());
  }

  /** Any answer will do: without credentials it is a refusal. */
  @Override
  public boolean ready() {
    return Http.status(url() + "/") > 0;
  }

  @Override
  public boolean isOutOfMemory(int code) {
    return Jvm.isOutOfMemory(code);
  }
}
