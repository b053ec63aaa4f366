package dev.larder.stack.unpack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UnpackTest {
  @TempDir Path folder;

  @Test
  void anArchiveIsUnpackedWithLinksAndRightsAndWithoutItsOutermostFolder() throws IOException {
    Archive.gz(
        archive(
            tar -> {
              file(tar, "top/bin/tool", 0755);
              file(tar, "top/readme", 0644);
              link(tar, "top/lib/tool", "../bin/tool");
            }),
        folder);

    assertThat(folder.resolve("bin/tool")).isExecutable();
    assertThat(Files.isExecutable(folder.resolve("readme"))).isFalse();
    assertThat(folder.resolve("lib/tool")).isSymbolicLink().hasContent("top/bin/tool");
  }

  @Test
  void anEntryThatPointsOutsideIsRefused() {
    assertThatThrownBy(() -> Archive.gz(archive(tar -> file(tar, "top/../../evil", 0644)), folder))
        .isInstanceOf(IOException.class);
    assertThatThrownBy(() -> Archive.gz(archive(tar -> link(tar, "top/evil", "../../etc")), folder))
        .isInstanceOf(IOException.class);
    assertThat(folder.resolveSibling("evil")).doesNotExist();
  }

  @Test
  void aProgramIsUnpackedOnceHoweverManyAsk() throws Exception {
    AtomicInteger fillings = new AtomicInteger();
    Programs programs = new Programs(folder);
    Callable<Path> ask =
        () ->
            programs.get(
                "tool-1",
                half -> {
                  fillings.incrementAndGet();
                  Files.writeString(half.resolve("tool"), "x");
                });
    try (ExecutorService executor = Executors.newFixedThreadPool(8)) {
      List<Future<Path>> asked = new ArrayList<>();
      for (int i = 0; i < 8; i++) {
        asked.add(executor.submit(ask));
      }
      for (Future<Path> answer : asked) {
        assertThat(answer.get().resolve("tool")).hasContent("x");
      }
    }
    assertThat(fillings).hasValue(1);
  }

  @Test
  void aFillingThatBrokeOffIsBegunAnew() throws Exception {
    Programs programs = new Programs(folder);
    assertThatThrownBy(
            () ->
                programs.get(
                    "tool-1",
                    half -> {
                      Files.writeString(half.resolve("rest"), "of a broken one");
                      throw new IOException("disk full");
                    }))
        .hasMessage("disk full");

    Path tool = programs.get("tool-1", half -> Files.writeString(half.resolve("tool"), "x"));

    assertThat(tool.resolve("tool")).exists();
    assertThat(tool.resolve("rest")).doesNotExist();
  }

  private interface Content {
    void write(TarArchiveOutputStream tar) throws IOException;
  }

  private static InputStream archive(Content content) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (TarArchiveOutputStream tar = new TarArchiveOutputStream(new GZIPOutputStream(bytes))) {
      content.write(tar);
    }
    return new ByteArrayInputStream(bytes.toByteArray());
  }

  private static void file(TarArchiveOutputStream tar, String name, int mode) throws IOException {
    byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
    TarArchiveEntry entry = new TarArchiveEntry(name);
    entry.setMode(mode);
    entry.setSize(bytes.length);
    tar.putArchiveEntry(entry);
    tar.write(bytes);
    tar.closeArchiveEntry();
  }

  private static void link(TarArchiveOutputStream tar, String name, String target)
      throws IOException {
    TarArchiveEntry entry = new TarArchiveEntry(name, TarConstants.LF_SYMLINK);
    entry.setLinkName(target);
    tar.putArchiveEntry(entry);
    tar.closeArchiveEntry();
  }
}
