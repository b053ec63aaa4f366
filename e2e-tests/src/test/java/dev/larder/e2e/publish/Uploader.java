package dev.larder.e2e.publish;

import dev.larder.e2e.Checkout;
import dev.larder.e2e.client.Finished;
import dev.larder.e2e.client.Program;
import dev.larder.e2e.client.Venv;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A client that uploads, in one version. */
enum Uploader {
  TWINE_3("twine-3.8.0", new TwineTool()),
  TWINE_4("twine-4.0.2", new TwineTool()),
  TWINE_5("twine-5.1.1", new TwineTool()),
  TWINE_6("twine-6.1.0", new TwineTool()),
  TWINE_7("twine-7.0.0", new TwineTool()),
  UV_0_5("uv-0.5.31", new UvTool()),
  UV_0_13("uv-0.13.9", new UvTool()),
  POETRY_1("poetry-1.8.5", new PoetryTool()),
  POETRY_2("poetry-2.5.1", new PoetryTool()),
  PDM("pdm-2.29.3", new PdmTool()),
  HATCH("hatch-1.18.2", new HatchTool()),
  FLIT("flit-4.2.0", new FlitTool()),
  DISTUTILS("distutils-3.11", new DistutilsTool());

  private final String client;
  private final Tool tool;

  Uploader(String client, Tool tool) {
    this.client = client;
    this.tool = tool;
  }

  Tool tool() {
    return tool;
  }

  /** Publishes, in the environment that the client is in and with nothing else of this machine. */
  Finished publish(Attempt attempt, String... more) {
    tool.prepare(attempt.project());
    Command command = tool.publish(attempt).and(more);
    List<String> words = new ArrayList<>(command.words());
    words.set(0, Venv.of(client).bin(words.getFirst()));
    return program(attempt.project(), words).with(command.variables()).run();
  }

  /** A program in the project's folder that finds the client, and a keyring only if it is told. */
  Program program(Project project, List<String> words) {
    String python = Checkout.root().resolve("e2e-tests/python").toString();
    return Program.isolated(project.home(), words)
        .with("PATH", Venv.of(client).bin("") + ":/usr/bin:/bin")
        .with("PYTHONPATH", python + ":" + python + "/" + client)
        .with("PYTHON_KEYRING_BACKEND", "keyring.backends.null.Keyring")
        // neither asks its makers for anything
        .with("PDM_CHECK_UPDATE", "false")
        .with("UV_PYTHON_DOWNLOADS", "never")
        .in(project.folder())
        .within(Duration.ofMinutes(3));
  }

  String client() {
    return client;
  }

  /** As a part of a package's name. */
  String key() {
    return client.replaceAll("[.-]", "");
  }

  @Override
  public String toString() {
    return client;
  }
}
