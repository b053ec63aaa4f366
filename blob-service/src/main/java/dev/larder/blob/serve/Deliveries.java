package dev.larder.blob.serve;

import dev.larder.blob.cache.DiskCache;
import dev.larder.blob.cache.OpenFile;
import dev.larder.blob.caller.Readers;
import dev.larder.blob.companion.Companion;
import dev.larder.blob.companion.CompanionFiles;
import dev.larder.blob.document.Document;
import dev.larder.blob.fill.ByteRange;
import dev.larder.blob.fill.FillFailure;
import dev.larder.blob.fill.Fills;
import dev.larder.blob.fill.Follower;
import dev.larder.blob.fill.NoRoomException;
import dev.larder.blob.fill.Origin;
import dev.larder.blob.fill.PassThrough;
import dev.larder.blob.fill.PassThroughMemory;
import dev.larder.blob.fill.Span;
import dev.larder.blob.fill.Wanted;
import dev.larder.blob.location.Location;
import dev.larder.blob.location.LocationResult;
import dev.larder.blob.location.Locations;
import dev.larder.blob.metadata.MetadataFiles;
import dev.larder.blob.wire.Body;
import dev.larder.memory.BudgetSpentException;
import dev.larder.memory.ByteBudget;
import java.io.IOException;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Supplier;

/** Decides what a client that asks for a file is given. Blocking. */
public final class Deliveries {
  private static final String METADATA = "application/octet-stream";

  private final Locations locations;
  private final Origins origins;
  private final DiskCache disk;
  private final Fills fills;
  private final MetadataFiles metadata;
  private final CompanionFiles companions;
  private final PassThroughMemory memory;

  public Deliveries(
      Locations locations,
      Origins origins,
      DiskCache disk,
      Fills fills,
      MetadataFiles metadata,
      CompanionFiles companions,
      PassThroughMemory memory) {
    this.locations = locations;
    this.origins = origins;
    this.disk = disk;
    this.fills = fills;
    this.metadata = metadata;
    this.companions = companions;
    this.memory = memory;
  }

  /** What a question comes to when the file is known. */
  private interface Known {
    Answer answer(Wanted wanted) throws FillFailure;
  }

  /** A file. */
  public Answer file(FileRequest request) {
    return known(request, wanted -> file(request, wanted));
  }

  /** A file's core metadata (R658-1). */
  public Answer metadata(FileRequest request) {
    return known(
        request,
        wanted ->
            metadata
                .of(wanted, fills)
                .map(document -> beside(request, wanted.location(), METADATA, document))
                .orElseGet(
                    () ->
                        new Answer.Refused(
                            404, "No metadata of " + wanted.location().filename() + " is known.")));
  }

  /** A file's signature or provenance. */
  public Answer companion(FileRequest request, Companion companion) {
    return known(
        request,
        wanted ->
            companions
                .of(wanted, companion)
                .map(document -> beside(request, wanted.location(), companion.type(), document))
                .orElseGet(
                    () ->
                        new Answer.Refused(
                            404,
                            "%s has no %s."
                                .formatted(wanted.location().filename(), companion.words()))));
  }

  /** What a client is told begins with whether it may be told anything. */
  private Answer known(FileRequest request, Known how) {
    LocationResult result = locations.find(request.question());
    return switch (result) {
      case LocationResult.NotShown(String detail, Readers forWhom) ->
          allowed(request, forWhom, () -> new Answer.Refused(404, detail));
      case LocationResult.Unknown(String detail) -> new Answer.Refused(503, detail);
      case LocationResult.Known(Location location) ->
          allowed(request, location.forWhom(), () -> known(request, location, how));
    };
  }

  private static Answer allowed(FileRequest request, Readers forWhom, Supplier<Answer> answer) {
    return switch (forWhom.verdict(request.caller(), request.question().repo())) {
      case Readers.Granted granted -> answer.get();
      case Readers.NotThere notThere ->
          new Answer.Refused(404, "Not found: " + request.question().filename());
      case Readers.Unproved(String line) -> new Answer.Challenge(line);
      case Readers.Forbidden(String line) -> new Answer.Refused(403, line);
      case Readers.Unsure(String line) -> new Answer.Refused(503, line);
    };
  }

  private Answer known(FileRequest request, Location location, Known how) {
    try {
      return how.answer(origins.of(request.question().key(), location));
    } catch (FillFailure e) {
      return new Answer.Refused(e.status(), e.getMessage(), e.retryAfter());
    } catch (BudgetSpentException e) {
      return new Answer.Refused(503, e.getMessage(), Optional.of(e.retryAfter()));
    }
  }

  private static Answer beside(
      FileRequest request, Location location, String type, Document document) {
    Identity identity = Identity.of(location, document.sha256());
    if (request.ifNoneMatch().filter(identity::matches).isPresent()) {
      document.close();
      return new Answer.NotModified(identity);
    }
    return new Answer.Beside(identity, type, new Body.OfDocument(document));
  }

