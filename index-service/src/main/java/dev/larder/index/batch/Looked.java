package dev.larder.index.batch;

import dev.larder.index.look.Observation;
import dev.larder.packaging.ProjectName;

/**
 * A look of a batch.
 *
 * @param length of its line, in bytes
 */
record Looked(ProjectName project, Observation.Answer answer, int length) {}
