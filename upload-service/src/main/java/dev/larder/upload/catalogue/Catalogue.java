package dev.larder.upload.catalogue;

import java.util.Collection;
import java.util.Optional;
import java.util.Set;

/** index-service, as far as uploads need it. */
public interface Catalogue {

  Optional<Source> source(String name) throws CatalogueAwayException;

  /** Makes the file visible, and answers when it is. The same file again changes nothing. */
  Published publish(long source, NewFile file) throws CatalogueAwayException;

  /** Those of the keys of stored objects that belong to a file, whatever became of it. */
  Set<String> known(Collection<String> keys) throws CatalogueAwayException;

  /** What became of a file. */
  sealed interface Published {}

  /** Visible; {@code already} where it has been before. */
  record Visible(boolean already) implements Published {}

  /** The source has a file of that name with other bytes. */
  record NameTaken(String line) implements Published {
    /** Whether that file was removed since. */
    public boolean byOneThatWasRemoved() {
      return line.startsWith("This filename was previously used");
    }
  }

  /** The catalogue doesn't want it, and says why in one line. */
  record NotWanted(int status, String reason) implements Published {}
}
