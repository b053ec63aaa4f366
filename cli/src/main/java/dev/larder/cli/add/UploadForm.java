package dev.larder.cli.add;

import dev.larder.packaging.CoreMetadata;
import java.io.FileNotFoundException;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.Optional;
import java.util.UUID;

/**
 * PyPI's upload form (RUP-1) with a file in it: what precedes the file is in memory, the file
 * itself is read from disk while it is sent.
 */
record UploadForm(String boundary, Distribution distribution, Optional<String> comment) {

  static UploadForm of(Distribution distribution, Optional<String> comment) {
    return new UploadForm("larder-" + UUID.randomUUID(), distribution, comment);
  }

  String contentType() {
    return "multipart/form-data; boundary=" + boundary;
  }

  /**
   * The whole form; its length is known.
   *
   * @throws FileNotFoundException where the file is gone
   */
  BodyPublisher body() throws FileNotFoundException {
    return BodyPublishers.concat(
        BodyPublishers.ofString(head()),
        BodyPublishers.ofFile(distribution.path()),
        BodyPublishers.ofString("\r\n--" + boundary + "--\r\n"));
  }

  private String head() {
    CoreMetadata metadata = distribution.metadata();
    var head = new StringBuilder();
    field(head, ":action", "file_upload");
    field(head, "protocol_version", "1");
    field(head, "filetype", distribution.filetype());
    field(head, "pyversion", distribution.pythonVersion());
    field(head, "metadata_version", metadata.metadataVersion());
    field(head, "name", metadata.name().display());
    field(head, "version", metadata.version().toString());
    field(head, "sha256_digest", distribution.sha256());
    metadata.requiresPython().ifPresent(value -> field(head, "requires_python", value));
    comment.ifPresent(value -> field(head, "comment", value));
    return head.append("--")
        .append(boundary)
        .append("\r\nContent-Disposition: form-data; name=\"content\"; filename=\"")
        .append(distribution.path().getFileName())
        .append("\"\r\nContent-Type: application/octet-stream\r\n\r\n")
        .toString();
  }

  private void field(StringBuilder head, String name, String value) {
    head.append("--")
        .append(boundary)
        .append("\r\nContent-Disposition: form-data; name=\"")
        .append(name)
        .append("\"\r\n\r\n")
        .append(value)
        .append("\r\n");
  }
}
