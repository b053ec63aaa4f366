package dev.larder.e2e.upstream.simulated;

/**
 * What an index is made from: the same options give the same pages, but for the port in their
 * links.
 *
 * @param projects how many there are at first
 * @param filesEach how many files a project has on average
 * @param bytes how many projects in a hundred have files that can be had and hashes that are true;
 *     the others have hashes that only look like it, which takes a quarter of the time
 * @param port 0 for a free one
 * @param gzip whether pages are compressed for who accepts it
 * @param changelog whether XML-RPC is answered
 */
public record Options(
    int projects, int filesEach, long seed, int bytes, int port, boolean gzip, boolean changelog) {

  /** PyPI, as large as it was in 2026. */
  public static final Options PYPI = new Options(750_000, 24, 1, 1, 0, false, true);

  public Options {
    if (projects < 1 || projects > Names.MOST / 2 || filesEach < 1) {
      throw new IllegalArgumentException(
          "an index has 1 to %,d projects of 1 file or more".formatted(Names.MOST / 2));
    }
  }

  /** An index of as many projects whose files can all be had, on a free port. */
  public static Options of(int projects) {
    return PYPI.with("projects", "" + projects).with("bytes", "100");
  }

  /**
   * These options but for one.
   *
   * @throws IllegalArgumentException when there is none of that name, or it has no such value
   */
  public Options with(String name, String value) {
    return switch (name) {
      case "projects" ->
          new Options(Integer.parseInt(value), filesEach, seed, bytes, port, gzip, changelog);
      case "files" ->
          new Options(projects, Integer.parseInt(value), seed, bytes, port, gzip, changelog);
      case "seed" ->
          new Options(projects, filesEach, Long.parseLong(value), bytes, port, gzip, changelog);
      case "bytes" ->
          new Options(projects, filesEach, seed, Integer.parseInt(value), port, gzip, changelog);
      case "port" ->
          new Options(projects, filesEach, seed, bytes, Integer.parseInt(value), gzip, changelog);
      case "gzip" -> new Options(projects, filesEach, seed, bytes, port, isOn(value), changelog);
      case "changelog" -> new Options(projects, filesEach, seed, bytes, port, gzip, isOn(value));
      default -> throw new IllegalArgumentException("no option is called " + name);
    };
  }

  private static boolean isOn(String value) {
    if (value.equals("on") || value.equals("off")) {
      return value.equals("on");
    }
    throw new IllegalArgumentException("neither on nor off: " + value);
  }
}
