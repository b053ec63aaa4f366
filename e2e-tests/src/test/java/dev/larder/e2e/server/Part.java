package dev.larder.e2e.server;

import dev.larder.e2e.client.Finished;
import dev.larder.e2e.client.Program;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A running process of the stack. */
public record Part(String name, long pid) {
  private static final Pattern USED = Pattern.compile("(?m)^ *(?!Metaspace|class).*, used (\\d+)K");

  /** Ends it at once, without a chance to say goodbye. */
  public void kill() {
    signal("KILL");
  }

  /** Stands still: neither answers nor ends, so that nobody starts it again. */
  public void freeze() {
    signal("STOP");
  }

  public void thaw() {
    signal("CONT");
  }

  public boolean isAlive() {
    return ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false);
  }

  /** With which variables it was started. */
  public Map<String, String> environment() {
    try {
      return Pattern.compile("\0", Pattern.LITERAL)
          .splitAsStream(Files.readString(Path.of("/proc/" + pid, "environ")))
          .map(line -> line.split("=", 2))
          .filter(pair -> pair.length == 2)
          .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1]));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Its resident memory in bytes, 0 if it is no more. */
  public long residentBytes() {
    return memory("smaps_rollup", "Rss:");
  }

  /** The most that it ever had resident, in bytes, 0 if it is no more. */
  public long mostResidentBytes() {
    return memory("status", "VmHWM:");
  }

  /** Bytes in use on its heap when all garbage is gone. */
  public long heapBytes() {
    command("GC.run");
    String info = command("GC.heap_info");
    long used = USED.matcher(info).results().mapToLong(m -> Long.parseLong(m.group(1))).sum() << 10;
    if (used <= 0) {
      throw new AssertionError(info);
    }
    return used;
  }

  /** How many files and connections it has open. */
  public int openFiles() {
    String[] open = Path.of("/proc/" + pid, "fd").toFile().list();
    return open == null ? 0 : open.length;
  }

  private String command(String command) {
    String jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
    Finished finished = Program.asOnThisMachine(List.of(jcmd, "" + pid, command)).run();
    if (!finished.succeeded()) {
      throw new AssertionError(finished.toString());
    }
    return finished.out();
  }

  private long memory(String file, String line) {
    try {
      return Files.readAllLines(Path.of("/proc/" + pid, file)).stream()
          .filter(text -> text.startsWith(line))
          .mapToLong(text -> 1024 * Long.parseLong(text.replaceAll("\\D", "")))
          .sum();
    } catch (IOException gone) {
      return 0;
    }
  }

  private void signal(String name) {
    try {
      Process kill =
          new ProcessBuilder(List.of("kill", "-" + name, String.valueOf(pid))).inheritIO().start();
      if (!kill.waitFor(10, TimeUnit.SECONDS) || kill.exitValue() != 0) {
        throw new IllegalStateException("can't send SIG" + name + " to " + this);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
