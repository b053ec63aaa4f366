package dev.larder.auth.person;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.larder.auth.Outcome;
import dev.larder.auth.audit.Actor;
import dev.larder.auth.audit.AuditedChanges;
import dev.larder.auth.audit.Line;
import dev.larder.auth.group.Group;
import dev.larder.auth.group.Groups;
import dev.larder.auth.group.KeycloakGroups;
import dev.larder.auth.http.Work;
import dev.larder.auth.owner.Rights;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Makes, changes, shows and deletes people. */
@Component
final class People {

  private static final Logger log = LoggerFactory.getLogger(People.class);

  private final KeycloakPeople people;
  private final KeycloakGroups keycloakGroups;
  private final Groups groups;
  private final Departures departures;
  private final Passwords passwords;
  private final AuditedChanges changes;

  People(
      KeycloakPeople people,
      KeycloakGroups keycloakGroups,
      Groups groups,
      Departures departures,
      Passwords passwords,
      AuditedChanges changes) {
    this.people = people;
    this.keycloakGroups = keycloakGroups;
    this.groups = groups;
    this.departures = departures;
    this.passwords = passwords;
    this.changes = changes;
  }

  /**
   * A person as they are shown.
   *
   * @param email null: none
   * @param groups by name
   */
  record Shown(String name, String email, boolean enabled, List<String> groups, Instant created) {}

  /** Some of them, by name; {@code next} is null where no more follow. */
  record Page(List<Shown> people, String next) {}

  /**
   * A person and, this once, a password to be changed at the next sign-in.
   *
   * @param password null: theirs is as it was
   */
  record WithPassword(
      String name,
      String email,
      boolean enabled,
      List<String> groups,
      Instant created,
      @JsonInclude(JsonInclude.Include.NON_NULL) String password) {}

  /**
   * People whose names, or e-mail addresses, begin with a text, in the order of their names. All of
   * them are read, for Keycloak can't begin at a name, but no more than a page is kept.
   */
  Page list(Optional<String> search, Optional<String> after, int limit) {
    var first = new TreeMap<String, Person>();
    people.forEachPage(
        search,
        page -> {
          for (Person person : page) {
            if (after.isEmpty() || person.name().compareTo(after.get()) > 0) {
              first.put(person.name(), person);
              if (first.size() > limit + 1) {
                first.pollLastEntry();
              }
            }
          }
        });
    boolean more = first.size() > limit;
    if (more) {
      first.pollLastEntry();
    }
    return new Page(
        first.values().stream().map(this::shown).toList(), more ? first.lastKey() : null);
  }

  Outcome<WithPassword> create(
      String name, Optional<String> email, List<String> groupNames, Actor actor) {
    String lower = name.toLowerCase(Locale.ROOT);
    Optional<String> refusal = PersonRules.refusal(lower, email);
    if (refusal.isPresent()) {
      return Outcome.refused(400, refusal.get());
    }
    return Outcome.then(
        ids(groupNames),
        ids ->
            people.find(lower).isPresent()
                ? KeycloakPeople.exists(lower)
                : changes.writtenFirst(
                    actor,
                    new Line("create-person", lower, inGroups(ids.keySet())),
                    () -> create(lower, email, ids.keySet())));
  }

  private static String inGroups(Set<String> names) {
    return names.isEmpty() ? "" : "groups " + String.join(", ", names);
  }

  private Outcome<WithPassword> create(String name, Optional<String> email, Set<String> groups) {
    String password = passwords.next();
    return Outcome.then(
        people.add(name, email.filter(text -> !text.isEmpty()), List.copyOf(groups), password),
        _ -> {
          log.info("person {} created", name);
          return shownAgain(name, password);
        });
  }

  /** The first administrator; refused once there is one. One at a time. */
  synchronized Outcome<WithPassword> bootstrap(String name, Optional<String> email, Actor actor) {
    if (keycloakGroups.hasAdministrator()) {
      return Outcome.refused(
          409,
          "there is an administrator already; they, or whoever has the connection file, make others by 'larder create person'");
    }
    keycloakGroups.add(Group.ADMINISTRATORS);
    return create(name, email, List.of(Group.ADMINISTRATORS.name()), actor);
  }

