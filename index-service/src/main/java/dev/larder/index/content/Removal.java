package dev.larder.index.content;

import dev.larder.index.change.Decision;
import dev.larder.index.change.Outcome;
import dev.larder.index.change.Refusal;
import dev.larder.index.clock.Stamp;
import dev.larder.index.file.CatalogueFile;
import dev.larder.index.file.FileChanges;
import dev.larder.index.file.Files;
import dev.larder.index.project.Projects;
import dev.larder.index.purge.PurgeWorker;
import dev.larder.index.purge.PurgedObjects;
import dev.larder.index.snapshot.Moment;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Takes files off the pages: off later ones, or off all, with their bytes. */
@Singleton
final class Removal {
  private final ContentEditing editing;
  private final Files files;
  private final FileChanges fileChanges;
  private final Projects projects;
  private final PurgedObjects purged;
  private final PurgeWorker purgeWorker;

  Removal(
      ContentEditing editing,
      Files files,
      FileChanges fileChanges,
      Projects projects,
      PurgedObjects purged,
      PurgeWorker purgeWorker) {
    this.editing = editing;
    this.files = files;
    this.fileChanges = fileChanges;
    this.projects = projects;
    this.purged = purged;
    this.purgeWorker = purgeWorker;
  }

  /** From this change on no page lists them; earlier snapshots do. */
  Outcome<Edited> remove(String source, String project, String scope, Selection.Why why) {
    return editing.edit(
        source,
        project,
        why.context(),
        scope,
        selection -> {
          List<CatalogueFile> listed = files.at(selection.project().id(), Moment.LATEST);
          List<CatalogueFile> chosen = selection.scope().of(listed);
          return chosen.isEmpty()
              ? Decision.refuse(selection.nothing("file", listed))
              : Decision.make(
                  selection.about("remove", chosen, why),
                  stamp -> {
                    end(stamp, selection, chosen);
                    return Edited.of(stamp, chosen);
                  });
        });
  }

  /** No page of any instant lists them any more, and their bytes are deleted. */
  Outcome<Edited> purge(String source, String project, String scope, Selection.Why why) {
    if (!why.context().caller().isAdmin()) {
      return new Outcome.Refused<>(
          Refusal.forbidden(
              "to purge, which no restore brings back, needs a token with scope global:admin"));
    }
    Outcome<Edited> outcome =
        editing.edit(
            source,
            project,
            why.context(),
            scope,
            selection -> {
              List<CatalogueFile> ever = ever(selection);
              List<CatalogueFile> chosen = everChosen(ever, selection);
              return chosen.isEmpty()
                  ? Decision.refuse(selection.nothing("file", ever))
                  : Decision.make(
                      selection.about("purge", chosen, why),
                      stamp -> {
                        end(stamp, selection, chosen);
                        purged.purge(stamp, selection.project().id(), chosen);
                        return Edited.of(stamp, chosen);
                      });
            });
    purgeWorker.wake();
    return outcome;
  }

  private List<CatalogueFile> ever(Selection selection) {
    return files.ever(selection.project().id()).stream().filter(file -> !file.isPurged()).toList();
  }

  /** Every row of each file that is meant, whether it is listed now or was at some time. */
  private static List<CatalogueFile> everChosen(List<CatalogueFile> ever, Selection selection) {
    List<CatalogueFile> listed = ever.stream().filter(Removal::isListed).toList();
    List<String> names =
        (selection.scope() instanceof Scope.Current && !listed.isEmpty()
                ? selection.scope().of(listed)
                : selection.scope().of(ever))
            .stream().map(CatalogueFile::filename).toList();
    return ever.stream().filter(file -> names.contains(file.filename())).toList();
  }

  private static boolean isListed(CatalogueFile file) {
    return file.visibleTo() == null;
  }

  private void end(Stamp stamp, Selection selection, List<CatalogueFile> chosen) {
    Map<Long, Instant> ends = new HashMap<>();
    chosen.stream().filter(Removal::isListed).forEach(file -> ends.put(file.id(), stamp.instant()));
    fileChanges.end(stamp, selection.project().id(), ends);
    projects.changed(stamp, selection.project().id());
  }
}
