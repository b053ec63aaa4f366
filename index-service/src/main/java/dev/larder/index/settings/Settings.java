package dev.larder.index.settings;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.context.annotation.Context;
import io.micronaut.core.bind.annotation.Bindable;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;

/**
 * What the environment says; a value that makes no sense stops the start.
 *
 * @param redisUrl {@code redis://:password@host:port}
 * @param syncUrl {@code http://host:port} of sync-service
 * @param blobUrl {@code http://host:port} of blob-service
 * @param upstreams the upstreams of the first start, separated by blanks
 * @param freshness how old a look may be before the upstream is asked first
 * @param freshnessWait how long a known page waits for that
 * @param lookEvery how often at most an upstream is asked for one project, for the sake of instants
 *     that no look covers yet
 * @param secondLook how much later than the first look that missed a file another one must miss it
 *     too before it ends
 * @param lookTimeout how long an upstream may take to answer
 * @param metadataTimeout how long blob-service may take to give a file's core metadata
 * @param patience how long a request waits for upstreams in all, where nothing is known yet
 * @param purgeEvery how often blob-service is asked again to delete what it hasn't deleted yet
 */
@Context
@ConfigurationProperties("larder")
public record Settings(
    String redisUrl,
    URI syncUrl,
    URI blobUrl,
    @Bindable(defaultValue = PYPI) String upstreams,
    @Bindable(defaultValue = "10m") Duration freshness,
    @Bindable(defaultValue = "1s") Duration freshnessWait,
    @Bindable(defaultValue = "10s") Duration lookEvery,
    @Bindable(defaultValue = "10m") Duration secondLook,
    @Bindable(defaultValue = "10s") Duration lookTimeout,
    @Bindable(defaultValue = "12s") Duration metadataTimeout,
    @Bindable(defaultValue = "15s") Duration patience,
    @Bindable(defaultValue = "1m") Duration purgeEvery) {

  /** Where a mirror looks of which nothing else is said. */
  public static final String PYPI = "https://pypi.org/simple/";

  /** How long a definite no is believed at most. */
  public static final Duration MISSING_FRESHNESS = Duration.ofSeconds(10);

  public Settings {
    require(!freshness.isNegative(), "LARDER_FRESHNESS is negative");
    require(!freshnessWait.isNegative(), "LARDER_FRESHNESS_WAIT is negative");
    requireUrl("LARDER_SYNC_URL", syncUrl);
    requireUrl("LARDER_BLOB_URL", blobUrl);
    require(!split(upstreams).isEmpty(), "LARDER_UPSTREAMS is empty");
  }

  /** The upstreams of the first start, in their order. */
  public List<String> firstUpstreams() {
    return split(upstreams);
  }

  /** How long a definite no of an upstream is believed. */
  public Duration missingFreshness() {
    return freshness.compareTo(MISSING_FRESHNESS) < 0 ? freshness : MISSING_FRESHNESS;
  }

  private static List<String> split(String upstreams) {
    return Arrays.stream(upstreams.split(" ")).filter(url -> !url.isBlank()).toList();
  }

  private static void requireUrl(String variable, URI url) {
    require(
        url.isAbsolute() && url.getHost() != null,
        variable + " is not of the form http://host:port: " + url);
  }

  private static void require(boolean holds, String message) {
    if (!holds) {
      throw new IllegalArgumentException(message);
    }
  }
}
