package dev.larder.e2e.publish;

import java.util.Locale;

/** How a client is told who uploads. */
enum Form {
  COMMAND_LINE,
  ENVIRONMENT,
  CONFIG_FILE,
  NETRC,
  KEYRING;

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  /** As a part of a package's name. */
  String key() {
    return name().toLowerCase(Locale.ROOT).replace("_", "");
  }
}
