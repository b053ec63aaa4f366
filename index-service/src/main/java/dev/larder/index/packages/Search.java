package dev.larder.index.packages;

import dev.larder.index.change.Refusal;
import dev.larder.index.metadata.SummaryText;
import dev.larder.index.project.OwnedNames;
import dev.larder.packaging.ProjectName;
import java.util.Optional;

/**
 * A search for names. They come in the order in which they match: the name itself, those that begin
 * with the text, then those that have it further in, then those whose summary has it, each in the
 * order of names. How a name matches can be read off it, so the last name of a page is enough to go
 * on from.
 *
 * @param text normalised (PEP 503); empty for all names
 * @param match {@code part}, or {@code prefix} for those alone that begin with the text
 * @param summary what is looked for in summaries
 */
record Search(String text, String match, SummaryText summary) {
  private static final String PART = "part";
  private static final String PREFIX = "prefix";

  static Search of(String text, String match) {
    return new Search(ProjectName.normalise(text), match, SummaryText.of(text));
  }

  /** Why there can be no such search, if so. */
  Optional<Refusal> refusal() {
    return match.equals(PART) || match.equals(PREFIX)
        ? Optional.empty()
        : Optional.of(
            Refusal.wrong("'match' must be %s or %s, not '%s'".formatted(PART, PREFIX, match)));
  }

  /** Whether names that have the text further in are wanted too, and can be found. */
  boolean within() {
    return match.equals(PART) && text.length() >= OwnedNames.SHORTEST_WITHIN;
  }

  /** Whether names are wanted too whose summary has the text, and can be found by it. */
  boolean inSummaries() {
    return within() && summary.isThere();
  }

  /** Whether names that have the text further in come after this one, which may be empty. */
  boolean goesOnWithin(String after) {
    return within() && (after.isEmpty() || after.contains(text));
  }

  /** After which of the names that are found by their summary the list goes on. */
  String inSummaries(String after) {
    return after.contains(text) ? "" : after;
  }

  /** Whether names that begin with the text come after this one, which may be empty. */
  boolean begins(String after) {
    return !within() || after.isEmpty() || after.startsWith(text);
  }

  /** After which of the names that have the text further in the list goes on. */
  String furtherIn(String after) {
    return after.startsWith(text) ? "" : after;
  }
}
