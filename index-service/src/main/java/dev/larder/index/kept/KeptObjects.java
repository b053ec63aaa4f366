package dev.larder.index.kept;

import dev.larder.index.database.Database;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Which objects of the store belong to a file of the catalogue, whatever became of that file. */
@Singleton
public class KeptObjects {
  private static final Pattern SIBLING = Pattern.compile("(.+)\\.(?:metadata|asc|provenance)");

  private final KeptFiles files;
  private final Database database;

  KeptObjects(KeptFiles files, Database database) {
    this.files = files;
    this.database = database;
  }

  /** Those of the keys that a row names, and those beside an object that a row names. */
  public List<String> known(Collection<String> keys) {
    var asked = new HashSet<>(keys);
    keys.forEach(key -> asked.add(owner(key)));
    Set<String> named = Set.copyOf(database.read(() -> files.named(asked.toArray(String[]::new))));
    return keys.stream()
        .filter(key -> named.contains(key) || named.contains(owner(key)))
        .distinct()
        .toList();
  }

  private static String owner(String key) {
    Matcher matcher = SIBLING.matcher(key);
    return matcher.matches() ? matcher.group(1) : key;
  }
}
