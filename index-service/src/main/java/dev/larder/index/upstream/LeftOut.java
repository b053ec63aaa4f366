package dev.larder.index.upstream;

import io.micronaut.serde.annotation.Serdeable;
import java.util.List;

/**
 * What isn't taken over from an upstream's page.
 *
 * @param what {@code file}, or the field that files are listed without
 * @param why the end of a sentence
 * @param count how many
 * @param examples the first files of them, a few
 */
@Serdeable
public record LeftOut(String what, String why, int count, List<String> examples) {}
