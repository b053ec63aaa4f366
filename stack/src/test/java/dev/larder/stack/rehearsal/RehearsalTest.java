package dev.larder.stack.rehearsal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.larder.stack.part.Ports;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RehearsalTest {
  private static final String JAVA =
      Path.of(System.getProperty("java.home"), "bin", "java").toString();

  @TempDir Path folder;
  private Path jar;
  private AotCaches caches;

  @BeforeEach
  void aProgram() throws IOException {
    jar = folder.resolve("program.jar");
    caches = new AotCaches(folder.resolve("aot"));
    writeJar();
  }

  @Test
  void aProgramThatWasRehearsedOnceStartsFromWhatWasKept() throws Exception {
    new Rehearsal(caches, folder.resolve("log")).run(List.of(piece()));

    assertThat(folder.resolve("log")).content().doesNotContain("Exception");
    Path kept = caches.find(jar).orElseThrow();
    Process process =
        new ProcessBuilder(
                JAVA, "-XX:+UseSerialGC", "-XX:AOTMode=on", "-XX:AOTCache=" + kept, "-version")
            .redirectErrorStream(true)
            .start();
    assertThat(process.waitFor()).isZero();
    try (Stream<Path> files = Files.list(folder.resolve("aot"))) {
      assertThat(files).containsExactly(kept);
    }
  }

  @Test
  void anotherBuildOfAProgramHasNotBeenRehearsedAndTakesTheOlderOnesPlace() throws Exception {
    keep();
    Path first = caches.find(jar).orElseThrow();

    Files.setLastModifiedTime(jar, java.nio.file.attribute.FileTime.fromMillis(1_000_000));
    assertThat(caches.find(jar)).isEmpty();
    keep();

    assertThat(caches.find(jar)).isPresent();
    assertThat(first).doesNotExist();
  }

  @Test
  void aProgramThatFailsLeavesNothing() throws Exception {
    Rehearsal.Piece broken =
        new Rehearsal.Piece(
            jar,
            () -> List.of(JAVA, "-XX:+UseSerialGC"),
            () -> Map.of("LARDER_PORT", "x"),
            () -> false);

    new Rehearsal(caches, folder.resolve("log")).run(List.of(broken));

    assertThat(caches.find(jar)).isEmpty();
    assertThat(folder.resolve("aot")).isEmptyDirectory();
  }

  @Test
  void nothingIsBegunOnceItWasCancelled() throws Exception {
    Rehearsal rehearsal = new Rehearsal(caches, folder.resolve("log"));
    rehearsal.cancel();

    rehearsal.run(List.of(piece()));

    assertThat(caches.find(jar)).isEmpty();
    assertThat(folder.resolve("log")).doesNotExist();
  }

  private void keep() throws IOException {
    Path draft = caches.draft(jar);
    Files.writeString(draft, "kept");
    caches.keep(jar, draft);
  }

  private Rehearsal.Piece piece() {
    int port = Ports.choose(List.of("program"), new SecureRandom()).get("program");
    return new Rehearsal.Piece(
        jar,
        () -> List.of(JAVA, "-XX:+UseSerialGC"),
        () -> Map.of("LARDER_PORT", "" + port),
        () -> listens(port));
  }

  private static boolean listens(int port) {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return socket.isConnected();
    } catch (IOException e) {
      return false;
    }
  }

  private void writeJar() throws IOException {
    String name = RehearsedProgram.class.getName().replace('.', '/') + ".class";
    Manifest manifest = new Manifest();
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, RehearsedProgram.class.getName());
    try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar), manifest);
        InputStream bytes = RehearsedProgram.class.getClassLoader().getResourceAsStream(name)) {
      out.putNextEntry(new JarEntry(name));
      bytes.transferTo(out);
    }
  }
}
