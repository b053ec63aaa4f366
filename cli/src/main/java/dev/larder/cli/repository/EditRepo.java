package dev.larder.cli.repository;

import dev.larder.cli.connection.Answer;
import dev.larder.cli.connection.ApiPath;
import dev.larder.cli.connection.Body;
import dev.larder.cli.connection.Name;
import dev.larder.cli.session.Session;
import dev.larder.cli.session.SessionCommand;
import java.util.Optional;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code larder edit repo}: what isn't named stays as it is. */
@Command(
    name = "repo",
    description = "Change what a repository is called and how it is shown.",
    footer = {
      "",
      "Examples:",
      "  larder edit repo --name=team --description='For the team' --hide",
      "  larder edit repo --name=team --default"
    })
public final class EditRepo implements SessionCommand {
  @Spec private CommandSpec spec;

  @Option(
      names = "--name",
      required = true,
      paramLabel = "NAME",
      description = "The repository. Required.")
  private Name name;

  @Option(names = "--new-name", paramLabel = "NAME", description = "Its name from now on.")
  private Optional<Name> newName;

  @ArgGroup(multiplicity = "0..1")
  private Description description = new Description();

  @Option(
      names = "--hide",
      arity = "0..1",
      fallbackValue = "true",
      paramLabel = "true|false",
      description = "Leave it out of what people are shown.")
  private Optional<Boolean> hidden;

  @Option(
      names = "--authenticated",
      arity = "0..1",
      fallbackValue = "true",
      paramLabel = "true|false",
      description = "Whether reading needs a token.")
  private Optional<Boolean> authenticated;

  @Option(
      names = "--default",
      description = "Make it the one that URLs without a repository's name mean.")
  private boolean isDefault;

  /** A new one, or none. */
  static final class Description {
    @Option(names = "--description", paramLabel = "TEXT", description = "What it is for.")
    private Optional<String> text = Optional.empty();

    @Option(names = "--clear-description", description = "Take its description away.")
    private boolean clear;

    Optional<String> value() {
      return clear ? Optional.of("") : text;
    }
  }

  @Override
  public int run(Session session) {
    Body body =
        new Body()
            .with("newName", newName)
            .with("description", description.value())
            .with("hidden", hidden)
            .with("authenticated", authenticated)
            .with("default", isDefault ? Optional.of(true) : Optional.empty());
    Answer answer = session.change(spec, name, ApiPath.of("repos", name), body);
    int code = session.print(answer, RepoLines::all);
    if (authenticated.isPresent()) {
      OpenElsewhere.warn(session, answer);
    }
    return code;
  }
}
