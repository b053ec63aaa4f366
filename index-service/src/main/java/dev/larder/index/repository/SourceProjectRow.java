package dev.larder.index.repository;

import dev.larder.index.project.ProjectRow;
import dev.larder.index.repository.SourceProjects.SourceProject;
import dev.larder.index.source.SourceRow;
import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import io.micronaut.data.annotation.Relation;
import jakarta.annotation.Nullable;
import java.time.Instant;
import java.util.Optional;

/**
 * A repository, a source of it, and the project there; without the latter two where there is none.
 *
 * @param position of the source among the repository's, from 1
 * @param swept when the newest sync of the source began that looked at the name too
 * @param owns whether the source owns the project at the moment that was asked for
 * @param now the catalogue's instant when this was so
 */
@MappedEntity
record SourceProjectRow(
    @Id long position,
    @Nullable Instant swept,
    boolean owns,
    Instant now,
    @Relation(Relation.Kind.MANY_TO_ONE) RepositoryRead repository,
    @Nullable @Relation(Relation.Kind.MANY_TO_ONE) SourceRow source,
    @Nullable @Relation(Relation.Kind.MANY_TO_ONE) ProjectRow project) {

  Optional<SourceProject> sourceProject() {
    return Optional.ofNullable(source)
        .map(
            there ->
                new SourceProject(
                    there.source(),
                    Optional.ofNullable(project).map(ProjectRow::project),
                    Optional.ofNullable(swept),
                    owns,
                    now));
  }
}