  Outcome<WithPassword> change(String name, PersonEdit edit, Actor actor) {
    Optional<Person> found = people.find(name);
    if (found.isEmpty()) {
      return missing(name);
    }
    Optional<String> refusal = PersonRules.refusal(edit.email());
    if (refusal.isPresent()) {
      return Outcome.refused(400, refusal.get());
    }
    return Outcome.then(
        ids(edit.groups().orElse(List.of())),
        ids -> {
          var line = new Line("edit-person", found.get().name(), edit.said());
          if (!edit.onlyBars()) {
            return changes.writtenFirst(actor, line, () -> change(found.get(), edit, ids));
          }
          var barred = change(found.get(), edit, ids);
          changes.done(actor, line);
          return barred;
        });
  }

  private Outcome<WithPassword> change(Person person, PersonEdit edit, Map<String, String> ids) {
    if (edit.email().isPresent() || edit.enabled().isPresent()) {
      var changed = people.change(person, edit.email(), edit.enabled());
      if (changed instanceof Outcome.Refused<Boolean>(int status, String detail)) {
        return Outcome.refused(status, detail);
      }
    }
    Outcome<Boolean> reduced = edit.groups().isPresent() ? moved(person, ids) : Outcome.done(true);
    String password = edit.resetPassword() ? passwords.next() : null;
    if (password != null) {
      people.resetPassword(person, password);
      people.endSessions(person.subject());
    }
    Outcome<Boolean> settled =
        edit.enabled()
            .map(
                yes -> yes ? departures.back(person.subject()) : departures.leave(person.subject()))
            .orElseGet(() -> Outcome.done(true));
    return Outcome.then(
        reduced, _ -> Outcome.then(settled, _ -> shownAgain(person.name(), password)));
  }

  /** Somebody's other groups, and the end of what they may not any more. */
  private Outcome<Boolean> moved(Person person, Map<String, String> ids) {
    Rights before = people.rights(person.subject()).orElse(Rights.NONE);
    move(person, ids);
    Rights now = people.rights(person.subject()).orElse(Rights.NONE);
    return departures.reduced(Set.of(person.subject()), !now.cover(before));
  }

  /** Rights that end are taken before others are given. Groups that aren't Larder's stay. */
  private void move(Person person, Map<String, String> wanted) {
    Map<String, String> now = people.groups(person);
    now.forEach(
        (name, id) -> {
          if (!wanted.containsKey(name) && keycloakGroups.find(name).isPresent()) {
            people.leave(person, id);
          }
        });
    wanted.forEach(
        (name, id) -> {
          if (!now.containsKey(name)) {
            people.join(person, id);
          }
        });
  }

  /**
   * Deletes somebody: first they may not sign in any more, then all that they made ends, and only
   * then they are forgotten, so that whatever fails in between can be repeated.
   */
  Outcome<Work.NoContent> delete(String name, Actor actor) {
    Optional<Person> found = people.find(name);
    if (found.isEmpty()) {
      return missing(name);
    }
    Person person = found.get();
    people.change(person, Optional.empty(), Optional.of(false));
    var left = departures.leave(person.subject());
    if (left instanceof Outcome.Refused<Boolean>) {
      changes.done(actor, new Line("edit-person", person.name(), PersonEdit.BARRED));
    }
    return Outcome.then(
        left,
        _ -> {
          people.remove(person);
          departures.gone(person.subject());
          log.info("person {} deleted", person.name());
          return changes.done(actor, new Line("delete-person", person.name(), ""));
        });
  }

  /** The ids of these groups by name; refused where one doesn't exist. */
  private Outcome<Map<String, String>> ids(List<String> names) {
    var ids = new TreeMap<String, String>();
    for (String name : names) {
      Optional<KeycloakGroups.Kept> group = keycloakGroups.find(name);
      if (group.isEmpty()) {
        return groups.missing(name);
      }
      ids.put(group.get().group().name(), group.get().id());
    }
    return Outcome.done(ids);
  }

  private static <T> Outcome<T> missing(String name) {
    return Outcome.refused(
        404, "person '%s' does not exist; 'larder list people' shows those who do".formatted(name));
  }

  private Outcome<WithPassword> shownAgain(String name, String password) {
    return people
        .find(name)
        .map(this::shown)
        .map(
            shown ->
                Outcome.done(
                    new WithPassword(
                        shown.name(),
                        shown.email(),
                        shown.enabled(),
                        shown.groups(),
                        shown.created(),
                        password)))
        .orElseGet(() -> missing(name));
  }

  private Shown shown(Person person) {
    return new Shown(
        person.name(),
        person.email().orElse(null),
        person.enabled(),
        List.copyOf(people.groups(person).keySet()),
        person.created());
  }
}
