package dev.larder.gateway.keys;

import com.nimbusds.jose.jwk.ECKey;

/** What is known of a key's id. */
public sealed interface KeyAnswer {
  record Found(ECKey key) implements KeyAnswer {}

  /** The realm has no such key, as of at most 10 s ago. */
  record Unknown() implements KeyAnswer {}

  /** It isn't among the keys at hand, and who would know can't be reached. */
  record Away() implements KeyAnswer {}
}
