package dev.larder.packaging;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The identifiers of the SPDX licence list, version 3.27.0. */
enum SpdxList {
  LICENSES("spdx-licenses.txt"),
  EXCEPTIONS("spdx-exceptions.txt");

  private final Map<String, String> ids;

  SpdxList(String resource) {
    try (var reader =
        new BufferedReader(
            new InputStreamReader(
                SpdxList.class.getResourceAsStream(resource), StandardCharsets.UTF_8))) {
      ids = reader.lines().collect(Collectors.toMap(id -> id.toLowerCase(Locale.ROOT), id -> id));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The identifier as the list spells it; the one given is in lower case. */
  Optional<String> find(String lowerCase) {
    return Optional.ofNullable(ids.get(lowerCase));
  }
}
