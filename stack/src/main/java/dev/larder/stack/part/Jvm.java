package dev.larder.stack.part;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * How much a Java part may take; left to itself, each would take a quarter of the machine.
 *
 * @param heap MiB at most
 * @param direct MiB of direct buffers at most
 * @param metaspace MiB of classes at most
 * @param code MiB of compiled code at most
 * @param quick compile once and simply: less memory and a quicker start, for what is rarely asked
 */
record Jvm(int heap, int direct, int metaspace, int code, boolean quick) {
  private static final int OUT_OF_MEMORY = 3;

  /** Whether Java ended with this code because of {@code -XX:+ExitOnOutOfMemoryError}. */
  static boolean isOutOfMemory(int code) {
    return code == OUT_OF_MEMORY;
  }

  /** The program and its flags, for {@code -jar} or {@code -cp} to follow. */
  List<String> command() {
    List<String> command = new ArrayList<>();
    command.add(java());
    command.add("-Xms16m");
    command.add("-Xmx" + heap + "m");
    command.add("-XX:MaxDirectMemorySize=" + direct + "m");
    command.add("-XX:MaxMetaspaceSize=" + metaspace + "m");
    command.add("-XX:ReservedCodeCacheSize=" + code + "m");
    command.add("-Xss512k");
    command.add("-XX:+UseSerialGC");
    command.add("-XX:MinHeapFreeRatio=20");
    command.add("-XX:MaxHeapFreeRatio=40");
    command.add("-XX:+ExitOnOutOfMemoryError");
    command.add("-XX:-UsePerfData");
    // Of a rehearsal only the classes are used: JDK 25 mistakes one kept call adapter for another,
    // notices it, and says so in every log.
    command.add("-XX:+UnlockDiagnosticVMOptions");
    command.add("-XX:-AOTAdapterCaching");
    command.add("-Xlog:aot*=error");
    if (quick) {
      command.add("-XX:TieredStopAtLevel=1");
    }
    return command;
  }

  /** The Java that runs the stack itself. */
  static String java() {
    return Path.of(System.getProperty("java.home"), "bin", "java").toString();
  }
}
