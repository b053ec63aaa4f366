package dev.larder.e2e.client;

import dev.larder.e2e.wheel.Package;
import java.nio.file.Path;
import java.util.List;

/** What an installer did, and the environment that it did it in. */
public record Installation(Finished finished, Venv venv, Path target) {

  public boolean succeeded() {
    return finished.succeeded();
  }

  /** What the installed module of that package says; an error's words if it isn't there. */
  public String says(Package made) {
    return says(made.module());
  }

  /** What the installed module says; an error's words if it isn't there. */
  public String says(String module) {
    Finished ran =
        Program.isolated(
                target, List.of(venv.python(), "-c", "import " + module + " as m; print(m.SAYS)"))
            .with("PYTHONPATH", target.toString())
            .run();
    return ran.succeeded() ? ran.out().strip() : ran.words();
  }

  @Override
  public String toString() {
    return finished.toString();
  }
}
