package dev.larder.sync;

import dev.larder.service.secret.SecretFiles;
import io.micronaut.context.ApplicationContextBuilder;
import io.micronaut.context.ApplicationContextConfigurer;
import io.micronaut.context.annotation.ContextConfigurer;
import io.micronaut.runtime.Micronaut;

/** Starts the service. */
public final class SyncService {
  private SyncService() {}

  public static void main(String[] args) {
    SecretFiles.take("sync-service");
    Micronaut.run(SyncService.class, args);
  }

  /** Its version, as its jar says. */
  public static String version() {
    String version = SyncService.class.getPackage().getImplementationVersion();
    return version == null ? "0" : version;
  }

  /** Keeps the start short and quiet. */
  @ContextConfigurer
  public static final class Frugal implements ApplicationContextConfigurer {
    @Override
    public void configure(ApplicationContextBuilder builder) {
      builder.banner(false).deduceEnvironment(false);
    }
  }
}
