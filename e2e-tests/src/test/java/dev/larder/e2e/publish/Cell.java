package dev.larder.e2e.publish;

import java.util.ArrayList;
import java.util.List;

/** One field of the matrix. */
record Cell(Row row, Outcome outcome) {

  /** What a client's project goes through: told in this form, with this source. */
  record Row(Uploader uploader, Form form, String source) {

    @Override
    public String toString() {
      return uploader + " by " + form + " to " + source;
    }
  }

  /**
   * The cells that make sense. Each outcome is there for every client and source, by the client's
   * usual form; every other form is there with a file that is taken and with one that isn't, all of
   * them where {@code whole}.
   */
  static List<Cell> all(List<String> sources, boolean whole) {
    List<Cell> cells = new ArrayList<>();
    for (Uploader uploader : Uploader.values()) {
      for (Form form : uploader.tool().forms()) {
        for (String source : sources) {
          for (Outcome outcome : outcomes(uploader, form, whole)) {
            cells.add(new Cell(new Row(uploader, form, source), outcome));
          }
        }
      }
    }
    return cells;
  }

  private static List<Outcome> outcomes(Uploader uploader, Form form, boolean whole) {
    boolean usual = form == uploader.tool().usual();
    if (!usual && !whole) {
      return List.of(Outcome.NEW, Outcome.NONSENSE);
    }
    // what isn't told is told in no form
    return List.of(Outcome.values()).stream()
        .filter(outcome -> usual || outcome != Outcome.NO_TOKEN)
        .toList();
  }

  @Override
  public String toString() {
    return row + ": " + outcome;
  }
}
