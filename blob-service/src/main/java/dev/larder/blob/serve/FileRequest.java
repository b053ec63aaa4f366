package dev.larder.blob.serve;

import dev.larder.blob.location.Question;
import dev.larder.service.caller.Caller;
import java.util.Optional;

/**
 * A client's request for a file.
 *
 * @param question which file
 * @param caller who asks
 * @param head whether only the headers are asked for
 * @param range the header {@code Range}
 * @param ifRange the header {@code If-Range}
 * @param ifNoneMatch the header {@code If-None-Match}
 */
public record FileRequest(
    Question question,
    Caller caller,
    boolean head,
    Optional<String> range,
    Optional<String> ifRange,
    Optional<String> ifNoneMatch) {}
