package dev.larder.index.type;

import java.util.Set;

/**
 * A type of repository.
 *
 * @param name as the API has it
 * @param sourceTypes the types of sources that it can be made of
 */
public record RepositoryType(String name, Set<String> sourceTypes) {}
