package dev.larder.cli.content;

import picocli.CommandLine.TypeConversionException;

/**
 * Which files of a package: {@code PKG@SCOPE}.
 *
 * @param scope with its {@code @}
 */
public record PackageScope(String name, String scope) {

  /** Reads {@code PKG@SCOPE}; without a scope it is wrong usage. */
  public static PackageScope parse(String text) {
    int at = text.indexOf('@');
    String name = text.substring(0, Math.max(at, 0)).strip();
    String scope = text.substring(at + 1).strip();
    if (name.isEmpty() || scope.isEmpty()) {
      throw new TypeConversionException(
          "'%s' does not say which files; give PKG@all, PKG@current, PKG@1.2.3 or PKG@FILE-NAME"
              .formatted(text));
    }
    return new PackageScope(name, "@" + scope);
  }

  @Override
  public String toString() {
    return name + scope;
  }
}
