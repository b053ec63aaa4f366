package dev.larder.sync.page;

import dev.larder.packaging.FieldLimit;

/**
 * What a project page says about the project as a whole; null for what it doesn't say.
 *
 * @param serial the upstream's serial of the project
 * @param status the project's status (PEP 792) unless it is active
 * @param statusReason why
 */
public record PageHead(Long serial, String status, String statusReason) {
  private static final int LONGEST_STATUS = 64;

  static final PageHead EMPTY = new PageHead(null, null, null);

  PageHead withStatus(String marker, String reason) {
    boolean said =
        marker != null
            && !marker.isBlank()
            && !marker.equals("active")
            && marker.length() <= LONGEST_STATUS;
    return new PageHead(
        serial,
        said ? marker : null,
        said && reason != null && !reason.isBlank() ? FieldLimit.STATUS_REASON.cut(reason) : null);
  }

  PageHead withSerial(Long value) {
    return new PageHead(value, status, statusReason);
  }
}
