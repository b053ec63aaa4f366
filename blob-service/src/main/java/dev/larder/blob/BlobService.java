package dev.larder.blob;

import io.micronaut.runtime.Micronaut;

/** Starts the service. */
public final class BlobService {
  private BlobService() {}

  public static void main(String[] args) {
    Micronaut.build(args).mainClass(BlobService.class).banner(false).start();
  }
}
