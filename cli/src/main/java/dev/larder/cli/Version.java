package dev.larder.cli;

import java.util.Optional;
import picocli.CommandLine.IVersionProvider;

/** The version that the jar says it has. */
public final class Version implements IVersionProvider {

  @Override
  public String[] getVersion() {
    return new String[] {"larder " + text()};
  }

  /** The version alone, {@code unknown} outside of a jar. */
  public static String text() {
    return Optional.ofNullable(Version.class.getPackage().getImplementationVersion())
        .orElse("unknown");
  }
}