  private Answer file(FileRequest request, Wanted wanted) throws FillFailure {
    Location location = wanted.location();
    Identity identity = Identity.of(location);
    if (request.ifNoneMatch().filter(identity::matches).isPresent()) {
      return new Answer.NotModified(identity);
    }
    Optional<ByteRange> range = range(request, identity);
    Optional<OpenFile> file = disk.find(wanted.name(), location.bytes());
    if (file.isPresent()) {
      return there(file.get(), identity, range);
    }
    if (request.head() && location.claimedBytes().isPresent()) {
      return new Answer.Head(identity, location.claimedBytes());
    }
    if (range.isPresent() && location.bytes().isPresent()) {
      long size = location.bytes().getAsLong();
      if (range.get().in(size).isEmpty()) {
        return new Answer.OutOfRange(size);
      }
    }
    if (range.isPresent() && !(range.get() instanceof ByteRange.From)) {
      Optional<Answer> part = passedOn(wanted, identity, range.get());
      if (part.isPresent()) {
        return part.get();
      }
    }
    return switch (fills.get(wanted)) {
      case Fills.Held.There(OpenFile opened) -> there(opened, identity, range);
      case Fills.Held.OnItsWay(Follower follower) -> coming(wanted, identity, range, follower);
    };
  }

  private static Optional<ByteRange> range(FileRequest request, Identity identity) {
    boolean wanted = !request.head() && request.ifRange().map(identity::unchanged).orElse(true);
    return wanted ? request.range().flatMap(ByteRange::parse) : Optional.empty();
  }

  private static Answer there(OpenFile file, Identity identity, Optional<ByteRange> range)
      throws FillFailure {
    long size;
    try {
      size = file.size();
    } catch (IOException e) {
      file.close();
      throw FillFailure.unavailable("The cache's disk can't be read now; try again.");
    }
    if (range.isEmpty()) {
      return new Answer.Whole(identity, new Body.OfFile(file, Span.whole(size)));
    }
    Optional<Span> span = range.get().in(size);
    if (span.isEmpty()) {
      file.close();
      return new Answer.OutOfRange(size);
    }
    return new Answer.Part(identity, new Body.OfFile(file, span.get()), span.get(), size, true);
  }

  /**
   * A part of a file that isn't here is passed on, never kept. Where slow readers have taken all
   * the room for that, the whole file may be fetched nevertheless.
   */
  private Optional<Answer> passedOn(Wanted wanted, Identity identity, ByteRange range)
      throws FillFailure {
    ByteBudget.Share share;
    try {
      share = memory.part(wanted.owner().source());
    } catch (BudgetSpentException e) {
      return Optional.empty();
    }
    Optional<Answer> answer = Optional.empty();
    try {
      answer = passedOn(wanted, identity, range, share);
    } finally {
      if (answer.isEmpty()) {
        share.close();
      }
    }
    return answer;
  }

  private static Optional<Answer> passedOn(
      Wanted wanted, Identity identity, ByteRange range, ByteBudget.Share share)
      throws FillFailure {
    for (Origin origin : wanted.origins()) {
      Optional<Origin.Part> part = origin.open(range, wanted.location().claimedBytes());
      if (part.isPresent()) {
        Span span = part.get().span();
        Body body =
            new Body.Passed(
                PassThroughMemory.within(share, new PartChunks(origin, part.get())),
                OptionalLong.of(span.length()));
        return Optional.of(new Answer.Part(identity, body, span, part.get().size(), false));
      }
    }
    return Optional.empty();
  }

  private Body passedOn(Wanted wanted) throws FillFailure {
    ByteBudget.Share share = memory.whole(wanted.owner().source());
    Body body = null;
    try {
      PassThrough passThrough = fills.passThrough(wanted);
      body = new Body.Passed(PassThroughMemory.within(share, passThrough), passThrough.length());
      return body;
    } finally {
      if (body == null) {
        share.close();
      }
    }
  }

  private Answer coming(
      Wanted wanted, Identity identity, Optional<ByteRange> range, Follower follower)
      throws FillFailure {
    boolean handedOver = false;
    try {
      Answer answer = follow(identity, range, follower);
      handedOver = !(answer instanceof Answer.OutOfRange);
      return answer;
    } catch (NoRoomException e) {
      Optional<Answer> part =
          range.isPresent() ? passedOn(wanted, identity, range.get()) : Optional.empty();
      if (part.isPresent()) {
        return part.get();
      }
      return new Answer.Whole(identity, passedOn(wanted));
    } finally {
      if (!handedOver) {
        follower.close();
      }
    }
  }

  private static Answer follow(Identity identity, Optional<ByteRange> range, Follower follower)
      throws FillFailure, NoRoomException {
    if (range.isEmpty()) {
      follower.awaitBeyond(0);
      return new Answer.Whole(identity, new Body.OfDownload(follower, 0, follower.length()));
    }
    if (range.get() instanceof ByteRange.From(long first)) {
      follower.awaitBeyond(first);
    }
    if (!(range.get() instanceof ByteRange.From) || follower.length().isEmpty()) {
      follower.awaitWhole();
    }
    long size = follower.length().getAsLong();
    Optional<Span> span = range.get().in(size);
    if (span.isEmpty()) {
      return new Answer.OutOfRange(size);
    }
    Body body =
        new Body.OfDownload(follower, span.get().first(), OptionalLong.of(span.get().end()));
    return new Answer.Part(identity, body, span.get(), size, true);
  }
}
