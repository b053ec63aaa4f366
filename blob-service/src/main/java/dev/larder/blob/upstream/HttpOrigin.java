package dev.larder.blob.upstream;

import dev.larder.blob.fill.ByteRange;
import dev.larder.blob.fill.FillFailure;
import dev.larder.blob.fill.Origin;
import dev.larder.blob.fill.Span;
import dev.larder.blob.location.Location;
import java.io.IOException;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import okhttp3.Protocol;
import okhttp3.Response;

/** An upstream's file over HTTP. */
final class HttpOrigin implements Origin {
  private static final Pattern CONTENT_RANGE =
      Pattern.compile("bytes ([0-9]{1,18})-([0-9]{1,18})/([0-9]{1,18})");

  private final LinkedFiles files;
  private final Location location;
  private final Location.Upstream upstream;

  HttpOrigin(LinkedFiles files, Location location) {
    this.files = files;
    this.location = location;
    this.upstream = location.upstream();
  }

  @Override
  public String label() {
    return "the upstream " + UpstreamClient.label(upstream);
  }

  @Override
  public boolean stored() {
    return false;
  }

  @Override
  public Optional<Opened> open() throws FillFailure {
    return Optional.of(whole(files.get(location, "", Map.of())));
  }

  private Opened whole(Response response) throws FillFailure {
    if (response.code() != 200) {
      response.close();
      throw refusal(response.code());
    }
    if (encoded(response) && location.digest().isEmpty()) {
      response.close();
      throw FillFailure.badGateway(
          "The upstream %s encoded %s though it was asked not to."
              .formatted(UpstreamClient.label(upstream), location.filename()));
    }
    long length = response.body().contentLength();
    return new Opened(
        response.body().byteStream(),
        length < 0 ? OptionalLong.empty() : OptionalLong.of(length),
        length >= 0 || framed(response),
        0,
        Validator.of(response));
  }

  /** By {@code Range} and {@code If-Range} (RFC 9110, 13.1.5). */
  @Override
  public Optional<Opened> open(long from, String validator) throws FillFailure {
    ByteRange rest = new ByteRange.From(from);
    Response response =
        files.get(location, "", Map.of("Range", rest.header(), "If-Range", validator));
    if (response.code() == 200) {
      return Optional.of(whole(response));
    }
    Optional<Part> part =
        response.code() == 206 && !encoded(response)
            ? part(response, rest, OptionalLong.empty())
            : Optional.empty();
    if (part.isEmpty()) {
      response.close();
      return open();
    }
    return part.map(
        p -> new Opened(p.body(), OptionalLong.of(p.size()), true, from, Optional.of(validator)));
  }

  private FillFailure refusal(int status) {
    String label = UpstreamClient.label(upstream);
    if (upstream.isRefusalForGood(status)) {
      return FillFailure.gone(
          "The upstream %s has no %s any more: it answered %d."
              .formatted(label, location.filename(), status));
    }
    if (status == 407) {
      return FillFailure.badGateway(
          "The upstream %s can't be reached: the proxy asks for another user and password."
              .formatted(label));
    }
    return FillFailure.badGateway(
        "The upstream %s answered %d for %s.%s"
            .formatted(
                label,
                status,
                location.filename(),
                status == 403 && upstream.authorization() == null
                    ? " If it answers that where it has no such file, an administrator says so by"
                        + " --missing-status=403 for the source."
                    : ""));
  }

  @Override
  public Optional<Part> open(ByteRange range, OptionalLong size) throws FillFailure {
    Response response = files.get(location, "", Map.of("Range", range.header()));
    Optional<Part> part =
        response.code() == 206 && !encoded(response)
            ? part(response, range, size)
            : Optional.empty();
    if (part.isEmpty()) {
      response.close();
    }
    return part;
  }

  /** What came, if it is just what was asked for, of a file of the right size. */
  private static Optional<Part> part(Response response, ByteRange range, OptionalLong size) {
    Matcher told = CONTENT_RANGE.matcher(response.header("Content-Range", ""));
    if (!told.matches()) {
      return Optional.empty();
    }
    long total = Long.parseLong(told.group(3));
    Optional<Span> asked = range.in(total);
    boolean fits =
        (size.isEmpty() || size.getAsLong() == total)
            && asked.isPresent()
            && asked.get().first() == Long.parseLong(told.group(1))
            && asked.get().end() == Long.parseLong(told.group(2)) + 1
            && (response.body().contentLength() < 0
                || response.body().contentLength() == asked.get().length());
    return fits
        ? Optional.of(new Part(response.body().byteStream(), asked.get(), total))
        : Optional.empty();
  }

  /**
   * Whether it says that its bytes are encoded. Some say so of a plain {@code .tar.gz}; the sha256
   * tells who is right.
   */
  static boolean encoded(Response response) {
    String encoding = response.header("Content-Encoding", "identity").toLowerCase(Locale.ROOT);
    return !encoding.equals("identity");
  }

  private static boolean framed(Response response) {
    return response.protocol() == Protocol.HTTP_2
        || response.header("Transfer-Encoding", "").toLowerCase(Locale.ROOT).contains("chunked");
  }

  @Override
  public FillFailure broken(IOException e) {
    return UpstreamClient.broken(upstream, e);
  }
}
