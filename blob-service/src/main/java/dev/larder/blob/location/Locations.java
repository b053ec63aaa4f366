package dev.larder.blob.location;

/** Tells where files are. Blocking; to be called in a virtual thread. */
public interface Locations {
  LocationResult find(Question question);
}
