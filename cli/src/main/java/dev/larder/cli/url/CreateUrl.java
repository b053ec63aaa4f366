package dev.larder.cli.url;

import dev.larder.cli.connection.Answer;
import dev.larder.cli.connection.Api;
import dev.larder.cli.connection.ApiPath;
import dev.larder.cli.connection.Name;
import dev.larder.cli.session.Session;
import dev.larder.cli.session.SessionCommand;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** {@code larder url create}: the address to give to pip. */
@Command(
    name = "create",
    description = "Print the index URL of a repository, as it is now or as it stood.",
    footer = {
      "",
      "Examples:",
      "  larder url create --repo=main --date=2019-03-01",
      "  pip config set global.index-url $(larder url create --repo=main)"
    })
public final class CreateUrl implements SessionCommand {
  @Option(
      names = "--repo",
      required = true,
      paramLabel = "NAME",
      description = "The repository. Required.")
  private Name repo;

  @ArgGroup(multiplicity = "0..1")
  private When when = new When();

  /** One of the two; neither is now. */
  static final class When {
    @Option(
        names = "--date",
        paramLabel = "YYYY-MM-DD",
        description = "As it stood at 00:00 UTC of that date.")
    private Optional<LocalDate> date = Optional.empty();

    @Option(
        names = "--snapshot",
        paramLabel = "SNAPSHOT",
        description = "A date, an RFC 3339 instant, the serial of a change, or latest.")
    private Optional<Name> snapshot = Optional.empty();

    Object text() {
      return date.<Object>map(day -> day).or(() -> snapshot).orElse("latest");
    }
  }

  /** Reads {@code --date}; anything but a date is wrong usage. */
  public static LocalDate date(String text) {
    try {
      return LocalDate.parse(text.strip());
    } catch (DateTimeParseException e) {
      throw new TypeConversionException(
          "it must be a date such as 2019-03-01, not '%s'".formatted(text));
    }
  }

  @Override
  public int run(Session session) {
    Api api = session.api();
    Answer answer = api.get(ApiPath.of("urls").with("repo", repo).with("snapshot", when.text()));
    return session.print(
        answer,
        body ->
            List.of(
                PublicAddress.of(api.status()).orElse(session.address().text())
                    + body.path("path").asText()));
  }
}
