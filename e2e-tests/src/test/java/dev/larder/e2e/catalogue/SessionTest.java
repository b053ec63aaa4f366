package dev.larder.e2e.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.larder.e2e.client.Finished;
import dev.larder.e2e.server.Fixture;
import dev.larder.e2e.server.SharedFixture;
import dev.larder.e2e.wheel.Package;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** An administrator's work, command by command, with what each says. */
@Order(70)
@ExtendWith(SharedFixture.class)
class SessionTest {
  private final Fixture fixture;

  SessionTest(Fixture fixture) {
    this.fixture = fixture;
  }

  @Test
  void aSessionAsUsersOfRspmKnowIt() {
    says(
        "Repository: pypi - Access PyPI packages - Python",
        "create",
        "repo",
        "--name=pypi",
        "--type=python",
        "--description=Access PyPI packages");
    says("Repository: pypi\nSources:\n--pypi (PyPI)", "subscribe", "--repo=pypi", "--source=pypi");
    says(
        "Repository: python-repo - Python",
        "create",
        "repo",
        "--name=python-repo",
        "--type=python");
    says(
        "Source 'local-python-src':\n Type:  Local Python",
        "create",
        "source",
        "--name=local-python-src",
        "--type=local-python");
    says(
        "Repository: python-repo\nSources:\n--local-python-src (Local Python)",
        "subscribe",
        "--repo=python-repo",
        "--source=local-python-src");
  }

  @Test
  void refusalsNameTheThingAndWhatThereIs() {
    refuses(
        "repository type 'r' is not supported; supported: python",
        "create",
        "repo",
        "--name=r-repo",
        "--type=r");
    refuses(
        "repository 'nowhere' does not exist; existing: main",
        "subscribe",
        "--repo=nowhere",
        "--source=pypi");
    refuses(
        "source 'nothing' does not exist; existing: private, pypi",
        "subscribe",
        "--repo=main",
        "--source=nothing");
    for (String name : Stream.of("latest", "2019-03-01", "17", "Upper", "a-", "simple").toList()) {
      refuses(name, "create", "repo", "--name=" + name);
    }
    refuses("default", "delete", "repo", "--name=main");
  }

  @Test
  void everyCommandOfTheCatalogueDoesWhatItSays() throws JsonProcessingException {
    Package made = Package.of("session-corp", "1.0");
    String wheel = made.wheel(fixture.newFolder()).path().toString();
    String newer = Package.of(made.name(), "1.1").sdist(fixture.newFolder()).path().toString();
    runs("create", "source", "--name=session-src", "--type=local-python");
    runs("create", "source", "--name=session-two", "--type=local-python");
    runs("create", "source", "--name=session-two", "--type=local-python", "--succeed-on-existing");
    runs("create", "repo", "--name=session", "--sources=session-src,session-two,pypi");
    runs("create", "repo", "--name=session", "--succeed-on-existing");
    runs("reorder", "--repo=session", "--sources=session-two,session-src,pypi");
    runs("unsubscribe", "--repo=session", "--source=session-two");
    runs("delete", "source", "--name=session-two");
    runs("edit", "repo", "--name=session", "--description=Of the session", "--hide");
    runs("edit", "repo", "--name=session", "--clear-description", "--hide=false");
    runs("edit", "source", "--name=session-src", "--max-file-size=1000000");
    runs("claim", "--source=session-src", "--name=session-*");
    runs("add", "--source=session-src", "--path=" + wheel + "," + newer);
    shows("session-corp", "list", "packages", "--repo=session", "--search=session");
    shows("1", "list", "packages", "--source=session-src", "--count");
    shows("session-src", "info", "--package=session-corp");
    shows("session", "info", "--repo=session");
    shows("Local Python", "info", "--source=session-src");
    runs("yank", "package", "--source=session-src", "--name=session-corp@1.1", "--reason=broken");
    runs("unyank", "package", "--source=session-src", "--name=session-corp@1.1");
    runs("remove", "package", "--source=session-src", "--name=session-corp@1.1", "--comment=old");
    shows("old", "log", "--package=session-corp");
    runs("restore", "package", "--source=session-src", "--name=session-corp@1.1");
    shows("yank", "log", "--source=session-src");
    shows("subscribe", "log", "--repo=session");
    String today = LocalDate.now(ZoneOffset.UTC).toString();
    String url = fixture.larder().url() + "/session/" + today + "/simple/";
    says(url, "url", "create", "--repo=session", "--date=" + today);
    shows("session", "url", "explain", "--url=" + url);
    runs("edit", "project", "--source=session-src", "--name=session-corp", "--status=archived");
    runs("edit", "project", "--source=session-src", "--name=session-corp", "--status=active");
    runs("remove", "package", "--source=session-src", "--name=session-corp@all");
    runs("release", "--source=session-src", "--name=session-*");
    runs("release", "--source=session-src", "--name=session-corp");
    runs("edit", "repo", "--name=session", "--new-name=session-renamed");
    runs("edit", "repo", "--name=session-renamed", "--default");
    runs("edit", "repo", "--name=main", "--default");
    runs("delete", "repo", "--name=session-renamed");
    String json = run("-o", "json", "list", "repos").out();
    assertThat(new ObjectMapper().readTree(json).path("repos").isArray()).isTrue();
  }

  private Finished run(String... args) {
    return fixture.larder().larder(args);
  }

  private void runs(String... args) {
    Finished finished = run(args);
    assertThat(finished.succeeded()).as("%s: %s", Arrays.toString(args), finished).isTrue();
  }

  private void says(String expected, String... args) {
    Finished finished = run(args);
    assertThat(finished.out().strip())
        .as("%s: %s", Arrays.toString(args), finished)
        .isEqualTo(expected);
  }

  private void shows(String expected, String... args) {
    Finished finished = run(args);
    assertThat(finished.succeeded()).as("%s: %s", Arrays.toString(args), finished).isTrue();
    assertThat(finished.out()).contains(expected);
  }

  private void refuses(String expected, String... args) {
    Finished finished = run(args);
    assertThat(finished.exitCode()).as("%s: %s", Arrays.toString(args), finished).isEqualTo(1);
    assertThat(finished.err()).contains(expected);
    assertThat(finished.err().strip().lines()).hasSize(1);
  }
}
