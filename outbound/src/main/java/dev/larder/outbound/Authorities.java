package dev.larder.outbound;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.stream.Stream;

/**
 * The authorities that the environment names, as OpenSSL reads it: a file of certificates in PEM,
 * {@code SSL_CERT_FILE}, and folders of such files with colons between them, {@code SSL_CERT_DIR}.
 */
public final class Authorities {
  private static final String FILE = "SSL_CERT_FILE";
  private static final String FOLDERS = "SSL_CERT_DIR";

  /** Larger than any bundle of authorities. */
  private static final long LARGEST = 16 << 20;

  private Authorities() {}

  /**
   * The files that the environment names, whether they are there or not.
   *
   * @throws IOException when a folder can't be read
   */
  public static List<Path> files(Map<String, String> environment) throws IOException {
    List<Path> files = new ArrayList<>();
    String file = environment.getOrDefault(FILE, "");
    if (!file.isBlank()) {
      files.add(Path.of(file));
    }
    for (String folder : environment.getOrDefault(FOLDERS, "").split(":")) {
      if (!folder.isBlank()) {
        files.addAll(within(Path.of(folder)));
      }
    }
    return files;
  }

  private static List<Path> within(Path folder) throws IOException {
    try (Stream<Path> entries = Files.list(folder)) {
      return entries
          .filter(entry -> Files.isRegularFile(entry) && Files.isReadable(entry))
          .sorted()
          .toList();
    }
  }

  /**
   * All of them.
   *
   * @param unusable is told what can't be read, and why
   */
  static List<X509Certificate> of(
      Map<String, String> environment, BiConsumer<String, String> unusable) {
    List<Path> files;
    try {
      files = files(environment);
    } catch (IOException e) {
      unusable.accept(FOLDERS, "names a folder that can't be read: " + e);
      return List.of();
    }
    Set<X509Certificate> authorities = new LinkedHashSet<>();
    for (Path file : files) {
      try {
        authorities.addAll(read(file));
      } catch (IOException | CertificateException e) {
        unusable.accept(
            FILE + " or " + FOLDERS, "names %s, which can't be read: %s".formatted(file, e));
      }
    }
    return List.copyOf(authorities);
  }

  private static List<X509Certificate> read(Path file) throws IOException, CertificateException {
    if (Files.size(file) > LARGEST) {
      throw new IOException("larger than %d bytes".formatted(LARGEST));
    }
    return Pem.certificates(Files.readString(file, ISO_8859_1));
  }
}
