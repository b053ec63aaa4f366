package dev.larder.cli.source;

import dev.larder.cli.connection.Body;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
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
      names = "--ca-file",
      paramLabel = "FILE",
      converter = PemFile.Reader.class,
      description =
          "The certificates (PEM) of authorities that are trusted for the index, beside those that"
              + " the server's machine trusts.")
  private Optional<PemFile> authorities;

  @Option(
      names = "--client-cert",
      paramLabel = "FILE",
      converter = PemFile.Reader.class,
      description =
          "The certificate (PEM) that the index is shown, with its private key unless --client-key"
              + " names it.")
  private Optional<PemFile> clientCertificate;

  @Option(
      names = "--client-key",
      paramLabel = "FILE",
      converter = PemFile.Reader.class,
      description = "The private key (PEM, without a password) of --client-cert.")
  private Optional<PemFile> clientKey;

  @Option(
      names = "--no-check",
      description = "Take the URL as it is, without asking whether there is an index or a folder.")
  private boolean unchecked;

  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec;

  Body in(Body body) {
    if (clientKey.isPresent() && clientCertificate.isEmpty()) {
      throw new ParameterException(
          spec.commandLine(), "--client-key is the key of a certificate; give --client-cert too");
    }
    body.with("credential", credential);
    missingStatus.ifPresent(listed -> body.withNumbers("missingStatus", listed.numbers()));
    allow.ifPresent(hosts -> body.withAll("allow", Arrays.asList(hosts.split(","))));
    if (unchecked) {
      body.with("check", false);
    }
    return body.with("proxy", proxy)
        .with("ca", authorities)
        .with(
            "clientCertificate",
            clientCertificate.map(
                own -> clientKey.map(key -> own.text() + "\n" + key.text()).orElse(own.text())));
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
