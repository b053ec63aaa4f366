package dev.larder.e2e.publish;

import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** It builds what it uploads, and has a form of its own. */
final class FlitTool implements Tool {
  /** With a time of its own a build gives the same bytes again. */
  private static final String THEN = "1580601600";

  @Override
  public String heading() {
    return "Flit";
  }

  @Override
  public Set<Form> forms() {
    return EnumSet.of(Form.ENVIRONMENT, Form.CONFIG_FILE, Form.KEYRING);
  }

  @Override
  public void prepare(Project project) {
    project.writeModule();
    project.write(
        "pyproject.toml",
        """
        [build-system]
        requires = ["flit_core"]
        build-backend = "flit_core.buildapi"

        [project]
        name = "%s"
        version = "%s"
        description = "Made for a test"
        requires-python = ">=3.8"
        """
            .formatted(project.made().name(), project.made().version()));
  }

  @Override
  public Command publish(Attempt attempt) {
    Command flit = Command.of("python", "-m", "flit", "publish");
    Map<String, String> variables = new HashMap<>(Map.of("SOURCE_DATE_EPOCH", THEN));
    return switch (attempt.form()) {
      case ENVIRONMENT -> {
        variables.put("FLIT_INDEX_URL", attempt.url());
        variables.putAll(attempt.variables("FLIT_USERNAME", "FLIT_PASSWORD"));
        yield flit.with(variables);
      }
      case CONFIG_FILE -> {
        Pypirc.write(attempt);
        yield flit.and("--repository", "larder").with(variables);
      }
      case KEYRING -> {
        Pypirc.writeWithoutPassword(attempt);
        variables.putAll(attempt.keyring(attempt.url()));
        yield flit.and("--repository", "larder").with(variables);
      }
      case COMMAND_LINE, NETRC -> throw new IllegalArgumentException("flit takes none from there");
    };
  }

  @Override
  public Expected expected(Form form, Outcome outcome, String sentence) {
    return switch (outcome) {
      case NEW, AGAIN -> Expected.of(0, "Package is at");
      case NO_TOKEN ->
          Expected.of(
              1,
              "Could not find %s for upload."
                  .formatted(form == Form.KEYRING ? "password" : "username"));
      case CONFLICT -> Expected.of(1, sentence);
      case NONSENSE, WRONG_SCOPE, OTHER_SOURCE, REVOKED, EXPIRED ->
          Expected.of(1, "HTTPError: " + outcome.status(), sentence);
    };
  }
}
