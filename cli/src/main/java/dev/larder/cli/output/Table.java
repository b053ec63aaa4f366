package dev.larder.cli.output;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Columns under their headings. */
public final class Table {
  private final List<List<String>> rows = new ArrayList<>();

  public Table(String... headings) {
    rows.add(List.of(headings));
  }

  /** Adds a row; it has as many values as there are headings. An empty value shows as a dash. */
  public void row(String... values) {
    rows.add(Stream.of(values).map(Table::shown).toList());
  }

  /** The lines, headings first. */
  public List<String> lines() {
    int[] widths = new int[rows.getFirst().size()];
    for (List<String> row : rows) {
      for (int i = 0; i < widths.length; i++) {
        widths[i] = Math.max(widths[i], row.get(i).length());
      }
    }
    return rows.stream().map(row -> line(row, widths)).toList();
  }

  private static String line(List<String> row, int[] widths) {
    var line = new StringBuilder();
    for (int i = 0; i < widths.length; i++) {
      line.append(row.get(i)).repeat(' ', widths[i] - row.get(i).length() + 2);
    }
    return line.toString().stripTrailing();
  }

  private static String shown(String value) {
    String clean = Console.clean(value).strip();
    return clean.isEmpty() ? "-" : clean;
  }
}
