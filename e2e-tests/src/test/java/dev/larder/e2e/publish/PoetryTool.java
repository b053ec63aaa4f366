package dev.larder.e2e.publish;

import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * It uploads what lies in {@code dist} to a repository of its settings, and prints answers whole.
 */
final class PoetryTool implements Tool {
  private static final String NO_KEYRING = "keyring.backends.null.Keyring";

  @Override
  public String heading() {
    return "Poetry";
  }

  @Override
  public Set<Form> forms() {
    return EnumSet.allOf(Form.class);
  }

  @Override
  public void prepare(Project project) {
    project.writeModule();
    project.write(
        "pyproject.toml",
        """
        [build-system]
        requires = ["poetry-core"]
        build-backend = "poetry.core.masonry.api"

        [tool.poetry]
        name = "%s"
        version = "%s"
        description = "Made for a test"
        authors = []
        """
            .formatted(project.made().name(), project.made().version()));
  }

  @Override
  public Command publish(Attempt attempt) {
    Command poetry =
        Command.of(
            "python", "-m", "poetry", "publish", "--no-ansi", "--no-interaction", "-r", "larder");
    Map<String, String> variables = new HashMap<>();
    variables.put("POETRY_REPOSITORIES_LARDER_URL", attempt.url());
    variables.put("PYTHON_KEYRING_BACKEND", NO_KEYRING);
    return switch (attempt.form()) {
      case COMMAND_LINE -> {
        Command at = poetry.with(variables);
        yield attempt
            .token()
            .map(token -> at.and("--username", Attempt.USER, "--password", token))
            .orElse(at);
      }
      case ENVIRONMENT -> {
        variables.putAll(
            attempt.variables(
                "POETRY_HTTP_BASIC_LARDER_USERNAME", "POETRY_HTTP_BASIC_LARDER_PASSWORD"));
        yield poetry.with(variables);
      }
      case CONFIG_FILE -> {
        configure(attempt);
        yield poetry.with(Map.of("PYTHON_KEYRING_BACKEND", NO_KEYRING));
      }
      case NETRC -> {
        Netrc.write(attempt);
        yield poetry.with(variables);
      }
      case KEYRING -> {
        variables.putAll(attempt.keyring("poetry-repository-larder"));
        yield poetry.with(variables);
      }
    };
  }

  /** As {@code poetry config} leaves it. */
  private static void configure(Attempt attempt) {
    attempt
        .project()
        .writeAtHome(
            ".config/pypoetry/config.toml",
            "[repositories.larder]\nurl = \"%s\"\n".formatted(attempt.url()));
    attempt
        .project()
        .writeAtHome(
            ".config/pypoetry/auth.toml",
            "[http-basic.larder]\n" + attempt.lines("username", "password"));
  }

  @Override
  public Expected expected(Form form, Outcome outcome, String sentence) {
    return switch (outcome) {
      case NEW, AGAIN -> Expected.of(0, "Uploading");
      case CONFLICT, NO_TOKEN, NONSENSE, WRONG_SCOPE, OTHER_SOURCE, REVOKED, EXPIRED ->
          Expected.of(1, "HTTP Error " + outcome.status(), sentence);
    };
  }
}
