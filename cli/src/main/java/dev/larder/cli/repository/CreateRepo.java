package dev.larder.cli.repository;

import dev.larder.cli.connection.Answer;
import dev.larder.cli.connection.ApiPath;
import dev.larder.cli.connection.Body;
import dev.larder.cli.connection.Name;
import dev.larder.cli.session.Session;
import dev.larder.cli.session.SessionCommand;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code larder create repo}. */
@Command(
    name = "repo",
    description = "Create a repository, which clients install from.",
    footer = {
      "",
      "Examples:",
      "  larder create repo --name=pypi --description='Access PyPI packages'",
      "  larder create repo --name=team --sources=private,pypi --succeed-on-existing"
    })
public final class CreateRepo implements SessionCommand {
  @Option(
      names = "--name",
      required = true,
      paramLabel = "NAME",
      description = "Its name, as it stands in URLs. Required.")
  private Name name;

  @Option(
      names = "--type",
      defaultValue = "python",
      paramLabel = "TYPE",
      description = "What is in it (default: ${DEFAULT-VALUE}).")
  private String type;

  @Option(names = "--description", paramLabel = "TEXT", description = "What it is for.")
  private String description = "";

  @Option(
      names = "--sources",
      split = ",",
      paramLabel = "NAME",
      description = "What it subscribes to, in this order.")
  private List<Name> sources = new ArrayList<>();

  @Option(names = "--authenticated", description = "Whether reading needs a token.")
  private boolean authenticated;

  @Option(names = "--succeed-on-existing", description = "Succeed if one of that name exists.")
  private boolean succeedOnExisting;

  @Override
  public int run(Session session) {
    Body body =
        new Body()
            .with("name", name)
            .with("type", type)
            .with("description", description)
            .with("sources", sources)
            .with("authenticated", authenticated)
            .with("succeedOnExisting", succeedOnExisting);
    Answer answer = session.api().post(ApiPath.of("repos"), body);
    int code = session.print(answer, RepoLines::made);
    OpenElsewhere.warn(session, answer);
    return code;
  }
}
