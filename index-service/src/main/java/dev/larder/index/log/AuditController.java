package dev.larder.index.log;

import dev.larder.index.access.RequestContext;
import dev.larder.index.change.Answers;
import dev.larder.index.change.Changes;
import dev.larder.index.change.Decision;
import dev.larder.index.change.Outcome;
import dev.larder.index.change.Refusal;
import dev.larder.index.command.Command;
import dev.larder.index.outbox.About;
import dev.larder.index.outbox.Author;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.serde.annotation.Serdeable;
import jakarta.annotation.Nullable;
import java.util.List;
import java.util.regex.Pattern;

/** Where other services have written down what they did, by whom and from where it was asked. */
@Controller("/internal/log")
@ExecuteOn(TaskExecutors.BLOCKING)
final class AuditController {
  private static final Pattern ACTION = Pattern.compile("[a-z]{1,32}-[a-z]{1,31}");
  private static final int LONGEST = 2_000;

  private final Changes changes;

  AuditController(Changes changes) {
    this.changes = changes;
  }

  /**
   * What was done.
   *
   * @param action such as {@code create-token}
   * @param subject what it was done to
   */
  @Serdeable
  record Line(String action, @Nullable String subject, @Nullable String comment)
      implements Command {}

  /** Where it stands in the log. */
  @Serdeable
  record Noted(long serial) {}

  @Post
  HttpResponse<Noted> note(HttpRequest<?> request, @Body Line line) {
    return Answers.of(request, note(line, RequestContext.of(request)));
  }

  private Outcome<Noted> note(Line line, RequestContext context) {
    if (!ACTION.matcher(line.action()).matches()) {
      return new Outcome.Refused<>(
          Refusal.wrong(
              "'action' must be a verb and a thing such as create-token, not '%s'"
                  .formatted(line.action())));
    }
    if (isTooLong(line.subject()) || isTooLong(line.comment())) {
      return new Outcome.Refused<>(
          Refusal.wrong("'subject' and 'comment' have at most %d characters".formatted(LONGEST)));
    }
    About about =
        About.catalogue(line.action(), 0, 0, List.of(), Author.of(context))
            .of(line.subject())
            .because(line.comment());
    return changes.make(() -> Decision.make(about, stamp -> new Noted(stamp.serial())));
  }

  private static boolean isTooLong(@Nullable String text) {
    return text != null && text.length() > LONGEST;
  }
}
