package dev.larder.auth.signin;

import dev.larder.auth.Settings;
import dev.larder.auth.group.GroupRules;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * A company's own OpenID provider, if there is one: the first three are set or none.
 *
 * @param issuer its address; its discovery document lies under it
 * @param scopes what is asked of it, separated by blanks
 * @param groupsClaim the claim that lists a person's groups at the company
 * @param groups which of those are which of ours: {@code company=ours}, separated by semicolons;
 *     the last {@code =} counts
 */
@ConfigurationProperties("larder.oidc")
public record SsoSettings(
    URI issuer,
    String clientId,
    String clientSecret,
    @DefaultValue("openid profile email") String scopes,
    @DefaultValue("groups") String groupsClaim,
    @DefaultValue("") String groups) {

  /** People of a group of the company are in a group of ours for as long as they are there. */
  record Mapping(String company, String ours) {}

  public SsoSettings {
    issuer = issuer == null || issuer.toString().isBlank() ? null : issuer;
    boolean any =
        issuer != null
            || Stream.of(text(clientId), text(clientSecret)).anyMatch(value -> !value.isBlank());
    if (any) {
      Settings.url("LARDER_OIDC_ISSUER", issuer, Set.of("http", "https"));
      Settings.needed("LARDER_OIDC_CLIENT_ID", clientId);
      Settings.needed("LARDER_OIDC_CLIENT_SECRET", clientSecret);
    }
    scopes = scopes.isBlank() ? "openid profile email" : scopes.strip();
    groupsClaim = groupsClaim.isBlank() ? "groups" : groupsClaim.strip();
    mappings(groups);
    if (!any && !groups.isBlank()) {
      throw new IllegalArgumentException("LARDER_OIDC_GROUPS needs LARDER_OIDC_ISSUER beside it");
    }
  }

  /** What {@code groups} says, in its order. */
  List<Mapping> mappings() {
    return mappings(groups);
  }

  private static List<Mapping> mappings(String groups) {
    return Arrays.stream(groups.split(";"))
        .map(String::strip)
        .filter(pair -> !pair.isEmpty())
        .map(SsoSettings::mapping)
        .distinct()
        .toList();
  }

  private static Mapping mapping(String pair) {
    int at = pair.lastIndexOf('=');
    String company = at < 0 ? "" : pair.substring(0, at).strip();
    String ours = pair.substring(at + 1).strip();
    if (company.isEmpty() || !GroupRules.isName(ours)) {
      throw new IllegalArgumentException(
          "LARDER_OIDC_GROUPS: '%s' is not a group of the company, '=' and a group of Larder"
              .formatted(pair));
    }
    return new Mapping(company, ours);
  }

  private static String text(String value) {
    return value == null ? "" : value;
  }

  /** Whether there is one. */
  public boolean isSet() {
    return issuer != null;
  }

  /** Where it describes itself (OpenID Connect Discovery 1.0, section 4). */
  String discovery() {
    return issuer.toString().replaceAll("/+$", "") + "/.well-known/openid-configuration";
  }

  /** Without the secret. */
  @Override
  public String toString() {
    return "SsoSettings[issuer=%s, clientId=%s, scopes=%s, groupsClaim=%s, groups=%s]"
        .formatted(issuer, clientId, scopes, groupsClaim, groups);
  }
}
