package dev.larder.cli.content;

import com.fasterxml.jackson.databind.JsonNode;
import dev.larder.cli.connection.ApiPath;
import dev.larder.cli.connection.Body;
import dev.larder.cli.connection.Name;
import dev.larder.cli.output.Lines;
import dev.larder.cli.output.Names;
import dev.larder.cli.session.Session;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Files of a package in a source, and why something is done to them. */
final class Selection {
  @Option(
      names = "--source",
      required = true,
      paramLabel = "NAME",
      description = "The local source. Required.")
  private Name source;

  @Option(
      names = "--name",
      required = true,
      paramLabel = "PKG@SCOPE",
      description = {
        "The package, and which files of it. Required.",
        "SCOPE: all, current (the newest version), 1.2.3 (a version), or a file's name."
      })
  private PackageScope name;

  @Option(names = "--comment", paramLabel = "TEXT", description = "A note for the log.")
  private Optional<String> comment;

  /** As a person calls them. */
  String text() {
    return "'%s' in source '%s'".formatted(name, source);
  }

  Body body() {
    return new Body()
        .with("package", name.name())
        .with("scope", name.scope())
        .with("comment", comment);
  }

  /** Has the server do {@code verb} to them, and shows what was {@code done} to which files. */
  int change(Session session, String verb, Body body, String done) {
    return session.print(
        session.api().post(ApiPath.of("sources", source, verb), body),
        change -> lines(done, change));
  }

  private List<String> lines(String done, JsonNode change) {
    JsonNode files = change.path("files");
    return new Lines()
        .add(
            "%s '%s' in source '%s': %s, serial %s"
                .formatted(
                    done,
                    name,
                    source,
                    Names.counted(files.size(), "file"),
                    change.path("serial").asText()))
        .each(files, file -> "  " + file.asText())
        .list();
  }
}
