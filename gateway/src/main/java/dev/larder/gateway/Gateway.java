package dev.larder.gateway;

import dev.larder.service.secret.SecretFiles;
import org.springframework.boot.SpringApplication;

/** Starts the gateway. */
public final class Gateway {
  private Gateway() {}

  public static void main(String[] args) {
    SecretFiles.take("gateway");
    SpringApplication.run(Wiring.class, args);
  }
}
