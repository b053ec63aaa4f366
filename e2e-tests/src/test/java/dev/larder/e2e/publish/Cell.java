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
