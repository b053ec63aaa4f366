package dev.larder.index;

import java.util.LinkedHashMap;
import java.util.Map;

/** A file on an upstream's page, as sync-service gives it. */
public final class ListedFiles {
  private final Map<String, Object> values = new LinkedHashMap<>();

  private ListedFiles() {}

  /** A file with an upload-time in 2020, a size and a hash. */
  public static ListedFiles file(String filename) {
    return new ListedFiles()
        .with("filename", filename)
        .with("url", "https://files.example/" + filename)
        .with("sha256", Fixture.sha256(filename))
        .with("size", 1000)
        .with("uploadTime", "2020-01-02T03:04:05Z")
        .with("yanked", false)
        .with("metadata", false);
  }

  /** With another value of a field; null leaves it out. */
  public ListedFiles with(String field, Object value) {
    ListedFiles changed = new ListedFiles();
    changed.values.putAll(values);
    if (value == null) {
      changed.values.remove(field);
    } else {
      changed.values.put(field, value);
    }
    return changed;
  }

  public Map<String, Object> map() {
    return values;
  }
}
