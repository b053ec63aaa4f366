package dev.larder.cli.add;

import dev.larder.cli.connection.Answer;
import dev.larder.cli.connection.Name;
import dev.larder.cli.output.Console;
import dev.larder.cli.output.ExitCode;
import dev.larder.cli.session.Session;
import dev.larder.cli.session.SessionCommand;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * {@code larder add}: one file after the other, each wholly there or not at all. One that is
 * refused doesn't stop the others; what is there already is there after a second run too, so that
 * running again completes what was interrupted.
 */
@Command(
    name = "add",
    description = {
      "Add wheels and sdists from disk to a local source.",
      "Running it again completes what was interrupted."
    },
    footer = {
      "",
      "Examples:",
      "  larder add --source=private --path=dist/",
      "  larder add --source=private --path=a-1.0-py3-none-any.whl,b-1.0.tar.gz --replace"
    })
public final class Add implements SessionCommand {
  @Spec private CommandSpec spec;

  @Option(
      names = "--source",
      required = true,
      paramLabel = "NAME",
      description = "The local source. Required.")
  private Name source;

  @Option(
      names = "--path",
      required = true,
      split = ",",
      paramLabel = "PATH",
      description = "Files, and folders of files. Required.")
  private List<Path> paths;

  @Option(
      names = "--replace",
      description = "Put each in the place of another file of its name, instead of being refused.")
  private boolean replace;

  @Option(names = "--comment", paramLabel = "TEXT", description = "A note for the log.")
  private Optional<String> comment;

  @Override
  public int run(Session session) {
    List<Path> files = files(session.console());
    var sender = new Sender(session.api(), source, replace, comment);
    return switch (sender.look()) {
      case Answer.Done there -> send(session.console(), sender, files);
      case Answer no -> session.print(no, body -> List.of());
    };
  }

  private List<Path> files(Console console) {
    try {
      FilesOnDisk found = FilesOnDisk.at(paths);
      found.missing().ifPresent(path -> wrong("there is no file or folder '" + path + "'"));
      found
          .leftOut()
          .forEach(path -> console.message(path + " is left out: neither wheel nor sdist"));
      if (found.taken().isEmpty()) {
        wrong("no wheel and no sdist (.tar.gz) lies there");
      }
      return found.taken();
    } catch (IOException e) {
      throw wrong("a folder can't be read: " + e.getMessage());
    }
  }

  private ParameterException wrong(String message) {
    throw new ParameterException(spec.commandLine(), message);
  }

  private int send(Console console, Sender sender, List<Path> files) {
    var report = new Report(source);
    boolean gone = false;
    int number = 0;
    for (Path file : files) {
      number++;
      if (gone) {
        report.add(new Outcome.Unsent(file));
        continue;
      }
      console.message("[%d/%d] %s".formatted(number, files.size(), file));
      Outcome outcome = sender.send(file);
      tell(console, outcome);
      report.add(outcome);
      gone = outcome instanceof Outcome.Lost && sender.look() instanceof Answer.Unreachable;
    }
    if (console.isJson()) {
      console.json(report.document());
    }
    report.missing().ifPresent(console::message);
    if (gone) {
      return ExitCode.UNREACHABLE;
    }
    return report.isWhole() ? ExitCode.DONE : ExitCode.REFUSED;
  }

  private static void tell(Console console, Outcome outcome) {
    switch (outcome) {
      case Outcome.Added(Path path, String detail) -> {
        if (!console.isJson()) {
          console.result(added(path, detail));
        }
      }
      case Outcome.Refused(Path path, String detail) -> console.message(path + ": " + detail);
      case Outcome.Lost(Path path, String detail) -> console.message(path + ": " + detail);
      case Outcome.Unsent unsent -> {}
    }
  }

  private static String added(Path path, String detail) {
    return detail.equals("OK")
        ? "Added package '%s'.".formatted(path)
        : "Package '%s': %s".formatted(path, detail);
  }
}
