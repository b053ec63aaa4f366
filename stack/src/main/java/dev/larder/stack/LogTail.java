package dev.larder.stack;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The lines that are added to a log; one that was emptied meanwhile is read from its begin. */
final class LogTail {
  private static final int CHUNK = 1 << 16;

  private final Path log;
  private long read;
  private byte[] half = new byte[0];

  private LogTail(Path log, long read) {
    this.log = log;
    this.read = read;
  }

  /** Only what comes from now on. */
  static LogTail fromEnd(Path log) throws IOException {
    return new LogTail(log, Files.exists(log) ? Files.size(log) : 0);
  }

  /** All of it. */
  static LogTail fromStart(Path log) {
    return new LogTail(log, 0);
  }

  /** The whole lines since the last call, at most some thousands of them; empty at the end. */
  List<String> lines() throws IOException {
    if (!Files.exists(log)) {
      return List.of();
    }
    try (RandomAccessFile file = new RandomAccessFile(log.toFile(), "r")) {
      if (file.length() < read) {
        read = 0;
        half = new byte[0];
      }
      file.seek(read);
      List<String> lines = List.of();
      while (lines.isEmpty() && read < file.length()) {
        byte[] bytes = new byte[(int) Math.min(CHUNK, file.length() - read)];
        file.readFully(bytes);
        read += bytes.length;
        lines = split(bytes);
      }
      return lines;
    }
  }

  private List<String> split(byte[] more) {
    byte[] all = new byte[half.length + more.length];
    System.arraycopy(half, 0, all, 0, half.length);
    System.arraycopy(more, 0, all, half.length, more.length);
    List<String> lines = new ArrayList<>();
    int begin = 0;
    for (int i = 0; i < all.length; i++) {
      if (all[i] == '\n') {
        lines.add(new String(all, begin, i - begin, StandardCharsets.UTF_8));
        begin = i + 1;
      }
    }
    half = Arrays.copyOfRange(all, begin, all.length);
    return lines;
  }
}
