package dev.larder.cli.sync;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.larder.cli.connection.Answer;
import dev.larder.cli.connection.Api;
import dev.larder.cli.connection.ApiPath;
import dev.larder.cli.connection.Name;
import dev.larder.cli.output.Lines;
import dev.larder.cli.output.Names;
import dev.larder.cli.source.ByteSize;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Everything about one run: how it stands, and what failed, project by project. */
public final class SyncInfo {
  private static final int PAGE = 100;

  private SyncInfo() {}

  /** The run, with all {@code failures} in it. */
  public static Answer ask(Api api, Name id) {
    Answer answer = api.get(ApiPath.of("syncs", id));
    if (!(answer instanceof Answer.Done(int status, ObjectNode sync))) {
      return answer;
    }
    ArrayNode failures = sync.putArray("failures");
    ApiPath path = ApiPath.of("syncs", id, "failures").with("limit", PAGE);
    Optional<String> after = Optional.empty();
    do {
      Answer page = api.get(path.with("after", after));
      if (!(page instanceof Answer.Done(int _, JsonNode body))) {
        return page;
      }
      body.path("failures").forEach(failures::add);
      after = Optional.ofNullable(body.path("next").asText(null));
    } while (after.isPresent());
    return new Answer.Done(status, sync);
  }

  /** As people see it. */
  public static List<String> lines(JsonNode sync, Instant now) {
    var state = new State(sync);
    return new Lines()
        .add("Synchronization of '%s':".formatted(state.source()))
        .fact(" Id", state.id())
        .fact(" State", state.name())
        .fact(" Message", state.message())
        .fact(" Requested by", sync.path("requestedBy"))
        .fact(" Started", sync.path("startedAt"))
        .fact(" Finished", sync.path("finishedAt"))
        .fact(" Duration", State.text(state.length(now)))
        .fact(" Listed", sync.path("packages").path("listed"))
        .fact(" Looked at", state.counts())
        .fact(" Changed", sync.path("changed"))
        .fact(" Files", sync.path("files"))
        .fact(" Transferred", new ByteSize(sync.path("bytes").asLong()).about())
        .fact(" Upstream serial", sync.path("upstreamSerial"))
        .each(sync.path("failures"), SyncInfo::failure)
        .list();
  }

  private static String failure(JsonNode failure) {
    return " Failed: %s (%s since %s): %s"
        .formatted(
            failure.path("name").asText(),
            Names.counted(failure.path("tries").asLong(), "time"),
            failure.path("since").asText(),
            failure.path("detail").asText());
  }
}
