package dev.larder.index.filelookup;

import io.micronaut.serde.annotation.Serdeable;
import jakarta.annotation.Nullable;
import java.util.List;

/**
 * A file that a repository shows, and where it comes from.
 *
 * @param serial the newest change when this was answered
 * @param tags everything that this rests on
 * @param stamp when it became visible: its Last-Modified
 * @param kept of an upload, else null
 * @param upstream of a mirrored file, else null
 * @param readers ids of the repositories that show it to who may read one of them; null: anybody
 *     may have it
 * @param others ids of further ones that the name means or meant and that need a token: to who may
 *     read one of them it isn't there
 */
@Serdeable
record ShownFile(
    long serial,
    List<String> tags,
    int source,
    String project,
    String filename,
    @Nullable String sha256,
    @Nullable Long size,
    String stamp,
    @Nullable Kept kept,
    @Nullable Upstream upstream,
    @Nullable String metadataSha256,
    @Nullable List<String> readers,
    List<String> others)
    implements Answer {

  /** Objects in S3. */
  @Serdeable
  record Kept(
      String key,
      @Nullable String metadataKey,
      @Nullable String signatureKey,
      @Nullable String provenanceKey) {}

  /**
   * Where a mirror gets it.
   *
   * @param source the mirror's name
   * @param authorization what to send there, or null
   * @param metadata whether {@code {url}.metadata} is said to exist
   * @param signature whether {@code {url}.asc} is said to exist
   * @param provenance where its provenance (PEP 740) is said to be, or null
   * @param reach how the upstream is reached
   * @param generation which of the URLs that the mirror has had this is, from 1
   * @param offline whether it isn't to be asked
   * @param hash what its bytes must have where their sha256 isn't known, {@code sha1=…}, or null
   */
  @Serdeable
  record Upstream(
      String source,
      String url,
      @Nullable String authorization,
      boolean metadata,
      boolean signature,
      @Nullable String provenance,
      ConnectionSettings reach,
      int generation,
      boolean offline,
      @Nullable String hash) {}

  /**
   * How a mirror's upstream is reached.
   *
   * @param own the mirror's own URL, or null for a folder
   * @param inside in which kinds of inside addresses its host was when it was given; null where
   *     nobody looked
   * @param allow hosts and networks inside that it may lead to
   * @param proxy by which it is reached, with its credential
   * @param ca PEM certificates of authorities that are trusted beside the machine's, or null
   * @param clientCertificate what it is shown, with its private key, in PEM; or null
   * @param missingStatus what it answers where something isn't there
   */
  @Serdeable
  record ConnectionSettings(
      @Nullable String own,
      @Nullable List<String> inside,
      List<String> allow,
      @Nullable String proxy,
      @Nullable String ca,
      @Nullable String clientCertificate,
      List<Integer> missingStatus) {
    static ConnectionSettings of(dev.larder.index.source.Upstream upstream) {
      dev.larder.index.source.ConnectionSettings settings = upstream.connection();
      return new ConnectionSettings(
          upstream.isFolder() ? null : upstream.url().toString(),
          settings.inside(),
          settings.allow(),
          settings.proxy(),
          settings.ca(),
          settings.clientCertificate(),
          settings.missingStatus());
    }

    /** Without the proxy's credential, and the key. */
    @Override
    public String toString() {
      return "ConnectionSettings[own=%s]".formatted(own);
    }
  }
}
