package dev.larder.cli.source;

import dev.larder.cli.connection.ApiPath;
import dev.larder.cli.connection.Body;
import dev.larder.cli.connection.Name;
import dev.larder.cli.session.Session;
import dev.larder.cli.session.SessionCommand;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code larder create source}. */
@Command(
    name = "source",
    description = "Create a source: a set of packages of one's own, or a mirror of an index.",
    footer = {
      "",
      "Examples:",
      "  larder create source --name=local-python-src --type=local-python",
      "  larder create source --name=partner --type=pypi --url=https://host/simple/",
      "  larder create source --name=torch --type=pypi --url=https://host/whl/ --missing-status=403"
    })
public final class CreateSource implements SessionCommand {
  @Option(
      names = "--name",
      required = true,
      paramLabel = "NAME",
      description = "Its name. Required.")
  private Name name;

  @Option(
      names = "--type",
      required = true,
      paramLabel = "TYPE",
      description = "local-python for uploads, pypi for a mirror. Required.")
  private String type;

  @Option(
      names = "--url",
      paramLabel = "URL",
      description = "The simple index, or the folder, that a mirror follows (default: PyPI).")
  private Optional<String> url;

  @Option(
      names = "--max-file-size",
      paramLabel = "SIZE",
      description = "The largest file it takes, as 500MB.")
  private Optional<ByteSize> maxFileSize;

  @Option(names = "--succeed-on-existing", description = "Succeed if one of that name exists.")
  private boolean succeedOnExisting;

  @Mixin private ReachOptions reach;

  @Override
  public int run(Session session) {
    Body body =
        reach
            .in(new Body().with("name", name).with("type", type).with("url", url))
            .with("maxFileSize", maxFileSize.map(ByteSize::bytes))
            .with("succeedOnExisting", succeedOnExisting);
    return session.print(session.api().post(ApiPath.of("sources"), body), SourceLines::made);
  }
}
