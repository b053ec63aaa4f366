package dev.larder.blob;

import dev.larder.service.secret.SecretFiles;
import io.micronaut.runtime.Micronaut;

/** Starts the service. */
public final class BlobService {
  private BlobService() {}

  public static void main(String[] args) {
    SecretFiles.take("blob-service");
    Micronaut.build(args).mainClass(BlobService.class).banner(false).start();
  }
}
