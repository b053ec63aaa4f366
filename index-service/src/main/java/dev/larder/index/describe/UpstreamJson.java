package dev.larder.index.describe;

import dev.larder.index.metadata.ReleaseMetadata;
import dev.larder.index.source.Source;
import dev.larder.index.source.Upstream;
import dev.larder.service.micronaut.Answer;
import jakarta.inject.Singleton;

/** What an upstream's JSON (RJSON-1) says of a release; sync-service asks it. */
@Singleton
class UpstreamJson {
  private final SyncCalls sync;

  UpstreamJson(SyncCalls sync) {
    this.sync = sync;
  }

  sealed interface Result {}

  record Told(ReleaseMetadata said) implements Result {}

  /** The upstream has no such JSON, or it tells nothing of the release. */
  record Missing() implements Result {}

  /**
   * Nobody knows.
   *
   * @param why in one line
   */
  record Failed(String why) implements Result {}

  /**
   * Asks.
   *
   * @param version as pages spell it
   */
  Result of(Source source, String project, String version) {
    Upstream upstream = source.upstream().orElseThrow();
    SyncCalls.Question question =
        new SyncCalls.Question(
            source.name(),
            upstream.url().toString(),
            upstream.authorization(),
            upstream.connection(),
            project,
            version);
    return switch (Answer.to(() -> sync.describe(question))) {
      case Answer.Given<SyncCalls.Described>(SyncCalls.Described described) ->
          result(version, described);
      case Answer.Refused<SyncCalls.Described> refused ->
          new Failed("sync-service answered " + refused.status());
      case Answer.None<SyncCalls.Described>(Exception why) ->
          new Failed("sync-service gave no answer: " + why.getMessage());
    };
  }

  private static Result result(String version, SyncCalls.Described described) {
    return switch (described.outcome()) {
      case "described" ->
          new Told(
              new ReleaseMetadata(
                  version,
                  described.summary(),
                  described.author(),
                  described.authorEmail(),
                  described.license(),
                  described.licenseExpression(),
                  described.keywords(),
                  described.requiresDist()));
      case "missing" -> new Missing();
      default -> new Failed(String.valueOf(described.detail()));
    };
  }
}
