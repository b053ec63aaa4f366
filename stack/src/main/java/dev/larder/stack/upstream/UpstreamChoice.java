package dev.larder.stack.upstream;

import dev.larder.stack.console.Refusal;
import dev.larder.stack.folder.Address;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Decides at the first start which upstreams the mirror's sources follow. */
public final class UpstreamChoice {
  /** PyPI's public index. */
  public static final UpstreamUrl PYPI = new UpstreamUrl("https://pypi.org/simple/");

  private final Supplier<Optional<PipConfiguration>> pip;
  private final Predicate<UpstreamUrl> reachable;
  private final Address self;

  /**
   * @param pip asked only when it matters
   * @param reachable whether an index answers now
   * @param self the Larder that is being started; never its own upstream
   */
  public UpstreamChoice(
      Supplier<Optional<PipConfiguration>> pip, Predicate<UpstreamUrl> reachable, Address self) {
    this.pip = pip;
    this.reachable = reachable;
    this.self = self;
  }

  /**
   * What was taken.
   *
   * @param upstreams in the order of their sources, never empty
   * @param why one line for people, without credentials
   */
  public record Taken(List<UpstreamUrl> upstreams, String why) {}

  /**
   * Chooses.
   *
   * @param asked the values of {@code --upstream}, in order; {@code pip} among them stands for what
   *     pip is configured with
   * @throws Refusal if one of them can't be an upstream
   */
  public Taken choose(List<String> asked) {
    if (asked.isEmpty()) {
      return unasked();
    }
    List<UpstreamUrl> upstreams = new ArrayList<>();
    for (String written : asked) {
      if (written.equals("pip")) {
        List<UpstreamUrl> ofPip = ofPip();
        if (ofPip.isEmpty()) {
          throw new Refusal(
              "pip on this machine is configured with no index and no folder that holds something;"
                  + " see 'pip config list', or name one with --upstream URL|FOLDER");
        }
        upstreams.addAll(ofPip);
      } else {
        UpstreamUrl url = UpstreamUrl.of(written);
        if (url.isServedBy(self)) {
          throw new Refusal(
              "the upstream '%s' is this Larder itself; name another".formatted(url.masked()));
        }
        upstreams.add(url);
      }
    }
    List<UpstreamUrl> distinct = upstreams.stream().distinct().toList();
    return new Taken(
        distinct,
        asked.contains("pip")
            ? "%s, as pip is configured and --upstream asks".formatted(list(distinct))
            : "%s, as --upstream asks".formatted(list(distinct)));
  }

  private Taken unasked() {
    if (reachable.test(PYPI)) {
      return new Taken(List.of(PYPI), "%s, PyPI's public index".formatted(PYPI.text()));
    }
    List<UpstreamUrl> answering = ofPip().stream().filter(reachable).toList();
    if (answering.isEmpty()) {
      return new Taken(
          List.of(PYPI),
          "%s, PyPI's public index, though it can't be reached now".formatted(PYPI.text()));
    }
    return new Taken(
        answering,
        "%s, as pip is configured, since %s can't be reached"
            .formatted(list(answering), PYPI.text()));
  }

  private List<UpstreamUrl> ofPip() {
    List<UpstreamUrl> urls = new ArrayList<>();
    for (String place : pip.get().map(PipConfiguration::places).orElse(List.of())) {
      try {
        UpstreamUrl url = UpstreamUrl.of(place);
        if (url.holdsSomething() && !url.isServedBy(self)) {
          urls.add(url);
        }
      } catch (Refusal e) {
        // pip passes over a folder that is not there, too.
      }
    }
    return urls.stream().distinct().toList();
  }

  private static String list(List<UpstreamUrl> urls) {
    return urls.stream().map(UpstreamUrl::masked).collect(Collectors.joining(", "));
  }
}
