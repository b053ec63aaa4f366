package dev.larder.service.spring;

import org.springframework.http.HttpStatus;
import org.springframework.web.server.ResponseStatusException;

/** A refusal at the edge, with its one line for the client. */
public final class RefusedException extends ResponseStatusException {
  private static final long serialVersionUID = 1;

  public RefusedException(int status, String detail) {
    super(HttpStatus.valueOf(status), detail);
  }
}
