package dev.larder.auth;

import dev.larder.service.secret.SecretFiles;
import java.time.Clock;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.context.annotation.Bean;

/** Where auth-service starts. */
@SpringBootApplication(proxyBeanMethods = false)
@ConfigurationPropertiesScan
public class AuthService {

  public static void main(String[] args) {
    SecretFiles.take("auth-service");
    SpringApplication.run(AuthService.class, args);
  }

  @Bean
  Clock clock() {
    return Clock.systemUTC();
  }
}
