package dev.larder.e2e.upstream.simulated;

import java.time.Clock;

/**
 * An index like PyPI, of any size, made from a seed: pages (PEP 503, 691, 700, 714) with serials,
 * files with the bytes that their hashes are of, PyPI's changelog by XML-RPC. {@code POST /later}
 * ends a day, as {@link #later} does.
 */
public final class SimulatedUpstream implements AutoCloseable {
  private final Clock clock;
  private final Listener listener;
  private final String base;
  private volatile World world;
  private volatile Responder responder = (request, usual) -> usual.get();

  private SimulatedUpstream(Options options, Clock clock) {
    this.clock = clock;
    world = World.of(options);
    listener =
        new Listener(options.port(), request -> responder.respond(request, () -> answer(request)));
    base = "http://127.0.0.1:" + listener.port();
    listener.start();
  }

  /** Answers from now on, on the loopback interface. */
  public static SimulatedUpstream start(Options options) {
    return start(options, Clock.systemUTC());
  }

  /**
   * The same.
   *
   * @param clock says when the files of later days were uploaded
   */
  public static SimulatedUpstream start(Options options, Clock clock) {
    return new SimulatedUpstream(options, clock);
  }

  /** The address of its simple API. */
  public String url() {
    return base + "/simple/";
  }

  /** Lets this have a say in every answer from now on. */
  public void respondBy(Responder next) {
    responder = next;
  }

  /**
   * Ends a day: one project in a hundred has changed, has a new release, a yanked one, a file less
   * or is removed, and one in a thousand is new.
   */
  public synchronized void later() {
    world = world.later(clock.instant());
  }

  /** The serial of the last change. */
  public long serial() {
    return world.serial();
  }

  @Override
  public void close() {
    listener.close();
  }

  private Answer answer(Request request) {
    return switch (request.method()) {
      case "GET", "HEAD" -> new Answers(world, base).get(request);
      case "POST" -> {
        if (request.path().equals("/later")) {
          later();
          yield Answer.of(200, serial() + "\n");
        }
        yield new Answers(world, base).post(request);
      }
      default -> Answer.of(405, "405 Method Not Allowed");
    };
  }
}
