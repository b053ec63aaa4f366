package dev.larder.index.source;

import dev.larder.index.command.Command;
import dev.larder.index.command.FileText;
import io.micronaut.serde.annotation.Serdeable;
import jakarta.annotation.Nullable;
import java.util.List;

/**
 * A source that is to be made.
 *
 * @param url where a mirror looks: an index, or a folder; PyPI if it isn't said
 * @param credential {@code user:password} for that
 * @param maxFileSize the largest upload, in bytes; 0 or nothing for the general limit
 * @param succeedOnExisting whether one of that name will do, whatever it is like
 * @param missingStatus what the upstream answers, beside 404 and 410, where something isn't there
 * @param allow hosts, {@code host:port} and networks inside that the upstream may lead to
 * @param proxy by which the upstream is reached: {@code http://user:password@host:port}
 * @param ca PEM certificates of authorities that are trusted for the upstream beside the machine's
 * @param clientCertificate what the upstream is shown: a PEM certificate, those that lead to its
 *     authority, and its private key
 * @param check whether the upstream is asked first; true unless it is said
 */
@Serdeable
record NewSource(
    String name,
    String type,
    @Nullable String url,
    @Nullable String credential,
    @Nullable Long maxFileSize,
    @Nullable Boolean succeedOnExisting,
    @Nullable List<Integer> missingStatus,
    @Nullable List<String> allow,
    @Nullable String proxy,
    @Nullable @FileText(most = ConnectionEdit.LONGEST_PEM) String ca,
    @Nullable @FileText(most = ConnectionEdit.LONGEST_PEM) String clientCertificate,
    @Nullable Boolean check)
    implements Command {

  ConnectionEdit connection() {
    return new ConnectionEdit(missingStatus, allow, proxy, ca, clientCertificate);
  }

  @Override
  public String toString() {
    return "NewSource[name=%s, type=%s]".formatted(name, type);
  }
}
