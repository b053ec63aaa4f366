package dev.larder.e2e.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.larder.e2e.client.Finished;
import dev.larder.e2e.server.Fixture;
import dev.larder.e2e.server.Http;
import dev.larder.e2e.upload.UploadForm;
import dev.larder.e2e.wheel.Distribution;
import dev.larder.e2e.wheel.Package;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;

/** Two sources, repositories of each kind, a file in them, and somebody in each role. */
final class Scene {
  static final String SOURCE = "access-src";
  static final String DOOMED = "access-doomed";
  private static final String OTHER_SOURCE = "access-other";
  private static final String ELSEWHERE = "access-elsewhere";

  private final Fixture fixture;
  private final Map<Role, String> secrets = new EnumMap<>(Role.class);
  private final String serial;

  /** A file that the repositories of each kind show. */
  final Distribution file;

  /** A file that the default repository shows. */
  final Distribution fileOfDefault;

  Scene(Fixture fixture) {
    this.fixture = fixture;
    larder("create", "source", "--name=" + SOURCE, "--type=local-python");
    larder("create", "source", "--name=" + OTHER_SOURCE, "--type=local-python");
    for (Kind kind : Kind.values()) {
      larder("create", "repo", "--name=" + kind.repository(), "--sources=" + SOURCE);
    }
    larder("edit", "repo", "--name=" + Kind.AUTHENTICATED.repository(), "--authenticated");
    larder("edit", "repo", "--name=" + Kind.HIDDEN.repository(), "--hide");
    larder("create", "repo", "--name=" + ELSEWHERE, "--sources=" + OTHER_SOURCE);
    String repos = String.join(",", Arrays.stream(Kind.values()).map(Kind::repository).toList());
    secrets.put(Role.BAD_CREDENTIAL, "not-a-token");
    secrets.put(Role.READER_OF_ANOTHER, token("--repos=" + ELSEWHERE));
    secrets.put(Role.READER, token("--repos=" + repos));
    secrets.put(Role.PUBLISHER_OF_ANOTHER, token("--sources=" + OTHER_SOURCE));
    secrets.put(Role.PUBLISHER, token("--sources=" + SOURCE));
    secrets.put(Role.ADMIN, fixture.larder().adminToken());
    file = Package.of("access-corp", "1.0").wheel(fixture.newFolder());
    fileOfDefault = Package.of("access-main", "1.0").wheel(fixture.newFolder());
    assertThat(upload("/upload/pypi/" + SOURCE, file, Role.PUBLISHER).statusCode()).isEqualTo(200);
    assertThat(upload("/upload/pypi/private", fileOfDefault, Role.ADMIN).statusCode())
        .isEqualTo(200);
    serial = Http.json(ask("GET", "/__api__/v1/clock", "", Role.ADMIN)).path("serial").asText();
  }

  /** A snapshot of now that is no moving one. */
  String serial() {
    return serial;
  }

  /** Something that may be deleted, which each time is there again. */
  void prepareTheDoomed() {
    String body = "\"name\":\"" + DOOMED + "\",\"succeedOnExisting\":true";
    ask("POST", "/__api__/v1/repos", "{" + body + "}", Role.ADMIN);
    ask("POST", "/__api__/v1/sources", "{" + body + ",\"type\":\"local-python\"}", Role.ADMIN);
  }

  private String token(String what) {
    return larder("create", "token", "--description=access", "--quiet", what).out().strip();
  }

  Finished larder(String... args) {
    Finished finished = fixture.larder().larder(args);
    assertThat(finished.succeeded()).as("%s: %s", Arrays.toString(args), finished).isTrue();
    return finished;
  }

  /** What somebody shows; nothing for who is anonymous. */
  String secret(Role role) {
    return secrets.get(role);
  }

  HttpResponse<String> upload(String path, Distribution what, Role role) {
    String url = fixture.larder().url() + path;
    try {
      return secrets.containsKey(role)
          ? UploadForm.send(url, secrets.get(role), what)
          : UploadForm.sendAnonymously(url, what);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  HttpResponse<String> ask(String method, String path, String body, Role role) {
    return Http.ask(
        method,
        fixture.larder().url() + path,
        body,
        secrets.containsKey(role)
            ? new String[] {"Authorization", UploadForm.basic(secrets.get(role))}
            : new String[0]);
  }
}
