package dev.larder.gateway;

import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

/** Starts the gateway as its main class does, with other settings. */
public final class GatewayStarter {
  private GatewayStarter() {}

  public static ConfigurableApplicationContext start(String... settings) {
    return SpringApplication.run(Wiring.class, settings);
  }
}
