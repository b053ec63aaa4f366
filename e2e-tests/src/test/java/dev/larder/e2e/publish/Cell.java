package dev.larder.e2e.publish;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** One field of the matrix. */
record Cell(Row row, Outcome outcome) {
  private static final Set<Outcome> OF_CREDENTIALS =
      EnumSet.of(Outcome.NEW, Outcome.NO_TOKEN, Outcome.EXPIRED);

  /** What a client's project goes through: told in this form, with this source. */
  record Row(Uploader uploader, Form form, String source) {

    @Override
    public String toString() {
      return uploader + " by " + form + " to " + source;
    }
  }

  /**
   * Every outcome of every client by one of its forms; by each other form what tells whether the
   * credentials arrive as they should. Sources take turns.
   */
  static List<Cell> some(List<String> sources) {
    List<Cell> cells = new ArrayList<>();
    int turn = 0;
    for (Uploader uploader : Uploader.values()) {
      Form first = Collections.min(uploader.tool().forms());
      for (Form form : uploader.tool().forms()) {
        Row row = new Row(uploader, form, sources.get(turn++ % sources.size()));
        for (Outcome outcome : Outcome.values()) {
          if (form == first || OF_CREDENTIALS.contains(outcome)) {
            cells.add(new Cell(row, outcome));
          }
        }
      }
    }
    return cells;
  }

  /** Every outcome of every client by each of its forms, with each source. */
  static List<Cell> all(List<String> sources) {
    List<Cell> cells = new ArrayList<>();
    for (Uploader uploader : Uploader.values()) {
      for (Form form : uploader.tool().forms()) {
        for (String source : sources) {
          for (Outcome outcome : Outcome.values()) {
            cells.add(new Cell(new Row(uploader, form, source), outcome));
          }
        }
      }
    }
    return cells;
  }

  @Override
  public String toString() {
    return row + ": " + outcome;
  }
}
