package dev.larder.upload.attestation;

import io.micronaut.json.tree.JsonNode;
import java.security.cert.X509Certificate;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Who attested, as provenance names it (R740-2): what Sigstore's certificate authority says of the
 * identity that it had checked.
 */
sealed interface Publisher {

  /**
   * @param repository {@code owner/name}
   * @param workflow its file's name
   */
  record GitHub(String repository, String workflow) implements Publisher {}

  /**
   * @param repository {@code group/name}
   * @param workflowFilepath within the repository
   */
  record GitLab(String repository, String workflowFilepath) implements Publisher {}

  /**
   * @param email of the service account
   */
  record Google(String email) implements Publisher {}

  /**
   * Any other that the trust root vouches for.
   *
   * @param issuer of the identity
   * @param identity the certificate's subject alternative name
   */
  record Other(String issuer, String identity) implements Publisher {}

  String GITHUB = "https://token.actions.githubusercontent.com";
  String GITLAB = "https://gitlab.com";
  String GOOGLE = "https://accounts.google.com";

  /** Of a certificate that was checked. */
  static Publisher of(X509Certificate certificate) throws InvalidAttestation {
    FulcioCertificate fulcio = new FulcioCertificate(certificate);
    String issuer =
        fulcio
            .issuer()
            .orElseThrow(
                () ->
                    new InvalidAttestation("the certificate doesn't say who issued the identity"));
    return switch (issuer) {
      case GITHUB -> {
        Matcher workflow =
            match(fulcio, "https://github\\.com/([^/@]+/[^/@]+)/\\.github/workflows/([^/@]+)@.+");
        yield new GitHub(workflow.group(1), workflow.group(2));
      }
      case GITLAB -> {
        Matcher workflow = match(fulcio, "https://gitlab\\.com/([^@]+?)//([^@]+)@.+");
        yield new GitLab(workflow.group(1), workflow.group(2));
      }
      case GOOGLE -> new Google(fulcio.identity().orElse(""));
      default -> new Other(issuer, fulcio.identity().orElse(""));
    };
  }

  private static Matcher match(FulcioCertificate fulcio, String workflow)
      throws InvalidAttestation {
    Optional<Matcher> matcher =
        fulcio.buildConfig().map(Pattern.compile(workflow)::matcher).filter(Matcher::matches);
    return matcher.orElseThrow(
        () -> new InvalidAttestation("the certificate doesn't say which workflow it is of"));
  }

  /** As PyPI's provenance has it. */
  default JsonNode json() {
    return switch (this) {
      case GitHub(String repository, String workflow) ->
          object("GitHub", "repository", repository, "workflow", workflow, "environment", null);
      case GitLab(String repository, String path) ->
          object(
              "GitLab", "repository", repository, "workflow_filepath", path, "environment", null);
      case Google(String email) -> object("Google", "email", email);
      case Other(String issuer, String identity) ->
          object("OIDC", "issuer", issuer, "identity", identity);
    };
  }

  private static JsonNode object(String kind, String... keysAndValues) {
    Map<String, JsonNode> values = new LinkedHashMap<>();
    values.put("kind", JsonNode.createStringNode(kind));
    for (int i = 0; i < keysAndValues.length; i += 2) {
      String value = keysAndValues[i + 1];
      values.put(
          keysAndValues[i], value == null ? JsonNode.nullNode() : JsonNode.createStringNode(value));
    }
    return JsonNode.createObjectNode(values);
  }
}
