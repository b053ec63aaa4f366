package dev.larder.gateway.route;

import java.util.Arrays;
import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * A shape of paths, the methods that are possible there, and where they lead.
 *
 * @param path matched against the whole path as it was sent
 */
record Shape(Pattern path, SortedSet<String> methods, Destination destination) {
  static Shape of(String path, Destination destination, String... methods) {
    return new Shape(
        Pattern.compile(path),
        Collections.unmodifiableSortedSet(new TreeSet<>(Arrays.asList(methods))),
        destination);
  }

  /** What is read with GET and HEAD alone. */
  static Shape read(String path, Destination destination) {
    return of(path, destination, "GET", "HEAD");
  }
}
