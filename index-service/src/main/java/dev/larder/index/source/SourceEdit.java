package dev.larder.index.source;

import dev.larder.index.command.Command;
import dev.larder.index.command.FileText;
import io.micronaut.serde.annotation.Serdeable;
import jakarta.annotation.Nullable;
import java.util.List;

/**
 * What is to be different about a source; the rest stays as it is.
 *
 * @param credential {@code user:password}, or an empty text for none; the one that is known is kept
 *     for another URL of the same scheme, host and port only
 * @param maxFileSize the largest upload, in bytes; 0 for the general limit
 * @param missingStatus what the upstream answers, beside 404 and 410, where something isn't there
 * @param allow hosts, {@code host:port} and networks inside that the upstream may lead to
 * @param proxy by which the upstream is reached; an empty text for none of its own
 * @param ca PEM certificates of authorities that are trusted for the upstream beside the machine's;
 *     an empty text for none
 * @param clientCertificate what the upstream is shown: a PEM certificate, those that lead to its
 *     authority, and its private key; an empty text for none. The one that is known is kept for
 *     another URL of the same scheme, host and port only
 * @param schedule when a mirror syncs: five fields of cron, {@code never}, or an empty text for the
 *     configuration's
 * @param offline whether nothing is asked of a mirror's upstream from now on
 * @param check whether another URL is asked first; true unless it is said
 */
@Serdeable
record SourceEdit(
    @Nullable String url,
    @Nullable String credential,
    @Nullable Long maxFileSize,
    @Nullable List<Integer> missingStatus,
    @Nullable List<String> allow,
    @Nullable String proxy,
    @Nullable @FileText(most = ConnectionEdit.LONGEST_PEM) String ca,
    @Nullable @FileText(most = ConnectionEdit.LONGEST_PEM) String clientCertificate,
    @Nullable String schedule,
    @Nullable Boolean offline,
    @Nullable Boolean check)
    implements Command {

  ConnectionEdit connection() {
    return new ConnectionEdit(missingStatus, allow, proxy, ca, clientCertificate);
  }

  boolean isEmpty() {
    return url == null
        && credential == null
        && maxFileSize == null
        && schedule == null
        && offline == null
        && connection().isEmpty();
  }

  @Override
  public String toString() {
    return "SourceEdit[maxFileSize=%s]".formatted(maxFileSize);
  }
}
