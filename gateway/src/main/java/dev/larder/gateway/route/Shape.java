package dev.larder.gateway.route;

import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * A shape of paths, and where they lead with which method.
 *
 * @param path matched against the whole path as it was sent
 * @param methods those that are possible, and where each leads
 * @param templates such paths, each {@code {variable}} in the place of something; for people
 */
record Shape(Pattern path, SortedMap<String, Destination> methods, List<String> templates) {
  static Shape of(String path, Destination destination, String... methods) {
    return new Shape(Pattern.compile(path), new TreeMap<>(), List.of()).and(destination, methods);
  }

  /** What is read with GET and HEAD alone. */
  static Shape read(String path, Destination destination) {
    return of(path, destination, "GET", "HEAD");
  }

  /** The same, with these methods too. */
  Shape and(Destination destination, String... more) {
    SortedMap<String, Destination> all = new TreeMap<>(methods);
    for (String method : more) {
      all.put(method, destination);
    }
    return new Shape(path, Collections.unmodifiableSortedMap(all), templates);
  }

  /** The same; it looks so. */
  Shape like(List<String> paths) {
    return new Shape(path, methods, List.copyOf(paths));
  }

  Shape like(String... paths) {
    return like(List.of(paths));
  }
}
