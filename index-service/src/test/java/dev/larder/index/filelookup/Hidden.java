package dev.larder.index.filelookup;

import java.util.List;

/**
 * A file that a repository must not show.
 *
 * @param why in a few words
 * @param repository that must not show it
 * @param key of the file's URL
 * @param secrets what no answer may hold
 * @param unknown whether the project must look as if nobody had ever heard of it
 * @param snapshots at which it must be hidden
 */
record Hidden(
    String why,
    String repository,
    String project,
    String version,
    String filename,
    String key,
    List<String> secrets,
    boolean unknown,
    List<String> snapshots) {

  static Hidden file(String why, String repository, String filename, String key) {
    String[] parts = filename.replace(".tar.gz", "").split("-");
    return new Hidden(
        why,
        repository,
        parts[0].replace('_', '-'),
        parts[1],
        filename,
        key,
        List.of(filename, key),
        false,
        List.of());
  }

  /** Where another file of that name may be shown. */
  Hidden butForItsName() {
    return new Hidden(
        why, repository, project, version, filename, key, List.of(key), unknown, snapshots);
  }

  /** Where not even the project may be known. */
  Hidden withItsProject() {
    return new Hidden(why, repository, project, version, filename, key, secrets, true, snapshots);
  }

  Hidden at(List<String> when) {
    return new Hidden(why, repository, project, version, filename, key, secrets, unknown, when);
  }

  Route.Target target(String snapshot) {
    return new Route.Target(
        repository, repository.equals("main"), snapshot, project, version, filename, key);
  }

  /** What nobody has ever heard of, asked for in the same way. */
  Route.Target unheardOf(String snapshot) {
    return new Route.Target(
        repository,
        repository.equals("main"),
        snapshot,
        "unheard-of",
        version,
        "unheard_of" + filename.substring(filename.indexOf('-')),
        "0".repeat(64));
  }

  @Override
  public String toString() {
    return why + ", in " + repository;
  }
}
