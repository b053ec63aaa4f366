package dev.larder.auth.group;

import dev.larder.auth.Outcome;
import dev.larder.auth.audit.Actor;
import dev.larder.auth.audit.AuditedChanges;
import dev.larder.auth.audit.Line;
import dev.larder.auth.http.Work;
import dev.larder.auth.index.Catalogue;
import dev.larder.auth.owner.Reductions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** Makes, changes and shows groups: people say names, Keycloak and tokens have ids. */
@Component
public final class Groups {

  private static final String ALL = "*";

  private final KeycloakGroups groups;
  private final Catalogue catalogue;
  private final AuditedChanges changes;
  private final Reductions reductions;

  Groups(
      KeycloakGroups groups, Catalogue catalogue, AuditedChanges changes, Reductions reductions) {
    this.groups = groups;
    this.catalogue = catalogue;
    this.changes = changes;
    this.reductions = reductions;
  }

  /**
   * A group as it is shown.
   *
   * @param repos names; the id of what is gone
   * @param sources names; the id of what is gone
   */
  record Shown(String name, String role, List<String> repos, List<String> sources, int people) {}

  /** What is asked for; absent where it shall stay as it is. */
  record Edit(Optional<String> role, Optional<List<String>> repos, Optional<List<String>> sources) {

    /** In the words of the log. */
    private String said() {
      return Stream.of(
              role.map("role %s"::formatted),
              repos.map(names -> said("repos", names)),
              sources.map(names -> said("sources", names)))
          .flatMap(Optional::stream)
          .collect(Collectors.joining("; "));
    }

    private static String said(String what, List<String> names) {
      return what + " " + (names.isEmpty() ? "none" : String.join(", ", names));
    }
  }

  List<Shown> list() {
    var all = groups.all();
    var names = all.isEmpty() ? Catalogue.Names.UNKNOWN : catalogue.names();
    return all.stream().map(kept -> shown(kept, names)).toList();
  }

  Outcome<Shown> create(String name, Edit edit, Actor actor) {
    if (edit.role().isEmpty()) {
      return Outcome.refused(400, "a group needs a role: " + Role.all());
    }
    return Outcome.then(
        wanted(new Group(name, Role.READER, List.of(), List.of()), edit),
        group ->
            groups.find(name).isPresent()
                ? exists(name)
                : changes.writtenFirst(
                    actor,
                    new Line("create-group", name, edit.said()),
                    () -> groups.add(group) ? shown(name) : exists(name)));
  }

  private static Outcome<Shown> exists(String name) {
    return Outcome.refused(
        409, "group '%s' exists; 'larder edit group' changes it".formatted(name));
  }

  Outcome<Shown> change(String name, Edit edit, Actor actor) {
    Optional<KeycloakGroups.Kept> found = groups.find(name);
    if (found.isEmpty()) {
      return missing(name);
    }
    return Outcome.then(
        wanted(found.get().group(), edit),
        group ->
            changes.writtenFirst(
                actor,
                new Line("edit-group", name, edit.said()),
                () -> {
                  groups.change(found.get(), group);
                  boolean fewer = !group.rights().cover(found.get().group().rights());
                  return Outcome.then(
                      reductions.reduced(groups.subjects(found.get()), fewer), _ -> shown(name));
                }));
  }

  Outcome<Work.NoContent> delete(String name, Actor actor) {
    Optional<KeycloakGroups.Kept> found = groups.find(name);
    if (found.isEmpty()) {
      return missing(name);
    }
    Set<String> people = groups.subjects(found.get());
    groups.remove(found.get());
    Outcome<Work.NoContent> deleted = changes.done(actor, new Line("delete-group", name, ""));
    return Outcome.then(reductions.reduced(people, true), _ -> deleted);
  }

  /** The old group with what is asked for; what a new role has no use for goes. */
  private Outcome<Group> wanted(Group old, Edit edit) {
    Optional<Role> found = edit.role().map(Role::of).orElse(Optional.of(old.role()));
    if (found.isEmpty()) {
      return Outcome.refused(
          400, "role '%s' does not exist; there are %s".formatted(edit.role().get(), Role.all()));
    }
    Role role = found.get();
    List<String> repos = role == Role.ADMIN ? List.of() : old.repos();
    List<String> sources = role == Role.PUBLISHER ? old.sources() : List.of();
    Optional<String> refusal =
        GroupRules.refusal(
            old.name(), role, edit.repos().orElse(repos), edit.sources().orElse(sources));
    if (refusal.isPresent()) {
      return Outcome.refused(400, refusal.get());
    }
    return Outcome.then(
        ids(withoutAll(edit.repos()), withoutAll(edit.sources())),
        ids ->
            Outcome.done(
                new Group(
                    old.name(),
                    role,
                    edit.repos().map(names -> replaced(names, ids.repos())).orElse(repos),
                    edit.sources().map(names -> replaced(names, ids.sources())).orElse(sources))));
  }

  private static List<String> withoutAll(Optional<List<String>> names) {
    return names.orElse(List.of()).stream().filter(name -> !name.equals(ALL)).toList();
  }

  private Outcome<Catalogue.Ids> ids(List<String> repos, List<String> sources) {
    if (repos.isEmpty() && sources.isEmpty()) {
      return Outcome.done(new Catalogue.Ids(Map.of(), Map.of()));
    }
    return Outcome.then(
        catalogue.ids(sources, repos),
        ids ->
            ids.missing(sources, repos)
                .<Outcome<Catalogue.Ids>>map(
                    name ->
                        Outcome.refused(
                            502, "index-service answered without an id for '%s'".formatted(name)))
                .orElseGet(() -> Outcome.done(ids)));
  }

  private static List<String> replaced(List<String> names, Map<String, String> ids) {
    return names.stream().map(name -> name.equals(ALL) ? name : ids.get(name)).toList();
  }

  /** Refused with those that exist. */
  public <T> Outcome<T> missing(String name) {
    String existing =
        groups.all().stream().map(kept -> kept.group().name()).collect(Collectors.joining(", "));
    return Outcome.refused(
        404,
        "group '%s' does not exist; existing: %s"
            .formatted(name, existing.isEmpty() ? "none" : existing));
  }

  private Outcome<Shown> shown(String name) {
    return groups
        .find(name)
        .map(kept -> Outcome.done(shown(kept, catalogue.names())))
        .orElseGet(() -> missing(name));
  }

  private Shown shown(KeycloakGroups.Kept kept, Catalogue.Names names) {
    Group group = kept.group();
    return new Shown(
        group.name(),
        group.role().text(),
        named(group.repos(), names.repos()),
        named(group.sources(), names.sources()),
        groups.subjects(kept).size());
  }

  private static List<String> named(List<String> ids, Map<String, String> names) {
    return ids.stream().map(id -> names.getOrDefault(id, id)).toList();
  }
}
