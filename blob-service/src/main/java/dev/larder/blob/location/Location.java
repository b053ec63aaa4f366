package dev.larder.blob.location;

import dev.larder.blob.caller.Readers;
import dev.larder.outbound.Origin;
import dev.larder.outbound.OutboundPolicy;
import dev.larder.outbound.TlsSettings;
import dev.larder.packaging.Digest;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.core.bind.annotation.Bindable;
import io.micronaut.serde.annotation.Serdeable;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * Where a file comes from and what is known about it, as index-service tells it.
 *
 * @param serial how far the catalogue had come when this was answered
 * @param tags what the answer rests on; a change with one of them makes it stale
 * @param source id of the file's source
 * @param project normalised name (PEP 503)
 * @param filename the file
 * @param sha256 of its bytes, in lower case; null while unknown
 * @param size in bytes; null while unknown
 * @param stamp its {@code Last-Modified}; may be null
 * @param kept where an uploaded file lies; null for a mirrored one
 * @param upstream where a mirrored file comes from; null for an uploaded one
 * @param metadataSha256 of its core metadata; null while unknown
 * @param readers ids of repositories whose readers may have it; null: anybody may
 * @param others ids of further repositories of that name that need a token
 */
@Serdeable
public record Location(
    long serial,
    List<String> tags,
    long source,
    String project,
    String filename,
    @Nullable String sha256,
    @Nullable Long size,
    @Nullable Instant stamp,
    @Nullable Kept kept,
    @Nullable Upstream upstream,
    @Nullable String metadataSha256,
    @Nullable List<String> readers,
    @Nullable List<String> others) {

  /**
   * An uploaded file's objects in S3.
   *
   * @param key of its bytes
   * @param metadataKey of its METADATA or PKG-INFO, or null
   * @param signatureKey of its signature, or null
   * @param provenanceKey of its provenance (PEP 740), or null
   */
  @Serdeable
  public record Kept(
      String key,
      @Nullable String metadataKey,
      @Nullable String signatureKey,
      @Nullable String provenanceKey) {}

  /**
   * How an upstream is reached.
   *
   * @param own the source's own URL, null where that is a folder
   * @param inside in which kinds of inside addresses its host was when an administrator gave the
   *     URL; null where nobody looked
   * @param allow hosts and networks inside that it may lead to
   * @param proxy by which it is reached, with its credential
   * @param ca PEM certificates of authorities that are trusted for it beside the machine's
   * @param clientCertificate what it is shown, with its private key, in PEM
   * @param missingStatus what it answers where something isn't there
   */
  @Serdeable
  public record ConnectionSettings(
      @Nullable String own,
      @Nullable List<String> inside,
      @Nullable List<String> allow,
      @Nullable String proxy,
      @Nullable String ca,
      @Nullable String clientCertificate,
      @Nullable List<Integer> missingStatus) {

    private OutboundPolicy policy() {
      return OutboundPolicy.of(own, inside, allow, proxy)
          .with(TlsSettings.of(ca, clientCertificate));
    }

    /** Without the proxy's credential, and the key. */
    @Override
    public String toString() {
      return "ConnectionSettings";
    }
  }

  /**
   * A mirrored file's place.
   *
   * @param source name of the source, for people
   * @param url {@code http}, {@code https} or {@code file}
   * @param authorization value of the header of that name for this host alone, or null
   * @param metadata whether the upstream says that it has {@code {url}.metadata}
   * @param signature whether the upstream says that it has {@code {url}.asc}
   * @param provenance where the upstream says that its provenance (PEP 740) is, or null
   * @param reach how the upstream is reached; null for nothing but the open internet
   * @param generation which of the source's upstreams this is, from 1
   * @param hash what the bytes must have where their sha256 isn't known, {@code sha1=…}, or null
   * @param offline whether it isn't to be asked
   */
  @Serdeable
  public record Upstream(
      String source,
      String url,
      @Nullable String authorization,
      boolean metadata,
      @Bindable(defaultValue = "false") boolean signature,
      @Nullable String provenance,
      @Nullable ConnectionSettings reach,
      @Bindable(defaultValue = "1") long generation,
      @Nullable String hash,
      @Bindable(defaultValue = "false") boolean offline) {

    /** Not found, gone, and unavailable for legal reasons (RFC 9110, RFC 7725). */
    private static final Set<Integer> GONE = Set.of(404, 410, 451);

    /** What a client may connect to for this upstream. */
    public OutboundPolicy outboundPolicy() {
      return reach == null ? OutboundPolicy.PUBLIC_ONLY : reach.policy();
    }

    /** Whether it answers that where something isn't there, or may not be had, for good. */
    public boolean isRefusalForGood(int status) {
      return GONE.contains(status)
          || (reach != null
              && reach.missingStatus() != null
              && reach.missingStatus().contains(status));
    }

    /** Another place of the same upstream; credentials go along to the same origin alone. */
    public Upstream at(String other) {
      return new Upstream(
          source,
          other,
          Origin.isSame(url, other) ? authorization : null,
          false,
          false,
          null,
          reach,
          generation,
          null,
          offline);
    }

    /** The same file of the same upstream by another link. */
    public Upstream moved(String link, @Nullable String credentials) {
      return new Upstream(
          source,
          link,
          credentials,
          metadata,
          signature,
          provenance,
          reach,
          generation,
          hash,
          offline);
    }

    @Override
    public String toString() {
      return "Upstream[source=" + source + "]";
    }
  }

  /** Of one without any text, and of a text, in bytes. */
  private static final long BARE = 800;

  private static final long TEXT = 100;

  public Location {
    others = others == null ? List.of() : List.copyOf(others);
    tags = tags == null ? List.of() : List.copyOf(tags);
    sha256 = sha256 == null ? null : sha256.toLowerCase(Locale.ROOT);
    metadataSha256 = metadataSha256 == null ? null : metadataSha256.toLowerCase(Locale.ROOT);
    if ((kept == null) == (upstream == null)) {
      throw new IllegalArgumentException("A file is either kept or mirrored: " + filename);
    }
  }

  /** Who may have it. */
  public Readers forWhom() {
    return new Readers(readers, others);
  }

  /** Its sha256, 64 hex digits in lower case. */
  public Optional<String> digest() {
    return Optional.ofNullable(sha256);
  }

  /**
   * Its size in bytes, where nothing tells more about its bytes. What an upstream says of the size
   * beside a sha256 is a claim: the sha256 decides.
   */
  public OptionalLong bytes() {
    return upstream != null && sha256 != null ? OptionalLong.empty() : claimedBytes();
  }

  /** Its size in bytes, which may be wrong where it is no {@link #bytes}. */
  public OptionalLong claimedBytes() {
    return size == null ? OptionalLong.empty() : OptionalLong.of(size);
  }

  /** What its bytes must have besides. */
  public Optional<Digest> otherDigest() {
    return Optional.ofNullable(upstream).map(Upstream::hash).flatMap(Digest::parseLabelled);
  }

  /** Its core metadata's sha256, in lower case. */
  public Optional<String> metadataDigest() {
    return Optional.ofNullable(metadataSha256);
  }

  /** Whether it is a wheel, so has a METADATA file of its own (PEP 658). */
  public boolean wheel() {
    return filename.endsWith(".whl");
  }

  /** What it takes in memory, nearly, in bytes. */
  long weight() {
    long characters = project.length() + filename.length();
    for (List<String> texts :
        List.of(tags, others, readers == null ? List.<String>of() : readers)) {
      characters += texts.stream().mapToLong(text -> TEXT + text.length()).sum();
    }
    if (upstream != null) {
      characters += upstream.url().length() + length(upstream.authorization());
      characters += length(upstream.provenance());
      if (upstream.reach() != null) {
        characters += length(upstream.reach().ca());
        characters += length(upstream.reach().clientCertificate());
      }
    }
    return BARE + characters;
  }

  private static int length(@Nullable String text) {
    return text == null ? 0 : text.length();
  }
}
