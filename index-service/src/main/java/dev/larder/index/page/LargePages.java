package dev.larder.index.page;

import dev.larder.index.database.Database;
import dev.larder.index.file.CatalogueFile;
import dev.larder.index.file.Files;
import dev.larder.index.file.Files.OfVersion;
import dev.larder.index.file.Weight;
import dev.larder.index.memory.Memory;
import dev.larder.index.project.Projects;
import dev.larder.index.project.Status;
import dev.larder.memory.ByteBudget;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Pages of projects whose files can't all be in memory at once. PostgreSQL puts the files in order,
 * they are written one by one, and what is written is kept compressed until it is sent: no
 * connection waits for a slow reader.
 */
@Singleton
final class LargePages {
  /** A version, parsed, with its place. */
  private static final long BYTES_A_VERSION = 700;

  private static final long COPIES_OF_VERSION = 6;

  private final Database database;
  private final Contents contents;
  private final Projects projects;
  private final Files files;
  private final Memory memory;

  LargePages(Database database, Contents contents, Projects projects, Files files, Memory memory) {
    this.database = database;
    this.contents = contents;
    this.projects = projects;
    this.files = files;
    this.memory = memory;
  }

  /**
   * One that was made.
   *
   * @param state the newest change of the project when it was
   */
  record Made(Rendered page, long state) {}

  private record Spelt(String text, FileVersion version) {}

  /** Whether a page could never be made of the files all at once. */
  boolean isLarge(Contents.There there) {
    return there.weight().bytes() + Rendered.room(0) > memory.largest();
  }

  /**
   * Makes it, all of one instant.
   *
   * @throws dev.larder.index.memory.TooLargeException where not even its versions, or its bytes
   *     compressed, can be in memory
   * @throws dev.larder.memory.BudgetSpentException when there is no room for them now
   */
  Made make(Contents.There there, FileRoot root, Format format, Coding coding) {
    ByteBudget.Share share = memory.take(Rendered.room(0) * 2);
    try {
      return database.read(
          () -> {
            Projects.State state = projects.state(there.project(), there.moment());
            PageText text = text(there, state, share);
            return new Made(Rendered.large(text, share, root, format, coding), state.lastSerial());
          });
    } catch (RuntimeException | Error e) {
      share.close();
      throw e;
    }
  }

  private PageText text(Contents.There there, Projects.State state, ByteBudget.Share share) {
    boolean hidden = state.status().filter(Status::hidesFiles).isPresent();
    List<OfVersion> versions = hidden ? List.of() : versions(there, share);
    List<Spelt> inOrder =
        versions.stream()
            .map(each -> new Spelt(each.spelt(), FileVersion.of(each.spelt())))
            .sorted(
                Comparator.comparing(Spelt::version, FileVersion.ORDER).thenComparing(Spelt::text))
            .toList();
    List<String> spelt = inOrder.stream().map(Spelt::text).toList();
    List<Long> places = places(inOrder);
    return new PageText(
        there.name().normalised(),
        contents.serial(there, state),
        state.status(),
        inOrder.stream().map(each -> each.version().text()).distinct().toList(),
        versions.stream().anyMatch(OfVersion::isSigned),
        writer -> {
          if (!hidden) {
            files.each(there.project(), there.moment(), spelt, places, file -> write(writer, file));
          }
        });
  }

  private List<OfVersion> versions(Contents.There there, ByteBudget.Share share) {
    Weight weight = files.weightOfVersions(there.project(), there.moment());
    Memory.need(share, weight.files() * BYTES_A_VERSION + weight.texts() * COPIES_OF_VERSION);
    return files.versions(there.project(), there.moment());
  }

  /** Equal versions that are spelt otherwise have one place. */
  private static List<Long> places(List<Spelt> inOrder) {
    List<Long> places = new ArrayList<>(inOrder.size());
    long place = 0;
    for (int i = 0; i < inOrder.size(); i++) {
      if (i > 0
          && FileVersion.ORDER.compare(inOrder.get(i - 1).version(), inOrder.get(i).version())
              != 0) {
        place++;
      }
      places.add(place);
    }
    return places;
  }

  private static void write(PageText.FileWriter writer, CatalogueFile file) {
    try {
      writer.write(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
