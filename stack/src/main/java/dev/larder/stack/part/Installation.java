package dev.larder.stack.part;

import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Where the programs lie that were built beside this one.
 *
 * @param root the checkout
 * @param classPath the stack's own, as Java takes it
 */
public record Installation(Path root, String classPath) {

  /**
   * Found from where this class was loaded: {@code stack/target/app/stack.jar} or a build's
   * classes.
   */
  public static Installation here() {
    try {
      Path code =
          Path.of(Installation.class.getProtectionDomain().getCodeSource().getLocation().toURI());
      Path target = Files.isDirectory(code) ? code.getParent() : code.getParent().getParent();
      String classPath =
          Files.isDirectory(code) ? System.getProperty("java.class.path") : code.toString();
      return new Installation(target.getParent().getParent(), classPath);
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  /** A service's program. */
  public Path service(String name) {
    return root.resolve(name).resolve("target/app").resolve(name + ".jar");
  }

  /** Keycloak's distribution. */
  public Path keycloak() {
    return root.resolve("stack/target/parts/keycloak.tar.gz");
  }

  /** A program that `up` needs and that was not built. */
  public Optional<Path> missing(Iterable<String> services) {
    for (String service : services) {
      if (!Files.isRegularFile(service(service))) {
        return Optional.of(service(service));
      }
    }
    return Files.isRegularFile(keycloak()) ? Optional.empty() : Optional.of(keycloak());
  }
}
