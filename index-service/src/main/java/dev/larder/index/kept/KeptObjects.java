package dev.larder.index.kept;

import dev.larder.index.database.Database;
import dev.larder.index.database.Sql;
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

  private final Database database;

  public KeptObjects(Database database) {
    this.database = database;
  }

  /** Those of the keys that a row names, and those beside an object that a row names. */
  public List<String> known(Collection<String> keys) {
    var asked = new HashSet<>(keys);
    keys.forEach(key -> asked.add(owner(key)));
    Set<String> named =
        database.read(
            connection ->
                Set.copyOf(
                    Sql.of(
                            """
                            select kept_key from file where kept_key = any(?)
                            union select metadata_key from file where metadata_key = any(?)
                            """,
                            asked,
                            asked)
                        .list(connection, row -> row.text("kept_key"))));
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
