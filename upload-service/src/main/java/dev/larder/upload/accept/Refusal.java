package dev.larder.upload.accept;

import dev.larder.service.problem.Problem;

/**
 * Why a request was not done.
 *
 * @param status the HTTP status
 * @param message one line for a person: what was wrong, with what, what to do
 */
record Refusal(int status, String message)
    implements UploadAdmission.Decision,
        FormCheck.Outcome,
        SignatureCheck.Outcome,
        Uploads.Outcome {

  /** Messages hold what strangers sent, and go into a header line. */
  private static final int LONGEST = 500;

  Refusal {
    message =
        Problem.oneLine(
            message.length() <= LONGEST ? message : message.substring(0, LONGEST) + "...");
  }

  static Refusal bad(String message) {
    return new Refusal(400, message);
  }

  static Refusal forbidden(String message) {
    return new Refusal(403, message);
  }

  /** Something that this service needs is away; the same request may do later. */
  static Refusal away(String message) {
    return new Refusal(503, message);
  }
}
