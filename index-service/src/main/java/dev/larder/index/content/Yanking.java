package dev.larder.index.content;

import dev.larder.index.change.Decision;
import dev.larder.index.change.Outcome;
import dev.larder.index.file.CatalogueFile;
import dev.larder.index.file.FileChanges;
import dev.larder.index.file.FileState;
import dev.larder.index.file.Files;
import dev.larder.index.project.Projects;
import dev.larder.index.snapshot.Moment;
import jakarta.annotation.Nullable;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Marks files as not to be chosen any more, and takes the mark away (PEP 592). */
@Singleton
final class Yanking {
  private final ContentEditing editing;
  private final Files files;
  private final FileChanges fileChanges;
  private final Projects projects;

  Yanking(ContentEditing editing, Files files, FileChanges fileChanges, Projects projects) {
    this.editing = editing;
    this.files = files;
    this.fileChanges = fileChanges;
    this.projects = projects;
  }

  Outcome<Edited> yank(
      String source, String project, String scope, @Nullable String reason, Selection.Why why) {
    String said = reason == null || reason.isBlank() ? null : reason;
    return mark("yank", source, project, scope, true, said, why);
  }

  Outcome<Edited> unyank(String source, String project, String scope, Selection.Why why) {
    return mark("unyank", source, project, scope, false, null, why);
  }

  private Outcome<Edited> mark(
      String action,
      String source,
      String project,
      String scope,
      boolean yanked,
      @Nullable String reason,
      Selection.Why why) {
    return editing.edit(
        source,
        project,
        why.context(),
        scope,
        selection -> {
          List<CatalogueFile> listed =
              files.at(selection.project().id(), Moment.LATEST).stream()
                  .filter(file -> yanked || file.state().yanked())
                  .toList();
          List<CatalogueFile> chosen = selection.scope().of(listed);
          if (chosen.isEmpty()) {
            return Decision.refuse(
                selection.nothing(yanked ? "file" : "file that is yanked", listed));
          }
          List<CatalogueFile> others =
              chosen.stream()
                  .filter(file -> !marked(file.state(), yanked, reason).equals(file.state()))
                  .toList();
          if (others.isEmpty()) {
            return Decision.keep(selection.unchanged());
          }
          Map<Long, FileState> states = new HashMap<>();
          others.forEach(file -> states.put(file.id(), marked(file.state(), yanked, reason)));
          return Decision.make(
              selection.about(action, chosen, why),
              stamp -> {
                fileChanges.state(stamp, selection.project().id(), states);
                projects.changed(stamp, selection.project().id());
                return Edited.of(stamp, others);
              });
        });
  }

  private static FileState marked(FileState state, boolean yanked, @Nullable String reason) {
    return new FileState(
        state.sha256(),
        state.size(),
        state.requiresPython(),
        yanked,
        reason,
        state.metadata(),
        state.metadataSha256(),
        state.gpgSig(),
        state.provenance());
  }
}
