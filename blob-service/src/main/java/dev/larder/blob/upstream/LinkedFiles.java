package dev.larder.blob.upstream;

import dev.larder.blob.fill.FillFailure;
import dev.larder.blob.location.Links;
import dev.larder.blob.location.Location;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import okhttp3.Response;

/**
 * Asks for files by their links, which may be good for some minutes only (a signature in them
 * ends): where an upstream refuses one, the file is asked for once more by the link that its page
 * has now. Where it refuses the file's bytes for good, its page is looked at too, and may end it.
 * Metadata that nobody promised may be missing by a good link.
 */
final class LinkedFiles {
  private static final Set<Integer> REFUSED_LINK = Set.of(401, 403);

  /** The link that was told, and one that is known by now. */
  private static final int LINKS = 2;

  /** What is asked for promised or not. */
  static final String METADATA = ".metadata";

  private final UpstreamClient client;
  private final Links links;

  LinkedFiles(UpstreamClient client, Links links) {
    this.client = client;
    this.links = links;
  }

  /**
   * Asks for a mirrored file, or for what belongs to it.
   *
   * @param suffix what is appended to the file's URL
   * @param headers beside those of every question
   * @return whatever status the upstream answered; to be closed
   * @throws FillFailure when it doesn't answer
   */
  Response get(Location location, String suffix, Map<String, String> headers) throws FillFailure {
    Location.Upstream upstream = location.upstream();
    boolean promised = !suffix.equals(METADATA) || upstream.metadata();
    Response response = client.get(upstream, suffix, headers);
    for (int tried = 0; promised && tried < LINKS; tried++) {
      boolean forGood = upstream.isRefusalForGood(response.code());
      if (!forGood && !REFUSED_LINK.contains(response.code())) {
        break;
      }
      Optional<Location.Upstream> renewed =
          links.renewed(location, upstream, forGood && suffix.isEmpty());
      if (renewed.isEmpty()) {
        break;
      }
      response.close();
      upstream = renewed.get();
      response = client.get(upstream, suffix, headers);
    }
    return response;
  }
}
