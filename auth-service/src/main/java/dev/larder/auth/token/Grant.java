package dev.larder.auth.token;

import java.util.List;

/**
 * What a token carries in its claim {@code larder}.
 *
 * @param scopes what it may do
 * @param sources ids of the sources that it may do it to, {@code *} is all
 * @param repos ids of the repositories, {@code *} is all
 */
public record Grant(List<String> scopes, List<String> sources, List<String> repos) {

  static final String ALL = "*";
}
