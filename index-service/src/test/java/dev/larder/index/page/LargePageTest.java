package dev.larder.index.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.luben.zstd.ZstdInputStream;
import dev.larder.index.Fixture;
import dev.larder.index.memory.Memory;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Of a project whose files don't fit into memory together. */
class LargePageTest {
  private static Fixture fixture;

  @BeforeAll
  static void open() {
    fixture = Fixture.open();
    fixture.publish("big-0.1.tar.gz", "big", "x");
    fixture.execute(
        """
        insert into file (project, from_serial, visible_from, yanked, metadata, filename, version,
          sha256, size, kept_key, gpg_sig, requires_python)
        select p.id, p.last_serial, p.owned_since, i % 7 = 0, i % 3 = 0,
          'big-' || v || '-' || i || case when i % 2 = 0 then '-py3-none-any.whl' else '.tar.gz' end,
          v, sha256(i::text::bytea), 1000, 'kept/' || i, i % 5 = 0, '>=3.8'
        from project p, generate_series(1, 1500) i cross join lateral (select (array['1.' || i % 40,
          '1.' || i % 40 || '.0', 'v1.' || i % 40, '1.' || i % 9 || 'rc1', 'odd one'])[1 + i % 5] v) t
        where p.name = 'big' and p.source = 1
        """);
    fixture.execute(
        """
        insert into file_state (project, file, serial, instant, yanked, metadata, sha256, gpg_sig)
        select f.project, f.id, f.from_serial, f.visible_from, true, false, f.sha256, null
        from file f where f.id % 11 = 0
        """);
  }

  @AfterAll
  static void close() {
    fixture.close();
  }

  private record Page(Map<String, List<String>> headers, String text) {}

  private static List<Page> pages() throws IOException {
    List<Page> pages = new ArrayList<>();
    for (String accept : List.of("text/html", "application/vnd.pypi.simple.v1+json")) {
      for (String coding : List.of("identity", "gzip", "zstd")) {
        HttpResponse<byte[]> response =
            fixture.bytes("/simple/big/", "Accept", accept, "Accept-Encoding", coding);
        assertThat(response.statusCode()).isEqualTo(200);
        InputStream bytes = new ByteArrayInputStream(response.body());
        InputStream text =
            switch (coding) {
              case "gzip" -> new GZIPInputStream(bytes);
              case "zstd" -> new ZstdInputStream(bytes);
              default -> bytes;
            };
        pages.add(
            new Page(
                Map.of(
                    "etag", response.headers().allValues("ETag"),
                    "length", response.headers().allValues("Content-Length"),
                    "serial", response.headers().allValues("X-PyPI-Last-Serial")),
                new String(text.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8)));
      }
    }
    return pages;
  }

  @Test
  void itIsTheVeryPageThatItWereIfTheyDid() throws IOException {
    List<Page> atOnce = pages();
    fixture.restart(Map.of("larder.memory.bytes", 3_000_000));
    assertThat(pages()).isEqualTo(atOnce);
    assertThat(
            fixture
                .get(
                    "/simple/big/",
                    "If-None-Match",
                    atOnce.getFirst().headers().get("etag").getFirst())
                .statusCode())
        .isEqualTo(304);
    assertThat(fixture.head("/simple/big/").statusCode()).isEqualTo(200);
    Fixture.waitUntil(() -> fixture.bean(Memory.class).used() == 0);
    fixture.restart(Map.of("larder.memory.bytes", 100_000_000));
  }

  @Test
  void whatCannotBeOnePageAtAllIsRefusedAsBefore() {
    fixture.restart(Map.of("larder.memory.bytes", 100_000));
    HttpResponse<String> refused = fixture.get("/simple/big/");
    assertThat(refused.statusCode()).isEqualTo(503);
    fixture.restart(Map.of("larder.memory.bytes", 100_000_000));
  }
}
