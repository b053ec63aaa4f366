package dev.larder.e2e.publish;

import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** It looks at what the index has first, uploads a file, and prints the reason of an answer. */
final class HatchTool implements Tool {

  @Override
  public String heading() {
    return "Hatch";
  }

  @Override
  public Set<Form> forms() {
    return EnumSet.of(Form.COMMAND_LINE, Form.ENVIRONMENT, Form.CONFIG_FILE, Form.KEYRING);
  }

  @Override
  public void prepare(Project project) {
    project.writeModule();
    project.write(
        "pyproject.toml",
        """
        [build-system]
        requires = ["hatchling"]
        build-backend = "hatchling.build"

        [project]
        name = "%s"
        version = "%s"
        """
            .formatted(project.made().name(), project.made().version()));
  }

  /** What {@code hatch build} runs, in an environment that it would make with an index. */
  @Override
  public String build() {
    return "hatchling build";
  }

  @Override
  public Command publish(Attempt attempt) {
    Command hatch =
        Command.of(
            "python", "-m", "hatch", "--no-color", "publish", "--no-prompt", attempt.wheel());
    return switch (attempt.form()) {
      case COMMAND_LINE -> {
        Command at = hatch.and("--repo", attempt.url());
        yield attempt
            .token()
            .map(token -> at.and("--user", Attempt.USER, "--auth", token))
            .orElse(at);
      }
      case ENVIRONMENT -> {
        Map<String, String> variables =
            new HashMap<>(attempt.variables("HATCH_INDEX_USER", "HATCH_INDEX_AUTH"));
        variables.put("HATCH_INDEX_REPO", attempt.url());
        yield hatch.with(variables);
      }
      case CONFIG_FILE -> {
        attempt
            .project()
            .writeAtHome(
                ".config/hatch/config.toml",
                "[publish.index.repos.larder]\nurl = \"%s\"\n".formatted(attempt.url())
                    + attempt.lines("user", "auth"));
        yield hatch.and("--repo", "larder");
      }
      case KEYRING ->
          hatch
              .and("--repo", attempt.url(), "--user", Attempt.USER)
              .with(attempt.keyring(attempt.url()));
      case NETRC -> throw new IllegalArgumentException("hatch reads no netrc");
    };
  }

  @Override
  public Expected expected(Form form, Outcome outcome, String sentence) {
    return switch (outcome) {
      case NEW, AGAIN -> Expected.of(0, "success");
      case NO_TOKEN ->
          Expected.of(1, "Missing required option: " + (form == Form.KEYRING ? "auth" : "user"));
      case CONFLICT, NONSENSE, WRONG_SCOPE, OTHER_SOURCE, REVOKED, EXPIRED ->
          Expected.of(1, "Error uploading to repository", "" + outcome.status(), sentence);
    };
  }
}
