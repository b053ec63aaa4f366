package dev.larder.e2e.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.larder.e2e.client.Finished;
import dev.larder.e2e.server.Fixture;
import dev.larder.e2e.upload.UploadForm;
import dev.larder.e2e.wheel.Distribution;
import dev.larder.e2e.wheel.Package;
import java.io.IOException;
import java.net.URI;
import java.util.Arrays;
import java.util.List;

/** An authenticated repository over one source, with a package in it that needs another one. */
final class Guarded {
  static final String REPO = "auth-clients";
  static final String SOURCE = "auth-src";

  private static Guarded made;
  private final Fixture fixture;
  private final String reader;
  final Package corp = Package.of("auth-corp", "1.0").requiring("auth-lib");
  final Package lib = Package.of("auth-lib", "2.0");

  private Guarded(Fixture fixture) throws IOException {
    this.fixture = fixture;
    publish();
    reader = newReader();
  }

  /** The one of this fixture, made for the first who asks. */
  static synchronized Guarded in(Fixture fixture) throws IOException {
    if (made == null || made.fixture != fixture) {
      made = new Guarded(fixture);
    }
    return made;
  }

  private void publish() throws IOException {
    larder("create", "source", "--name=" + SOURCE, "--type=local-python", "--succeed-on-existing");
    larder(
        "create",
        "repo",
        "--name=" + REPO,
        "--sources=" + SOURCE,
        "--authenticated",
        "--succeed-on-existing");
    String token = token("--sources=" + SOURCE);
    for (Package each : List.of(corp, lib)) {
      Distribution wheel = each.wheel(fixture.newFolder());
      String url = fixture.larder().url() + "/upload/pypi/" + SOURCE;
      assertThat(UploadForm.send(url, token, wheel).statusCode()).isEqualTo(200);
    }
  }

  String larder(String... args) {
    Finished finished = fixture.larder().larder(args);
    assertThat(finished.succeeded()).as("%s: %s", Arrays.toString(args), finished).isTrue();
    return finished.out().strip();
  }

  String token(String what) {
    return larder("create", "token", "--description=auth", "--quiet", "--expires=1h", what);
  }

  /** A token that may read it. */
  String reader() {
    return reader;
  }

  /** Another one, which nobody else has. */
  String newReader() {
    return token("--repos=" + REPO);
  }

  /** Its index; credentials are what stands before the host, with its sign. */
  String index(String credentials) {
    URI url = URI.create(fixture.larder().url());
    return "http://" + credentials + url.getAuthority() + "/" + REPO + "/latest/simple/";
  }
}
