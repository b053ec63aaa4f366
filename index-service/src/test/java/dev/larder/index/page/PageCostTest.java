package dev.larder.index.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.larder.index.Fixture;
import dev.larder.index.database.CountedDataSource;
import dev.larder.service.request.RequestId;
import java.net.http.HttpResponse;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What a project's page asks of PostgreSQL. */
class PageCostTest {
  private static Fixture fixture;

  @BeforeAll
  static void open() {
    fixture = Fixture.with(Map.of("larder.counted", "true"));
    fixture.publish("acme-1.0.tar.gz", "acme", "x");
  }

  @AfterAll
  static void close() {
    fixture.close();
  }

  private static void costs(
      int transactions, int statements, int status, String path, String... headers) {
    String id = RequestId.create();
    String[] all = Arrays.copyOf(headers, headers.length + 2);
    all[headers.length] = RequestId.HEADER;
    all[headers.length + 1] = id;
    HttpResponse<String> response = fixture.get(path, all);
    assertThat(response.statusCode()).isEqualTo(status);
    CountedDataSource counted = fixture.bean(CountedDataSource.class);
    assertThat(counted.statements(id)).hasSize(statements);
    assertThat(counted.transactions(id)).isEqualTo(transactions);
  }

  @Test
  void aPageOfNowTakesTwoTransactionsAndFiveStatements() {
    costs(2, 5, 200, "/main/latest/simple/acme/");
  }

  @Test
  void aPageOfTheDefaultRepositoryTakesNoMore() {
    costs(2, 5, 200, "/simple/acme/");
  }

  @Test
  void aPageThatTheClientHasTakesOneTransactionAndThreeStatements() {
    String path = "/main/latest/simple/acme/";
    String etag = fixture.get(path).headers().firstValue("ETag").orElseThrow();
    costs(1, 3, 304, path, "If-None-Match", etag);
  }

  @Test
  void whoMayNotReadARepositoryCostsOneStatement() {
    fixture.done(
        201,
        "POST",
        "/repos",
        Map.of("name", "closed", "authenticated", true, "sources", List.of("private")));
    costs(1, 1, 401, "/closed/latest/simple/acme/");
  }
}
