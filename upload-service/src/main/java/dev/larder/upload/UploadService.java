package dev.larder.upload;

import io.micronaut.runtime.Micronaut;

/** Starts the service. */
public final class UploadService {
  private UploadService() {}

  public static void main(String[] args) {
    Micronaut.build(args).mainClass(UploadService.class).banner(false).start();
  }
}
