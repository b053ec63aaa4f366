package dev.larder.e2e.upstream.simulated;

import static java.nio.charset.StandardCharsets.US_ASCII;

/**
 * A file of a project.
 *
 * @param place which of its release's files
 */
record ProjectFile(Project project, int release, int place, String version) {
  static final String REQUIRES_PYTHON = ">=3.9,<4.0";
  private static final int ATTESTED_ONE_IN = 2;

  /** The file's number in its project. */
  int id() {
    return release * project.perRelease() + place;
  }

  Tag tag() {
    return project.perRelease() == 1 ? Tag.PURE : Tag.at(place);
  }

  boolean isWheel() {
    return tag() != Tag.SDIST;
  }

  String filename() {
    String stem = project.module() + "-" + version;
    return isWheel() ? stem + "-" + tag().text() + ".whl" : stem + ".tar.gz";
  }

  /** What METADATA or PKG-INFO has. */
  byte[] metadata() {
    return ("Metadata-Version: 2.1\nName: "
            + project.name()
            + "\nVersion: "
            + version
            + "\nSummary: A project that was made from a seed\nRequires-Python: "
            + REQUIRES_PYTHON
            + "\n")
        .getBytes(US_ASCII);
  }

  boolean isAttested() {
    return Mix.below(ATTESTED_ONE_IN, project.random(), 1) == 0;
  }

  /** Says the project's number and the file's. */
  byte[] address() {
    return Mix.address(project.random(), id(), (long) project.number() << 32 | id());
  }
}
