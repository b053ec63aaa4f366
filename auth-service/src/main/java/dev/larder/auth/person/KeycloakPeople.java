package dev.larder.auth.person;

import dev.larder.auth.Outcome;
import dev.larder.auth.keycloak.KeycloakLink;
import dev.larder.auth.keycloak.Pages;
import dev.larder.auth.owner.Owners;
import dev.larder.auth.owner.Rights;
import dev.larder.auth.realm.PeopleRealm;
import jakarta.ws.rs.ClientErrorException;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.keycloak.admin.client.resource.UserResource;
import org.keycloak.admin.client.resource.UsersResource;
import org.keycloak.representations.idm.CredentialRepresentation;
import org.keycloak.representations.idm.ErrorRepresentation;
import org.keycloak.representations.idm.GroupRepresentation;
import org.keycloak.representations.idm.RoleRepresentation;
import org.keycloak.representations.idm.UserRepresentation;
import org.springframework.stereotype.Component;

/** People as users of the realm {@code larder}. */
@Component
public final class KeycloakPeople implements Owners {

  private final KeycloakLink keycloak;

  KeycloakPeople(KeycloakLink keycloak) {
    this.keycloak = keycloak;
  }

  private UsersResource users() {
    return keycloak.admin().realm(PeopleRealm.NAME).users();
  }

  private static Person person(UserRepresentation user) {
    return new Person(
        user.getId(),
        user.getUsername(),
        Optional.ofNullable(user.getEmail()).filter(text -> !text.isBlank()),
        Boolean.TRUE.equals(user.isEnabled()),
        user.getCreatedTimestamp() == null
            ? Instant.EPOCH
            : Instant.ofEpochMilli(user.getCreatedTimestamp()));
  }

  /** The one of this name, whatever its letters' case. */
  Optional<Person> find(String name) {
    return users().searchByUsername(name, true).stream().findFirst().map(KeycloakPeople::person);
  }

  @Override
  public boolean mayAct(String subject) {
    try {
      return Boolean.TRUE.equals(users().get(subject).toRepresentation().isEnabled());
    } catch (NotFoundException e) {
      return false;
    }
  }

  @Override
  public Optional<Rights> rights(String subject) {
    try {
      UserResource user = users().get(subject);
      UserRepresentation there = user.toRepresentation();
      if (!Boolean.TRUE.equals(there.isEnabled())) {
        return Optional.empty();
      }
      List<String> roles =
          user.roles().realmLevel().listEffective().stream()
              .map(RoleRepresentation::getName)
              .toList();
      Set<String> sources = new TreeSet<>(values(there.getAttributes(), PeopleRealm.SOURCES));
      Set<String> repos = new TreeSet<>(values(there.getAttributes(), PeopleRealm.REPOS));
      Pages.forEach(
          (first, count) -> user.groups(first, count, false),
          GroupRepresentation::getId,
          groups ->
              groups.forEach(
                  group -> {
                    sources.addAll(values(group.getAttributes(), PeopleRealm.SOURCES));
                    repos.addAll(values(group.getAttributes(), PeopleRealm.REPOS));
                  }));
      return Optional.of(Rights.of(roles, sources, repos));
    } catch (NotFoundException e) {
      return Optional.empty();
    }
  }

  private static List<String> values(Map<String, List<String>> attributes, String name) {
    return attributes == null ? List.of() : attributes.getOrDefault(name, List.of());
  }

  /**
   * Hands over everybody, page by page; a person may come twice.
   *
   * @param search what a name, or an e-mail address, begins with
   */
  void forEachPage(Optional<String> search, Consumer<List<Person>> page) {
    Pages.forEach(
        (first, count) -> users().search(search.orElse(null), first, count, true),
        UserRepresentation::getId,
        users -> page.accept(users.stream().map(KeycloakPeople::person).toList()));
  }

  @Override
  public void forEachPageOfBarred(Consumer<List<String>> page) {
    Pages.forEach(
        (first, count) -> users().search(null, null, null, null, first, count, false, true),
        UserRepresentation::getId,
        users -> page.accept(users.stream().map(UserRepresentation::getId).toList()));
  }

  /** Makes somebody with a first password; refused in Keycloak's words. */
  Outcome<Boolean> add(String name, Optional<String> email, List<String> groups, String password) {
    var user = new UserRepresentation();
    user.setUsername(name);
    email.ifPresent(user::setEmail);
    user.setEnabled(true);
    user.setGroups(groups.stream().map(group -> "/" + group).toList());
    user.setCredentials(List.of(first(password)));
    try (var response = users().create(user)) {
      return switch (response.getStatus()) {
        case 201 -> Outcome.done(true);
        case 409 ->
            find(name).isPresent()
                ? exists(name)
                : Outcome.refused(
                    409, "somebody else has the e-mail address '%s'".formatted(email.orElse("")));
        case 400 -> Outcome.refused(400, words(response));
        default -> throw new WebApplicationException(response.getStatus());
      };
    }
  }

  static <T> Outcome<T> exists(String name) {
    return Outcome.refused(
        409, "person '%s' exists; 'larder edit person' changes them".formatted(name));
  }

  /** Keycloak's reason, for instance that a policy forbids the password. */
  private static String words(Response response) {
    ErrorRepresentation error = response.readEntity(ErrorRepresentation.class);
    return "Keycloak refuses: "
        + Optional.ofNullable(error.getErrorMessage()).orElse("it gives no reason");
  }

  private static CredentialRepresentation first(String password) {
    var credential = new CredentialRepresentation();
    credential.setType(CredentialRepresentation.PASSWORD);
    credential.setValue(password);
    credential.setTemporary(true);
    return credential;
  }

  /** Changes address and right to sign in; an empty address takes it away. */
  Outcome<Boolean> change(Person person, Optional<String> email, Optional<Boolean> enabled) {
    UserResource resource = users().get(person.subject());
    UserRepresentation user = resource.toRepresentation();
    email.ifPresent(user::setEmail);
    enabled.ifPresent(user::setEnabled);
    try {
      resource.update(user);
      return Outcome.done(true);
    } catch (ClientErrorException e) {
      return switch (e.getResponse().getStatus()) {
        case 409 ->
            Outcome.refused(
                409, "somebody else has the e-mail address '%s'".formatted(email.orElse("")));
        case 400 -> Outcome.refused(400, words(e.getResponse()));
        default -> throw e;
      };
    }
  }

  /** Gives a password that must be changed at the next sign-in. */
  void resetPassword(Person person, String password) {
    users().get(person.subject()).resetPassword(first(password));
  }

  /** The groups somebody is in: their ids by name. */
  Map<String, String> groups(Person person) {
    Map<String, String> groups = new TreeMap<>();
    for (GroupRepresentation group : users().get(person.subject()).groups()) {
      if (group.getPath().equals("/" + group.getName())) {
        groups.put(group.getName(), group.getId());
      }
    }
    return groups;
  }

  void join(Person person, String groupId) {
    users().get(person.subject()).joinGroup(groupId);
  }

  void leave(Person person, String groupId) {
    users().get(person.subject()).leaveGroup(groupId);
  }

  /** Ends all sessions: no refresh token is good any more. */
  void endSessions(String subject) {
    try {
      users().get(subject).logout();
    } catch (NotFoundException e) {
      // whoever is gone has none
    }
  }

  void remove(Person person) {
    try {
      users().get(person.subject()).remove();
    } catch (NotFoundException e) {
      // it is what was wanted
    }
  }
}
