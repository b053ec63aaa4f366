package dev.larder.e2e.person;

import static org.assertj.core.api.Assertions.assertThat;

import dev.larder.e2e.client.Finished;
import dev.larder.e2e.server.LarderServer;
import dev.larder.e2e.server.Waiting;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A person with a machine of their own, who knows the server by its address. */
final class Somebody {
  private static final Duration LIMIT = Duration.ofMinutes(2);
  private static final Pattern PAGE = Pattern.compile("https?://\\S+/device\\?user_code=\\S+");

  private final LarderServer server;
  private final Path home;
  private final String name;

  Somebody(LarderServer server, Path home, String name) {
    this.server = server;
    this.home = home;
    this.name = name;
  }

  Finished larder(String... args) {
    return server.larderOf(home, args).run();
  }

  /** Signs in for the first time, which asks for a new password. */
  void signsIn(String firstPassword) throws Exception {
    signsIn(
        browser -> {
          browser.submit(Map.of("username", name, "password", firstPassword));
          String next = "the next password of " + name;
          browser.submit(Map.of("password-new", next, "password-confirm", next));
        },
        "login");
  }

  /** Signs in at the company's own provider, which knows already who it is. */
  void signsInByTheCompany() throws Exception {
    signsIn(browser -> browser.click("/broker/sso/login"), "login", "sso");
  }

  /** What somebody does on pages. */
  private interface Way {
    void go(Browser browser) throws IOException;
  }

  private void signsIn(Way way, String... command) throws Exception {
    Path written = home.resolve("login.txt");
    Process login = server.larderOf(home, command).begin(written);
    try {
      Waiting.until(LIMIT, "the page to sign in", () -> page(written).find());
      Matcher page = page(written);
      assertThat(page.find()).isTrue();
      Browser browser = new Browser().open(page.group());
      way.go(browser);
      browser.submit(Map.of("accept", "Yes"));
      assertThat(login.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS))
          .as(Files.readString(written) + browser.text())
          .isTrue();
    } finally {
      login.destroyForcibly();
    }
    assertThat(Files.readString(written))
        .contains("Signed in to %s as %s".formatted(server.url(), name));
    assertThat(login.exitValue()).isZero();
  }

  private static Matcher page(Path written) throws IOException {
    return PAGE.matcher(Files.readString(written));
  }
}
