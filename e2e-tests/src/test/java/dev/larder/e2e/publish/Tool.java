package dev.larder.e2e.publish;

import dev.larder.e2e.wheel.Package;
import java.util.Set;

/** How one client is used, in all versions of it. */
interface Tool {

  /** Its heading in {@code docs/publishing.md}. */
  String heading();

  /** The ways it has to be told who uploads. */
  Set<Form> forms();

  /** Writes what the client needs to see in a project, so that it can build and upload it. */
  void prepare(Project project);

  /** What is typed to build, where publishing doesn't. */
  default String build() {
    return ":";
  }

  /** Puts what the form needs into place, and says what to type in the project's folder. */
  Command publish(Attempt attempt);

  /** The name of the file that is uploaded. */
  default String filename(Package made) {
    return "%s-%s-py3-none-any.whl".formatted(made.module(), made.version());
  }

  /** What the client does and says then. */
  Expected expected(Form form, Outcome outcome, String sentence);
}
