package dev.larder.stack;

import dev.larder.stack.console.Console;
import dev.larder.stack.console.Refusal;
import dev.larder.stack.folder.Address;
import dev.larder.stack.folder.DataFolder;
import dev.larder.stack.trust.TrustStore;
import dev.larder.stack.upstream.Pip;
import dev.larder.stack.upstream.PresentSources;
import dev.larder.stack.upstream.Reachability;
import dev.larder.stack.upstream.Remembered;
import dev.larder.stack.upstream.UpstreamChoice;
import dev.larder.stack.upstream.UpstreamUrl;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;

/** Finds out, while other parts start, which upstreams this start has and whom it trusts. */
final class Upstreams {
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final DataFolder data;
  private final List<String> asked;
  private final Map<String, String> environment;
  private final Address self;
  private final Console console;
  private final Remembered remembered;
  private final CompletableFuture<List<UpstreamUrl>> urls = new CompletableFuture<>();
  private final CompletableFuture<Path> trustStore = new CompletableFuture<>();

  /** What a later start than the first asked for. */
  private final CompletableFuture<List<UpstreamUrl>> inVain = new CompletableFuture<>();

  Upstreams(
      DataFolder data,
      List<String> asked,
      Map<String, String> environment,
      Address self,
      Console console) {
    this.data = data;
    this.asked = asked;
    this.environment = environment;
    this.self = self;
    this.console = console;
    this.remembered = new Remembered(data.at("upstreams"));
  }

  /** As index-service wants it. */
  CompletableFuture<String> text() {
    return urls.thenApply(
        list -> list.stream().map(UpstreamUrl::text).collect(Collectors.joining(" ")));
  }

  CompletableFuture<Path> trustStore() {
    return trustStore;
  }

  /** Refuses at once what can't be an upstream, before anything is started. */
  void check() {
    asked.stream().filter(text -> !text.equals("pip")).forEach(UpstreamUrl::of);
  }

  /** Begins, in a thread of its own. */
  void decide() {
    Thread.ofVirtual()
        .name("upstreams")
        .start(
            () -> {
              try {
                KeyStore trusted = trust();
                trustStore.complete(Up.trustStore(data));
                urls.complete(choose(trusted));
              } catch (Exception e) {
                trustStore.completeExceptionally(e);
                urls.completeExceptionally(e);
              }
            });
  }

  /**
   * Index-service has made its sources by now: this choice holds for good. Who asked for other
   * upstreams than those that it has is told which these are, and how to change them.
   *
   * @param present what index-service follows now
   */
  void settle(Callable<PresentSources> present) {
    remember();
    List<UpstreamUrl> wanted = inVain.getNow(null);
    if (wanted == null) {
      return;
    }
    try {
      PresentSources sources = present.call();
      if (!sources.follow(wanted)) {
        console.say(
            "--upstream counts at the first start only; the mirrors stay as they are (%s); change one with: larder edit source --name=NAME --url=URL"
                .formatted(sources.text()));
      }
    } catch (Exception e) {
      console.say(
          "--upstream counts at the first start only; 'larder list sources' shows the upstreams that there are");
    }
  }

  private void remember() {
    try {
      if (remembered.read().isEmpty()) {
        remembered.write(urls.join());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private KeyStore trust() throws IOException {
    try {
      return TrustStore.write(Up.trustStore(data), TrustStore.bundles(environment));
    } catch (IOException e) {
      throw new Refusal(
          "the certificate authorities can't be read (%s); see SSL_CERT_FILE"
              .formatted(e.getMessage()));
    }
  }

  private List<UpstreamUrl> choose(KeyStore trusted) throws IOException {
    Reachability reachability = new Reachability(trusted, PATIENCE);
    UpstreamChoice choice = new UpstreamChoice(Pip::configuration, reachability, self);
    Optional<List<UpstreamUrl>> known = remembered.read();
    if (known.isPresent()) {
      if (!asked.isEmpty()) {
        inVain.complete(wanted(choice));
      }
      return known.get();
    }
    UpstreamChoice.Taken taken = choice.choose(asked);
    console.say("Public packages come from " + taken.why());
    return taken.upstreams();
  }

  private List<UpstreamUrl> wanted(UpstreamChoice choice) throws IOException {
    try {
      return choice.choose(asked).upstreams();
    } catch (Refusal e) {
      return List.of();
    }
  }
}
