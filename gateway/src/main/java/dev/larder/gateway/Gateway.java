package dev.larder.gateway;

import org.springframework.boot.SpringApplication;

/** Starts the gateway. */
public final class Gateway {
  private Gateway() {}

  public static void main(String[] args) {
    SpringApplication.run(Wiring.class, args);
  }
}
