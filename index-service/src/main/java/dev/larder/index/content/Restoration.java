package dev.larder.index.content;

import dev.larder.index.change.Decision;
import dev.larder.index.change.Outcome;
import dev.larder.index.change.Refusal;
import dev.larder.index.file.CatalogueFile;
import dev.larder.index.file.FileChanges;
import dev.larder.index.file.Files;
import dev.larder.index.project.Projects;
import dev.larder.packaging.ProjectName;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Puts removed files back: the same bytes in the state that they had, from this change on. */
@Singleton
final class Restoration {
  private final ContentEditing editing;
  private final Files files;
  private final FileChanges fileChanges;
  private final Projects projects;

  Restoration(ContentEditing editing, Files files, FileChanges fileChanges, Projects projects) {
    this.editing = editing;
    this.files = files;
    this.fileChanges = fileChanges;
    this.projects = projects;
  }

  Outcome<Edited> restore(String source, String project, String scope, Selection.Why why) {
    return editing.edit(
        source,
        project,
        why.context(),
        scope,
        selection -> {
          Past past =
              Past.of(
                  files.ever(selection.project().id()), ProjectName.of(selection.project().name()));
          List<CatalogueFile> chosen = past.oneOfEach(selection.scope().of(past.removed()));
          if (chosen.isEmpty()) {
            return refused(selection, past);
          }
          return Decision.make(
              selection.about("restore", chosen, why),
              stamp -> {
                fileChanges.again(
                    stamp,
                    selection.project().id(),
                    chosen.stream().map(CatalogueFile::id).toList());
                projects.own(
                    stamp,
                    selection.project().id(),
                    selection.project().displayName(),
                    stamp.instant());
                projects.changed(stamp, selection.project().id());
                return Edited.of(stamp, chosen);
              });
        });
  }

  private static Decision<Edited> refused(Selection selection, Past past) {
    if (selection.scope() instanceof Scope.OfFile(String filename)) {
      Optional<String> inTheWay = past.inTheWay(filename);
      if (inTheWay.isPresent()) {
        return Decision.refuse(
            Refusal.inTheWay(
                "another file has the name '%s' now; remove that one first"
                    .formatted(inTheWay.get())));
      }
    }
    if (!selection.scope().of(past.purged()).isEmpty()) {
      return Decision.refuse(
          Refusal.missing(
              "what matches '%s' of project '%s' was purged: its bytes are gone"
                  .formatted(selection.scopeText(), selection.project().name())));
    }
    return Decision.refuse(selection.nothing("file that was removed", past.removed()));
  }

  /**
   * What a project ever had.
   *
   * @param project its name
   * @param removed what is listed no more and whose name nobody has now in any spelling, of each
   *     name the last
   * @param ended what is listed no more, unless it was purged
   * @param replaced what another file of its name came after
   */
  private record Past(
      ProjectName project,
      TakenNames taken,
      List<CatalogueFile> ended,
      List<CatalogueFile> removed,
      List<CatalogueFile> replaced,
      List<CatalogueFile> purged) {

    static Past of(List<CatalogueFile> ever, ProjectName project) {
      List<CatalogueFile> listed = ever.stream().filter(file -> file.visibleTo() == null).toList();
      List<CatalogueFile> ended =
          ever.stream().filter(file -> file.visibleTo() != null && !file.isPurged()).toList();
      TakenNames taken = new TakenNames(project);
      listed.forEach(file -> taken.take(file.filename()));
      Map<String, CatalogueFile> last = new HashMap<>();
      ended.stream()
          .filter(file -> taken.taken(file.filename()).isEmpty())
          .sorted(Comparator.comparing(CatalogueFile::toSerial))
          .forEach(file -> last.put(file.filename(), file));
      return new Past(
          project,
          taken,
          ended,
          new ArrayList<>(last.values()),
          ended.stream()
              .filter(file -> listed.stream().anyMatch(other -> isOther(file, other)))
              .toList(),
          ever.stream().filter(CatalogueFile::isPurged).toList());
    }

    private static boolean isOther(CatalogueFile file, CatalogueFile other) {
      return file.filename().equals(other.filename())
          && !file.keptKey().equals(other.keptKey())
          && !file.key().equals(other.key());
    }

    /** Of those that say the same in several spellings the one that was removed last. */
    List<CatalogueFile> oneOfEach(List<CatalogueFile> files) {
      TakenNames names = new TakenNames(project);
      List<CatalogueFile> chosen = new ArrayList<>();
      files.stream()
          .sorted(Comparator.comparing(CatalogueFile::toSerial).reversed())
          .filter(file -> names.taken(file.filename()).isEmpty())
          .forEach(
              file -> {
                names.take(file.filename());
                chosen.add(file);
              });
      return chosen;
    }

    /** The name of the listed file for which a removed one of that name can't come back. */
    Optional<String> inTheWay(String filename) {
      Optional<String> other = taken.taken(filename).filter(name -> !name.equals(filename));
      boolean removed = ended.stream().anyMatch(file -> file.filename().equals(filename));
      boolean replaced = this.replaced.stream().anyMatch(file -> file.filename().equals(filename));
      return removed && other.isPresent() ? other : Optional.of(filename).filter(name -> replaced);
    }
  }
}
