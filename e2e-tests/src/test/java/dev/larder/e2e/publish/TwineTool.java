package dev.larder.e2e.publish;

import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** It prints the reason and, as it is told to be verbose, the body of an answer. */
final class TwineTool implements Tool {

  @Override
  public String heading() {
    return "twine";
  }

  @Override
  public Set<Form> forms() {
    return EnumSet.of(Form.COMMAND_LINE, Form.ENVIRONMENT, Form.CONFIG_FILE, Form.KEYRING);
  }

  /** It only uploads. */
  @Override
  public void prepare(Project project) {
    project.made().wheel(project.dist());
    project.made().sdist(project.dist());
  }

  @Override
  public Command publish(Attempt attempt) {
    Command twine =
        Command.of("python", "-W", "ignore", "-m", "twine", "upload", "--non-interactive")
            .and("--disable-progress-bar", attempt.wheel());
    return switch (attempt.form()) {
      case COMMAND_LINE -> {
        Command at = twine.and("--repository-url", attempt.url());
        yield attempt
            .token()
            .map(token -> at.and("--username", Attempt.USER, "--password", token))
            .orElse(at);
      }
      case ENVIRONMENT -> {
        Map<String, String> variables =
            new HashMap<>(attempt.variables("TWINE_USERNAME", "TWINE_PASSWORD"));
        variables.put("TWINE_REPOSITORY_URL", attempt.url());
        yield twine.with(variables);
      }
      case CONFIG_FILE -> {
        Pypirc.write(attempt);
        yield twine.and("--repository", "larder");
      }
      case KEYRING ->
          twine
              .and("--repository-url", attempt.url(), "--username", Attempt.USER)
              .with(attempt.keyring(attempt.url()));
      case NETRC -> throw new IllegalArgumentException("twine reads no netrc");
    };
  }

  @Override
  public Expected expected(Form form, Outcome outcome, String sentence) {
    return switch (outcome) {
      case NEW, AGAIN -> Expected.of(0, "Uploading");
      case NO_TOKEN ->
          Expected.of(
              1, "Credential not found for " + (form == Form.KEYRING ? "password" : "username"));
      case CONFLICT, NONSENSE, WRONG_SCOPE, OTHER_SOURCE, REVOKED, EXPIRED ->
          Expected.of(1, "HTTPError: " + outcome.status(), sentence);
    };
  }
}
