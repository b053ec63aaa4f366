package dev.larder.e2e.publish;

import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** {@code uv publish}, which asks for problems (RFC 9457) and prints what they say. */
final class UvTool implements Tool {

  @Override
  public String heading() {
    return "uv";
  }

  @Override
  public Set<Form> forms() {
    return EnumSet.allOf(Form.class);
  }

  @Override
  public void prepare(Project project) {
    Backend.write(project);
  }

  @Override
  public String build() {
    return "uv build";
  }

  @Override
  public Command publish(Attempt attempt) {
    Command uv =
        Command.of("uv", "publish", "--trusted-publishing", "never", "--no-cache", attempt.wheel());
    Map<String, String> variables = new HashMap<>(Map.of("UV_PUBLISH_URL", attempt.url()));
    return switch (attempt.form()) {
      case COMMAND_LINE -> {
        Command at = uv.and("--publish-url", attempt.url());
        yield attempt.token().map(token -> at.and("--token", token)).orElse(at);
      }
      case ENVIRONMENT -> {
        attempt.token().ifPresent(token -> variables.put("UV_PUBLISH_TOKEN", token));
        yield uv.with(variables);
      }
      case CONFIG_FILE -> {
        attempt
            .project()
            .writeAtHome(
                ".config/uv/uv.toml",
                "publish-url = \"%s\"\n"
                    .formatted(attempt.url().replace("://", "://" + userinfo(attempt))));
        yield uv;
      }
      case NETRC -> {
        Netrc.write(attempt);
        yield uv.with(variables);
      }
      case KEYRING -> {
        variables.putAll(attempt.keyring(attempt.url()));
        yield uv.and("--keyring-provider", "subprocess", "--username", Attempt.USER)
            .with(variables);
      }
    };
  }

  private static String userinfo(Attempt attempt) {
    return attempt.token().map(token -> Attempt.USER + ":" + token + "@").orElse("");
  }

  @Override
  public Expected expected(Form form, Outcome outcome, String sentence) {
    return switch (outcome) {
      case NEW, AGAIN -> Expected.of(0, "Uploading");
      // it tries without, and says what it was answered only where it was told a user
      case NO_TOKEN ->
          form == Form.KEYRING
              ? Expected.of(2, "Keyring has no password for URL", "Server says: ")
              : Expected.of(2, "Missing credentials for");
      case CONFLICT, NONSENSE, WRONG_SCOPE, OTHER_SOURCE, REVOKED, EXPIRED ->
          Expected.of(2, "status code " + outcome.status(), "Server says: " + sentence);
    };
  }
}
