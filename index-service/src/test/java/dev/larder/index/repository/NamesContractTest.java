package dev.larder.index.repository;

import dev.larder.index.Fixture;
import dev.larder.service.contract.NamesContract;
import java.net.URI;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

class NamesContractTest extends NamesContract {
  private static Fixture fixture;

  @BeforeAll
  static void open() {
    fixture = Fixture.open();
  }

  @AfterAll
  static void close() {
    fixture.close();
  }

  @Override
  protected URI service() {
    return fixture.uri("");
  }

  @Override
  protected String secret() {
    return Fixture.SECRET;
  }

  @Override
  protected boolean isLogged(String subject) {
    return !fixture.query("select 1 from change where subject = '%s'".formatted(subject)).isEmpty();
  }
}
