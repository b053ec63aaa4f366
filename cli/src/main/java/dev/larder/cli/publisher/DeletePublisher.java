package dev.larder.cli.publisher;

import dev.larder.cli.connection.ApiPath;
import dev.larder.cli.connection.Name;
import dev.larder.cli.session.Session;
import dev.larder.cli.session.SessionCommand;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code larder delete publisher}. */
@Command(
    name = "publisher",
    description = "Delete a trusted publisher; tokens that it gave are refused from then on.",
    footer = {
      "",
      "Example:",
      "  larder delete publisher --guid=publisher-09185576-4d37-4049-b16a-bf96b2ed6602"
    })
public final class DeletePublisher implements SessionCommand {
  @Option(
      names = "--guid",
      required = true,
      paramLabel = "GUID",
      description = "Its GUID, as 'larder list publishers' shows it. Required.")
  private Name guid;

  @Override
  public int run(Session session) {
    return session.delete(ApiPath.of("publishers", guid), "publisher '%s'".formatted(guid));
  }
}
