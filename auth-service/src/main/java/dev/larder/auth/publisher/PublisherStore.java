package dev.larder.auth.publisher;

import dev.larder.auth.token.Grant;
import java.util.List;
import java.util.Optional;

/**
 * Where trusted publishers are known, each with the tokens that it may give. Every call may fail
 * when the store is away.
 */
interface PublisherStore {

  void add(Publisher publisher);

  /** All that weren't deleted. */
  List<Publisher> all();

  /** The publisher of this guid, though it was deleted. */
  Optional<Publisher> find(String guid);

  /** Whether there is a publisher, or a union of several, of this guid that wasn't ended. */
  boolean isActive(String guid);

  /** Makes it so that these publishers together, as a union of this guid, may give such tokens. */
  void addUnion(String guid, List<String> members, Grant grant);

  /** The unions that this publisher is in. */
  List<String> unionsOf(String guid);

  /** No token is given in its name from now on. */
  void end(String guid);

  /** A token of the publisher or the union of this guid. */
  String mint(String guid);
}
