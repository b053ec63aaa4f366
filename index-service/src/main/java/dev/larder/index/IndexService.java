package dev.larder.index;

import dev.larder.service.secret.SecretFiles;
import io.micronaut.runtime.Micronaut;
import java.util.List;
import java.util.Map;

/** The catalogue and its pages. */
public final class IndexService {
  private static final List<String> REQUIRED =
      List.of(
          "LARDER_PORT",
          "LARDER_SECRET",
          "LARDER_POSTGRES_URL",
          "LARDER_POSTGRES_USER",
          "LARDER_POSTGRES_PASSWORD",
          "LARDER_REDIS_URL",
          "LARDER_SYNC_URL",
          "LARDER_BLOB_URL",
          "LARDER_S3_URL",
          "LARDER_S3_ACCESS_KEY",
          "LARDER_S3_SECRET_KEY");

  private IndexService() {}

  public static void main(String[] args) {
    List<String> missing = missing(SecretFiles.take("index-service"));
    if (!missing.isEmpty()) {
      System.err.println("index-service: not set: " + String.join(", ", missing));
      System.exit(2);
    }
    Micronaut.build(args)
        .mainClass(IndexService.class)
        .banner(false)
        .deduceEnvironment(false)
        .start();
  }

  /** The variables that have no default and no value. */
  static List<String> missing(Map<String, String> environment) {
    return REQUIRED.stream().filter(name -> environment.getOrDefault(name, "").isBlank()).toList();
  }
}
