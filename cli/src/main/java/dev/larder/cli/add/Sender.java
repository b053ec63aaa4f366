package dev.larder.cli.add;

import dev.larder.cli.connection.Answer;
import dev.larder.cli.connection.Api;
import dev.larder.cli.connection.ApiPath;
import dev.larder.cli.connection.Name;
import java.io.FileNotFoundException;
import java.nio.file.Path;
import java.util.Optional;

/** Sends files to a source, one at a time. */
record Sender(Api api, Name source, boolean replace, Optional<String> comment) {

  /** Whether the server is there and has the source. */
  Answer look() {
    return api.get(ApiPath.of("sources", source));
  }

  Outcome send(Path file) {
    return switch (DistributionReader.read(file)) {
      case Distribution.Unsound(String reason) -> new Outcome.Refused(file, reason);
      case Distribution.Sound(Distribution distribution) -> send(distribution);
    };
  }

  private Outcome send(Distribution distribution) {
    Path file = distribution.path();
    UploadForm form = UploadForm.of(distribution, comment);
    try {
      return switch (api.upload(path(), form.contentType(), form.body())) {
        case Answer.Done done ->
            new Outcome.Added(file, done.body().path("answer").asText().strip());
        case Answer.Refused refused -> new Outcome.Refused(file, refused.message());
        case Answer.Unreachable away -> new Outcome.Lost(file, away.message());
      };
    } catch (FileNotFoundException gone) {
      return new Outcome.Refused(file, "it is gone");
    }
  }

  private ApiPath path() {
    ApiPath files = ApiPath.of("sources", source, "files");
    return replace ? files.with("replace", true) : files;
  }
}
