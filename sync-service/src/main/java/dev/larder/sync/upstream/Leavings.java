package dev.larder.sync.upstream;

import dev.larder.packaging.FieldLimit;
import dev.larder.sync.look.Omission;
import dev.larder.sync.page.LeftOut;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Counts what isn't taken over from a page, with the first names of each kind. */
final class Leavings {
  private static final int EXAMPLES = 3;

  private final Map<LeftOut, Integer> counts = new EnumMap<>(LeftOut.class);
  private final Map<LeftOut, List<String>> examples = new EnumMap<>(LeftOut.class);

  /**
   * @param name any text, or null
   */
  void add(LeftOut why, String name) {
    counts.merge(why, 1, Integer::sum);
    List<String> names = examples.computeIfAbsent(why, w -> new ArrayList<>(EXAMPLES));
    if (name != null && !name.isBlank() && names.size() < EXAMPLES) {
      names.add(FieldLimit.FILE_NAME.cut(line(name)));
    }
  }

  /** In one line, whatever it is. */
  private static String line(String name) {
    StringBuilder line = new StringBuilder();
    name.codePoints()
        .limit(FieldLimit.FILE_NAME.bytes())
        .map(c -> c >= ' ' && c < 0x7f ? c : '?')
        .forEach(line::appendCodePoint);
    return line.toString().strip();
  }

  List<Omission> all() {
    return counts.entrySet().stream()
        .map(
            entry ->
                new Omission(
                    entry.getKey().what(),
                    entry.getKey().why(),
                    entry.getValue(),
                    List.copyOf(examples.get(entry.getKey()))))
        .toList();
  }
}
