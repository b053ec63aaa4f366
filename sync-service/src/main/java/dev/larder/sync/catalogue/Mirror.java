package dev.larder.sync.catalogue;

import dev.larder.packaging.ProjectName;
import dev.larder.sync.look.Look;
import dev.larder.sync.look.LookRequest;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.core.bind.annotation.Bindable;
import io.micronaut.serde.annotation.Serdeable;

/**
 * A source with an upstream.
 *
 * @param id its own, for ever
 * @param name what it is called now
 * @param generation goes up when it is given another upstream
 * @param url where it looks
 * @param authorization what it shows there, or null
 * @param reach how that is reached
 * @param schedule when it is synced, as cron has it (UTC), or {@code never}; null: as the settings
 *     say
 * @param offline whether its upstream isn't to be asked, by an administrator's word
 */
@Serdeable
public record Mirror(
    int id,
    String name,
    int generation,
    String url,
    @Nullable String authorization,
    @Nullable LookRequest.ConnectionSettings reach,
    @Nullable String schedule,
    @Bindable(defaultValue = "false") boolean offline) {
  /** Any project, where none is meant. */
  private static final String ANY = "any";

  /** A question to its upstream, for no project yet. */
  public Look look() {
    return Look.of(new LookRequest(name, url, authorization, ANY, null, null, reach));
  }

  /** A question for a project. */
  public Look look(String project, @Nullable String etag) {
    return look().of(ProjectName.of(project), etag);
  }

  /** Without the credentials. */
  @Override
  public String toString() {
    return "Mirror[%s]".formatted(name);
  }
}
