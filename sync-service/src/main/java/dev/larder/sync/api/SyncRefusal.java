package dev.larder.sync.api;

import io.micronaut.http.HttpStatus;

/** What isn't done for a caller, and why, in one line. */
final class SyncRefusal extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final HttpStatus status;

  private SyncRefusal(HttpStatus status, String line) {
    super(line, null, false, false);
    this.status = status;
  }

  static SyncRefusal wrong(String line) {
    return new SyncRefusal(HttpStatus.BAD_REQUEST, line);
  }

  static SyncRefusal missing(String line) {
    return new SyncRefusal(HttpStatus.NOT_FOUND, line);
  }

  static SyncRefusal inTheWay(String line) {
    return new SyncRefusal(HttpStatus.CONFLICT, line);
  }

  /** Who asks isn't an administrator. */
  static SyncRefusal forbidden(String line) {
    return new SyncRefusal(HttpStatus.FORBIDDEN, line);
  }

  static SyncRefusal unauthorized(String line) {
    return new SyncRefusal(HttpStatus.UNAUTHORIZED, line);
  }

  static SyncRefusal unavailable(String line) {
    return new SyncRefusal(HttpStatus.SERVICE_UNAVAILABLE, line);
  }

  HttpStatus status() {
    return status;
  }
}
