package dev.larder.auth.parts;

import java.net.http.HttpRequest.BodyPublishers;

/**
 * Somebody who calls the service through the gateway.
 *
 * @param header null of who showed no credentials
 */
public record Caller(RunningService service, String header) {

  /** Who holds the secret of the connection file. */
  public static Caller admin(RunningService service) {
    return new Caller(service, "{\"kind\":\"admin\"}");
  }

  public RunningService.Answer get(String path) {
    return call("GET", path, null);
  }

  public RunningService.Answer post(String path, String body) {
    return call("POST", path, body);
  }

  public RunningService.Answer patch(String path, String body) {
    return call("PATCH", path, body);
  }

  public RunningService.Answer delete(String path) {
    return call("DELETE", path, null);
  }

  private RunningService.Answer call(String method, String path, String body) {
    var request =
        service
            .request(path)
            .header("Larder-Secret", RunningService.SECRET)
            .header("Larder-From", "192.0.2.7");
    if (header != null) {
      request.header("Larder-Caller", header);
    }
    if (body == null) {
      request.method(method, BodyPublishers.noBody());
    } else {
      request.header("Content-Type", "application/json");
      request.method(method, BodyPublishers.ofString(body));
    }
    return service.send(request);
  }
}
