package dev.larder.index.repository;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.larder.index.command.Command;
import io.micronaut.serde.annotation.Serdeable;
import jakarta.annotation.Nullable;

/**
 * What is to be different about a repository; the rest stays as it is.
 *
 * @param isDefault only {@code true}: it becomes the one that answers where a URL names none
 */
@Serdeable
record RepositoryEdit(
    @Nullable String newName,
    @Nullable String description,
    @Nullable Boolean hidden,
    @Nullable Boolean authenticated,
    @Nullable @JsonProperty("default") Boolean isDefault)
    implements Command {

  boolean isEmpty() {
    return newName == null
        && description == null
        && hidden == null
        && authenticated == null
        && isDefault == null;
  }

  Repository.Traits on(Repository.Traits now) {
    return new Repository.Traits(
        description == null ? now.description() : description,
        hidden == null ? now.hidden() : hidden,
        authenticated == null ? now.authenticated() : authenticated);
  }
}
