package dev.larder.stack.part;

import dev.larder.stack.console.Refusal;
import dev.larder.stack.folder.DataFolder;
import dev.larder.stack.folder.PrivateFiles;
import dev.larder.stack.folder.Secrets;
import dev.larder.stack.unpack.Archive;
import dev.larder.stack.unpack.Programs;
import dev.larder.stack.unpack.Tool;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * PostgreSQL on a loopback port, passwords by SCRAM, a database and a user of its own for each
 * service that has one.
 */
public final class Postgres implements Part {
  private static final String PROGRAM = "postgresql-18.0.0";
  private static final String ARCHIVE = "/postgres-linux-x86_64.txz";
  private static final Path NOTHING = Path.of("/dev/null");

  private final DataFolder data;
  private final Programs programs;
  private final int port;
  private final List<String> databases;

  /**
   * @param databases each made with a user of its own name at the first start
   */
  public Postgres(DataFolder data, Programs programs, int port, List<String> databases) {
    this.data = data;
    this.programs = programs;
    this.port = port;
    this.databases = List.copyOf(databases);
  }

  /** The password of a database's user. */
  public static String password(Secrets secrets, String database) {
    return secrets.get("postgresql-" + database);
  }

  @Override
  public String name() {
    return "postgresql";
  }

  @Override
  public String title() {
    return "PostgreSQL";
  }

  @Override
  public Layer layer() {
    return Layer.DATABASE;
  }

  @Override
  public Set<String> needs() {
    return Set.of();
  }

  @Override
  public Launch prepare() throws IOException, InterruptedException {
    Path program =
        programs.get(
            PROGRAM,
            folder -> {
              try (InputStream archive = Postgres.class.getResourceAsStream(ARCHIVE)) {
                if (archive == null) {
                  throw new FileNotFoundException(ARCHIVE);
                }
                Archive.xz(archive, folder);
              }
            });
    Path cluster = data.at("postgres");
    if (!Files.isDirectory(cluster)) {
      initialise(program, cluster);
    }
    List<String> command = asUser(program.resolve("bin/postgres"));
    command.addAll(List.of("-D", cluster.toString(), "-p", "" + port));
    settings().forEach((name, value) -> command.addAll(List.of("-c", name + "=" + value)));
    return new Launch(command, Map.of(), data.root());
  }

  private static Map<String, String> settings() {
    return Map.ofEntries(
        Map.entry("listen_addresses", "127.0.0.1"),
        Map.entry("unix_socket_directories", ""),
        Map.entry("password_encryption", "scram-sha-256"),
        Map.entry("shared_buffers", "64MB"),
        Map.entry("max_connections", "60"),
        Map.entry("work_mem", "8MB"),
        Map.entry("maintenance_work_mem", "64MB"),
        Map.entry("max_wal_size", "512MB"),
        Map.entry("random_page_cost", "1.1"),
        Map.entry("io_method", "worker"),
        Map.entry("io_workers", "2"),
        Map.entry("max_parallel_workers_per_gather", "1"),
        Map.entry("jit", "off"),
        Map.entry("log_min_messages", "warning"),
        Map.entry("log_checkpoints", "off"));
  }

  private void initialise(Path program, Path cluster) throws IOException, InterruptedException {
    Path half = data.at("postgres.new");
    Path passwords = data.at("secrets/postgresql-first.tmp");
    Path log = data.log(name());
    if (Files.exists(half)) {
      Tool.run("clearing " + half, List.of("rm", "-rf", half.toString()), Map.of(), log, NOTHING);
    }
    Secrets secrets = data.secrets();
    try {
      PrivateFiles.write(passwords, secrets.get("postgresql-superuser") + "\n");
      List<String> initdb = asUser(program.resolve("bin/initdb"));
      initdb.addAll(List.of("-D", half.toString(), "-U", "postgres", "-E", "UTF8", "--no-locale"));
      initdb.addAll(List.of("--auth=scram-sha-256", "--pwfile=" + passwords, "--data-checksums"));
      Tool.run("making PostgreSQL's folder", initdb, Map.of(), log, NOTHING);

      // The server's single-user mode reads SQL from its input, a line a command: no password
      // stands on a command line.
      PrivateFiles.write(passwords, sql(secrets));
      List<String> single = asUser(program.resolve("bin/postgres"));
      single.addAll(List.of("--single", "-D", half.toString(), "-c", "exit_on_error=on"));
      single.addAll(List.of("-c", "log_statement=none", "-c", "log_min_error_statement=panic"));
      single.add("postgres");
      Tool.run("making PostgreSQL's databases", single, Map.of(), log, passwords);
    } finally {
      Files.deleteIfExists(passwords);
    }
    Files.move(half, cluster);
  }

  private String sql(Secrets secrets) {
    StringBuilder sql = new StringBuilder();
    for (String name : databases) {
      sql.append("CREATE ROLE %s LOGIN PASSWORD '%s';\n".formatted(name, password(secrets, name)));
      sql.append("CREATE DATABASE %s OWNER %s;\n".formatted(name, name));
      sql.append("REVOKE ALL ON DATABASE %s FROM PUBLIC;\n".formatted(name));
    }
    return sql.toString();
  }

  /** The server refuses to run as root; in a user namespace of its own it is nobody. */
  private List<String> asUser(Path program) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    if (isRoot()) {
      if (new ProcessBuilder("unshare", "-U", "true")
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start()
              .waitFor()
          != 0) {
        throw new Refusal(
            "PostgreSQL doesn't run as root, and this machine gives root no user namespace"
                + " (unshare -U fails); start Larder as another user");
      }
      command.addAll(List.of("unshare", "-U"));
    }
    command.add(program.toString());
    return command;
  }

  private static boolean isRoot() {
    try {
      return Integer.valueOf(0).equals(Files.getAttribute(Path.of("/proc/self"), "unix:uid"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The server's own mark: it says so in its pid file once it takes connections. */
  @Override
  public boolean ready() {
    try {
      List<String> lines = Files.readAllLines(data.at("postgres/postmaster.pid"));
      return lines.size() >= 8
          && lines.get(7).strip().equals("ready")
          && lines.get(3).strip().equals("" + port)
          && ProcessHandle.of(Long.parseLong(lines.get(0).strip())).isPresent();
    } catch (IOException | NumberFormatException e) {
      return false;
    }
  }

  /** Fast shutdown: clients are sent away, nothing is lost. */
  @Override
  public String stopSignal() {
    return "INT";
  }

  @Override
  public Duration patience() {
    return Duration.ofSeconds(8);
  }
}
