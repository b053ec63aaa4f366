package dev.larder.blob.location;

import dev.larder.service.micronaut.Answer;
import jakarta.inject.Singleton;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Lets index-service look at a project's page again. */
@Singleton
final class IndexLinks implements Links {
  private static final Logger log = LoggerFactory.getLogger(IndexLinks.class);

  private final RefreshCalls index;

  IndexLinks(RefreshCalls index) {
    this.index = index;
  }

  @Override
  public Optional<Location.Upstream> renewed(
      Location location, Location.Upstream tried, boolean forGood) {
    RefreshCalls.Refresh file =
        new RefreshCalls.Refresh(
            location.source(),
            location.project(),
            location.filename(),
            location.sha256(),
            tried.url(),
            forGood);
    return switch (Answer.to(() -> index.refresh(file))) {
      case Answer.Given<RefreshCalls.Link>(RefreshCalls.Link link) ->
          link.url().equals(tried.url())
              ? Optional.empty()
              : Optional.of(tried.moved(link.url(), link.authorization()));
      case Answer.Refused<RefreshCalls.Link> refused -> Optional.empty();
      case Answer.None<RefreshCalls.Link>(Exception why) -> {
        log.warn(
            "index-service can't tell another link of {}: {}", location.filename(), why.toString());
        yield Optional.empty();
      }
    };
  }
}
