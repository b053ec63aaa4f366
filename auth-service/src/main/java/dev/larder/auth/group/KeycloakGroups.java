package dev.larder.auth.group;

import dev.larder.auth.keycloak.KeycloakLink;
import dev.larder.auth.keycloak.Pages;
import dev.larder.auth.realm.PeopleRealm;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.WebApplicationException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.keycloak.admin.client.resource.GroupResource;
import org.keycloak.admin.client.resource.RealmResource;
import org.keycloak.representations.idm.GroupRepresentation;
import org.keycloak.representations.idm.RoleRepresentation;
import org.keycloak.representations.idm.UserRepresentation;
import org.springframework.stereotype.Component;

/**
 * Groups as Keycloak has them: top-level groups of the realm {@code larder} with one of its roles.
 * Others, made in Keycloak for other ends, are none of ours.
 */
@Component
public final class KeycloakGroups {

  private static final int PAGE = 100;
  private static final int CONFLICT = 409;

  private final KeycloakLink keycloak;

  KeycloakGroups(KeycloakLink keycloak) {
    this.keycloak = keycloak;
  }

  /**
   * A group that is there.
   *
   * @param id Keycloak's
   */
  public record Kept(String id, Group group) {}

  private RealmResource realm() {
    return keycloak.admin().realm(PeopleRealm.NAME);
  }

  /** All of them, by name. */
  public List<Kept> all() {
    List<Kept> all = new ArrayList<>();
    for (int first = 0; ; first += PAGE) {
      List<GroupRepresentation> page = realm().groups().groups(null, first, PAGE, false);
      page.forEach(group -> read(group).ifPresent(all::add));
      if (page.size() < PAGE) {
        return all;
      }
    }
  }

  /** The one of this name. */
  public Optional<Kept> find(String name) {
    return GroupRules.isName(name) ? found(name).flatMap(KeycloakGroups::read) : Optional.empty();
  }

  private Optional<GroupRepresentation> found(String name) {
    try {
      return Optional.of(realm().getGroupByPath("/" + name));
    } catch (NotFoundException e) {
      return Optional.empty();
    }
  }

  private static Optional<Kept> read(GroupRepresentation group) {
    List<String> roles = group.getRealmRoles() == null ? List.of() : group.getRealmRoles();
    // of several the one that gives most
    return List.of(Role.ADMIN, Role.PUBLISHER, Role.READER).stream()
        .filter(role -> roles.contains(role.text()))
        .findFirst()
        .map(
            role ->
                new Kept(
                    group.getId(),
                    new Group(
                        group.getName(),
                        role,
                        ids(group, PeopleRealm.REPOS),
                        ids(group, PeopleRealm.SOURCES))));
  }

  private static List<String> ids(GroupRepresentation group, String attribute) {
    Map<String, List<String>> attributes = group.getAttributes();
    return attributes == null ? List.of() : attributes.getOrDefault(attribute, List.of());
  }

  /**
   * Makes it; false where there is a group of that name. A group that was made but didn't get its
   * role, because Keycloak went away, is there without one: making it again then gives it one.
   */
  public boolean add(Group group) {
    Optional<GroupRepresentation> there = found(group.name());
    if (there.flatMap(KeycloakGroups::read).isPresent()) {
      return false;
    }
    GroupRepresentation made =
        there.orElseGet(
            () -> {
              var fresh = new GroupRepresentation();
              fresh.setName(group.name());
              try (var response = realm().groups().add(fresh)) {
                int status = response.getStatus();
                if (status / 100 != 2 && status != CONFLICT) {
                  throw new WebApplicationException(status);
                }
              }
              return found(group.name()).orElseThrow(() -> new WebApplicationException(502));
            });
    write(made, group);
    return true;
  }

  /** Makes it what this one is. */
  void change(Kept kept, Group group) {
    write(realm().groups().group(kept.id()).toRepresentation(), group);
  }

  /** Rights that end are taken before others are given. */
  private void write(GroupRepresentation there, Group group) {
    GroupResource resource = realm().groups().group(there.getId());
    List<RoleRepresentation> has = resource.roles().realmLevel().listAll();
    List<RoleRepresentation> surplus =
        has.stream()
            .filter(role -> PeopleRealm.ROLES.contains(role.getName()))
            .filter(role -> !role.getName().equals(group.role().text()))
            .toList();
    if (!surplus.isEmpty()) {
      resource.roles().realmLevel().remove(surplus);
    }
    Map<String, List<String>> attributes =
        there.getAttributes() == null ? new HashMap<>() : new HashMap<>(there.getAttributes());
    attributes.put(PeopleRealm.REPOS, group.repos());
    attributes.put(PeopleRealm.SOURCES, group.sources());
    attributes.values().removeIf(List::isEmpty);
    there.setAttributes(attributes);
    resource.update(there);
    if (has.stream().noneMatch(role -> role.getName().equals(group.role().text()))) {
      resource
          .roles()
          .realmLevel()
          .add(List.of(realm().roles().get(group.role().text()).toRepresentation()));
    }
  }

  void remove(Kept kept) {
    try {
      realm().groups().group(kept.id()).remove();
    } catch (NotFoundException e) {
      // it is what was wanted
    }
  }

  /** The subjects of all who are in it. */
  Set<String> subjects(Kept kept) {
    Set<String> subjects = new HashSet<>();
    Pages.forEach(
        (first, count) -> realm().groups().group(kept.id()).members(first, count, true),
        UserRepresentation::getId,
        page -> page.forEach(person -> subjects.add(person.getId())));
    return subjects;
  }

  /** Whether anybody is an administrator, through a group or by a role of their own. */
  public boolean hasAdministrator() {
    var role = realm().roles().get(Role.ADMIN.text());
    return !role.getUserMembers(0, 1).isEmpty()
        || role.getRoleGroupMembers(0, PAGE).stream()
            .anyMatch(group -> !realm().groups().group(group.getId()).members(0, 1).isEmpty());
  }
}
