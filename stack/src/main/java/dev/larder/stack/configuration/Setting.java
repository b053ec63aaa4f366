package dev.larder.stack.configuration;

import dev.larder.stack.console.Refusal;
import java.nio.file.Path;
import java.util.List;

/**
 * What was said of a key.
 *
 * @param place where, for people: {@code --port}, {@code line 3 of larder.yml}
 * @param values one, or those of a list; never empty
 * @param base what relative paths are relative to
 */
record Setting(String place, List<String> values, Path base) {

  Setting {
    values = List.copyOf(values);
  }

  /** The one value of a key that takes no list. */
  String value(Key key) {
    if (values.size() != 1) {
      throw new Refusal("%s: '%s' takes one value, not a list".formatted(place, key.text()));
    }
    return values.getFirst();
  }

  Refusal refused(Key key, String why) {
    return new Refusal(
        "%s: '%s' is not valid for '%s': %s"
            .formatted(place, String.join(", ", values), key.text(), why));
  }
}
