package dev.larder.upload.form;

import java.io.IOException;

/** A form that is refused while it is read; the message is one line for the client. */
public final class FormException extends IOException {
  private static final long serialVersionUID = 1;

  private final int status;

  public FormException(int status, String message) {
    super(message);
    this.status = status;
  }

  public int status() {
    return status;
  }
}
