package dev.larder.e2e.wheel;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A package to be built. Its module is called as the package is, with underscores, and {@code SAYS}
 * in it holds name and version (and what {@link #saying} added, which gives other bytes).
 */
public record Package(
    String name,
    String version,
    Optional<String> requiresPython,
    List<String> requires,
    String says,
    long padding,
    String summary) {

  public static Package of(String name, String version) {
    return new Package(
        name,
        version,
        Optional.empty(),
        List.of(),
        name + " " + version,
        0,
        "A package made for a test");
  }

  /** With these dependencies, each as {@code Requires-Dist} has it. */
  public Package requiring(String... dependencies) {
    return new Package(
        name, version, requiresPython, List.of(dependencies), says, padding, summary);
  }

  public Package forPython(String specifier) {
    return new Package(name, version, Optional.of(specifier), requires, says, padding, summary);
  }

  /** The same release with other bytes. */
  public Package saying(String text) {
    return new Package(name, version, requiresPython, requires, text, padding, summary);
  }

  /** With this many bytes that don't compress. */
  public Package padded(long bytes) {
    return new Package(name, version, requiresPython, requires, says, bytes, summary);
  }

  /** With this summary. */
  public Package summarized(String text) {
    return new Package(name, version, requiresPython, requires, says, padding, text);
  }

  /** Builds the wheel into a folder. */
  public Distribution wheel(Path folder) {
    return WheelWriter.write(this, folder);
  }

  /** Builds the source distribution into a folder; it needs nothing but Python to be installed. */
  public Distribution sdist(Path folder) {
    return SdistWriter.write(this, folder);
  }

  /** The name as it stands in file names and as a module. */
  public String module() {
    return name.replaceAll("[-_.]+", "_").toLowerCase(Locale.ROOT);
  }

  String source() {
    return "SAYS = '" + says + "'\n";
  }

  String metadata() {
    var text = new StringBuilder("Metadata-Version: 2.1\n");
    text.append("Name: ").append(name).append('\n');
    text.append("Version: ").append(version).append('\n');
    text.append("Summary: ").append(summary).append('\n');
    requiresPython.ifPresent(spec -> text.append("Requires-Python: ").append(spec).append('\n'));
    requires.forEach(spec -> text.append("Requires-Dist: ").append(spec).append('\n'));
    return text.toString();
  }
}
