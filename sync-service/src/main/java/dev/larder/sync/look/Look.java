package dev.larder.sync.look;

import dev.larder.outbound.OutboundPolicy;
import dev.larder.packaging.ProjectName;
import java.net.URI;
import java.time.Duration;
import java.util.Locale;
import java.util.Set;

/**
 * A question to an upstream.
 *
 * @param source the name of the source that the upstream feeds
 * @param url the upstream's root page or its folder; http, https or file, ends in a slash, without
 *     credentials
 * @param authorization the value of the header {@code Authorization} for the upstream, or null
 * @param project what is asked for
 * @param etag what an earlier look gave, or null
 * @param policy where connections to the upstream may lead
 * @param missingStatus what the upstream answers, beside 404 and 410, where it has no such project
 * @param pastCaches whether no cache on the way may answer
 */
public record Look(
    String source,
    URI url,
    String authorization,
    ProjectName project,
    String etag,
    OutboundPolicy policy,
    Set<Integer> missingStatus,
    boolean pastCaches) {
  private static final int MAX_ETAG = 1024;

  /** A question to an upstream that nothing special is known of. */
  public Look(String source, URI url, String authorization, ProjectName project, String etag) {
    this(source, url, authorization, project, etag, OutboundPolicy.of(url), Set.of(), false);
  }

  public Look {
    if (etag != null && (etag.isBlank() || etag.length() > MAX_ETAG)) {
      etag = null;
    }
  }

  /**
   * Reads what the caller sent.
   *
   * @throws IllegalArgumentException when it can't be asked; the message is one line
   */
  public static Look of(LookRequest request) {
    if (request.source() == null || request.source().isBlank()) {
      throw new IllegalArgumentException("'source' is missing: name the source to look for.");
    }
    if (request.project() == null) {
      throw new IllegalArgumentException("'project' is missing: name the project to look for.");
    }
    URI url = url(request.url());
    LookRequest.ConnectionSettings settings = request.reach();
    return new Look(
        request.source(),
        url,
        request.authorization(),
        ProjectName.of(request.project()),
        request.etag(),
        settings == null ? OutboundPolicy.of(url) : settings.policy(url),
        settings == null ? Set.of() : settings.missing(),
        false);
  }

  /** The same upstream, asked for another project. */
  public Look of(ProjectName other, String itsEtag) {
    return new Look(source, url, authorization, other, itsEtag, policy, missingStatus, pastCaches);
  }

  /** The same question, which no cache on the way may answer, whatever an earlier look gave. */
  public Look askedPastCaches() {
    return new Look(source, url, authorization, project, null, policy, missingStatus, true);
  }

  /**
   * An upstream's URL as a service tells it.
   *
   * @throws IllegalArgumentException when it is none; the message is one line
   */
  public static URI url(String text) {
    if (text == null) {
      throw new IllegalArgumentException("'url' is missing: name the upstream to look at.");
    }
    URI url;
    try {
      url = URI.create(text.endsWith("/") ? text : text + "/");
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("'url' is no URL.", e);
    }
    String scheme = url.getScheme() == null ? "" : url.getScheme().toLowerCase(Locale.ROOT);
    boolean good =
        switch (scheme) {
          case "http", "https" -> url.getHost() != null && url.getRawUserInfo() == null;
          case "file" -> url.getRawAuthority() == null && url.getPath() != null;
          default -> false;
        };
    if (!good || url.getRawQuery() != null || url.getRawFragment() != null) {
      throw new IllegalArgumentException(
          "'url' must be http://host/…, https://host/… or file:///folder/, without credentials,"
              + " query and fragment.");
    }
    return url;
  }

  /** The upstream as messages name it. */
  public String upstream() {
    return "Upstream '%s' (%s)".formatted(source, url);
  }

  /** Without the credentials. */
  @Override
  public String toString() {
    return "Look[%s at %s]".formatted(project, url);
  }

  /** How long an answer may take, from what the caller said. */
  static Duration timeout(long millis) {
    return Duration.ofMillis(Math.clamp(millis <= 0 ? 10_000 : millis, 1, 600_000));
  }
}
