package dev.larder.cli.output;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Columns under their headings. */
public final class Table {
  private static final int NARROWEST = 6;
  private static final char CUT = '…';
  private static final String NOTHING = "-";

  private final List<List<String>> rows = new ArrayList<>();
  private final Set<String> whole = new HashSet<>();

  public Table(String... headings) {
    rows.add(List.of(headings));
  }

  /** Adds a row; it has as many values as there are headings. An empty value shows as a dash. */
  public void row(String... values) {
    rows.add(Stream.of(values).map(Table::shown).toList());
  }

  /** Columns that are never cut, by their headings: what is to be copied. */
  public Table whole(String... headings) {
    whole.addAll(List.of(headings));
    return this;
  }

  /**
   * The lines, headings first, within a width as far as that goes: what is too wide loses the
   * columns that are empty, and then the ends of its longest values, down to {@value #NARROWEST}
   * characters.
   */
  public List<String> lines(OptionalInt width) {
    int[] widths = new int[rows.getFirst().size()];
    for (List<String> row : rows) {
      for (int i = 0; i < widths.length; i++) {
        widths[i] = Math.max(widths[i], row.get(i).length());
      }
    }
    width.ifPresent(most -> narrow(widths, most));
    return rows.stream().map(row -> line(row, widths)).toList();
  }

  private void narrow(int[] widths, int most) {
    if (spare(widths, most) < 0) {
      for (int i = 0; i < widths.length; i++) {
        widths[i] = isEmpty(i) ? 0 : widths[i];
      }
    }
    for (int spare = spare(widths, most); spare < 0; spare++) {
      int widest = -1;
      for (int i = 0; i < widths.length; i++) {
        boolean may = widths[i] > NARROWEST && !whole.contains(rows.getFirst().get(i));
        if (may && (widest < 0 || widths[i] > widths[widest])) {
          widest = i;
        }
      }
      if (widest < 0) {
        return;
      }
      widths[widest]--;
    }
  }

  private static int spare(int[] widths, int most) {
    return most + 2 - IntStream.of(widths).filter(width -> width > 0).map(width -> width + 2).sum();
  }

  private boolean isEmpty(int column) {
    return rows.stream().skip(1).allMatch(row -> row.get(column).equals(NOTHING));
  }

  private static String line(List<String> row, int[] widths) {
    var line = new StringBuilder();
    for (int i = 0; i < widths.length; i++) {
      if (widths[i] == 0) {
        continue;
      }
      String value = row.get(i);
      String shown = value.length() <= widths[i] ? value : value.substring(0, widths[i] - 1) + CUT;
      line.append(shown).repeat(' ', widths[i] - shown.length() + 2);
    }
    return line.toString().stripTrailing();
  }

  private static String shown(String value) {
    String clean = Console.clean(value).strip();
    return clean.isEmpty() ? NOTHING : clean;
  }
}
