package dev.larder.cli.source;

import dev.larder.cli.connection.Body;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** How a mirror's upstream is reached. */
final class ReachOptions {
  @Option(
      names = "--credential",
      paramLabel = "USER:PASSWORD",
      description = "Credentials for the index.")
  private Optional<String> credential;

  @Option(
      names = "--missing-status",
      paramLabel = "STATUS,...",
      converter = Statuses.class,
      description =
          "Statuses by which the index says that it has no such package or file, beside 404 and"
              + " 410, as 403 of an index in a bucket.")
  private Optional<Statuses.Listed> missingStatus;

  @Option(
      names = "--allow",
      paramLabel = "HOST,...",
      description =
          "Hosts inside your network that the index may lead to, beside its own: a host,"
              + " HOST:PORT, or a network as 10.1.0.0/16.")
  private Optional<String> allow;

  @Option(
      names = "--proxy",
      paramLabel = "URL",
      description =
          "The proxy by which the index is reached, as http://USER:PASSWORD@HOST:PORT (default:"
              + " the server's HTTPS_PROXY and HTTP_PROXY).")
  private Optional<String> proxy;

  @Option(
      names = "--no-check",
      description = "Take the URL as it is, without asking whether there is an index or a folder.")
  private boolean unchecked;

  Body in(Body body) {
    body.with("credential", credential);
    missingStatus.ifPresent(listed -> body.withNumbers("missingStatus", listed.numbers()));
    allow.ifPresent(hosts -> body.withAll("allow", Arrays.asList(hosts.split(","))));
    if (unchecked) {
      body.with("check", false);
    }
    return body.with("proxy", proxy);
  }

  /** Numbers with commas between them. */
  static final class Statuses implements ITypeConverter<Statuses.Listed> {
    /** What was given; none of an empty text. */
    record Listed(List<Integer> numbers) {}

    @Override
    public Listed convert(String text) {
      if (!text.matches("([0-9]{3}(,[0-9]{3})*)?")) {
        throw new TypeConversionException("write statuses with commas, as 403,451");
      }
      return new Listed(
          Arrays.stream(text.split(","))
              .filter(each -> !each.isEmpty())
              .map(Integer::valueOf)
              .toList());
    }
  }
}
