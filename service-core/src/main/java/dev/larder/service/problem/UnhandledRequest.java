package dev.larder.service.problem;

import java.util.Optional;

/** The line for what no code of a service answers: an unknown address, or a failure. */
public final class UnhandledRequest {
  private UnhandledRequest() {}

  /**
   * What a client is told.
   *
   * @param requestId by which its log is searched
   * @param reason what the framework says of it, told where the client is at fault
   */
  public static String detail(
      String service,
      String requestId,
      String method,
      String path,
      int status,
      Optional<String> reason) {
    return switch (status) {
      case 404 -> "There is nothing at " + path;
      case 405 -> "%s is not known at %s".formatted(method, path);
      case 415 -> "The body must be application/json";
      default ->
          status >= 500
              ? "Something failed inside %s; its log says what (request_id %s)"
                  .formatted(service, requestId)
              : reason
                  .flatMap(text -> text.lines().findFirst())
                  .filter(text -> !text.isBlank())
                  .orElse("This request can't be understood");
    };
  }
}
