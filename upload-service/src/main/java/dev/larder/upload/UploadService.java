package dev.larder.upload;

import dev.larder.service.secret.SecretFiles;
import io.micronaut.runtime.Micronaut;

/** Starts the service. */
public final class UploadService {
  private UploadService() {}

  public static void main(String[] args) {
    SecretFiles.take("upload-service");
    Micronaut.build(args).mainClass(UploadService.class).banner(false).start();
  }
}
