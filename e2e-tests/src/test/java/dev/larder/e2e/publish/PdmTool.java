package dev.larder.e2e.publish;

import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** It uploads what lies in {@code dist}, and tells a body only to those who ask for more. */
final class PdmTool implements Tool {

  @Override
  public String heading() {
    return "PDM";
  }

  @Override
  public Set<Form> forms() {
    return EnumSet.of(Form.COMMAND_LINE, Form.ENVIRONMENT, Form.CONFIG_FILE, Form.KEYRING);
  }

  @Override
  public void prepare(Project project) {
    Backend.write(project);
  }

  @Override
  public Command publish(Attempt attempt) {
    Command pdm = Command.of("python", "-m", "pdm", "publish", "--no-build", "-vv");
    Map<String, String> variables = new HashMap<>(Map.of("PDM_USE_VENV", "false"));
    return switch (attempt.form()) {
      case COMMAND_LINE -> {
        Command at = pdm.and("--repository", attempt.url()).with(variables);
        yield attempt
            .token()
            .map(token -> at.and("--username", Attempt.USER, "--password", token))
            .orElse(at);
      }
      case ENVIRONMENT -> {
        variables.put("PDM_PUBLISH_REPO", attempt.url());
        variables.putAll(attempt.variables("PDM_PUBLISH_USERNAME", "PDM_PUBLISH_PASSWORD"));
        yield pdm.with(variables);
      }
      case CONFIG_FILE -> {
        attempt
            .project()
            .writeAtHome(
                ".config/pdm/config.toml",
                "[repository.larder]\nurl = \"%s\"\n".formatted(attempt.url())
                    + attempt.lines("username", "password"));
        yield pdm.and("--repository", "larder").with(variables);
      }
      case KEYRING -> {
        variables.putAll(attempt.keyring(attempt.url()));
        yield pdm.and("--repository", attempt.url(), "--username", Attempt.USER).with(variables);
      }
      case NETRC -> throw new IllegalArgumentException("PDM reads no netrc when it publishes");
    };
  }

  @Override
  public Expected expected(Form form, Outcome outcome, String sentence) {
    return switch (outcome) {
      case NEW, AGAIN -> Expected.of(0, "Uploading");
      case NO_TOKEN -> Expected.of(1, "Username and password are required");
      case CONFLICT, NONSENSE, WRONG_SCOPE, OTHER_SOURCE, REVOKED, EXPIRED ->
          Expected.of(1, "PublishError", "Client error '" + outcome.status(), sentence);
    };
  }
}
