package dev.larder.upload.testing;

import dev.larder.service.contract.PublishContract;
import java.net.URI;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

class FakeIndexTest extends PublishContract {
  private static FakeIndex index;

  @BeforeAll
  static void open() {
    index = new FakeIndex();
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
    return FakeIndex.SECRET;
  }

  @Override
  protected void remove(String project, String filename) {
    index.remove(filename);
  }
}
