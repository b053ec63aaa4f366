package dev.larder.auth.parts;

import dev.larder.service.contract.NamesContract;
import java.net.URI;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

class FakeIndexServiceTest extends NamesContract {
  private static FakeIndexService index;

  @BeforeAll
  static void open() {
    index = new FakeIndexService();
  }

  @AfterAll
  static void close() {
    index.close();
  }

  @Override
  protected URI service() {
    return URI.create(index.url());
  }

  @Override
  protected String secret() {
    return RunningService.SECRET;
  }

  @Override
  protected boolean isLogged(String subject) {
    return !index.logged(subject).isEmpty();
  }
}
