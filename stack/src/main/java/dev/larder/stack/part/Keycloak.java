package dev.larder.stack.part;

import dev.larder.stack.console.Console;
import dev.larder.stack.folder.DataFolder;
import dev.larder.stack.unpack.Archive;
import dev.larder.stack.unpack.Programs;
import dev.larder.stack.unpack.Tool;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Keycloak on loopback ports, its data in PostgreSQL. */
public final class Keycloak implements Part {
  /** The user that administers it. */
  public static final String USER = "larder";

  /** Its database, and the database's user. */
  public static final String DATABASE = "keycloak";

  private static final Jvm JVM = new Jvm(224, 64, 192, 64, true);
  private static final Jvm BUILD = new Jvm(512, 64, 256, 96, false);

  /** With what it was built; another set of build options is another program. */
  private static final String PROGRAM = "keycloak-26.7.3-postgres-health";

  private static final Path NOTHING = Path.of("/dev/null");

  private static final List<String> OPENED =
      List.of("java.util", "java.util.concurrent", "java.security", "java.lang");

  private final DataFolder data;
  private final Programs programs;
  private final Path archive;
  private final Console console;
  private final int port;
  private final int managementPort;
  private final int databasePort;

  /**
   * @param archive Keycloak's distribution, a {@code .tar.gz}
   * @param managementPort where it tells its health
   * @param databasePort PostgreSQL's
   */
  public Keycloak(
      DataFolder data,
      Programs programs,
      Path archive,
      Console console,
      int port,
      int managementPort,
      int databasePort) {
    this.data = data;
    this.programs = programs;
    this.archive = archive;
    this.console = console;
    this.port = port;
    this.managementPort = managementPort;
    this.databasePort = databasePort;
  }

  public String url() {
    return "http://127.0.0.1:" + port;
  }

  /** The administrator's. */
  public String password() {
    return data.secrets().get("keycloak-admin");
  }

  @Override
  public String name() {
    return "keycloak";
  }

  @Override
  public String title() {
    return "Keycloak";
  }

  @Override
  public Layer layer() {
    return Layer.IDENTITY;
  }

  @Override
  public Set<String> needs() {
    return Set.of("postgresql");
  }

  @Override
  public Launch prepare() throws IOException, InterruptedException {
    Path program = unpack();
    Path home = data.at("keycloak");
    Files.createDirectories(home.resolve("data"));
    for (String shared : List.of("bin", "conf", "lib", "providers", "themes")) {
      Path link = home.resolve(shared);
      Files.deleteIfExists(link);
      Files.createSymbolicLink(link, program.resolve(shared));
    }
    List<String> start = command(JVM, home);
    start.addAll(List.of("start", "--optimized"));
    return new Launch(start, environment(), home);
  }

  /** Unpacks and builds it, once for all data folders of a user. */
  private Path unpack() throws IOException, InterruptedException {
    return programs.get(
        PROGRAM,
        folder -> {
          console.say("Keycloak       is unpacked and built, once; half a minute");
          try (InputStream bytes = Files.newInputStream(archive)) {
            Archive.gz(bytes, folder);
          }
          List<String> build = command(BUILD, folder);
          build.addAll(List.of("build", "--db=postgres", "--health-enabled=true"));
          Tool.run("building Keycloak", build, Map.of(), data.log(name()), NOTHING);
        });
  }

  /** As {@code kc.sh} does, but as one process whose pid is Keycloak's. */
  private static List<String> command(Jvm jvm, Path home) {
    List<String> command = new ArrayList<>(jvm.command());
    OPENED.forEach(name -> command.add("--add-opens=java.base/" + name + "=ALL-UNNAMED"));
    command.addAll(
        List.of(
            "--enable-native-access=ALL-UNNAMED",
            "-Djava.util.concurrent.ForkJoinPool.common.threadFactory="
                + "io.quarkus.bootstrap.forkjoin.QuarkusForkJoinWorkerThreadFactory",
            "-Djava.util.logging.manager=org.jboss.logmanager.LogManager",
            "-Djava.security.egd=file:/dev/urandom",
            "-Dquarkus-log-max-startup-records=10000",
            "-Dpicocli.disable.closures=true",
            "-Duser.language=en",
            "-Duser.country=US",
            "-Dkc.home.dir=" + home,
            "-Djboss.server.config.dir=" + home.resolve("conf"),
            "-cp",
            home.resolve("lib/quarkus-run.jar").toString(),
            "io.quarkus.bootstrap.runner.QuarkusEntryPoint"));
    return command;
  }

  private Map<String, String> environment() {
    Map<String, String> environment = new LinkedHashMap<>();
    // Any other cache opens a cluster's ports on all of the machine's addresses.
    environment.put("KC_CACHE", "local");
    environment.put("KC_HTTP_ENABLED", "true");
    environment.put("KC_HTTP_HOST", "127.0.0.1");
    environment.put("KC_HTTP_PORT", "" + port);
    environment.put("KC_HTTP_MANAGEMENT_PORT", "" + managementPort);
    environment.put("KC_HOSTNAME_STRICT", "false");
    // Whose a token is, so that somebody's tokens are found among thousands.
    environment.put("KC_SPI_CLIENT__JPA__SEARCHABLE_ATTRIBUTES", "larder.owner");
    // Only the gateway speaks for browsers, and it says under which address they know it.
    environment.put("KC_PROXY_HEADERS", "xforwarded");
    environment.put("KC_PROXY_TRUSTED_ADDRESSES", "127.0.0.1");
    environment.put(
        "KC_DB_URL", "jdbc:postgresql://127.0.0.1:%d/%s".formatted(databasePort, DATABASE));
    environment.put("KC_DB_USERNAME", DATABASE);
    environment.put("KC_DB_PASSWORD", Postgres.password(data.secrets(), DATABASE));
    environment.put("KC_DB_POOL_INITIAL_SIZE", "1");
    environment.put("KC_DB_POOL_MIN_SIZE", "1");
    environment.put("KC_DB_POOL_MAX_SIZE", "10");
    environment.put("KC_BOOTSTRAP_ADMIN_USERNAME", USER);
    environment.put("KC_BOOTSTRAP_ADMIN_PASSWORD", password());
    environment.put("KC_LOG_CONSOLE_OUTPUT", "json");
    environment.put("KC_LOG_LEVEL", "info,io.smallrye.health:warn");
    return environment;
  }

  @Override
  public boolean ready() {
    return Http.status("http://127.0.0.1:" + managementPort + "/health/ready") == 200;
  }

  @Override
  public boolean isOutOfMemory(int code) {
    return Jvm.isOutOfMemory(code);
  }
}
