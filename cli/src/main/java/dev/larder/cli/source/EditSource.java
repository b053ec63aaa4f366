package dev.larder.cli.source;

import dev.larder.cli.connection.ApiPath;
import dev.larder.cli.connection.Body;
import dev.larder.cli.connection.Name;
import dev.larder.cli.session.Session;
import dev.larder.cli.session.SessionCommand;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code larder edit source}: what isn't named stays as it is. */
@Command(
    name = "source",
    description = "Change what a mirror follows and when, or how large files may be.",
    footer = {
      "",
      "Examples:",
      "  larder edit source --name=private --max-file-size=500MB",
      "  larder edit source --name=partner --url=https://host/simple/ --credential=me:secret",
      "  larder edit source --name=pypi --schedule='0 3 * * *'"
    })
public final class EditSource implements SessionCommand {
  @Spec private CommandSpec spec;

  @Option(
      names = "--name",
      required = true,
      paramLabel = "NAME",
      description = "The source. Required.")
  private Name name;

  @Option(
      names = "--url",
      paramLabel = "URL",
      description = "The simple index, or the folder, that a mirror follows.")
  private Optional<String> url;

  @Option(
      names = "--max-file-size",
      paramLabel = "SIZE",
      description = "The largest file it takes, as 500MB; 0 for the server's own limit.")
  private Optional<ByteSize> maxFileSize;

  @Option(
      names = "--schedule",
      paramLabel = "CRON|never",
      description =
          "When a mirror is synchronized, once it was by 'larder sync': a cron expression in UTC,"
              + " as '0 3 * * *', or never; an empty one for the server's own.")
  private Optional<String> schedule;

  @Mixin private ReachOptions reach;

  @Override
  public int run(Session session) {
    Body body =
        reach
            .in(new Body().with("url", url))
            .with("maxFileSize", maxFileSize.map(ByteSize::bytes))
            .with("schedule", schedule);
    return session.print(
        session.change(spec, name, ApiPath.of("sources", name), body), SourceLines::all);
  }
}
