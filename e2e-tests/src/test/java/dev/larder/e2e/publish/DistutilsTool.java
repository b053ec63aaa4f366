package dev.larder.e2e.publish;

import dev.larder.e2e.wheel.Package;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/** Python 3.11's own {@code upload}, which takes what {@code sdist} has made in the same breath. */
final class DistutilsTool implements Tool {

  // an sdist holds the time at which it was made: one that is there isn't made again
  private static final String SETUP =
      """
      import glob
      from setuptools import setup
      from distutils.command.sdist import sdist

      class once(sdist):
          def run(self):
              made = glob.glob('dist/*.tar.gz')
              if made:
                  self.distribution.dist_files.append(('sdist', '', made[0]))
              else:
                  sdist.run(self)

      setup(name='%s', version='%s', description='Made for a test', url='http://example.invalid',
            author='tests', author_email='tests@example.invalid', py_modules=['%s'],
            cmdclass={'sdist': once})
      """;

  @Override
  public String heading() {
    return "distutils";
  }

  @Override
  public Set<Form> forms() {
    return EnumSet.of(Form.CONFIG_FILE);
  }

  /** The sdist brings its own backend, so that pip can install it without an index. */
  @Override
  public void prepare(Project project) {
    Backend.writeBesideSetup(project);
    project.write("MANIFEST.in", "include PROJECT backend.py pyproject.toml\n");
    Package made = project.made();
    project.write("setup.py", SETUP.formatted(made.name(), made.version(), made.module()));
  }

  @Override
  public Command publish(Attempt attempt) {
    Pypirc.write(attempt);
    return Command.of("python", "-W", "ignore", "setup.py", "sdist", "upload", "-r", "larder")
        .with(Map.of("SETUPTOOLS_USE_DISTUTILS", "stdlib"));
  }

  /** With the name as it is, hyphens and all. */
  @Override
  public String filename(Package made) {
    return "%s-%s.tar.gz".formatted(made.name(), made.version());
  }

  @Override
  public Expected expected(Form form, Outcome outcome, String sentence) {
    return switch (outcome) {
      case NEW, AGAIN -> Expected.of(0, "Server response (200): OK");
      case NO_TOKEN -> Expected.of(1, "No option 'username' in section: 'larder'");
      case CONFLICT, NONSENSE, WRONG_SCOPE, OTHER_SOURCE, REVOKED, EXPIRED ->
          Expected.of(1, "Upload failed (" + outcome.status() + ")", sentence);
    };
  }
}
